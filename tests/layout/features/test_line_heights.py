"""Lines are as high as their style says, in whatever typeface their text is set."""

import pytest

from bookbuild.layout import lay_out
from bookbuild.model import LayoutJob
from bookbuild.typefaces import load_typefaces
from tests.layout.jobs import job

LINE = 12.0
WORDS = {"latin": "word", "arabic": "كلمة", "mixed": "word كلمة word", "part": "word <em>كلمة</em>"}
CSS = 'html {{ font: 10pt/{0} "Source Serif 4", "Amiri" }}'


def _job(words: str, height: str) -> LayoutJob:
    body = f'<p id="first">{words}</p><p id="second">x</p>'
    made = job(body, CSS.format(height))
    faces = tuple(
        face for face in load_typefaces(css="bold Amiri", text="كلمة") if face.family in {"Source Serif 4", "Amiri"}
    )
    return LayoutJob(made.name, made.xhtml, made.stylesheets, faces)


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_a_line_with_another_typeface_is_no_higher(words: str) -> None:
    """The next paragraph begins a line below, though some letters are of a typeface with other metrics."""
    anchors = lay_out(_job(words, "12pt")).anchors
    assert anchors["first"][2] - anchors["second"][2] == pytest.approx(LINE, abs=0.01)


def test_lines_of_normal_height_have_room_for_their_typefaces() -> None:
    """Where the style says no height, the metrics of all typefaces of a line count."""
    heights = []
    for words in ("word", "كلمة"):
        anchors = lay_out(_job(words, "normal")).anchors
        heights.append(anchors["first"][2] - anchors["second"][2])
    assert heights[1] > heights[0] + 1
