"""Openings in print: the pages on which parts and chapters begin."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bookbuild.model import Article, Chapter, PageRun, Part, Theme
from bookbuild.render.colours import colour_style
from bookbuild.render.contents import chapter_title_xhtml, part_title, part_title_xhtml
from bookbuild.render.matter import RenderedArticle
from bookbuild.render.pdf_body import INSIDE
from bookbuild.render.templates import Templates, ready


@dataclass(frozen=True, slots=True)
class Openings:
    """Renders the openings of one book; `rendered` returns an opening's text, `paged` a title with its printed page."""

    templates: Templates
    theme: Theme
    labels: Mapping[str, str]
    rendered: Callable[[Article, Chapter | None, int], RenderedArticle]
    paged: Callable[[str, Article | Chapter | Part], str]

    def part(self, part: Part) -> PageRun:
        """Return the page of a part."""
        title, sources = part_title(part, self.labels), (part.opening.path,) if part.opening else ()
        xhtml = self.templates.fill(
            "print/part.xhtml",
            part=part,
            title_xhtml=ready(self.paged(part_title_xhtml(part, self.labels), part)),
            rendered=self.rendered(part.opening, None, 0) if part.opening else None,
            style=colour_style(self.theme, part.highlight),
        )
        return PageRun(part.key, title, xhtml, "body", "recto", (title, title), furnished=False, sources=sources)

    def chapter(self, chapter: Chapter, title: str) -> PageRun:
        """Return the opening of a chapter. `title` is what its running heads are."""
        xhtml = self.templates.fill(
            "print/chapter.xhtml",
            chapter=chapter,
            title=title,
            title_xhtml=ready(self.paged(chapter_title_xhtml(chapter, self.labels), chapter)),
            rendered=self.rendered(chapter.opening, chapter, 0) if chapter.opening else None,
            inside=INSIDE,
            style=colour_style(self.theme, chapter.highlight),
        )
        sources = (chapter.opening.path,) if chapter.opening else ()
        return PageRun(chapter.key, title, xhtml, "body", "recto", (title, title), furnished=False, sources=sources)
