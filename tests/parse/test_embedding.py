"""What shows a film or a page of the web is a link to it."""

import re

import pytest

from bookbuild.model import ContentSettings, Source
from bookbuild.parse import parse


def _links(text: str) -> tuple[list[str], int]:
    """Return the targets of the links of a text, and how many diagnostics it has."""
    outcome = parse(Source("a.md", f"# T\n\n{text}\n".encode()), ContentSettings(), "en")
    assert outcome.value is not None
    return re.findall(r'href="([^"]*)"', outcome.value.body), len(outcome.diagnostics)


@pytest.mark.parametrize(
    ("typed", "targets"),
    [
        (
            '<iframe src="https://www.youtube.com/embed/abcdefgh?x=1"></iframe>',
            ["https://www.youtube.com/watch?v=abcdefgh"],
        ),
        ('<iframe src="//example.org/map"></iframe>', ["https://example.org/map"]),
        (
            '<video><source src="https://a.org/1.webm"><source src="https://a.org/1.mp4"></video>',
            ["https://a.org/1.webm"],
        ),
        ('<video src="tide.mp4"></video>', []),
    ],
)
def test_a_link_to_what_is_on_the_web_stands_in_its_place_and_is_told_once(typed: str, targets: list[str]) -> None:
    assert _links(typed) == (targets, 1)


def test_other_files_of_a_picture_are_left_out_silently() -> None:
    assert _links('<picture><source srcset="b.png"><img src="a.png" alt="A"></picture>') == ([], 0)
