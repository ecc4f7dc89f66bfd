"""Names of callouts in other programs, and which of our callouts they are."""

from bookbuild.parse.vocabulary import CALLOUTS

QUOTATION = "quote"
"""Not a callout but a quotation."""

_NEAREST = {
    "abstract": "summary", "attention": "warning", "cite": QUOTATION, "caution": "warning", "danger": "warning",
    "error": "warning", "hint": "tip", "info": "note", "information": "note", "quote": QUOTATION, "seealso": "note",
    "tldr": "summary",
}  # fmt: skip
_TITLED = {
    "bug": ("warning", "Bug"), "check": ("note", "Check"), "done": ("note", "Done"), "fail": ("warning", "Failure"),
    "failure": ("warning", "Failure"), "faq": ("note", "FAQ"), "help": ("note", "Help"),
    "missing": ("warning", "Missing"),
    "question": ("note", "Question"), "success": ("note", "Success"), "todo": ("note", "To do"),
}  # fmt: skip
"""Names whose meaning ours do not have: it becomes the title."""

KNOWN = (*CALLOUTS, *_NEAREST, *_TITLED)


def callout_of(name: str) -> tuple[str, str]:
    """Return our name of a callout and the title it has if the author gave none; both are empty if it is unknown."""
    lower = name.lower()
    if lower in CALLOUTS:
        return lower, ""
    return _TITLED.get(lower, (_NEAREST.get(lower, ""), ""))
