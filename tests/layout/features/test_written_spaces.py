"""Words of a page's text are parted by spaces, for those who do not look at the places of glyphs."""

import pikepdf
import pytest

from bookbuild.layout import lay_out
from tests.layout.jobs import job, words
from tests.layout.tagged import opened


def text_of(body: str, css: str = "") -> str:
    """Return the text of a run as its glyphs say it, one after the other."""
    run = lay_out(job(body, css))
    texts = {font.key: dict(font.texts) for font in run.fonts}
    written, font = list[str](), ""
    with opened(run) as pdf:
        for page in pdf.pages:
            for instruction in pikepdf.parse_content_stream(page):
                operator, operands = str(instruction.operator), list(instruction.operands)
                font = str(operands[0])[1:] if operator == "Tf" else font
                for piece in operands[0] if operator == "TJ" else ():
                    codes = bytes(piece) if isinstance(piece, pikepdf.String) else b""
                    written += [texts[font][int.from_bytes(codes[at : at + 2])] for at in range(0, len(codes), 2)]
    return "".join(written)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (f"<p>{words(30)}</p>", words(30)),
        (f"<p><em>{words(15)}</em> <b>{words(15)}</b></p>", f"{words(15)} {words(15)}"),
        ("<p>one<br/>two<br/><em>three</em><br/>four</p>", "one two three four"),
        ("<p><em>one</em> <b>two</b></p>", "one two"),
        ("<pre><b>if</b> <i>one</i>:\n    <b>two</b></pre>", "if one:     two"),
        ('<p dir="rtl">אחת<br/>שתים</p>', None),
    ],
)
def test_a_space_parts_two_words(body: str, text: str | None) -> None:
    """Where a line ends between two words, and where a space is a text of its own, a space is written."""
    written = text_of(body, 'pre { font-family: "Source Serif 4" } p { text-align: justify }')
    assert written == text if text else " " in written


@pytest.mark.parametrize(
    ("body", "css"),
    [
        ("<p>unbelievably</p>", "p { width: 8mm; hyphens: manual; overflow-wrap: anywhere }"),
        ("<p>one/<wbr/>two/<wbr/>three</p>", "p { width: 7mm }"),
        ("<p>one</p><p>two</p>", ""),
    ],
)
def test_nothing_is_put_into_words(body: str, css: str) -> None:
    """Where a line ends within a word, or a block ends, no space is written."""
    assert " " not in text_of(body, css)


def test_a_line_has_one_space_at_its_end() -> None:
    """Text that keeps its spaces gets no other one at the end of a line."""
    assert text_of(f"<p>{words(30)}</p>", "p { white-space: pre-wrap }") == words(30)
