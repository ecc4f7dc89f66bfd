"""Rules between sections, with the styles of books."""

import re
from pathlib import Path

import pytest

from bookbuild.layout import lay_out
from tests.layout.jobs import job

STYLES = Path(__file__).parents[2] / "styles"
RULES = re.compile(r"^[^\n{}]*\bhr\b[^\n]*", re.MULTILINE)
CSS = "\n".join(
    rule for name in ("book.css", "print.css") for rule in RULES.findall((STYLES / name).read_text("utf-8"))
)
TITLE = '<div class="article-opening">T</div>'


def _place(inside: str) -> float:
    """Return where the paragraph `p` begins."""
    body = f'<article class="article">{inside}</article><p id="end">x</p>'
    styles = f":root {{ --line: 12pt; --half-line: 6pt }} {CSS} p {{ line-height: 12pt; margin: 0 }}"
    (place,) = [y for name, (_, _, y) in lay_out(job(body, styles)).anchors.items() if name == "end"]
    return place


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (f"{TITLE}<hr/><p>a</p>", f"{TITLE}<p>a</p>"),
        (f"{TITLE}<p>a</p><hr/>", f"{TITLE}<p>a</p>"),
        (f"{TITLE}<ul><li><p>a</p><hr/><p>b</p></li></ul>", f"{TITLE}<ul><li><p>a</p><p>b</p></li></ul>"),
    ],
)
def test_a_rule_that_divides_nothing_is_not_shown(typed: str, shown: str) -> None:
    assert _place(typed) == _place(shown)


def test_a_rule_between_paragraphs_is_shown() -> None:
    assert _place(f"{TITLE}<p>a</p><hr/><p>b</p>") != _place(f"{TITLE}<p>a</p><p>b</p>")
