"""Which typefaces a book is set in; the colophon names them."""

from dataclasses import replace
from pathlib import Path

import pytest

from bookbuild.model import Stylesheet, Theme
from bookbuild.render.constants import inline_constants
from bookbuild.render.faces import faces_of, typefaces_statement, used_faces
from bookbuild.render.labels import TRANSLATIONS, labels_for
from bookbuild.theme import load_theme
from bookbuild.typefaces import load_typefaces

DEFAULT = load_theme(Path(__file__).parent, {}).value
LABELS = labels_for("en", {})
FACES = load_typefaces(css="Atkinson Hyperlegible")


def styled(css: str) -> Theme:
    return replace(DEFAULT, stylesheets={**DEFAULT.stylesheets, "project.css": Stylesheet("project.css", css)})


@pytest.mark.parametrize(
    ("css", "faces", "words"),
    [
        ("", ("Source Serif 4", "Source Sans 3"), "Set in Source Serif 4 and Source Sans 3."),
        (":root { --text-face: 'My Own', serif }", ("My Own", "Source Sans 3"), "Set in My Own, Source Sans 3."),
        (":root { --text-face: var(--head-face) }", ("Source Sans 3", "Source Sans 3"), "Set in Source Sans 3."),
        (":root { --text-face: A } :root { --text-face: Ab Cd; --head-face: E }", ("Ab Cd", "E"), "Set in Ab Cd, E."),
    ],
)
def test_the_colophon_names_the_faces_that_are_set(css: str, faces: tuple[str, str], words: str) -> None:
    """The last word of the stylesheets on text and headings is what the colophon says."""
    assert faces_of(styled(css)) == faces
    assert typefaces_statement(styled(css), LABELS) == words


def families(css: str) -> set[str]:
    return {face.family for face in used_faces(FACES, inline_constants([Stylesheet("a.css", css)]))}


@pytest.mark.parametrize(
    ("css", "worn"),
    [
        ("p { font-family: 'Source Code Pro' }", {"Source Code Pro"}),
        (":root { --a: 'Source Code Pro' }", set()),
        (":root { --a: 'Source Code Pro' } p { font-family: var(--a) }", {"Source Code Pro"}),
        (":root { --a: 'Source Serif 4'; --a: 'Source Sans 3' } p { font-family: var(--a) }", {"Source Sans 3"}),
        (".x { --a: 'Source Serif 4' } p { font-family: var(--a, 'Source Sans 3') }",
         {"Source Serif 4", "Source Sans 3"}),
    ],
)  # fmt: skip
def test_only_faces_that_are_asked_for_come_along(css: str, worn: set[str]) -> None:
    """A face comes where a rule names its family or a variable may hold it, and not for a declaration nobody reads."""
    assert families(css) == worn


def test_every_language_has_the_words_of_every_edition() -> None:
    """What editions say of themselves is translated wherever anything is, with the same places to fill."""
    own = ("large-print", "easy-reading", "sample", "with-answers", "from", "part-of", "full-book-is", "closing",
           "sample-contents-print", "sample-contents-screen", "sample-of", "to-be-had", "set-in")  # fmt: skip
    for language, labels in TRANSLATIONS.items():
        for key in own:
            places = [part for part in ("{part}", "{book}", "{full-book}", "{faces}") if part in LABELS[key]]
            assert all(place in labels[key] for place in places), (language, key)
