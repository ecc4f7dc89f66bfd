"""Callouts: our names, which of them the names in other programs are, and the kinds of a project."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

CALLOUTS = ("note", "tip", "warning", "example", "important", "summary")
"""The names of ``:::`` blocks that are set apart from the text."""

QUOTATION = "quote"
"""Not a callout but a quotation."""

_NEAREST = {
    "abstract": "summary", "alert": "warning", "attention": "warning", "cite": QUOTATION, "caution": "warning",
    "danger": "warning", "error": "warning", "hint": "tip", "info": "note", "information": "note", "notice": "note",
    "quote": QUOTATION, "seealso": "note", "tldr": "summary", "warn": "warning",
    "achtung": "warning", "beispiel": "example", "hinweis": "note", "tipp": "tip", "warnung": "warning",
    "vorsicht": "warning", "wichtig": "important", "zitat": QUOTATION, "zusammenfassung": "summary",
    "astuce": "tip", "avertissement": "warning", "conseil": "tip", "exemple": "example", "remarque": "note",
    "advertencia": "warning", "consejo": "tip", "ejemplo": "example", "importante": "important", "nota": "note",
    "resumen": "summary", "aviso": "warning", "dica": "tip", "exemplo": "example", "resumo": "summary",
    "attenzione": "warning", "esempio": "example", "suggerimento": "tip",
    "belangrijk": "important", "let-op": "warning", "opmerking": "note", "voorbeeld": "example",
}  # fmt: skip
"""Names in other programs and other languages."""
_TITLED = {
    "bug": ("warning", "bug"), "check": ("note", "check"), "details": ("note", "details"),
    "done": ("note", "finished"), "fail": ("warning", "failure"), "failure": ("warning", "failure"),
    "faq": ("note", "faq"), "help": ("note", "help"), "missing": ("warning", "missing"),
    "question": ("note", "question"), "success": ("note", "success"), "todo": ("note", "to-do"),
}  # fmt: skip
"""Names whose meaning ours do not have: a label in the language of the book becomes the title."""

CALLOUT_NAMES = (*CALLOUTS, *_NEAREST, *_TITLED)
"""All names that a callout may have."""


RESERVED = frozenset({
    "lines", "box", "scale", "fields", "checklist", "fill", "answer", "only", "except", "epigraph", "include", "quote",
    "kind", "continued", "icon", "title",
})  # fmt: skip
"""Names that no callout of a project may have: other blocks have them, or classes of callouts and labels."""


ANY = "*"
"""Stands for every name that nothing else has, where a site may call its callouts anything."""


@dataclass(frozen=True, slots=True)
class CalloutSettings:
    """The table ``[callouts.safety]``: a kind of callout of the project, or what is changed in one of ours.

    `label` is in the language of the book, `colour` (``#rrggbb``) and `icon` are empty if they are those of the kind
    that it is `like`; `names` are other names of it.
    """

    name: str
    label: str = ""
    colour: str = ""
    icon: str = ""
    like: str = "note"
    names: tuple[str, ...] = ()

    @property
    def classes(self) -> str:
        """Return its classes."""
        own = "" if self.name == self.like else f" callout-{self.name}"
        return f"callout callout-{self.like}{own}"


def callout_of(name: str, own: Mapping[str, str] = MappingProxyType({})) -> tuple[str, str]:
    """Return our name of a callout, and its classes; both are empty if it is unknown.

    The last of the classes names the label that is its title if the author gave none. `own` has the classes of the
    project's kinds, by their names, and under `ANY` those of a callout with any other name.
    """
    lower = name.lower()
    if is_any_other(lower, own):
        lower = ANY
    if lower in own:
        return own[lower].split()[1].removeprefix("callout-"), own[lower]
    ours, label = (lower, "") if lower in CALLOUTS else _TITLED.get(lower, (_NEAREST.get(lower, ""), ""))
    if ours in {"", QUOTATION}:
        return ours, ""
    return ours, f"callout callout-{ours}{f' callout-{label}' if label else ''}"


def is_any_other(name: str, own: Mapping[str, str]) -> bool:
    """Return whether a name is that of no callout and no other block, but one that a site's callout may have."""
    lower = name.lower()
    return bool(lower) and ANY in own and lower not in own and lower not in CALLOUT_NAMES and lower not in RESERVED
