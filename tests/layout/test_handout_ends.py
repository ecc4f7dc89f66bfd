"""What ends a handout, with the styles of handouts."""

from pathlib import Path

from bookbuild.layout import lay_out
from tests.layout.jobs import job

STYLES = Path(__file__).parents[2] / "styles"
CSS = "".join(
    rule + "\n"
    for name in ("print.css", "handout.css")
    for rule in (STYLES / name).read_text("utf-8").split("\n")
    if "handout-glossary {" in rule or rule.startswith(".tight :is(ul")
)


def heights(names: str) -> float:
    """Return how far the top of the list of terms is below the top of the text before it."""
    body = (
        f'<article class="{names}"><p id="text">x</p><dl id="terms" class="glossary handout-glossary"><dt>x</dt></dl>'
    )
    css = CSS + "html { --line: 12pt; --half-line: 6pt } @page { size: 100mm 60mm; margin: 10mm }"
    anchors = lay_out(job(f"{body}</article>", css)).anchors
    return float(anchors["text"][2] - anchors["terms"][2])


def test_meanings_of_terms_stand_off_the_text_where_it_is_closed_up() -> None:
    """The rule above them is not taken for a line to write on, or for one under the last words."""
    assert heights("handout tight") == heights("handout") - 6
