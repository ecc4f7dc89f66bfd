"""What a page saves and restores is balanced, so that it leaves the rest of a sheet alone."""

import pikepdf
import pytest
from pikepdf import Pdf, Stream

from bookbuild.imposition.graphics_states import balance


def operators(form: Stream) -> list[str]:
    found = (bytes(instruction.operator) for instruction in pikepdf.parse_content_stream(form))
    return [name.decode(errors="replace") for name in found]


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        (b"Q 0 0 1 1 re f", "re f"),
        (b"q Q Q q 1 0 0 1 0 0 cm", "q Q q cm Q"),
        (b"q q 0 0 1 1 re f", "q q re f Q Q"),
        (b"BT (Q (q) Q) Tj ET Q", "BT Tj ET"),
        (b"\xff Q re q f", "\ufffd re q f Q"),
        (b"q BI /W 1 /H 1 /CS /G /BPC 8 ID Q EI", "q INLINE IMAGE Q"),
    ],
)
def test_states_are_saved_as_often_as_restored(content: bytes, kept: str) -> None:
    """What restores nothing is taken away, and what is saved is restored, whatever strings and pictures hold."""
    with Pdf.new() as pdf:
        form = Stream(pdf, content)
        balance(form)
        assert " ".join(operators(form)) == kept


@pytest.mark.parametrize("content", [b"q 1 0 0 1 5 5 cm Q", b"(a balanced q Q)Tj", b"/Q gs q/q gs Q"])
def test_what_is_balanced_stays_as_it_is(content: bytes) -> None:
    """Content in order keeps its bytes."""
    with Pdf.new() as pdf:
        form = Stream(pdf, content)
        balance(form)
        assert form.read_bytes() == content
