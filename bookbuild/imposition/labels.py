"""Labels of the sheet of instructions."""

from collections.abc import Iterator, Mapping

from bookbuild.imposition.paper import is_folded_once
from bookbuild.imposition.schemes import sheets_per_signature, signatures
from bookbuild.model import SheetSettings

ENGLISH: Mapping[str, str] = {
    "sheets-title": "How to use these sheets",
    "sheets-summary": "Pages: {pages}. Sheets: {sheets}. Paper: {paper}.",
    "sheets-front": "The first sheet",
    "sheets-back-short": "turned over at its short edge",
    "sheets-back-long": "turned over at its long edge",
    "sheets-print-short": "Print on {paper} at 100 %, both sides, turned over at the short edge. Put this sheet aside.",
    "sheets-print-long": "Print on {paper} at 100 %, both sides, turned over at the long edge. Put this sheet aside.",
    "sheets-print": "Print on {paper} at 100 %, on one side. Put this sheet aside.",
    "sheets-try": "Try one sheet first: both its sides have to look as they do above.",
    "sheets-fold-all": "Keep the sheets in their order. Fold them all together along the dashed line, page 1 outside.",
    "sheets-fold-signatures": (
        "Keep the sheets in their order. Divide them into stacks of {signatures} sheets, and fold each along the "
        "dashed line, its first side outside."
    ),
    "sheets-staple": "Staple twice through the fold, from outside.",
    "sheets-gather": "Lay the folded stacks on one another in their order, and glue or sew them at the folds.",
    "sheets-trim": "Trim the edges at the marks.",
    "sheets-read": "Read each side as it is numbered above, then turn the sheet over.",
    "sheets-cut-stack": "Keep the sheets in their order, and cut the whole stack along the solid lines above.",
    "sheets-piles": "Lay the piles on one another in the order of their first pages, the one with page 1 on top.",
    "sheets-cards": "Cut along the solid lines above.",
    "sheets-zine-fold": "Fold along every dashed line, and open the sheet again.",
    "sheets-zine-cut": "Cut along the solid line in the middle.",
    "sheets-zine-push": (
        "Fold the sheet lengthwise, the print outside. Push its ends together until the cut opens and four leaves "
        "stand as a cross. Lay them together, page 1 in front."
    ),
}


def steps(sheets: int, flip: str, settings: SheetSettings, *, trimmed: bool) -> Iterator[str]:
    """Yield the label keys of the steps, in order; `trimmed`: there are crop marks on folded sheets."""
    yield f"sheets-print-{flip}" if flip else "sheets-print"
    if flip:
        yield "sheets-try"
    yield from _MAKING.get(settings.scheme, ()) or _folding(sheets, settings)
    if trimmed and is_folded_once(settings.scheme):
        yield "sheets-trim"


def _folding(sheets: int, settings: SheetSettings) -> tuple[str, str]:
    single = len(signatures(sheets, sheets_per_signature(settings))) == 1
    binding = "sheets-staple" if single and settings.scheme == "saddle" else "sheets-gather"
    return "sheets-fold-all" if single else "sheets-fold-signatures", binding


_MAKING: Mapping[str, tuple[str, ...]] = {
    "2up": ("sheets-read",),
    "4up": ("sheets-read",),
    "cut-stack": ("sheets-cut-stack", "sheets-piles"),
    "cards": ("sheets-cards",),
    "zine": ("sheets-zine-fold", "sheets-zine-cut", "sheets-zine-push"),
}
