"""Diagrams of a book: drawn, numbered as figures, or printed as code."""

from pathlib import Path

import pytest

from bookbuild.diagnostics import Diagnostic
from bookbuild.model import Book
from bookbuild.pipeline.reading.project import read
from tests.book import BookProject
from tests.diagrams.given import DRAWING, setting

FENCE = '```dot {#fig:flow caption="The flow" alt="A to B"}\na -> b\n```'


def book(folder: Path, text: str, script: str = DRAWING, config: str = "") -> tuple[Book, list[Diagnostic]]:
    """Return the book of an article, and what is wrong with its diagrams."""
    project = BookProject(folder).config(config or setting("dot")).article(1, text).file("draw.py", script)
    made = read(project.folder, {})
    codes = {"undrawn-diagram", "missing-alt", "incomplete-image", "foreign-markup", "unreadable-image"}
    return made.value.book, [one for one in made.diagnostics if one.code in codes]


def body(made: Book) -> str:
    (article,) = made.articles()
    return article.body


def test_a_diagram_is_a_figure(tmp_path: Path) -> None:
    """The drawing takes the place of the code, with caption, label and alternative, and is a picture of the book."""
    made, found = book(tmp_path, FENCE)
    assert found == []
    (address,) = (target for _, target in made.pictures)
    figure = f'<figure id="fig-flow"><img src="{address}" alt="A to B"/><figcaption>The flow</figcaption></figure>'
    assert body(made) == figure
    assert b"a -&gt; b" in made.pictures["content/1.md", address].data


def test_without_a_caption_it_is_a_plain_picture(tmp_path: Path) -> None:
    """A diagram without a caption has no number; without an alternative, its labels stand for it, with a warning."""
    made, found = book(tmp_path, "```dot\nx\n```\n\n```graphviz {#there}\nx\n```")
    assert '<figure class="plain"><img src="diagram:' in body(made)
    assert '<figure id="there" class="plain"><img src="diagram:' in body(made)
    assert 'alt="x"' in body(made)
    assert [one.code for one in found] == ["missing-alt"] * 2
    assert len({picture.name for picture in made.pictures.values()}) == 1


def test_a_drawing_is_made_safe(tmp_path: Path) -> None:
    """What runs or moves in a drawing is left out, as in any picture."""
    script = 'print(\'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script><rect width="9" height="9"/></svg>\')'
    made, _ = book(tmp_path, FENCE, script)
    assert [b"script" in picture.data for picture in made.pictures.values()] == [False]


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("import sys\nsys.exit('line 1: oh')", "the diagram in dot is printed as code: line 1: oh"),
        ("print('PNG')", "the diagram in dot is printed as code: what the program writes is no SVG"),
    ],
)
def test_code_stays_where_nothing_is_drawn(tmp_path: Path, script: str, message: str) -> None:
    """A diagram that is not drawn is a listing as it would be without a program, with the line of its fence."""
    made, (found,) = book(tmp_path, FENCE, script)
    assert found.message == message
    assert found.location is not None
    assert (found.location.path, found.location.line) == ("content/1.md", 8)
    listing = '<figure class="listing" id="fig-flow"><figcaption>The flow</figcaption><pre><code class="language-dot">'
    assert body(made).startswith(listing)


def test_a_missing_program_is_told_once(tmp_path: Path) -> None:
    """A program that there is not is a fault of bookbuild.toml, however many diagrams need it."""
    _, found = book(tmp_path, f"{FENCE}\n\n```dot\ny\n```", config='[diagrams]\ndot = "no-such-program -Tsvg"')
    assert [(one.code, str(one.location)) for one in found] == [("undrawn-diagram", "bookbuild.toml:5")]


def test_kinds_without_a_program_are_code(tmp_path: Path) -> None:
    """A kind that no program is named for stays code, with a warning; one that is named as nothing, without."""
    _, found = book(tmp_path, "```mermaid\nx\n```")
    assert [one.code for one in found] == ["foreign-markup"]
    made, found = book(tmp_path, "```dot\nx\n```", config='[diagrams]\ndot = ""')
    assert found == []
    assert body(made) == '<pre><code class="language-dot">x\n</code></pre>'
