"""The fonts of a drawing's text: of the families that it names, those of the book, and its fallbacks."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from bookbuild.model import Typeface
from bookbuild.text_outlines import Shaper, font_of_typeface

_NAME = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([^,]+))""")
_GENERIC = {
    "serif": ("serif",),
    "ui-serif": ("serif",),
    "monospace": ("code", "mono"),
    "ui-monospace": ("code", "mono"),
}
_SANS = ("sans",)
_SANS_NAMES = frozenset({"sans-serif", "system-ui", "ui-sans-serif", "cursive", "fantasy", "ui-rounded"})
_REGULAR, _BOLD = 400, 600


@dataclass(slots=True)
class TextFonts:
    """The typefaces of a book, as drawings use them."""

    typefaces: Sequence[Typeface]
    language: str = ""
    _shapers: dict[tuple[str, int, str], Shaper] = field(default_factory=dict)

    def shaper(self, style: Mapping[str, str]) -> Shaper:
        """Return the shaper for text of a style."""
        slant = "normal" if style.get("font-style", "normal") == "normal" else "italic"
        key = style.get("font-family", "sans-serif"), int(style.get("font-weight", _REGULAR)), slant
        if key not in self._shapers:
            self._shapers[key] = Shaper(self._nearest(*key), self.language)
        return self._shapers[key]

    def _nearest(self, families: str, weight: int, slant: str) -> tuple[Any, ...]:
        real = [face for face in self.typefaces if not face.kind.startswith("missing")]
        order = self._order(families, [face.family for face in real])

        def distance(face: Typeface) -> tuple[int, bool, bool, int]:
            is_lighter = (face.weight < _BOLD) != (weight < _BOLD)
            return order.get(face.family, len(order)), face.style != slant, is_lighter, abs(face.weight - weight)

        return tuple(_font(face) for face in sorted(real, key=distance))

    def _order(self, families: str, known: Sequence[str]) -> dict[str, int]:
        """Return the rank of the families that a list names, by name or by kind."""
        ranks: dict[str, int] = {}
        for double, single, bare in _NAME.findall(families):
            name = (double or single or bare).strip().casefold()
            kind = _SANS if name in _SANS_NAMES else _GENERIC.get(name)
            named = [one for one in known if one.casefold() == name]
            if not named and kind:
                named = [one for one in known if any(part in one.casefold() for part in kind)][:1]
            for one in named:
                ranks.setdefault(one, len(ranks))
        return ranks


@lru_cache(maxsize=64)
def _font(face: Typeface) -> Any:
    return font_of_typeface(face)
