"""A drawing that cannot be drawn is left out as a whole, with a warning, and the page after it is as it was."""

import base64
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookbuild.layout import lay_out
from bookbuild.model import LaidOutRun
from tests.images.pixels import png_of
from tests.layout.jobs import job, words
from tests.layout.letters import letters
from tests.layout.tagged import document_of

WRONG = (
    '<path d="M0 0 L1"/>',
    '<path d="M0 0 A1 1 z"/>',
    '<circle r="4" transform="rotate(x)"/>',
    '<path d="M0 0L9 9" stroke-miterlimit="x"/>',
    '<marker id="m" viewBox="0 0"><path d="M0 0"/></marker><path d="M0 0L9 9" marker-end="url(#m)"/>',
    '<text x="one">word</text>',
    '<rect width="9" height="9" rx="a b"/>',
    '<linearGradient id="g"><stop offset="x"/><stop/></linearGradient><rect width="9" height="9" fill="url(#g)"/>',
)
RIGHT = ('<rect width="9" height="9" fill="red"/>', "<text>word</text>", '<g opacity=".5"><circle r="4"/></g>')
OPENINGS = (
    "<g>",
    '<g opacity=".5">',
    '<g transform="scale(0.01)">',
    '<clipPath id="c"><rect width="1" height="1"/></clipPath><g clip-path="url(#c)">',
    '<text text-anchor="end">',
)


def run_with(svg: str) -> LaidOutRun:
    return lay_out(job(f'<p><img src="book:a.svg" alt="x"/></p><p>{words(9)}</p>', files={"a.svg": svg.encode()}))


def drawing(inside: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20" viewBox="0 0 20 20">{inside}</svg>'


def depths(run: LaidOutRun) -> set[tuple[str, int]]:
    """Return how many states each page and each form within it leaves open or closes too often."""
    found = set()
    with pikepdf.open(BytesIO(document_of(run))) as pdf:
        streams: list[pikepdf.Object] = [page.obj for page in pdf.pages]
        streams += [one for one in pdf.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Form"]
        for stream in streams:
            depth = lowest = 0
            for operation in pikepdf.parse_content_stream(stream):
                depth += {"q": 1, "Q": -1}.get(str(operation.operator), 0)
                lowest = min(lowest, depth)
            found |= {("open", depth), ("closed", lowest)}
    return found


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("opening", OPENINGS)
def test_page_goes_on_as_if_there_were_no_drawing(wrong: str, opening: str) -> None:
    """Words after a drawing that fails stand where they stand after an empty one, and no state is left open."""
    closing = "</text>" if opening.startswith("<text") else "</g>"
    run = run_with(drawing(f"{RIGHT[0]}{opening}{RIGHT[1]}{wrong}{closing}"))
    assert depths(run) == {("open", 0), ("closed", 0)}
    if any("cannot be drawn" in found.message for found in run.diagnostics):
        assert list(letters(run)) == list(letters(run_with(drawing(""))))


@settings(deadline=None, max_examples=25)
@given(st.lists(st.sampled_from((*WRONG, *RIGHT, *OPENINGS)), max_size=6))
def test_states_are_balanced_whatever_fails(parts: list[str]) -> None:
    """However deep in a drawing it fails, states are closed as often as they are opened."""
    closings = ["</text>" if part == OPENINGS[-1] else "</g>" for part in parts if part in OPENINGS]
    run = run_with(drawing("".join(parts) + "".join(reversed(closings))))
    assert depths(run) == {("open", 0), ("closed", 0)}


def test_failed_drawing_is_named() -> None:
    """The warning names the drawing and what to do."""
    run = run_with(drawing('<path d="M0 0L9 9" stroke="red" stroke-miterlimit="x"/>'))
    (found,) = run.diagnostics
    assert (found.code, "a.svg" in found.message, "PNG" in found.message) == ("layout-warning", True, True)


def test_pictures_in_drawings_are_drawn_on_every_page() -> None:
    """A picture in a drawing is there on the first page of a long run and on its last."""
    address = f"data:image/png;base64,{base64.b64encode(png_of('red')).decode()}"
    svg = drawing(f'<image href="{address}" width="20" height="20"/>')
    shown = '<p><img src="book:a.svg" alt="x"/></p>'
    body = f'{shown}<p>{words(9)}</p><p style="break-before: page">{words(2000)}</p>{shown}'
    run = lay_out(job(body, files={"a.svg": svg.encode()}))
    assert run.diagnostics == ()
    assert run.page_count > 12
    with pikepdf.open(BytesIO(document_of(run))) as pdf:
        drawn = [sum(str(one.operator) == "Do" for one in pikepdf.parse_content_stream(page.obj)) for page in pdf.pages]
    assert (drawn[0], drawn[-1], sum(drawn)) == (1, 1, 2)
