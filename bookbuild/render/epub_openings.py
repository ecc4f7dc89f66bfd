"""Openings in the EPUB, the documents with which parts and chapters begin, and the addresses of all documents."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bookbuild.model import Article, Chapter, ContentDocument, Part, Target, Theme
from bookbuild.render.colours import colour_style
from bookbuild.render.contents import chapter_title, chapter_title_xhtml, part_title, part_title_xhtml
from bookbuild.render.templates import Templates, ready


def href(key: str) -> str:
    """Return the address of the document of a key, in the package."""
    return f"text/{key}.xhtml"


def relative(key: str) -> str:
    """Return the address of the document of a key, in another one."""
    return f"{key}.xhtml"


def link(target: Target) -> str:
    """Return the address of a target, in another document."""
    return relative(target.key) + (f"#{target.anchor}" if target.fragment else "")


@dataclass(frozen=True, slots=True)
class EpubOpenings:
    """Renders the openings of one book; `body` returns the text of an opening."""

    templates: Templates
    theme: Theme
    labels: Mapping[str, str]
    body: Callable[[Article, Chapter | None], str]

    def part(self, part: Part) -> ContentDocument:
        """Return the document of a part."""
        title = part_title(part, self.labels)
        body = self.body(part.opening, None) if part.opening else ""
        values = {"part": part, "title_xhtml": ready(part_title_xhtml(part, self.labels)), "body": ready(body)}
        style = colour_style(self.theme, part.highlight)
        data = self.templates.fill("epub/part.xhtml", title=title, style=style, up="../", **values)
        return ContentDocument(href(part.key), title, data.encode())

    def chapter(self, chapter: Chapter) -> ContentDocument:
        """Return the opening of a chapter."""
        title = chapter_title(chapter, self.labels)
        body = self.body(chapter.opening, chapter) if chapter.opening else ""
        data = self.templates.fill(
            "epub/chapter.xhtml",
            chapter=chapter,
            title=title,
            title_xhtml=ready(chapter_title_xhtml(chapter, self.labels)),
            body=ready(body),
            articles=[
                (relative(article.key), ready(article.title_xhtml), article.shown_number)
                for article in chapter.articles
            ],
            style=colour_style(self.theme, chapter.highlight),
            up="../",
        )
        return ContentDocument(href(chapter.key), title, data.encode())
