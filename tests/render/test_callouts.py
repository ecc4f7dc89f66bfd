"""Callouts show their kind as an icon, which screen readers skip, and as a word."""

import pytest

from bookbuild.render.callouts import name_continued, show_kinds
from bookbuild.render.labels import labels_for
from bookbuild.render.trees import markup_of, tree_of

ICON = '<span class="callout-icon" aria-hidden="true"/>'


def shown(inside: str, kind: str = "tip", language: str = "en") -> str:
    """Return what stands in a callout, with its kind shown."""
    tree = tree_of(f'<aside class="callout callout-{kind}">{inside}</aside>')
    show_kinds(tree, labels_for(language, {}))
    return markup_of(tree).partition(">")[2].removesuffix("</aside>")


def test_the_kind_stands_before_a_title_of_its_own() -> None:
    """The word for the kind comes before the title, whose markup stays."""
    title = '<p class="callout-title">Ask <em>twice</em></p>'
    kind = '<span class="callout-kind">Tip:</span>'
    assert shown(f"{title}<p>A.</p>") == f'<p class="callout-title">{ICON}{kind} Ask <em>twice</em></p><p>A.</p>'


@pytest.mark.parametrize(("language", "word"), [("de", "Tipp"), ("fr-CA", "Conseil"), ("en", "Tip"), ("eo", "Tip")])
def test_the_kind_is_the_title_where_there_is_none(language: str, word: str) -> None:
    """A callout without a title is called by its kind, in the language of the book."""
    assert shown("<p>A.</p>", language=language) == f'<p class="callout-title">{ICON}{word}</p><p>A.</p>'


def test_a_title_that_begins_with_the_kind_does_not_repeat_it() -> None:
    """`Note on dates` is not set as `Note: Note on dates`."""
    title = '<p class="callout-title">{}note on dates</p>'
    assert shown(title.format(""), "note") == title.format(ICON)


def test_french_sets_a_space_before_the_colon() -> None:
    """The colon after the kind follows the language's rule."""
    assert "Conseil\N{NARROW NO-BREAK SPACE}:</span> Titre" in shown('<p class="callout-title">Titre</p>', "tip", "fr")


@pytest.mark.parametrize(("language", "word"), [("en", "Question"), ("de", "Frage"), ("pl", "Pytanie")])
def test_the_last_class_that_is_a_label_is_the_kind(language: str, word: str) -> None:
    """A callout of other programs looks like one of ours and is called what it is."""
    assert shown("<p>A.</p>", "note callout-question", language).startswith(
        f'<p class="callout-title">{ICON}{word}</p>'
    )


def test_a_model_answer_that_goes_on_says_so() -> None:
    """Further parts of an answer begin with its title, which is marked for layout and reads as before."""
    tree = tree_of('<section class="answer"><p class="worksheet-title">One answer:</p><p>A.</p></section>')
    name_continued(tree, labels_for("en", {}))
    title = '<p class="worksheet-title"><span class="callout-icon answer-icon" aria-hidden="true"/>One answer:</p>'
    assert (
        markup_of(tree) == f'<section class="answer" data-continued="One answer, continued">{title}<p>A.</p></section>'
    )


def test_a_kind_of_the_project_is_called_by_its_own_word() -> None:
    """It stands before the word of the kind that it is like; one of ours may have another word too."""
    labels = labels_for("en", {"callout-safety": "Safety", "callout-tip": "Hint"})
    for kind, word in (("warning callout-safety", "Safety"), ("tip", "Hint"), ("note", "Note")):
        tree = tree_of(f'<aside class="callout callout-{kind}"><p>A.</p></aside>')
        show_kinds(tree, labels)
        assert f"{ICON}{word}</p>" in markup_of(tree)
