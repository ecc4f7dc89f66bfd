"""Book -> PdfRendition: the book divided where pages break anyway, each run a separate document."""

from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import replace
from functools import partial

from bookbuild.bidi import direction_of
from bookbuild.model import (
    Article,
    Book,
    Chapter,
    NavPoint,
    PageRun,
    Part,
    PdfRendition,
    Picture,
    Theme,
    VolumeSettings,
)
from bookbuild.render.answers import as_shown
from bookbuild.render.apparatus.matter import in_print, is_made, with_apparatus
from bookbuild.render.apparatus.term_links import TermStyle
from bookbuild.render.apparatus.terms import BookTerms
from bookbuild.render.back_cover import words_about
from bookbuild.render.block_page import PRINTED_PAGES, block_page
from bookbuild.render.colours import colour_style
from bookbuild.render.constants import inline_constants
from bookbuild.render.contents import (
    chapter_title,
    chapter_title_xhtml,
    contents,
    has_opening_page,
    highlight_of,
    shown_contents,
)
from bookbuild.render.contexts import Contexts
from bookbuild.render.faces import typefaces_statement
from bookbuild.render.labels import labels_for
from bookbuild.render.matter import RenderedArticle, in_runs, matter_run
from bookbuild.render.matter_kinds import before_contents, behind_contents, half_title_of
from bookbuild.render.page_marks import with_printed_page
from bookbuild.render.pdf_body import INSIDE, pdf_body, picture_in_print, place_in_print, term_in_print
from bookbuild.render.print_openings import Openings
from bookbuild.render.printed_addresses import AddressPrinter
from bookbuild.render.templates import Templates, ready

STYLES = ("book.css", "worksheet.css", "print.css", "project.css", "edition.css")
FURNITURE_STYLES = ("book.css", "furniture.css", "project.css", "edition.css")


def render_pdf(book: Book, config: VolumeSettings, theme: Theme, cover: Picture) -> PdfRendition:
    """Return a book rendered for the PDF, as page runs that can be laid out independently."""
    return PdfRenderer(book, config, theme, cover).rendition()


class PdfRenderer:
    """Renders one book for print; holds what all its runs share."""

    def __init__(self, book: Book, config: VolumeSettings, theme: Theme, cover: Picture) -> None:
        self._labels = labels_for(config.identity.language, config.labels)
        shown = as_shown(book, config)
        self._terms = BookTerms(shown, config.glossary, config.identity.language)
        self._book = book = with_apparatus(shown, config, self._labels, self._terms)
        self._config, self._theme, self._cover, self._page = config, theme, cover, config.page
        self._identity = config.identity
        self._toc = contents(book, self._labels, str)
        style = TermStyle(partial(term_in_print, book), is_print=True)
        self._contexts = Contexts.of_book(book, config, self._labels, place_in_print, picture_in_print, style)
        self._addresses = AddressPrinter(config.page.addresses or "none", self._labels)
        self._templates = Templates(
            theme,
            identity=self._identity,
            labels=self._labels,
            direction=direction_of(self._identity.language),
            toc=shown_contents(book, self._labels, str),
            cover=cover,
            typefaces_statement=typefaces_statement(theme, self._labels),
            sample=book.full is not None,
            refers=bool(book.elsewhere),
        )
        self._openings = Openings(self._templates, theme, self._labels, self._rendered, self._paged)

    def rendition(self) -> PdfRendition:
        """Return the whole book, rendered."""
        own = (block_page(self._page.geometry), *(PRINTED_PAGES if self._book.printed else ()))
        return PdfRendition(
            identity=self._identity,
            runs=tuple(self._runs()),
            outline=tuple(self._outline()),
            geometry=self._page.geometry,
            stylesheets=inline_constants((*own, *self._theme.sheets(STYLES))),
            furniture=inline_constants(self._theme.sheets(FURNITURE_STYLES)),
            typefaces=self._theme.typefaces,
            files={**self._theme.files, **self._pictures()},
            labels=self._labels,
            direction=direction_of(self._identity.language),
            engine=self._config.engine,
            pdf_standard=self._config.pdf_standard,
            line_breaking=self._page.line_breaking,
        )

    def run_with(self, article: Article, more: Book) -> PageRun | None:
        """Return the run of an article of the book whose text has changed since, or None if none has its key.

        `more` has the targets of its links and pictures. All around it is as it was: chapters, numbers, other articles.
        """
        book, changed = self._book, copy(self)
        changed._book = replace(book, pictures={**book.pictures, **more.pictures})  # noqa: SLF001 - of this class
        changed._contexts = self._contexts.with_more(more)  # noqa: SLF001 - a copy of this
        changed._openings = replace(self._openings, rendered=changed._rendered)  # noqa: SLF001 - a copy of this
        return changed._run_of(article)  # noqa: SLF001 - a copy of this

    def _run_of(self, article: Article) -> PageRun | None:
        article = next(as_shown(Book(front=(article,)), self._config).articles())
        for division, matter in (("front", self._book.front), ("body", self._book.back)):
            if any(one.key == article.key for one in matter):
                return self._matter((article,), division)
        for part in self._book.parts:
            if part.opening and part.key == article.key:
                return self._openings.part(replace(part, opening=article))
        for chapter in self._book.chapters:
            title = chapter_title(chapter, self._labels) if has_opening_page(chapter) else self._identity.title
            if chapter.opening and chapter.opening.key == article.key:
                return self._openings.chapter(replace(chapter, opening=article), title)
            if any(one.key == article.key for one in chapter.articles):
                everything = (article if one.key == article.key else one for one in chapter.articles)
                together = everything if self._page.articles == "run-on" else (article,)
                return self._article_run(chapter, together, title, "next")
        return None

    def _runs(self) -> Iterator[PageRun]:
        if self._page.cover:
            yield self._plain("cover", "cover", bare=True)
        yield from self._half_title()
        yield self._plain("title-page", "front", bare=True)
        yield self._plain("copyright", "front", opens_on="next", bare=True)
        yield from self._matters(before_contents(self._book), "front")
        yield self._plain("contents", "front")
        yield from self._matters(behind_contents(self._book), "front")
        for part, chapters in self._book.divided():
            if part:
                yield self._openings.part(part)
            for chapter in chapters:
                yield from self._chapter(chapter)
        yield from self._matters(self._book.back, "body")
        if self._book.full:
            yield self._plain("closing", "body", opens_on="next", bare=True)
        if self._page.cover and self._identity.part_of:
            yield self._back_cover(self._book.chapters[0])

    def _half_title(self) -> Iterator[PageRun]:
        if article := half_title_of(self._book):
            yield self._matter((article,), "front")
        elif not self._identity.part_of:  # a booklet begins with its title page
            yield self._plain("half-title", "front", bare=True)

    def _back_cover(self, chapter: Chapter) -> PageRun:
        title = ready(chapter_title_xhtml(chapter, self._labels))
        about = {"chapter": chapter, "title_xhtml": title, "words": words_about(chapter)}
        return self._plain("back-cover", "cover", opens_on="verso", bare=True, **about)

    def _plain(
        self, name: str, division: str, *, opens_on: str = "recto", bare: bool = False, **more: object
    ) -> PageRun:
        more["style"] = colour_style(self._theme)
        xhtml = self._templates.fill(f"print/{name}.xhtml", key=name, inside=INSIDE, **more)
        title = self._labels[name]
        return PageRun(name, title, xhtml, division, opens_on, (title, title), furnished=not bare, bare=bare)

    def _matters(self, articles: Iterable[Article], division: str) -> Iterator[PageRun]:
        yield from (self._matter(together, division) for together in in_runs(articles))

    def _matter(self, articles: Iterable[Article], division: str) -> PageRun:
        rendered = (self._rendered(article, None, shift=0) for article in articles)
        return matter_run(rendered, division, self._templates.fill)

    def _chapter(self, chapter: Chapter) -> Iterator[PageRun]:
        title = chapter_title(chapter, self._labels) if has_opening_page(chapter) else self._identity.title
        first = "next" if has_opening_page(chapter) else "recto"
        if has_opening_page(chapter):
            yield self._openings.chapter(chapter, title)
        if self._page.articles == "run-on":
            if chapter.articles:
                yield self._article_run(chapter, chapter.articles, title, first)
            return
        for count, article in enumerate(chapter.articles):
            yield self._article_run(chapter, (article,), title, first if count == 0 else "next")

    def _article_run(self, chapter: Chapter, articles: Iterable[Article], title: str, opens_on: str) -> PageRun:
        articles = tuple(articles)
        shift = 1 if has_opening_page(chapter) else 0
        rendered = [self._rendered(article, chapter, shift) for article in articles]
        xhtml = self._templates.fill(
            "print/article.xhtml",
            rendered_articles=rendered,
            level=1 + shift,
            style=rendered[0].style,
            key=articles[0].key,
        )
        return PageRun(
            name=articles[0].key,
            title=articles[0].title,
            xhtml=xhtml,
            opens=opens_on,
            heads=(title, articles[0].title),
            marks=tuple((article.key, article.title) for article in articles),
            sources=tuple(article.path for article in articles if article.path),
        )

    def _rendered(self, article: Article, chapter: Chapter | None, shift: int) -> RenderedArticle:
        if is_made(article):
            body = in_print(article, self._book, self._config, self._labels)
            return RenderedArticle(article, ready(body), colour_style(self._theme))
        shown, addresses = self._addresses.of(article)
        context = self._contexts.of(article, chapter, shift)
        text = pdf_body(self._terms.of(shown), context, page_references=self._page.page_references)
        text = ready(text + self._addresses.list_of(addresses))
        style = colour_style(self._theme, highlight_of(article, chapter), article.background)
        return RenderedArticle(replace(article, title_markup=self._paged(article.title_markup, article)), text, style)

    def _paged(self, title: str, of: Article | Chapter | Part) -> str:
        return with_printed_page(title, of, self._book.printed, self._labels)

    def _outline(self) -> Iterator[NavPoint]:
        names = ("cover", "title-page", "contents")
        yield from (NavPoint(self._labels[name], name) for name in names[not self._page.cover :])
        yield from self._toc

    def _pictures(self) -> dict[str, bytes]:
        pictures = (*self._book.pictures.values(), self._cover)
        return {**{picture.name: picture.data for picture in pictures}, **self._addresses.files}
