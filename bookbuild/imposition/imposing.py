"""A PDF onto sheets."""

from collections.abc import Mapping, Sequence

from bookbuild.diagnostics import Diagnostic, Outcome, diagnose
from bookbuild.imposition.instructions import instruct
from bookbuild.imposition.paper import paper_name
from bookbuild.imposition.planning import Plan, plan_sheets
from bookbuild.imposition.reading import opened, read_pages, reads_from_the_right
from bookbuild.imposition.sheet_writer import write_sheets
from bookbuild.model import ImposedSheets, SheetSettings, Typeface


def impose(
    pdf: bytes,
    settings: SheetSettings,
    typefaces: Sequence[Typeface] = (),
    words: Mapping[str, str] | None = None,
    *,
    name: str = "",
) -> Outcome[ImposedSheets]:
    """Return the pages of a PDF imposed on sheets that are printed, folded and cut.

    Pages keep their size unless the settings state otherwise; each is trimmed to its boxes. Links
    and tags for screen readers are kept, in the order of the pages. The same input gives the same bytes.

    Args:
        pdf: any PDF that opens without a password and is not damaged.
        settings: how to do it.
        typefaces: typefaces of the sheet of instructions; not needed without it.
        words: labels of that sheet in another language than English (`bookbuild.imposition.labels`).
        name: the name of the PDF in diagnostics.

    Raises:
        BookError: if the PDF cannot be read (``unreadable-pdf``), its pages do not fit on the paper
            (``paper-too-small``), or are too many for the scheme (``too-many-pages``).
    """
    with opened(pdf, name) as source:
        read = read_pages(source, name)
        pages = read.value
        rtl = reads_from_the_right(source) if settings.direction == "auto" else settings.direction == "rtl"
        plan = plan_sheets([page.size for page in pages], settings, rtl=rtl, name=name)
        first = instruct(plan, settings, typefaces, words or {}) if settings.instructions else None
        data, sides = write_sheets(source, pages, plan, first, name)
    sheets = ImposedSheets(data, len(plan.sheets), sides, paper_name(plan.form.paper), plan.flip, plan.form.scale)
    return Outcome(sheets, (*read.diagnostics, *(() if plan.has_room else (_no_room(plan, name),))))


def _no_room(plan: Plan, name: str) -> Diagnostic:
    message = f"the pages fill {paper_name(plan.form.paper)}, so there is no room for crop marks beside them"
    return diagnose("no-room-for-marks", message, name or None, hint="use larger paper, or leave out the crop marks")
