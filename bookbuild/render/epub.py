"""Book -> EpubRendition: complete XHTML documents in spine order, the nav document, and their resources."""

from collections.abc import Iterator, Mapping
from functools import partial

from bookbuild.bidi import direction_of
from bookbuild.model import (
    Article,
    Book,
    Chapter,
    ContentDocument,
    EpubRendition,
    NavPoint,
    Picture,
    Resource,
    Role,
    Theme,
    VolumeSettings,
    named_files,
)
from bookbuild.render.answers import as_shown
from bookbuild.render.apparatus.matter import is_made, on_screen, with_apparatus
from bookbuild.render.apparatus.pop_ups import PopUps, pop_up_link
from bookbuild.render.apparatus.term_links import TermStyle
from bookbuild.render.apparatus.terms import BookTerms
from bookbuild.render.colours import colour_style
from bookbuild.render.constants import inline_constants
from bookbuild.render.contents import (
    chapter_title,
    contents,
    has_opening_page,
    highlight_of,
    shown_contents,
)
from bookbuild.render.contexts import Contexts
from bookbuild.render.epub_body import epub_body
from bookbuild.render.epub_openings import EpubOpenings, href, link, relative
from bookbuild.render.faces import font_faces, typefaces_statement, used_faces
from bookbuild.render.labels import labels_for
from bookbuild.render.labels.accessibility import label_language
from bookbuild.render.matter_kinds import (
    aria_role,
    before_contents,
    behind_contents,
    half_title_of,
    has_title,
    landmarks_of,
    structural_type,
)
from bookbuild.render.page_marks import with_page_list
from bookbuild.render.resources import media_type, pictures_of, with_properties
from bookbuild.render.templates import Templates, ready

NAV = "nav.xhtml"
STYLES = ("book.css", "worksheet.css", "epub.css", "project.css", "edition.css")


def render_epub(book: Book, config: VolumeSettings, theme: Theme, cover: Picture) -> EpubRendition:
    """Return a book rendered for the EPUB, with complete typefaces; the packager subsets them."""
    labels = labels_for(config.identity.language, config.labels)
    plain = as_shown(book, config)
    terms = BookTerms(plain, config.glossary, config.identity.language)
    shown = with_apparatus(plain, config, labels, terms, _place)
    return _EpubRenderer(shown, config, theme, cover, terms).rendition()


def _contents(book: Book, labels: Mapping[str, str]) -> tuple[NavPoint, ...]:
    """Return the contents; what follows a dedication is among them, also the contents page of a sample."""
    points, before = contents(book, labels, href), len(before_contents(book))
    shown = [NavPoint(labels["contents"], href("contents"), kind="front")] if book.full and before else []
    return (*points[:before], *shown, *points[before:])


class _EpubRenderer:
    """Renders one book; holds what all its documents share."""

    def __init__(self, book: Book, config: VolumeSettings, theme: Theme, cover: Picture, terms: BookTerms) -> None:
        self._book, self._identity, self._theme, self._cover = book, config.identity, theme, cover
        self._labels = labels_for(config.identity.language, config.labels)
        self._toc = _contents(book, self._labels)
        self._config, self._terms = config, terms
        style = TermStyle(partial(pop_up_link, book))
        self._contexts = Contexts.of_book(book, config, self._labels, link, _picture, style)
        self._pop_ups = PopUps(book, self._contexts, self._labels)
        self._worn = theme.sheets(STYLES)
        self._sheets = inline_constants(self._worn)
        self._typefaces = used_faces(theme.typefaces, self._sheets)
        self._templates = Templates(
            theme,
            identity=self._identity,
            labels=self._labels,
            direction=direction_of(self._identity.language),
            styles=("fonts.css", *(sheet.name for sheet in self._worn)),
            toc=self._toc,
            cover=cover,
            typefaces_statement=typefaces_statement(theme, self._labels),
            refers=bool(book.elsewhere),
        )
        self._openings = EpubOpenings(self._templates, theme, self._labels, self._body)

    def rendition(self) -> EpubRendition:
        printed = self._book.printed
        plain = map(with_properties, self._documents())
        documents, pages = with_page_list(plain, printed, NAV, self._labels)
        text = "".join(document.data.decode() for document in documents)
        return EpubRendition(
            identity=self._identity,
            documents=documents,
            nav_href=NAV,
            toc=self._toc,
            resources=tuple(self._resources()),
            typefaces=self._typefaces,
            characters=frozenset(text) | frozenset(self._css_characters()),
            direction=direction_of(self._identity.language),
            labels=self._labels,
            label_language=label_language(self._identity.language),
            pages=pages,
            pages_of=printed.identifier if printed and pages else "",
        )

    def _documents(self) -> Iterator[ContentDocument]:
        yield self._page("cover")
        yield from map(self._matter, filter(None, [half_title_of(self._book)]))
        yield from (self._page(name) for name in ("title-page", "copyright"))
        yield from map(self._matter, before_contents(self._book))
        if self._book.full:
            yield self._page("contents", shown=shown_contents(self._book, self._labels, href))
        more = {
            "start": self._start(),
            "lists": [(kind, href(key), name) for kind, key, name in landmarks_of(self._book)],
        }
        nav = self._templates.fill("epub/nav.xhtml", up="", style=colour_style(self._theme), **more)
        yield ContentDocument(NAV, self._labels["contents"], nav.encode(), linear=not self._book.full)
        yield from map(self._matter, behind_contents(self._book))
        for part, chapters in self._book.divided():
            if part:
                yield self._openings.part(part)
            for chapter in chapters:
                yield from self._chapter(chapter)
        yield from map(self._matter, self._book.back)
        if self._book.full:
            yield self._page("closing")

    def _start(self) -> str:
        """Return the href where the body of the book starts."""
        for part, _ in self._book.divided():
            if part:
                return href(part.key)
            break
        for chapter in self._book.chapters:
            return href(chapter.key if has_opening_page(chapter) else chapter.articles[0].key)
        return href("title-page")

    def _page(self, name: str, **values: object) -> ContentDocument:
        data = self._templates.fill(f"epub/{name}.xhtml", up="../", style=colour_style(self._theme), **values)
        return ContentDocument(href(name), self._labels[name], data.encode())

    def _matter(self, article: Article) -> ContentDocument:
        type_ = structural_type(article)
        return self._filled(
            "matter",
            article,
            None,
            type=type_,
            role=aria_role(type_),
            has_title=has_title(article),
            division="frontmatter" if article.role is Role.FRONT else "backmatter",
        )

    def _article(self, article: Article, chapter: Chapter) -> ContentDocument:
        return self._filled("article", article, chapter, chapter_line=self._chapter_line(chapter))

    def _filled(self, template: str, article: Article, chapter: Chapter | None, **values: object) -> ContentDocument:
        data = self._templates.fill(
            f"epub/{template}.xhtml",
            article=article,
            body=ready(self._body(article, chapter)),
            style=colour_style(self._theme, highlight_of(article, chapter), article.background),
            up="../",
            **values,
        )
        return ContentDocument(href(article.key), article.title, data.encode())

    def _body(self, article: Article, chapter: Chapter | None) -> str:
        if not is_made(article):
            return epub_body(self._terms.of(article), self._contexts.of(article, chapter), self._pop_ups)
        return on_screen(article, self._book, self._config, self._labels, _place, typed=True)

    def _chapter(self, chapter: Chapter) -> Iterator[ContentDocument]:
        if has_opening_page(chapter):
            yield self._openings.chapter(chapter)
        for article in chapter.articles:
            yield self._article(article, chapter)

    def _chapter_line(self, chapter: Chapter) -> str:
        return chapter_title(chapter, self._labels) if has_opening_page(chapter) else ""

    def _resources(self) -> Iterator[Resource]:
        yield _cover_image(self._cover)
        yield Resource("styles/fonts.css", "text/css", font_faces(self._typefaces).encode())
        for sheet in self._sheets:
            yield Resource(f"styles/{sheet.name}", "text/css", sheet.css.encode())
        for name, data in named_files(self._theme.files, self._css()):
            yield Resource(f"styles/{name}", media_type(name), data)
        for picture in sorted({picture.name: picture for picture in pictures_of(self._book)}.values(), key=_image):
            yield Resource(_image(picture), picture.media_type, picture.data)

    def _css(self) -> str:
        return "".join(sheet.css for sheet in self._worn)

    def _css_characters(self) -> str:
        """Return the characters that stylesheets may add to the text: those in them, list marks and numbers."""
        return self._css() + "0123456789.•◦▪\u2013☐☑"


def _place(key: str, anchor: str) -> str:
    return relative(key) + (f"#{anchor}" if anchor != key else "")


def _picture(picture: Picture) -> str:
    return f"../{_image(picture)}"


def _image(picture: Picture) -> str:
    return f"images/{picture.name}"


def _cover_image(picture: Picture) -> Resource:
    return Resource(_image(picture), picture.media_type, picture.data, ("cover-image",))
