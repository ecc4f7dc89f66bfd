"""Covers drawn from a book's metadata; that of the complete book in the background, while its articles are read."""

from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Self

from bookbuild.cache import Cache
from bookbuild.diagnostics import BookError
from bookbuild.model import FORMATS, Config, Edition, Format, Identity, Picture, Theme, Typeface, VolumeSettings
from bookbuild.pipeline.book_text import identity_text
from bookbuild.pipeline.cache_entries import COVER
from bookbuild.pipeline.forking import BackgroundValue
from bookbuild.pipeline.styling import theme_of, with_fonts
from bookbuild.render.faces import faces_of
from bookbuild.theme import project_fonts
from bookbuild.typefaces import needed_faces


@dataclass(frozen=True, slots=True)
class CoverDesign:
    """What a cover is drawn from. Without a proportion, height to width, it becomes a portrait image of pixels."""

    identity: Identity
    ink: str
    ground: str
    typefaces: tuple[Typeface, ...]
    faces: tuple[str, str]
    proportion: float | None

    @classmethod
    def of(cls, settings: VolumeSettings, theme: Theme, form: Format) -> Self:
        """Design the cover of a volume in a format."""
        accent, page = theme.palette["accent"], settings.page.geometry
        proportion = None if form.cover == "portrait" else page.height / page.width
        faces = needed_faces(theme.typefaces, identity_text(settings.identity))
        return cls(settings.identity, accent.ink, accent.ground, faces, faces_of(theme), proportion)

    @property
    def light(self) -> Self:
        """The design without the bytes of its typefaces, which have a digest each."""
        return replace(self, typefaces=tuple(face.light for face in self.typefaces))

    def drawn(self) -> Picture:
        """Return the picture: SVG with a proportion, PNG without one."""
        from bookbuild.cover import draw_cover, paint_cover  # noqa: PLC0415 - not every book has a drawn cover

        what = (self.identity, self.ink, self.ground, self.typefaces)
        if self.proportion is None:
            return paint_cover(*what, faces=self.faces)
        return draw_cover(*what, self.proportion, faces=self.faces)


class Covers:
    """The drawn covers of a project. Use it as a context manager: it ends what runs in the background."""

    def __init__(self, project: Path, cache: Cache) -> None:
        self._project, self._cache = project, cache
        self._ahead: BackgroundValue[tuple[CoverDesign, Picture]] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._ahead:
            self._ahead.end()

    def begin(self, config: Config, theme: Theme, edition: Edition) -> None:
        """Begin an edition's portrait cover in the background: it takes as long as reading a hundred articles. Only
        that of the complete book is known before they are read.

        Its typefaces are loaded before the fork, since this process needs them too.
        """
        form = next((FORMATS[name] for name in edition.formats if FORMATS[name].cover == "portrait"), None)
        if form and edition.name == "book" and not (edition.selection or config.identity.cover_image):
            with suppress(BookError):  # a typeface that cannot be read is told when the book is made
                design = self._design(config.settings_for(edition), theme, edition, form)
                self._ahead = BackgroundValue(partial(self._painted, design))

    def picture(self, design: CoverDesign) -> Picture:
        """Return the cover of a design: from the cache, from the background, or drawn now."""
        return self._cache.remember(COVER, (design.light,), lambda: self._begun(design) or design.drawn())

    def _begun(self, design: CoverDesign) -> Picture | None:
        if self._ahead is None or not self._ahead.has_begun or design.proportion is not None:
            return None
        begun, picture = self._ahead.value()
        return picture if begun == design.light else None

    def _design(self, settings: VolumeSettings, theme: Theme, edition: Edition, form: Format) -> CoverDesign:
        identity = settings.identity
        fonts = project_fonts(self._project)
        complete = with_fonts(theme_of(theme, edition).value, fonts, identity_text(identity), identity.language)
        return CoverDesign.of(settings, complete, form)

    def _painted(self, design: CoverDesign) -> tuple[CoverDesign, Picture]:
        return design.light, self._cache.remember(COVER, (design.light,), design.drawn)
