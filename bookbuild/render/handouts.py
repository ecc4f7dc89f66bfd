"""Book -> PdfRendition of handouts: each article as a complete document of its own."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, replace

from bookbuild.bidi import direction_of
from bookbuild.model import (
    Article,
    Book,
    Chapter,
    HandoutSettings,
    Identity,
    NavPoint,
    PageRun,
    PdfRendition,
    Picture,
    Theme,
    VolumeSettings,
)
from bookbuild.render.addresses import number_links, online_address, typed_address
from bookbuild.render.answers import as_shown
from bookbuild.render.body import RenderContext
from bookbuild.render.colours import colour_style
from bookbuild.render.constants import inline_constants
from bookbuild.render.contents import chapter_title, highlight_of
from bookbuild.render.figures import FigureNumbers
from bookbuild.render.handout_page import EDGE, HandoutPage
from bookbuild.render.labels import labels_for
from bookbuild.render.monochrome import in_greys, without_colour
from bookbuild.render.pdf_body import INSIDE, pdf_body, picture_in_print, place_in_print
from bookbuild.render.qr import qr_code
from bookbuild.render.templates import Templates, ready

STYLES = ("book.css", "worksheet.css", "print.css", "handout.css", "monochrome.css", "project.css", "edition.css")
FURNITURE_STYLES = ("book.css", "handout-furniture.css", "monochrome.css", "project.css", "edition.css")


@dataclass(frozen=True, slots=True)
class PrintedAddress:
    """A printed address: `written` as one types it, after a `label` (its number or its name). One that is too long has
    no `code`.
    """

    label: str
    address: str
    written: str
    code: Picture | None


class Handouts:
    """The articles of a book as handouts: page runs that each open on a recto, in type of any size.

    Args:
        book: each article of its chapters is a handout; a link to anything but the article itself becomes
            words (`Book.elsewhere`).
        config: its page gives the paper and the measure, its identity the name of the guide.
        theme: its templates, styles and typefaces.
        handout: the edition's settings of handouts.
        folios: the pages of the full book by anchor, for the line that says where the article is from.

    """

    def __init__(
        self, book: Book, config: VolumeSettings, theme: Theme, handout: HandoutSettings, folios: Mapping[str, str]
    ) -> None:
        self._book = as_shown(book, answers=config.answers)
        self._theme = without_colour(theme) if handout.monochrome else theme
        self._handout, self._folios = handout, folios
        self._identity, self._page = config.identity, config.page.geometry
        self._labels = labels_for(config.identity.language, config.labels)
        self._direction, self._engine = direction_of(config.identity.language), config.engine
        self._line_breaking = config.page.line_breaking
        self._codes: dict[str, bytes] = {}
        self._paper = HandoutPage.of(self._page, with_notes=handout.notes)
        self._templates = Templates(
            self._theme,
            identity=self._identity,
            labels=self._labels,
            direction=self._direction,
            inside=INSIDE,
            hung=self._paper.is_hung,
            monochrome=handout.monochrome,
            rules=self._paper.rules,
        )

    def rendition(self, sizes: Mapping[str, float]) -> PdfRendition:
        """Return the rendition of the articles whose keys are in `sizes`, each in its type size in points.

        Each run ends with the anchor `end_of(key)`, whose position shows how much of the pages is filled.
        """
        articles = [
            (chapter, article)
            for chapter in self._book.chapters
            for article in chapter.articles
            if article.key in sizes
        ]
        runs = tuple(self._run(article, chapter, sizes[article.key]) for chapter, article in articles)
        pictures = {picture.name: picture.data for picture in self._book.pictures.values()}
        pictures = in_greys(pictures) if self._handout.monochrome else pictures
        return PdfRendition(
            identity=self._identity,
            runs=runs,
            outline=tuple(NavPoint(article.title, article.key) for _, article in articles),
            geometry=replace(self._page, inner=EDGE, outer=EDGE),
            stylesheets=inline_constants(
                (self._paper.stylesheet(self._page, self._direction), *self._theme.sheets(STYLES))
            ),
            furniture=inline_constants(self._theme.sheets(FURNITURE_STYLES)),
            typefaces=self._theme.typefaces,
            files={**self._theme.files, **pictures, **self._codes},
            labels=self._labels,
            direction=self._direction,
            engine=self._engine,
            line_breaking=self._line_breaking,
        )

    def _run(self, article: Article, chapter: Chapter, size: float) -> PageRun:
        return PageRun(
            name=article.key,
            title=article.title,
            xhtml=self._document(article, chapter, size),
            opens="recto",
            heads=(self._identity.title, article.title),
            sources=(article.path,),
            series=f"{article.number}-" if article.number is not None else "",
        )

    def _document(self, article: Article, chapter: Chapter, size: float) -> str:
        leading = size * self._page.leading / self._page.text_size
        numbered = number_links(article)
        return self._templates.fill(
            "print/handout.xhtml",
            article=article,
            chapter=chapter,
            chapter_title=chapter_title(chapter, self._labels),
            body=ready(pdf_body(numbered.article, self._context(article), page_references=False)),
            style=colour_style(self._theme, highlight_of(article, chapter), article.background),
            type=f"font-size:{size:g}pt;line-height:{leading:.2f}pt",
            source=self._source(article, chapter),
            online=self._online(article, chapter),
            addresses=[self._printed(f"[{number}]", address) for number, address in enumerate(numbered.addresses, 1)],
            end=end_of(article.key),
        )

    def _context(self, article: Article) -> RenderContext:
        return RenderContext(
            targets=self._book.targets,
            pictures=self._book.pictures,
            present=frozenset({article.key}),
            href_of=place_in_print,
            picture_address=picture_in_print,
            labels=self._labels,
            direction=self._direction,
            elsewhere=self._book.elsewhere,
            figure_number=FigureNumbers(Book(front=(article,))).number,
        )

    def _source(self, article: Article, chapter: Chapter) -> str:
        """Return where in the full book the article is: ``chapter 7, article 53, page 88``."""
        parts = (
            ("in-chapter", chapter.number),
            ("in-article", article.number),
            ("page", self._folios.get(article.key)),
        )
        return ", ".join(f"{self._labels[label]}\u00a0{number}" for label, number in parts if number)

    def _online(self, article: Article, chapter: Chapter) -> PrintedAddress | None:
        if not self._handout.address:
            return None
        return self._printed(self._labels["read-online"], online_address(self._handout.address, article, chapter))

    def _printed(self, label: str, address: str) -> PrintedAddress:
        code = qr_code(address)
        if code is not None:
            self._codes[code.name] = code.data
        return PrintedAddress(label, address, typed_address(address), code)


def end_of(key: str) -> str:
    """Return the anchor at the end of an article's handout."""
    return f"{key}_end"


def select_handouts(rendition: PdfRendition, keys: Set[str], identity: Identity) -> PdfRendition:
    """Return the rendition of some of the handouts; a single one has its own title before the book's."""
    runs = tuple(run for run in rendition.runs if run.name in keys)
    outline = tuple(point for point in rendition.outline if point.target in keys)
    if len(runs) == 1:
        identity, outline = replace(identity, title=f"{runs[0].title} \u00b7 {identity.title}"), ()
    return replace(rendition, identity=identity, runs=runs, outline=outline)
