"""Callouts: our names, and which of them the names in other programs are."""

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


def callout_of(name: str) -> tuple[str, str]:
    """Return our name of a callout, and its classes; both are empty if it is unknown.

    The last of the classes names the label that is its title if the author gave none.
    """
    lower = name.lower()
    ours, label = (lower, "") if lower in CALLOUTS else _TITLED.get(lower, (_NEAREST.get(lower, ""), ""))
    if ours in {"", QUOTATION}:
        return ours, ""
    return ours, f"callout callout-{ours}{f' callout-{label}' if label else ''}"
