"""Slips in the words behind a code fence are told with the nearest right name."""

import pytest

from bookbuild.model import ContentSettings, Source
from bookbuild.model.syntax import Syntax
from bookbuild.parse import parse
from bookbuild.parse.syntax.listing_faults import listing_faults, near_language


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("pyhton", "python"), ("pythn", "python"), ("JavScript", "javascript"), ("yalm", "yaml"), ("bahs", "bash"),
        ("htlm", "html"), ("python", ""), ("Python", ""), ("python3", ""), ("typoscript", ""), ("htm", ""), ("yml", ""),
        ("mermaid", ""), ("text", ""), ("plaintext", ""), ("output", ""), ("query", ""), ("chart", ""), ("katex", ""),
        ("song", ""), ("graph", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_slip_in_the_name_of_a_language_is_told(name: str, near: str) -> None:
    """What no program knows and is nearly a common language is a slip; other names are the author's."""
    assert near_language(name) == near


@pytest.mark.parametrize(
    ("written", "is_fault"),
    [
        ("1", False), ("1,2-3", False), ("[1, 3]", False), ("|1|2", False), ("4", True), ("2-4", True), ("3-2", True),
        ("0", True), ("1 a", True), ("true", False),
    ],
)  # fmt: skip
def test_lines_that_the_code_lacks_are_told(written: str, is_fault: bool) -> None:  # noqa: FBT001 - pytest's
    """Lines that stand out are counted from 1 to the last one of the code."""
    assert bool(list(listing_faults("", [written], 3))) is is_fault


def test_a_kind_of_diagram_that_is_drawn_is_no_slip() -> None:
    """The name of a diagram that the project has a program for may be like that of a language."""
    settings = ContentSettings(syntax=Syntax(diagrams=("bars",)))
    found = [
        parse(Source("a.md", f"# A\n\n```{name}\nx 1\n```\n".encode()), settings, "en") for name in ("bars", "bahs")
    ]
    assert [[diagnostic.code for diagnostic in one.diagnostics] for one in found] == [[], ["mistyped-markup"]]
