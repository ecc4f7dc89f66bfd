"""Book -> PdfRendition of handouts: each article as a complete document of its own."""

from collections.abc import Mapping, Set
from dataclasses import replace

from bookbuild.bidi import direction_of
from bookbuild.model import (
    MILLIMETRES,
    Article,
    Book,
    Chapter,
    ColumnBounds,
    HandoutLayout,
    HandoutSettings,
    Identity,
    NavPoint,
    PageRun,
    PdfRendition,
    Theme,
    VolumeSettings,
)
from bookbuild.render.addresses import online_address
from bookbuild.render.answers import as_shown
from bookbuild.render.apparatus.works import handout_works, with_handout_targets
from bookbuild.render.body import RenderContext
from bookbuild.render.captions import Numbers
from bookbuild.render.colours import colour_style
from bookbuild.render.constants import inline_constants
from bookbuild.render.contents import chapter_title, highlight_of
from bookbuild.render.drawings import least_type
from bookbuild.render.handout_columns import in_columns
from bookbuild.render.handout_glossary import HandoutGlossary
from bookbuild.render.handout_page import EDGE, HandoutPage
from bookbuild.render.labels import labels_for
from bookbuild.render.monochrome import in_greys, without_colour
from bookbuild.render.pdf_body import INSIDE, pdf_body, picture_in_print, place_in_print
from bookbuild.render.printed_addresses import AddressPrinter, PrintedAddress
from bookbuild.render.templates import Templates, ready
from bookbuild.render.trees import markup_of, tree_of

STYLES = ("book.css", "worksheet.css", "print.css", "handout.css", "monochrome.css", "project.css", "edition.css")
FURNITURE_STYLES = ("book.css", "handout-furniture.css", "monochrome.css", "project.css", "edition.css")

_PIXELS = 96 / 25.4  # in a millimetre
_LEAST_WORDS = 7.0
"""The least size of words in drawings within a column, in points: smaller ones take the whole measure."""
_TALLEST = 80.0
"""How high a picture is at most in one column of common type, in millimetres: see ``handout.css``."""
_LEAST_SCALE = 0.8
"""By how much a picture may become smaller that stands in a column of the text."""


class Handouts:
    """The articles of a book as handouts: page runs that each open on a recto, in type of any size.

    Args:
        book: each article of its chapters is a handout; a link to anything but the article itself becomes
            words (`Book.elsewhere`).
        config: its page gives the paper and the measure, its identity the name of the guide.
        theme: its templates, styles and typefaces.
        handout: the edition's settings of handouts.
        folios: the page of the full book by anchor, or its pages with an en dash between the first and the last, for
            the line that says where the article is from.

    """

    def __init__(
        self, book: Book, config: VolumeSettings, theme: Theme, handout: HandoutSettings, folios: Mapping[str, str]
    ) -> None:
        self._book = with_handout_targets(as_shown(book, config))
        self._theme = without_colour(theme) if handout.monochrome else theme
        self._handout, self._folios = handout, folios
        self._identity, self._page = config.identity, config.page.geometry
        self._labels = labels_for(config.identity.language, config.labels)
        self._direction, self._engine = direction_of(config.identity.language), config.engine
        self._pdf_standard = config.pdf_standard
        self._line_breaking = config.page.line_breaking
        self._pictures = {picture.name: picture for picture in book.pictures.values()}
        self._addresses = AddressPrinter(config.page.addresses or "codes", self._labels)
        self._glossary = HandoutGlossary(self._book, config, is_shown=config.glossary.handouts)
        self._bodies: dict[str, tuple[str, tuple[PrintedAddress, ...]]] = {}
        self._paper = HandoutPage.of(self._page, with_notes=handout.notes)
        self._templates = Templates(
            self._theme,
            identity=self._identity,
            labels=self._labels,
            direction=self._direction,
            inside=INSIDE,
            monochrome=handout.monochrome,
            rules=self._paper.rules,
        )

    @property
    def column_bounds(self) -> ColumnBounds | None:
        """Which type goes into one column and into two, or None if there is room for one only."""
        return self._paper.column_bounds

    def rendition(self, layouts: Mapping[str, HandoutLayout]) -> PdfRendition:
        """Return the rendition of the articles whose keys are in `layouts`, each in its layout.

        Each run ends with the anchor `end_of(key)`, whose position shows how much of the pages is filled.
        """
        articles = [
            (chapter, article)
            for chapter in self._book.chapters
            for article in chapter.articles
            if article.key in layouts
        ]
        runs = tuple(self._run(article, chapter, layouts[article.key]) for chapter, article in articles)
        pictures = {name: picture.data for name, picture in self._pictures.items()}
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
            files={**self._theme.files, **pictures, **self._addresses.files},
            labels=self._labels,
            direction=self._direction,
            engine=self._engine,
            pdf_standard=self._pdf_standard,
            line_breaking=self._line_breaking,
        )

    def _run(self, article: Article, chapter: Chapter, layout: HandoutLayout) -> PageRun:
        return PageRun(
            name=article.key,
            title=article.title,
            xhtml=self._document(article, chapter, layout),
            opens="recto",
            heads=(self._identity.title, article.title),
            sources=(article.path,),
            series=f"{article.number}-" if article.number is not None else "",
        )

    def _document(self, article: Article, chapter: Chapter, layout: HandoutLayout) -> str:
        leading = layout.size * self._page.leading / self._page.text_size
        body, addresses = self._body(article)
        return self._templates.fill(
            "print/handout.xhtml",
            article=article,
            chapter=chapter,
            chapter_title=chapter_title(chapter, self._labels),
            body=ready(in_columns(body, self._is_wide) if layout.columns > 1 else body),
            columns=layout.columns,
            hung=self._paper.is_hung and layout.columns == 1,
            hung_band=self._paper.is_hung,
            pages=self._handout.fit,
            style=colour_style(self._theme, highlight_of(article, chapter), article.background),
            type=f"font-size:{layout.size:g}pt;line-height:{leading:.2f}pt",
            source=self._source(article, chapter),
            online=self._online(article, chapter),
            addresses=addresses,
            end=end_of(article.key),
        )

    def _body(self, article: Article) -> tuple[str, tuple[PrintedAddress, ...]]:
        """Return an article's body in one column, and the addresses of its links."""
        if article.key not in self._bodies:
            shown, addresses = self._addresses.of(article)
            body = pdf_body(self._glossary.marked(shown), self._context(article), page_references=False)
            if explained := self._glossary.below(shown):
                body += pdf_body(explained, self._context(article), page_references=False)
            body = self._with_heights(body)
            body += handout_works(article, self._book, self._labels["works"], direction=self._direction)
            self._bodies[article.key] = (body, addresses)
        return self._bodies[article.key]

    def leave_out_terms(self, key: str) -> bool:
        """Leave out what explains the terms in an article; return whether there was any."""
        self._bodies.pop(key, None)
        return any(self._glossary.leave_out(one) for one in self._book.articles() if one.key == key)

    def _with_heights(self, body: str) -> str:
        """Return a body whose drawings are so high at least that their words can be read."""
        if "<img" not in body:
            return body
        tree = tree_of(body)
        for image in tree.iter("img"):
            picture = self._pictures.get((image.get("src") or "").removeprefix(INSIDE))
            if picture is not None and (least := least_type(picture)):
                height = f"--words-height:{_LEAST_WORDS / least * picture.height:.4g}pt"
                image.set("style", "; ".join(filter(None, [image.get("style"), height])))
        return markup_of(tree)

    def _is_wide(self, address: str) -> bool:
        """Return whether a picture, by its address in a document, would be far smaller in a column than in the text, or
        its words too small to read.
        """
        picture = self._pictures.get(address.removeprefix(INSIDE))
        if picture is None:
            return False
        shown = min(picture.width / _PIXELS, _TALLEST * picture.width / picture.height)
        words = least_type(picture) * self._paper.column / MILLIMETRES["pt"] / picture.width
        return shown * _LEAST_SCALE > self._paper.column or 0 < words < _LEAST_WORDS

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
            terms=self._glossary.style,
            number_of=Numbers(Book(front=(article,), numbers=self._book.numbers)).of,
        )

    def _source(self, article: Article, chapter: Chapter) -> str:
        """Return where in the full book the article is: ``chapter 7, article 53, page 88``."""
        pages = self._folios.get(article.key, "")
        parts = (
            (f"in-{chapter.kind}", chapter.shown_number),
            ("in-article", article.number),
            ("pages" if "\u2013" in pages else "page", pages),
        )
        return ", ".join(f"{self._labels[label]}\u00a0{number}" for label, number in parts if number)

    def _online(self, article: Article, chapter: Chapter) -> PrintedAddress | None:
        if not self._handout.address:
            return None
        return self._addresses.printed(
            self._labels["read-online"], online_address(self._handout.address, article, chapter)
        )


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
