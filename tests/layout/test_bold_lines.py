"""Lines of bold words that are read as titles, with the styles of books."""

import re
from itertools import pairwise
from pathlib import Path

from bookbuild.layout import lay_out
from tests.layout.jobs import job

STYLES = Path(__file__).parents[2] / "styles"
RULES = re.compile(r"^(?::root|p|:is\(\.lead-in).*", re.MULTILINE)
CSS = "\n".join(RULES.findall((STYLES / "print.css").read_text("utf-8"))) + ":root { --leading: 12pt }"


def test_a_line_of_bold_words_stands_off_from_the_text_before_it() -> None:
    """There is a line of space above a title, and none below it, nor above one that begins what it stands in."""
    classes = ("bold-line", "", "bold-line", "")
    body = "".join(f'<p id="p{number}" class="{name}">x</p>' for number, name in enumerate(classes))
    places = [y for _, _, y in lay_out(job(body, CSS + "p { line-height: 12pt }")).anchors.values()]
    assert [round(abs(after - before)) for before, after in pairwise(places)] == [12, 24, 12]
