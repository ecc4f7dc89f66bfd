"""A line of code that is broken has a mark, and no other line has."""

from typing import Any

import pytest

from bookbuild.layout import code_lines, lay_out
from tests.layout.jobs import job

CSS = "pre { white-space: pre-wrap; overflow-wrap: break-word; padding: 0 5mm; margin: 0 } .high { height: 30mm }"


def marked_lines(body: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Lay out a run, and return the beginnings of the lines that get a mark."""
    found: list[str] = []

    def take(_stream: Any, _block: Any, line: Any) -> None:
        found.append("".join(box.text for box in line.descendants() if hasattr(box, "text"))[:9])

    monkeypatch.setattr(code_lines, "_draw_hook", take)
    lay_out(job(body, CSS))
    return found


@pytest.mark.parametrize(
    ("code", "marked"),
    [
        ("short\n\n  lines\nonly  \n", []),
        (f"before\n{'0123456789' * 12}\nafter", ["012345678"]),
        (f"first <b>{'word ' * 30}</b>\nlast\nlast", ["first wor"]),
        ("same\nsame\nsame", []),
    ],
)
def test_only_broken_lines_are_marked(code: str, marked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A mark stands where the code has no line break, whatever is within the lines."""
    assert marked_lines(f"<pre>{code}</pre>", monkeypatch)[:1] == marked


def test_lines_are_counted_over_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """A block that goes on over the page is read on where it was left."""
    code = "\n".join(f"line {number}" for number in range(12)) + f"\nlong {'0' * 80}\nend"
    marked = marked_lines(f"<pre>{code}</pre>", monkeypatch)
    assert marked
    assert set("".join(marked)) == set("long 0")


def test_a_mark_is_drawn_as_an_artifact() -> None:
    """It is no text: what is copied or read aloud is the code alone."""
    run = lay_out(job(f"<pre>{'0123456789' * 12}</pre>", CSS))
    assert run.diagnostics == ()
    plain = lay_out(job("<pre>0123456789</pre>", CSS))
    assert run.objects.keys == plain.objects.keys
