"""The first line of a paragraph is indented where it begins."""

import pytest

from bookbuild.layout import lay_out
from tests.layout.jobs import job
from tests.layout.letters import letters

EM = 10 / 0.75
"""Ten points, in CSS pixels."""


def lines_of(css: str, direction: str) -> list[tuple[float, float]]:
    """Return the left end of the first and of the last letter of each line, from above."""
    run = lay_out(job(f'<p dir="{direction}">aaaaa aaa<br/>aaaaa aaa<br/>aaaaa aaa</p>', css))
    assert not run.diagnostics
    lines: dict[float, list[float]] = {}
    for _, _, left, base in letters(run):
        lines.setdefault(base, []).append(left)
    return [(min(lefts), max(lefts)) for _, lefts in sorted(lines.items())]


@pytest.mark.parametrize("indent", [2, -2])
@pytest.mark.parametrize("css", ["", "p { text-align: justify; text-align-last: justify }"])
def test_text_from_right_to_left_is_indented_at_its_right(css: str, indent: int) -> None:
    """The first line begins further to the left than the others, or hangs to their right; its other end is as it is."""
    style = f"p {{ padding: 0 4em; text-indent: {indent}em }}" + css
    first, second, third = lines_of(style, "rtl")
    assert second == pytest.approx(third)
    assert second[1] - first[1] == pytest.approx(indent * EM, abs=0.1)
    if "justify" in css:
        assert first[0] == pytest.approx(second[0], abs=0.1)
    start, later, _ = lines_of(style, "ltr")
    assert start[0] - later[0] == pytest.approx(indent * EM, abs=0.1)
