"""Kinds of callouts of a project: names and labels from the configuration, colours and icons in the stylesheets."""

import re
from pathlib import Path

import pytest

from bookbuild.config.callouts import CalloutTable, callouts_of
from bookbuild.config.value_types import Names
from bookbuild.diagnostics import UsageError
from bookbuild.model import ContentSettings, Source, Stylesheet, Theme
from bookbuild.model.callouts import CalloutSettings, callout_of
from bookbuild.model.syntax import Syntax
from bookbuild.parse import parse
from bookbuild.theme import with_callouts
from bookbuild.theme.palette import NIGHT, PAPER, READABLE, contrast

SAFETY = CalloutSettings("safety", "Safety", "#ffcc00", "tip", "warning", ("danger",))
THEME = Theme(
    templates={},
    stylesheets={name: Stylesheet(name, "p { margin: 0 }\n") for name in ("book.css", "epub.css")},
    colours={"accent": "#1f4e5f", "ground": "#888888"},
)


def body_of(text: str, *kinds: CalloutSettings) -> tuple[str, list[str]]:
    """Return the body of an article, and the hints of its diagnostics."""
    callouts = tuple((name, kind.classes) for kind in kinds for name in (kind.name, *kind.names))
    settings = ContentSettings(syntax=Syntax(callouts=callouts))
    made = parse(Source("a.md", f"---\ntitle: A\n---\n{text}\n".encode()), settings, "en")
    return (made.value.body if made.value else ""), [found.hint for found in made.diagnostics]


@pytest.mark.parametrize(
    "text", ["::: safety\nA.\n:::", "::: danger\nA.\n:::", "> [!SAFETY]\n> A.", "::: {.Danger}\nA.\n:::"]
)
def test_a_kind_of_the_project_is_a_callout_by_all_its_names(text: str) -> None:
    """Also by one that would be another kind; to other programs it is the kind that it is like."""
    assert body_of(text, SAFETY)[0].startswith('<aside class="callout callout-warning callout-safety">')
    assert callout_of("danger") == ("warning", "callout callout-warning")


@pytest.mark.parametrize(
    ("text", "hint"), [("::: safty\nA.\n:::", "did you mean safety?"), ("> [!SAFTY]\n> A.", "did you mean [!SAFETY]?")]
)
def test_an_unknown_kind_gets_the_nearest_name(text: str, hint: str) -> None:
    """The names of the project are known as ours are."""
    assert body_of(text, SAFETY)[1] == [hint]


def test_colours_can_be_read_by_day_by_night_and_in_black() -> None:
    """A colour that could not be read on its ground, or on the page, is made darker or lighter."""
    sheets = with_callouts(THEME, (SAFETY,), Path()).value.stylesheets
    day, night = (re.findall(r"#[0-9a-f]{6}", sheets[name].css) for name in ("book.css", "epub.css"))
    assert min(contrast(day[0], day[1]), contrast(day[0], PAPER)) >= READABLE
    assert min(contrast(night[0], night[1]), contrast(night[0], NIGHT)) >= READABLE
    assert ".monochrome .callout-safety { --accent: #000000;" in sheets["book.css"].css
    assert "@media" not in sheets["book.css"].css  # which the layout engine does not know


def test_an_icon_is_one_of_ours_or_a_drawing_of_the_project(tmp_path: Path) -> None:
    """What is no drawing, or outside the project, is an error that names the callout."""
    (tmp_path / "a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    (tmp_path / "b.svg").write_text("<p>", encoding="utf-8")
    own = with_callouts(THEME, (CalloutSettings("law", icon="a.svg"),), tmp_path)
    assert own.value.files["icons/callout-law.svg"].startswith(b"<svg")
    assert '.callout-law .callout-icon { background-image: url("icons/callout-law.svg"); }' in (
        own.value.stylesheets["book.css"].css
    )
    assert 'url("icons/tip.svg")' in with_callouts(THEME, (SAFETY,), tmp_path).value.stylesheets["book.css"].css
    for path in ("b.svg", "c.svg", "../a.svg"):
        (found,) = with_callouts(THEME, (CalloutSettings("law", icon=path),), tmp_path).diagnostics
        assert (found.code, "'law'" in found.message, path in found.message) == ("theme-file", True, True)


@pytest.mark.parametrize(
    ("label", "language", "word"),
    [
        ("Safety", "de", "Safety"),
        ({"en": "Safety", "de": "Sicherheit"}, "de-AT", "Sicherheit"),
        ({"en": "Safety", "pt-BR": "Segurança"}, "pt-br", "Segurança"),
        ({"en": "Safety"}, "fr", "Safety"),
        ("", "en", "Fire drill"),
    ],
)
def test_its_word_is_in_the_language_of_the_book(label: str | dict[str, str], language: str, word: str) -> None:
    """Without a word for it, a new kind is called by its name."""
    (kind,) = callouts_of({"fire-drill": CalloutTable(label=label)}, language, "")
    assert kind.label == word


def test_ours_can_be_changed_and_names_of_other_blocks_not_be_taken() -> None:
    """A change in one of ours keeps what it is to other programs."""
    (kind,) = callouts_of({"tip": CalloutTable(label="Hint")}, "en", "")
    assert (kind.classes, kind.label) == ("callout callout-tip", "Hint")
    with pytest.raises(UsageError) as raised:
        callouts_of(
            {"lines": CalloutTable(), "law": CalloutTable(names=Names(["Rule"])), "rule": CalloutTable()}, "en", ""
        )
    assert [found.message.partition(":")[0] for found in raised.value.diagnostics] == [
        "callouts.lines",
        "callouts.rule",
    ]
