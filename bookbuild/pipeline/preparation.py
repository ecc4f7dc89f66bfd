"""Prepare volumes for rendering: apply the theme of their edition, fonts and a cover."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bookbuild.cache import Cache
from bookbuild.diagnostics import BookError, Diagnostic, Outcome, Severity, apply_policy
from bookbuild.images import load_cover
from bookbuild.model import FORMATS, Book, Format, PdfRendition, Picture, Theme, VolumeSettings
from bookbuild.pipeline.book_text import fallback_notes, letters_of, script_faults, text_of
from bookbuild.pipeline.cache_entries import encoder
from bookbuild.pipeline.covers import CoverDesign, Covers
from bookbuild.pipeline.drawings import Drawings
from bookbuild.pipeline.reading.project import Reading
from bookbuild.pipeline.styling import in_colour_of, theme_of, with_fonts, with_optical_sizes
from bookbuild.pipeline.volumes import Volume
from bookbuild.theme import project_fonts
from bookbuild.typefaces import colour_fonts, families_of_scripts

NO_COVER = Picture("cover.svg", "image/svg+xml", b"", 1, 1)
"""The cover of a book that shows none."""


@dataclass(frozen=True, slots=True)
class PreparedVolume:
    """A volume with its theme and its cover."""

    volume: Volume
    theme: Theme
    cover: Picture


class Preparer:
    """Adds theme and cover to the volumes of a project."""

    def __init__(self, reading: Reading, cache: Cache, covers: Covers) -> None:
        self._reading, self._cache, self._covers = reading, cache, covers

    def prepare(self, volume: Volume, form: Format) -> Outcome[PreparedVolume]:
        """Return a volume prepared for a format. If ``[check]`` lowers errors of theme and cover, missing
        stylesheets are left out, and a cover is drawn.

        Raises:
            BookError: if its theme or its cover has an error, or a font of the project cannot be read.
        """
        theme = self.theme(volume, on_paper=form.needs_layout)
        if form.needs_layout:
            theme = Outcome(theme.value, (*theme.diagnostics, *self._script_faults(volume, theme.value)))
        self._stop_at_errors(theme.diagnostics)
        cover = self.cover(volume.settings, theme.value, form)
        self._stop_at_errors(cover.diagnostics)
        picture = cover.value or self._drawn_cover(volume.settings, theme.value, form)
        return Outcome(PreparedVolume(volume, theme.value, picture), (*theme.diagnostics, *cover.diagnostics))

    def _stop_at_errors(self, diagnostics: Sequence[Diagnostic]) -> None:
        if any(fault.severity is Severity.ERROR for fault in apply_policy(diagnostics, self._reading.config.check)):
            raise BookError(*diagnostics)

    def _script_faults(self, volume: Volume, theme: Theme) -> Iterator[Diagnostic]:
        return script_faults(volume.book, theme, volume.settings.identity.language)

    def theme(self, volume: Volume, *, on_paper: bool) -> Outcome[Theme]:
        """Return the theme of a volume. A chapter that is a volume of its own has its own colour as accent."""
        theme = theme_of(self._reading.theme, volume.edition)
        if on_paper:
            theme = Outcome(with_optical_sizes(theme.value), theme.diagnostics)
        # Handouts are laid out together, whichever of them are requested.
        book = self._reading.book if volume.edition.layout == "handout" else volume.book
        language = volume.settings.identity.language
        text = text_of(book, volume.settings, theme.value)
        complete = with_fonts(theme.value, self._project_fonts, text, language)
        is_chapter = volume.edition.split_by == "chapter" and len(volume.book.chapters) == 1
        complete = replace(complete, set_in=families_of_scripts(complete.typefaces, letters_of(book)))
        found = (*theme.diagnostics, *colour_fonts(self._project_fonts), *fallback_notes(complete, text))
        return Outcome(in_colour_of(complete, volume.book.chapters[0]) if is_chapter else complete, found)

    def cover(self, settings: VolumeSettings, theme: Theme, form: Format) -> Outcome[Picture | None]:
        """Return the project's own cover, or one drawn in the shape of the format, or None if it cannot be used."""
        if settings.identity.cover_image:
            return load_cover(settings.identity.cover_image, self._reading.project, encoder(self._cache))
        return Outcome(self._drawn_cover(settings, theme, form))

    def _drawn_cover(self, settings: VolumeSettings, theme: Theme, form: Format) -> Picture:
        if form.cover == "none" or (form.cover == "page" and not settings.page.cover):
            return NO_COVER
        return self._covers.picture(CoverDesign.of(settings, theme, form))

    @cached_property
    def _project_fonts(self) -> tuple[tuple[str, bytes], ...]:
        return project_fonts(self._reading.project)


@dataclass(frozen=True, slots=True)
class PrintRenderer:
    """Renders volumes of a build, the same as when they are printed."""

    preparer: Preparer
    drawings: Drawings

    def render(self, volume: Volume, book: Book) -> PdfRendition:
        """Return what is laid out of a volume, with a book in place of its own."""
        from bookbuild.render.pdf import render_pdf  # noqa: PLC0415 - an EPUB needs none

        settings, theme = volume.settings, self.preparer.theme(volume, on_paper=True).value
        cover = self.preparer.cover(settings, theme, FORMATS["pdf"]).value or NO_COVER
        drawn = self.drawings.for_print(book, theme, settings.page.geometry).value
        return render_pdf(drawn, settings, theme, cover)
