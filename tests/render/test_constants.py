"""Custom properties that never change are put in their places; all others are left to the reader's engine."""

import pytest

from bookbuild.model import Stylesheet
from bookbuild.render.constants import inline_constants


def settled(*texts: str) -> str:
    return " ".join(sheet.css for sheet in inline_constants([Stylesheet("a.css", text) for text in texts]))


def test_constant_stands_in_its_places() -> None:
    """A name that only :root declares is replaced by its value, in whichever stylesheet it is used."""
    assert settled(":root { --ink: #111 }", "p { color: var(--ink) }").endswith("p { color: #111 }")


def test_last_declaration_wins() -> None:
    """A project's stylesheet, which comes last, changes what earlier ones declared."""
    assert "p { width: 2em }" in settled(":root { --w: 1em } p { width: var(--w) }", ":root { --w: 2em }")


def test_constants_may_stand_for_constants() -> None:
    """A constant made of others is resolved to the end."""
    assert "p { margin: calc(2 * 3mm) }" in settled(
        ":root { --a: 3mm; --b: calc(2 * var(--a)) } p { margin: var(--b) }"
    )


@pytest.mark.parametrize(
    "elsewhere",
    [
        "body { --ink: #222 }",
        "@media (prefers-color-scheme: dark) { :root { --ink: #eee } }",
        "p { --ink: red !important }",
    ],
)
def test_what_changes_is_left_alone(elsewhere: str) -> None:
    """A name that is declared anywhere but in :root, or under a condition, is no constant."""
    assert "i { color: var(--ink) }" in settled(":root { --ink: #111 } i { color: var(--ink) }", elsewhere)


def test_unknown_names_keep_their_fallback() -> None:
    """A name that no stylesheet declares, such as an article's colours, stays with its fallback."""
    assert settled("a { color: var(--accent, #123456) }") == "a { color: var(--accent, #123456) }"


def test_circles_end() -> None:
    """Names that stand for each other are left to the engine, which drops them."""
    assert "var(--" in settled(":root { --a: var(--b); --b: var(--a) } p { color: var(--a) }")


def test_comments_declare_nothing() -> None:
    """What stands in a comment neither declares nor hinders."""
    assert "p { color: #111 }" in settled("/* body { --ink: red } */ :root { --ink: #111 } p { color: var(--ink) }")
