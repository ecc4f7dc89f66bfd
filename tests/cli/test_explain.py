"""`explain` prints what the page on diagnostics states; the shell completes its codes."""

from pathlib import Path

import pytest

from bookbuild.cli.explain import explanations
from bookbuild.diagnostics import CODES
from tests.book import program


def test_every_code_can_be_explained() -> None:
    """The page that `explain` reads has a section for each code, and no other."""
    assert sorted(explanations()) == sorted(CODES)
    assert all(explanations().values())


@pytest.mark.parametrize("written", ["broken-link", "error[broken-link]", "error[broken-link]: 'a.md' leads nowhere"])
def test_a_code_is_explained(tmp_path: Path, written: str) -> None:
    """Meaning, example and advice are printed, for a code and for one pasted from a message."""
    ran = program("explain", written, folder=tmp_path)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("error[broken-link]: A link leads to no article")
    assert "    hint: did you mean" in ran.out
    assert " ".join(ran.out.split()).endswith('set `broken-link = "warning"` under `[check]`.')


def test_without_a_code_all_are_listed(tmp_path: Path) -> None:
    """There is one line for each code, which begins with it."""
    ran = program("explain", folder=tmp_path)
    assert [line.split()[0] for line in ran.out.splitlines()] == list(CODES)


@pytest.mark.parametrize(
    ("code", "hint"),
    [("brokn-link", "Did you mean 'broken-link'?"), ("zzz", "Without a code, this command lists all.")],
)
def test_an_unknown_code_is_reported_with_the_nearest(tmp_path: Path, code: str, hint: str) -> None:
    """A code that does not exist is a wrong usage, with the nearest one that does."""
    ran = program("explain", code, folder=tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert f"No such diagnostic {code!r}. {hint}" in ran.err


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_completion_can_be_set_up(tmp_path: Path, shell: str) -> None:
    """The variable that docs/command.md names makes the program print what the shell needs."""
    ran = program("", folder=tmp_path, environment={"_BOOKBUILD_COMPLETE": f"{shell}_source"})
    assert ran.status == 0
    assert "_BOOKBUILD_COMPLETE" in ran.out


@pytest.mark.parametrize(
    ("words", "expected"), [("bookbuild expl", "explain"), ("bookbuild explain broken-l", "broken-link")]
)
def test_words_are_completed(tmp_path: Path, words: str, expected: str) -> None:
    """Commands and codes are completed from their beginnings."""
    environment = {
        "_BOOKBUILD_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(words.count(" ")),
    }
    ran = program(folder=tmp_path, environment=environment)
    assert ran.out.split() == [f"plain,{expected}"]
