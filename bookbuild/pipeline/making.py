"""From the book to artifacts: each volume in each of its formats."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

from bookbuild.cache import Cache
from bookbuild.diagnostics import BookError, Outcome, Severity, judge
from bookbuild.edition import select
from bookbuild.images import load_cover
from bookbuild.model import Artifact, Book, Config, PageRun, Picture, Theme
from bookbuild.pipeline.cache_entries import EPUB, encoder, parts_of
from bookbuild.pipeline.covers import CoverDesign, Covers
from bookbuild.pipeline.handouts import FittedHandouts, fit_handouts
from bookbuild.pipeline.reading import Reading
from bookbuild.pipeline.source_locations import with_source_locations
from bookbuild.pipeline.styling import in_colour_of, theme_of, with_fonts
from bookbuild.pipeline.typesetter import Typesetter
from bookbuild.pipeline.volumes import Volume, identity_of, volumes_of
from bookbuild.render import Handouts, external_references, has_external_references, render_epub, render_pdf
from bookbuild.render.labels import labels_for
from bookbuild.theme import project_fonts

NO_COVER = Picture("cover.svg", "image/svg+xml", b"", 1, 1)
"""Stands for the cover of a book that shows none, and for one whose fault is told where it is made."""


class Maker:
    """Makes the volumes of one project, as it was read, on one press."""

    def __init__(
        self, reading: Reading, press: Typesetter, cache: Cache | None = None, covers: Covers | None = None
    ) -> None:
        self._reading, self._press, self._cache = reading, press, cache or Cache()
        self._covers = covers or Covers(reading.project, self._cache)
        self._printed: dict[str, Outcome[Artifact]] = {}
        self._fitted: dict[str, FittedHandouts] = {}
        self._runs: tuple[PageRun, ...] = ()

    def make(self, volume: Volume, form: str) -> Outcome[Artifact | None]:
        """Make a volume in a format (``epub``, ``pdf`` or ``sheets``); `None` where an error stands in the way."""
        try:
            made = self._made(volume, form)
        except BookError as error:
            made = Outcome(None, error.diagnostics)
        parts = made.value.parts if made.value else ()
        found = with_source_locations(made.diagnostics, self._runs, parts, self._reading.project)
        judged = judge(found, self._reading.config.check)
        whole = not any(found.severity is Severity.ERROR for found in judged)
        return Outcome(made.value if whole else None, judged)

    def _made(self, volume: Volume, form: str) -> Outcome[Artifact | None]:
        config, theme = self._config(volume), self._theme(volume)
        if theme.diagnostics:
            return Outcome(None, theme.diagnostics)
        if has_external_references(volume.book):
            volume = replace(volume, book=replace(volume.book, elsewhere=self._elsewhere))
        cover = self._cover(config, theme.value, form)
        if cover.value is None:
            return Outcome(None, cover.diagnostics)
        make = {"epub": self._epub, "pdf": self._pdf, "sheets": self._sheets}[form]
        made = make(volume, config, theme.value, cover.value)
        return Outcome(made.value, (*cover.diagnostics, *made.diagnostics))

    def _config(self, volume: Volume) -> Config:
        config, edition = self._reading.config, volume.edition
        page = edition.page or config.page
        return replace(config, identity=identity_of(config, volume), page=page, answers=edition.answers)

    def _theme(self, volume: Volume) -> Outcome[Theme]:
        """Give the theme of a volume; a chapter that is a book of its own wears its own colour."""
        theme = theme_of(self._reading.theme, volume.edition)
        # Handouts are set together, whichever of them are asked for.
        written = self._reading.book if volume.edition.layout == "handout" else volume.book
        worn = with_fonts(theme.value, self._project_fonts, _text_of(written))
        alone = volume.edition.each == "chapter" and len(volume.book.chapters) == 1
        return Outcome(in_colour_of(worn, volume.book.chapters[0]) if alone else worn, theme.diagnostics)

    @cached_property
    def _project_fonts(self) -> tuple[tuple[str, bytes], ...]:
        return project_fonts(self._reading.project)

    @cached_property
    def _full(self) -> Volume:
        config = self._reading.config
        return volumes_of(config.editions["book"], self._reading.book, config.identity).value[0]

    @cached_property
    def _folios(self) -> Mapping[str, str]:
        """The page of everything in the full book, which is laid out for it: a part tells its readers where to look."""
        config, theme = self._config(self._full), self._theme(self._full).value
        rendition = render_pdf(self._full.book, config, theme, self._cover(config, theme, "pdf").value or NO_COVER)
        return self._press.settle(rendition).value.pagination.folios

    @cached_property
    def _elsewhere(self) -> Mapping[str, str]:
        return external_references(self._full.book, self._config(self._full), self._folios)

    def _handout(self, volume: Volume, config: Config, theme: Theme) -> Outcome[Artifact | None]:
        """Bind a volume of handouts. Those of an edition are fitted together, when the first of them is made."""
        edition = volume.edition
        if edition.name not in self._fitted:
            book = replace(select(self._reading.book, edition.selection).value, elsewhere=self._elsewhere)
            whole = replace(config, identity=self._reading.config.identity)
            handouts = Handouts(book, whole, theme, edition.handout, self._folios)
            self._fitted[edition.name] = fit_handouts(handouts, book, edition.handout, self._press)
        fitted = self._fitted[edition.name]
        self._runs = fitted.rendition.runs
        printed = fitted.print(volume, config.identity, self._press)
        return Outcome(printed.value, printed.diagnostics)

    # Each format loads only its own libraries.

    def _epub(self, volume: Volume, config: Config, theme: Theme, cover: Picture) -> Outcome[Artifact | None]:
        rendition, name = render_epub(volume.book, config, theme, cover), f"{volume.stem}.epub"

        def packed() -> Outcome[Artifact]:
            from bookbuild.epub import package  # noqa: PLC0415
            from bookbuild.verify.epub import verify_epub  # noqa: PLC0415

            artifact = package(rendition, None, volume.edition.name, name)
            return Outcome(artifact, verify_epub(artifact))

        made = self._cache.remember(EPUB, (*parts_of(rendition), volume.edition.name, name), packed)
        return Outcome(made.value, made.diagnostics)

    def _pdf(self, volume: Volume, config: Config, theme: Theme, cover: Picture) -> Outcome[Artifact | None]:
        if volume.edition.layout == "handout":
            return self._handout(volume, config, theme)
        if volume.stem not in self._printed:
            rendition = render_pdf(volume.book, config, theme, cover)
            self._runs = rendition.runs
            printed = self._press.print_book(rendition, volume.edition.name, f"{volume.stem}.pdf")
            self._printed = {volume.stem: printed}  # the last one alone: its sheets are made next, if any are
        return Outcome(self._printed[volume.stem].value, self._printed[volume.stem].diagnostics)

    def _sheets(self, volume: Volume, config: Config, theme: Theme, cover: Picture) -> Outcome[Artifact | None]:
        """Put the pages of a volume onto sheets of paper."""
        from bookbuild.imposition import impose  # noqa: PLC0415

        printed = self._pdf(volume, config, theme, cover)
        if printed.value is None:
            return printed
        labels = labels_for(config.identity.language, config.labels)
        settings = replace(volume.edition.sheets, back_cover=bool(config.identity.part_of) and config.page.cover)
        name = f"{volume.stem}.sheets.pdf"
        imposed = impose(printed.value.data, settings, theme.typefaces, labels, name=name)
        pdf, sides = imposed.value.pdf, imposed.value.sides
        artifact = Artifact(name, "sheets", volume.edition.name, pdf, sides, printed.value.parts)
        return Outcome(artifact, (*printed.diagnostics, *imposed.diagnostics))

    def _cover(self, config: Config, theme: Theme, form: str) -> Outcome[Picture | None]:
        """Give the project's own cover, or draw one in the proportion of the format's page."""
        if config.identity.cover_image:
            return load_cover(config.identity.cover_image, self._reading.project, encoder(self._cache))
        if form != "epub" and not config.page.cover:
            return Outcome(NO_COVER)
        return Outcome(self._covers.picture(CoverDesign.of(config, theme, form)))


def _text_of(book: Book) -> str:
    """Return what an edition's articles are written in, to see which scripts it needs."""
    return "".join(text for article in book.articles() for text in (article.title, article.body, *article.notes))
