"""The look: templates, stylesheets, typefaces and colours, the project's laid over the default ones."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Typeface:
    """One font file of the theme: static (no variation axes), OpenType or TrueType.

    `digest` is the SHA-256 of `data` in hexadecimal; `style` is ``normal`` or ``italic``; `weight` counts 100 to 900.
    """

    family: str
    weight: int
    style: str
    name: str
    data: bytes
    digest: str

    @property
    def light(self) -> "Typeface":
        """The typeface without its bytes, for which the digest stands."""
        return replace(self, data=b"")


@dataclass(frozen=True, slots=True)
class Stylesheet:
    """A stylesheet with a name relative to the theme (``print.css``). Its ``url()`` are names in `Theme.files`."""

    name: str
    css: str


@dataclass(frozen=True, slots=True)
class Tint:
    """A palette colour in its uses, as ``#rrggbb``: for text and rules on paper, as a pale ground, and in the dark."""

    ink: str
    ground: str
    ink_dark: str
    ground_dark: str


@dataclass(frozen=True, slots=True)
class Theme:
    """Everything of the look that a rendition needs. `files` maps the names in ``url()`` to their bytes; `colours` are
    those of `palette` as they were named (``#rrggbb``).

    The stylesheet ``edition.css`` is what one edition lays over all others; those in ``editions/`` wait to be named.
    """

    templates: Mapping[str, str]
    stylesheets: Mapping[str, Stylesheet]
    typefaces: tuple[Typeface, ...] = ()
    palette: Mapping[str, Tint] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    colours: Mapping[str, str] = field(default_factory=dict)

    def sheets(self, names: Iterable[str]) -> tuple[Stylesheet, ...]:
        """Return the stylesheets of these names, in their order, as far as the theme has them."""
        return tuple(self.stylesheets[name] for name in names if name in self.stylesheets)
