"""Book -> HtmlRendition: the whole book as one document, complete in itself."""

import re
from collections.abc import Iterator, Mapping
from functools import partial

from markupsafe import Markup

from bookbuild.bidi import direction_of
from bookbuild.model import (
    Article,
    Book,
    Chapter,
    HtmlRendition,
    Part,
    Picture,
    Target,
    Theme,
    VolumeSettings,
    named_files,
)
from bookbuild.render.answers import as_shown
from bookbuild.render.apparatus.matter import is_made, on_screen, with_apparatus
from bookbuild.render.apparatus.term_links import TermStyle
from bookbuild.render.apparatus.terms import BookTerms
from bookbuild.render.colours import colour_style
from bookbuild.render.contents import (
    chapter_title,
    chapter_title_xhtml,
    contents,
    has_opening_page,
    highlight_of,
    part_title_xhtml,
    shown_contents,
)
from bookbuild.render.contexts import Contexts
from bookbuild.render.faces import typefaces_statement, used_faces
from bookbuild.render.html_body import html_body
from bookbuild.render.labels import labels_for
from bookbuild.render.matter_kinds import has_title
from bookbuild.render.resources import media_type, pictures_of
from bookbuild.render.templates import Templates, ready

STYLES = ("book.css", "worksheet.css", "epub.css", "html.css", "project.css", "edition.css")
_NOT_FOR_BROWSERS = re.compile(r"\s*adobe-hyphenate:[^;}]*;?|[^{}]*::footnote-(?:call|marker)\b[^{}]*\{[^{}]*\}")
"""What shared stylesheets have for reading systems and for paper alone, as (CSS) declaration or rule."""
_LIST_MARKS = "0123456789.•◦▪\u2013☐☑"


def render_html(book: Book, config: VolumeSettings, theme: Theme, cover: Picture) -> HtmlRendition:
    """Render a book as one HTML document. Typefaces are whole; the packager subsets them."""
    labels = labels_for(config.identity.language, config.labels)
    plain = as_shown(book, config)
    terms = BookTerms(plain, config.glossary, config.identity.language)
    shown = with_apparatus(plain, config, labels, terms, _place)
    return _HtmlRenderer(shown, config, theme, cover, terms).rendition()


class _HtmlRenderer:
    """The rendering of one book."""

    def __init__(self, book: Book, config: VolumeSettings, theme: Theme, cover: Picture, terms: BookTerms) -> None:
        self._book, self._identity, self._theme, self._cover = book, config.identity, theme, cover
        self._labels = labels_for(config.identity.language, config.labels)
        self._config, self._terms = config, terms
        style = TermStyle(partial(_term, book))
        self._contexts = Contexts.of_book(book, config, self._labels, _link, _picture, style)
        self._sheets = theme.sheets(STYLES)
        self._css = "\n".join(sheet.css for sheet in self._sheets)
        self._templates = Templates(
            theme,
            identity=self._identity,
            labels=self._labels,
            direction=direction_of(self._identity.language),
            cover=cover,
            typefaces_statement=typefaces_statement(theme, self._labels),
            refers=bool(book.elsewhere),
            is_sample=book.full is not None,
        )

    def rendition(self) -> HtmlRendition:
        list_contents = shown_contents if self._book.full else contents
        xhtml = self._templates.fill(
            "html/book.xhtml",
            style=colour_style(self._theme),
            toc=list_contents(self._book, self._labels, _anchor),
            sections=list(self._sections()),
        )
        return HtmlRendition(
            identity=self._identity,
            xhtml=xhtml,
            css=_NOT_FOR_BROWSERS.sub("", self._css),
            recent_css="".join(sheet.css for sheet in self._theme.sheets(["html-recent.css"])),
            files=self._files(),
            typefaces=used_faces(self._theme.typefaces, self._sheets),
            characters=frozenset(xhtml) | frozenset(self._css + _LIST_MARKS),
        )

    def _sections(self) -> Iterator[Markup]:
        for article in self._book.front:
            yield self._article(article, None, "matter")
        for part, chapters in self._book.divided():
            if part:
                yield self._part(part)
            for chapter in chapters:
                if has_opening_page(chapter):
                    yield self._opening(chapter)
                for article in chapter.articles:
                    yield self._article(article, chapter, "article")
        for article in self._book.back:
            yield self._article(article, None, "matter")

    def _article(self, article: Article, chapter: Chapter | None, kind: str) -> Markup:
        """Return an article: one level below its chapter's opening, else on the level of chapters."""
        is_below = chapter is not None and has_opening_page(chapter)
        level = 3 if is_below else 2
        return self._fill(
            "article",
            article=article,
            kind=kind,
            has_title=has_title(article),
            heading=f"h{level}",
            chapter_line=chapter_title(chapter, self._labels) if chapter and is_below else "",
            body=ready(self._body(article, chapter, level - 1)),
            style=colour_style(self._theme, highlight_of(article, chapter), article.background),
        )

    def _body(self, article: Article, chapter: Chapter | None, shift: int) -> str:
        if not is_made(article):
            return html_body(self._terms.of(article), self._contexts.of(article, chapter, shift))
        return on_screen(article, self._book, self._config, self._labels, _place)

    def _part(self, part: Part) -> Markup:
        opening = part.opening
        return self._fill(
            "part",
            part=part,
            title_xhtml=ready(part_title_xhtml(part, self._labels)),
            body=ready(self._body(opening, None, 1) if opening else ""),
            style=colour_style(self._theme, part.highlight),
        )

    def _opening(self, chapter: Chapter) -> Markup:
        opening = chapter.opening
        return self._fill(
            "chapter",
            chapter=chapter,
            title=chapter_title(chapter, self._labels),
            title_xhtml=ready(chapter_title_xhtml(chapter, self._labels)),
            body=ready(self._body(opening, chapter, 1) if opening else ""),
            articles=[
                (_anchor(article.key), ready(article.title_xhtml), article.shown_number) for article in chapter.articles
            ],
            style=colour_style(self._theme, chapter.highlight),
        )

    def _fill(self, template: str, **values: object) -> Markup:
        return ready(self._templates.fill(f"html/{template}.xhtml", **values))

    def _files(self) -> dict[str, tuple[str, bytes]]:
        pictures = [self._cover, *pictures_of(self._book)]
        files = {picture.name: (picture.media_type, picture.data) for picture in pictures}
        for name, data in named_files(self._theme.files, self._css):
            files[name] = media_type(name), data
        return files


def _anchor(key: str) -> str:
    return f"#{key}"


def _place(_key: str, anchor: str) -> str:
    return f"#{anchor}"


def _term(book: Book, article: str, term: str) -> Mapping[str, str]:
    """Return the attributes of a link to the entry of a term."""
    own = book.glossary.article.key if book.glossary else ""
    return {"href": f"#{own}.{term}", **({"role": "doc-glossref"} if own != article else {})}


def _picture(picture: Picture) -> str:
    return f"book:{picture.name}"


def _link(target: Target) -> str:
    return f"#{target.anchor}"
