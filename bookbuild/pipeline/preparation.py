"""Prepare volumes for rendering: apply the theme of their edition, fonts and a cover."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bookbuild.cache import Cache
from bookbuild.diagnostics import BookError, Diagnostic, Outcome, Severity, judge
from bookbuild.images import load_cover
from bookbuild.model import Book, Format, Picture, Theme, VolumeSettings
from bookbuild.pipeline.cache_entries import encoder
from bookbuild.pipeline.covers import CoverDesign, Covers
from bookbuild.pipeline.reading import Reading
from bookbuild.pipeline.styling import in_colour_of, theme_of, with_fonts
from bookbuild.pipeline.volumes import Volume
from bookbuild.render.resources import pictures_of
from bookbuild.theme import project_fonts

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
        theme = self.theme(volume)
        self._stop_at_errors(theme.diagnostics)
        cover = self.cover(volume.settings, theme.value, form)
        self._stop_at_errors(cover.diagnostics)
        picture = cover.value or self._drawn_cover(volume.settings, theme.value, form)
        return Outcome(PreparedVolume(volume, theme.value, picture), (*theme.diagnostics, *cover.diagnostics))

    def _stop_at_errors(self, diagnostics: Sequence[Diagnostic]) -> None:
        if any(fault.severity is Severity.ERROR for fault in judge(diagnostics, self._reading.config.check)):
            raise BookError(*diagnostics)

    def theme(self, volume: Volume) -> Outcome[Theme]:
        """Return the theme of a volume. A chapter that is a volume of its own has its own colour as accent."""
        theme = theme_of(self._reading.theme, volume.edition)
        # Handouts are laid out together, whichever of them are wanted.
        book = self._reading.book if volume.edition.layout == "handout" else volume.book
        complete = with_fonts(theme.value, self._project_fonts, _text_of(book))
        is_chapter = volume.edition.split_by == "chapter" and len(volume.book.chapters) == 1
        return Outcome(in_colour_of(complete, volume.book.chapters[0]) if is_chapter else complete, theme.diagnostics)

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


def _text_of(book: Book) -> str:
    """Return all text of the articles and their drawings, which decides which scripts need a font."""
    drawings = {picture.name: picture.data for picture in pictures_of(book) if picture.media_type == "image/svg+xml"}
    texts = (text for article in book.articles() for text in (article.title, article.body, *article.notes))
    return "".join((*texts, *(data.decode("utf-8", "replace") for data in drawings.values())))
