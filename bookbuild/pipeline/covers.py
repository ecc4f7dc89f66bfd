"""Covers drawn from what a book says of itself; that of the whole book while its articles are read."""

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Self

from bookbuild.cache import Cache
from bookbuild.model import Config, Edition, Identity, Picture, Theme, Typeface
from bookbuild.pipeline.cache_entries import COVER
from bookbuild.pipeline.forking import BackgroundValue
from bookbuild.pipeline.styling import theme_of, with_fonts
from bookbuild.render.faces import faces_of
from bookbuild.theme import project_fonts


@dataclass(frozen=True, slots=True)
class CoverDesign:
    """What a cover is drawn from. Without a proportion it is painted for an EPUB."""

    identity: Identity
    ink: str
    ground: str
    typefaces: tuple[Typeface, ...]
    faces: tuple[str, str]
    proportion: float | None

    @classmethod
    def of(cls, config: Config, theme: Theme, form: str) -> Self:
        """Design the cover of a book in a format."""
        accent, page = theme.palette["accent"], config.page.geometry
        proportion = None if form == "epub" else page.height / page.width
        return cls(config.identity, accent.ink, accent.ground, theme.typefaces, faces_of(theme), proportion)

    @property
    def light(self) -> Self:
        """The sketch without the bytes of its typefaces, which have a digest each."""
        return replace(self, typefaces=tuple(face.light for face in self.typefaces))

    def drawn(self) -> Picture:
        """Draw it, or paint it."""
        from bookbuild.cover import draw_cover, paint_cover  # noqa: PLC0415 - not every book wants one drawn

        what = (self.identity, self.ink, self.ground, self.typefaces)
        if self.proportion is None:
            return paint_cover(*what, faces=self.faces)
        return draw_cover(*what, self.proportion, faces=self.faces)


class Covers:
    """The drawn covers of a project. Use it as a context: what was begun ends with it."""

    def __init__(self, project: Path, cache: Cache) -> None:
        self._project, self._cache = project, cache
        self._ahead: BackgroundValue[tuple[CoverDesign, Picture]] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._ahead:
            self._ahead.end()

    def begin(self, config: Config, theme: Theme, edition: Edition) -> None:
        """Begin with the cover for an edition's EPUB: painting takes as long as reading a hundred articles. Only the
        whole book is known before they are read.
        """
        if (
            edition.name == "book"
            and "epub" in edition.formats
            and not (edition.selection or config.identity.cover_image)
        ):
            self._ahead = BackgroundValue(partial(self._painted, config, theme, edition))

    def picture(self, sketch: CoverDesign) -> Picture:
        """Return the cover of a sketch: as it was drawn before, or has been begun."""
        return self._cache.remember(COVER, (sketch.light,), lambda: self._begun(sketch) or sketch.drawn())

    def _begun(self, sketch: CoverDesign) -> Picture | None:
        if self._ahead is None or not self._ahead.has_begun or sketch.proportion is not None:
            return None
        begun, picture = self._ahead.value()
        return picture if begun == sketch.light else None

    def _painted(self, config: Config, theme: Theme, edition: Edition) -> tuple[CoverDesign, Picture]:
        worn = with_fonts(theme_of(theme, edition).value, project_fonts(self._project))
        sketch = CoverDesign.of(config, worn, "epub")
        return sketch.light, self._cache.remember(COVER, (sketch.light,), sketch.drawn)
