"""A PDF onto sheets."""

from collections.abc import Mapping, Sequence

from bookbuild.diagnostics import Diagnostic, Outcome, diagnose
from bookbuild.imposition.instructions import instruct
from bookbuild.imposition.paper import paper_name
from bookbuild.imposition.planning import Plan, plan_sheets
from bookbuild.imposition.reading import opened, read_pages, reads_from_the_right
from bookbuild.imposition.writing import write_sheets
from bookbuild.model import ImposedSheets, SheetSettings, Typeface


def impose(
    pdf: bytes,
    settings: SheetSettings,
    typefaces: Sequence[Typeface] = (),
    words: Mapping[str, str] | None = None,
    *,
    name: str = "",
) -> Outcome[ImposedSheets]:
    """Lay the pages of a PDF out on sheets that are printed, folded and cut.

    Pages keep their size unless the settings say otherwise; each is trimmed as its boxes want. Links lead where they
    did. The tags for screen readers stay behind, since sheets are for the printer. The same input gives the same
    bytes.

    Args:
        pdf: any PDF that is neither encrypted nor damaged.
        settings: how to do it.
        typefaces: what the sheet of instructions is set in; of need only for that.
        words: what that sheet says, where it is not to say it in English (`bookbuild.imposition.instructions.ENGLISH`).
        name: what diagnostics call the PDF.

    Raises:
        BookError: when the PDF cannot be read (``unreadable-pdf``), its pages do not fit on the paper
            (``paper-too-small``), or are too many for the scheme (``too-many-pages``).
    """
    with opened(pdf, name) as source:
        pages = read_pages(source, name)
        rtl = reads_from_the_right(source) if settings.direction == "auto" else settings.direction == "rtl"
        plan = plan_sheets([page.size for page in pages], settings, rtl=rtl, name=name)
        first = instruct(plan, settings, typefaces, words or {}) if settings.instructions else None
        data, sides = write_sheets(source, pages, plan, first)
    sheets = ImposedSheets(data, len(plan.sheets), sides, paper_name(plan.form.paper), plan.flip, plan.form.scale)
    return Outcome(sheets, () if plan.has_room else (_no_room(plan, name),))


def _no_room(plan: Plan, name: str) -> Diagnostic:
    message = f"the pages fill {paper_name(plan.form.paper)}, so that no crop mark has room beside them"
    return diagnose("no-room-for-marks", message, name or None, hint="take a larger paper, or leave the crop marks out")
