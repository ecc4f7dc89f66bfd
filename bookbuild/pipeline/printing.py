"""Formats with pages: books and handouts as PDF, and their pages on sheets."""

# ruff: noqa: PLC0415 - every build has a printer, and what it prints with is imported when it prints

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from bookbuild.diagnostics import Diagnostic, Outcome, diagnose
from bookbuild.edition import select
from bookbuild.model import FORMATS, Artifact, Book, Format, PageRun
from bookbuild.pipeline.build_context import BuildContext
from bookbuild.pipeline.full_book import numbers_in_full
from bookbuild.pipeline.lost_words import prove_words
from bookbuild.pipeline.page_maps import PageMaps
from bookbuild.pipeline.preparation import PreparedVolume, PrintRenderer
from bookbuild.pipeline.reading.project import Reading
from bookbuild.pipeline.typesetting.typesetter import Typesetter
from bookbuild.pipeline.volumes import Volume, volumes_of
from bookbuild.render.answers import as_shown
from bookbuild.render.external_references import external_references
from bookbuild.render.labels import labels_for

if TYPE_CHECKING:
    from bookbuild.pipeline.handouts import FittedHandouts


def make_pdf(prepared: PreparedVolume, form: Format, context: BuildContext) -> Outcome[Artifact | None]:
    """Make the PDF of a volume."""
    printed = context.printer.print(prepared, form)
    return Outcome(printed.value, (*_unprinted(prepared, context), *printed.diagnostics))


def _unprinted(prepared: PreparedVolume, context: BuildContext) -> tuple[Diagnostic, ...]:
    """Return a diagnostic for each article of a volume of which words are in none of the runs that were printed."""
    volume, book = prepared.volume, prepared.volume.book
    if volume.edition.layout == "handout":
        book = replace(
            book, front=(), back=(), parts=(), chapters=tuple(replace(one, opening=None) for one in book.chapters)
        )
    paths = {article.path for article in book.articles()}
    documents = tuple(run.xhtml for run in context.printer.runs if not paths.isdisjoint(run.sources))
    return prove_words(book, volume.settings, documents, "pdf", context)


def make_sheets(prepared: PreparedVolume, form: Format, context: BuildContext) -> Outcome[Artifact | None]:
    """Put the pages of a volume onto sheets of paper.

    Raises:
        BookError: when the pages do not fit the paper or are too many.
    """
    from bookbuild.imposition import impose

    printed = context.printer.print(prepared, FORMATS["pdf"])
    lost = _unprinted(prepared, context)
    if printed.value is None:
        return Outcome(None, (*lost, *printed.diagnostics))
    volume, settings = prepared.volume, prepared.volume.settings
    labels = labels_for(settings.identity.language, settings.labels)
    sheets = replace(volume.edition.sheets, back_cover=bool(settings.identity.part_of) and settings.page.cover)
    name = volume.file_name(form)
    imposed = impose(printed.value.data, sheets, prepared.theme.typefaces, labels, name=name)
    pdf, sides = imposed.value.pdf, imposed.value.sides
    artifact = Artifact(name, form.name, volume.edition.name, pdf, sides, printed.value.parts)
    return Outcome(artifact, (*lost, *printed.diagnostics, *imposed.diagnostics))


class Printer:
    """Prints the volumes of a project with one typesetter, and stores the page numbers of the complete book.

    `runs` are the page runs of the last volume printed.
    """

    def __init__(self, reading: Reading, renderer: PrintRenderer, typesetter: Typesetter, page_maps: PageMaps) -> None:
        self._reading, self._renderer, self._typesetter = reading, renderer, typesetter
        self._drawings, self._page_maps = renderer.drawings, page_maps
        self._last_printed: dict[str, Outcome[Artifact]] = {}
        self._fitted: dict[str, FittedHandouts] = {}
        self._faults: dict[str, tuple[Diagnostic, ...]] = {}
        self.runs: tuple[PageRun, ...] = ()

    def print(self, prepared: PreparedVolume, form: Format) -> Outcome[Artifact | None]:
        """Return the PDF of a volume; the last one is remembered, since its sheets are made next, if at all."""
        volume = prepared.volume
        if volume.edition.layout == "handout":
            return self._handouts(prepared)
        if volume.stem not in self._last_printed:
            from bookbuild.render.pdf import render_pdf

            shows = volume.edition.printed_pages
            paged = self._page_maps.shown(volume.book) if shows else Outcome(volume.book)
            book = self._drawings.for_print(paged.value, prepared.theme, volume.settings.page.geometry)
            rendition = render_pdf(book.value, volume.settings, prepared.theme, prepared.cover)
            self.runs = rendition.runs
            printed = self._typesetter.print_book(rendition, volume.edition.name, volume.file_name(form))
            found = (*paged.diagnostics, *book.diagnostics, *printed.diagnostics)
            self._last_printed = {volume.stem: Outcome(printed.value, found)}
        printed = self._last_printed[volume.stem]
        return Outcome(printed.value, printed.diagnostics)

    def external_references(self, form: Format) -> Outcome[Mapping[str, str]]:
        """Return the text after links of a part that lead to another part of the book: its chapter and page, by anchor.

        A format without pages is made without the pages' numbers too, where they cannot be laid out.
        """
        missing = self._typesetter.missing_library
        if form.needs_layout or missing is None:
            return Outcome(self._paged_references)
        book = self._complete.book
        unknown = {target.anchor: "" for target in book.targets.values()}
        message = "references to the full book give no page, since libraries that lay out its pages are missing"
        found = diagnose("unpaged-references", message, hint=missing.hint)
        return Outcome(external_references(book, self._complete.settings, unknown), (found,))

    @cached_property
    def _paged_references(self) -> Mapping[str, str]:
        shown = as_shown(self._complete.book, self._complete.settings)
        return external_references(shown, self._complete.settings, self._page_numbers)

    def _handouts(self, prepared: PreparedVolume) -> Outcome[Artifact | None]:
        """Bind a volume of handouts. All handouts of an edition are fitted when the first of them is printed."""
        volume, edition = prepared.volume, prepared.volume.edition
        if edition.name not in self._fitted:
            fitted, self._faults[edition.name] = self._fit(
                select(self._reading.book, edition.selection).value, prepared
            )
            self._fitted[edition.name] = fitted
        fitted = self._fitted[edition.name]
        self.runs = fitted.rendition.runs
        printed = fitted.print(volume, volume.settings.identity, self._typesetter)
        return Outcome(printed.value, (*self._faults[edition.name], *printed.diagnostics))

    def _fit(self, book: Book, prepared: PreparedVolume) -> "tuple[FittedHandouts, tuple[Diagnostic, ...]]":
        """Return the handouts of the articles of a book, and what was found on the way."""
        from bookbuild.pipeline.handouts import fit_handouts
        from bookbuild.render.handouts import Handouts

        edition = prepared.volume.edition
        book = replace(book, elsewhere=self._paged_references, numbers=numbers_in_full(self._reading))
        settings = self._reading.config.settings_for(edition)
        drawn = self._drawings.for_print(book, prepared.theme, settings.page.geometry)
        pages = {**self._page_numbers, **self._page_maps.ranges}
        handouts = Handouts(drawn.value, settings, prepared.theme, edition.handout, pages)
        fitted = fit_handouts(handouts, book, edition.handout, self._typesetter)
        return fitted, (*drawn.diagnostics, *self._page_maps.printed.diagnostics)

    @cached_property
    def _complete(self) -> Volume:
        config = self._reading.config
        return volumes_of(config.editions["book"], self._reading.book, config).value[0]

    @cached_property
    def _page_numbers(self) -> Mapping[str, str]:
        """Return the page of every anchor of the complete book, which is laid out for that."""
        return self._typesetter.pages_of(self._renderer.render(self._complete, self._complete.book)).folios
