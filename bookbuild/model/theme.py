"""The theme: templates, stylesheets, typefaces and colours, the project's in place of the default ones."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from bookbuild.diagnostics import Location


@dataclass(frozen=True, slots=True)
class Typeface:
    """One font file of the theme: static (no variation axes), OpenType or TrueType.

    `digest` is the SHA-256 of `data` in hexadecimal; `style` is ``normal`` or ``italic``; `weight` counts 100 to 900.
    `kind` is ``text`` for a typeface of the theme or the project, ``fallback`` for one that was added for characters
    that those lack, and ``missing`` or ``missing-script`` for one that draws boxes for characters that no font has.
    """

    family: str
    weight: int
    style: str
    name: str
    data: bytes
    digest: str
    kind: str = "text"

    @property
    def light(self) -> "Typeface":
        """Return the typeface without its bytes, which the digest identifies."""
        return replace(self, data=b"")


@dataclass(frozen=True, slots=True)
class Stylesheet:
    """A stylesheet with a name relative to the theme (``print.css``). Its ``url()`` are names in `Theme.files`.

    `origins` are the paths of the project's files that it holds, each with the line at which it begins; a path is empty
    where a file of the default theme begins.
    """

    name: str
    css: str
    origins: tuple[tuple[str, int], ...] = ()

    def location(self, line: int) -> Location | None:
        """Return where in the project's own files a line stands, or None."""
        path, first = next((origin for origin in reversed(self.origins) if origin[1] <= line), ("", 1))
        return Location(path, line - first + 1) if path else None


@dataclass(frozen=True, slots=True)
class Tint:
    """A palette colour in its uses, as ``#rrggbb``: for text and rules, as a pale background, and both in dark mode."""

    ink: str
    ground: str
    ink_dark: str
    ground_dark: str


@dataclass(frozen=True, slots=True)
class Theme:
    """Everything that a rendition needs of the theme. `files` maps the names in ``url()`` to their bytes; `colours` are
    the original colours of `palette` (``#rrggbb``). `set_in` are the families of the book's letters, if some are of a
    script of its own: most used first, with an empty name for those that the stylesheets name.

    The stylesheet ``edition.css`` is that of one edition, after all others; those in ``editions/`` apply if named.
    """

    templates: Mapping[str, str]
    stylesheets: Mapping[str, Stylesheet]
    typefaces: tuple[Typeface, ...] = ()
    palette: Mapping[str, Tint] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    colours: Mapping[str, str] = field(default_factory=dict)
    set_in: tuple[str, ...] = ()

    def sheets(self, names: Iterable[str]) -> tuple[Stylesheet, ...]:
        """Return the stylesheets with these names, in this order, if the theme has them."""
        return tuple(self.stylesheets[name] for name in names if name in self.stylesheets)
