# ruff: noqa: RUF001 - the signs of mathematics are what this is about
"""A formula in plain characters, for contents, bookmarks and readers who hear it: ``(a + b)/2``, ``x² ≤ √y``."""

from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element

_SUPER = str.maketrans("0123456789+−-=()ni*′", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ*′")
_SUB = str.maketrans("0123456789+−-=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
_ACCENTS: Mapping[str, str] = {
    "ˆ": "\u0302", "^": "\u0302", "¯": "\u0304", "‾": "\u0304", "~": "\u0303", "˜": "\u0303", "⃗": "\u20d7",
    "→": "\u20d7", "˙": "\u0307", "¨": "\u0308", "\u0302": "\u0302", "\u0303": "\u0303", "ˇ": "\u030c",
}  # fmt: skip
_UNHEARD = str.maketrans(dict.fromkeys("\u2061\u2062\u2063\u2064\u200b"))
_SPACED = frozenset("=≠<>≤≥⩽⩾≪≫≈≡∼≃≅∝+−±∓×÷·⋅∗∈∉⊂⊆⊃⊇∪∩∧∨→←↔⇒⇐⇔⟹⟸⟺↦∣∥⊥⊕⊗∘")
_SIGNS = frozenset("+−±∓")
_CLOSING = frozenset(")]}⟩|!′")
_SHORT = 3
_MOST = 400
"""The longest reading, in characters."""


def reading_of(element: Element) -> str:
    """Return an element of MathML in plain characters, in one line."""
    words = " ".join(_read(element).split())
    return words if len(words) <= _MOST else f"{words[: _MOST - 1]}…"


def _read(element: Element) -> str:
    reader = _READERS.get(element.tag)
    return reader(element) if reader else _row(element)


def _row(element: Element) -> str:
    parts = [element.text or ""]
    before: Element | None = None
    for child in element:
        is_sign = child.tag == "mo" and (before is None or (before.tag == "mo" and before.text not in _CLOSING))
        parts.append((child.text or "").strip() if is_sign and (child.text or "").strip() in _SIGNS else _read(child))
        before = child
    return "".join(parts)


def _identifier(element: Element) -> str:
    text = (element.text or "").translate(_UNHEARD).strip()
    return f" {text} " if len(text) > 1 and text.isalpha() else text


def _text(element: Element) -> str:
    return (element.text or "").replace("\N{NO-BREAK SPACE}", " ")


def _operator(element: Element) -> str:
    text = (element.text or "").translate(_UNHEARD).strip()
    if text in _SPACED and element.get("form") != "prefix":
        return f" {text} "
    return f"{text} " if text in {",", ";"} and element.get("rspace") not in ("0", "0em") else text


def _space(element: Element) -> str:
    return "" if element.get("width", "").startswith("-") else " "


def _fraction(element: Element) -> str:
    above, below = (_grouped(child) for child in element[:2])
    return f"{above} over {below}" if element.get("linethickness", "") in ("0", "0em") else f"{above}/{below}"


def _grouped(element: Element) -> str:
    text = " ".join(_read(element).split())
    return text if len(text) == 1 or text.isdecimal() or text.isalpha() else f"({text})"


def _root(element: Element) -> str:
    return f"√{_in_brackets(_row(element))}"


def _in_brackets(text: str) -> str:
    text = " ".join(text.split())
    return text if text.isalnum() and len(text) <= _SHORT else f"({text})"


def _root_of_degree(element: Element) -> str:
    return f"{_raised(element[1])}√{_grouped(element[0])}"


def _raised(element: Element) -> str:
    text = " ".join(_read(element).split())
    raised = text.replace(" ", "").translate(_SUPER)
    if text and (text in {"∘", "°"}):
        return "°"
    return raised if not text or set(raised) <= _RAISED else f"^{_in_brackets(text)} "


def _lowered(element: Element) -> str:
    text = " ".join(_read(element).split())
    lowered = text.replace(" ", "").translate(_SUB)
    return lowered if not text or set(lowered) <= _LOWERED else f"_{_in_brackets(text)} "


_RAISED = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ*′″‴⊤†")
_LOWERED = frozenset("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")


def _sup(element: Element) -> str:
    return _base(element) + _raised(element[1])


def _sub(element: Element) -> str:
    return _base(element) + _lowered(element[1])


def _both(element: Element) -> str:
    return _base(element) + _lowered(element[1]) + _raised(element[2])


def _base(element: Element) -> str:
    base = _read(element[0])
    return base.rstrip() if len(element[0]) == 0 else _grouped(element[0])


def _over(element: Element) -> str:
    above = (element[1].text or "").strip()
    base = " ".join(_read(element[0]).split())
    if above in _ACCENTS:
        return "".join(f"{letter}{_ACCENTS[above]}" for letter in base) if len(base) <= 1 else base
    return base if above in "⏞⏟⏜_\u0332\u0333" else _sup(element)


def _under(element: Element) -> str:
    below = (element[1].text or "").strip()
    return " ".join(_read(element[0]).split()) if below and below in "⏞⏟⏝_‾\u0332\u0333" else f"{_sub(element)} "


def _table(element: Element) -> str:
    rows = (" ".join(filter(None, (" ".join(_read(cell).split()) for cell in row))) for row in element)
    return f" {'; '.join(rows)} "


def _unread(_element: Element) -> str:
    return ""


_READERS: Mapping[str, Callable[[Element], str]] = {
    "mi": _identifier, "mn": _identifier, "mo": _operator, "mtext": _text, "ms": _text, "mspace": _space,
    "mfrac": _fraction, "msqrt": _root, "mroot": _root_of_degree, "msup": _sup, "msub": _sub, "msubsup": _both,
    "mover": _over, "munder": _under, "munderover": lambda element: f"{_both(element).rstrip()} ", "mtable": _table,
    "mphantom": _unread, "annotation": _unread, "annotation-xml": _unread, "mprescripts": _unread, "none": _unread,
}  # fmt: skip
