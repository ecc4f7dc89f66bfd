"""Paragraphs that come again are not broken again, and come out as if they had come first."""

from dataclasses import replace

import pytest

from bookbuild.layout import known_paragraphs, lay_out, paragraph_lines
from bookbuild.layout.accelerators import line_ends
from bookbuild.layout.engine import engine_for
from bookbuild.model import LayoutJob
from tests.layout.accelerators.ways import laid_out_alone
from tests.layout.jobs import job

CSS = """
p { text-align: justify; hyphens: auto; hyphenate-limit-chars: 5 2 2; width: 47mm }
.ragged { text-align: left } .whole { hyphens: none } .tall { line-height: 16pt } .hung { --hanging-punctuation: auto }
.padded b { padding: 0 4mm } .share b { margin-left: 20% } .gone b { position: absolute } .long { --looseness: 1 }
.edged b { border-right: 3mm solid } .spaced b { letter-spacing: .3em } .kept b { hyphens: none }
.cloned b { padding: 0 4mm; box-decoration-break: clone } .turned b { direction: rtl } .floated b { float: left }
.atom b { display: inline-block }
"""
CLASSES = (
    *("ragged", "whole", "tall", "hung", "padded", "share", "gone", "long", "edged", "spaced", "kept", "cloned"),
    *("turned", "floated", "atom"),
)
TEXT = (
    "The careers officer understands <b>extraordinarily complicated</b> applications, and whoever is interested "
    "in an apprenticeship writes <b>immediately</b>, in any case (before the deadline) and not afterwards."
)
BODIES = {name: f'<p class="{name}">{TEXT}</p>' * 2 for name in ("plain", *CLASSES)}
BODIES["other words behind"] = f"<p>{TEXT} And so on.</p>"
BODIES["in one text"] = f"<p>{TEXT.replace('<b>', '').replace('</b>', '')}</p>"
JOBS = {name: replace(job(body, CSS), line_breaking="paragraph") for name, body in BODIES.items()}


@pytest.fixture(scope="module")
def alone() -> dict[str, object]:
    """All documents, each laid out as the first of its stylesheets."""
    return {name: laid_out_alone(made) for name, made in JOBS.items()}


@pytest.mark.parametrize("order", [sorted(JOBS), sorted(JOBS, reverse=True)], ids=["forth", "back"])
def test_paragraphs_of_the_same_words_have_lines_of_their_own(alone: dict[str, object], order: list[str]) -> None:
    """A document comes out the same after others with its words in other styles, and after itself."""
    engine_for.cache_clear()
    for name in order:
        assert lay_out(JOBS[name]) == alone[name], name
        assert lay_out(JOBS[name]) == alone[name], name


def broken_in(made: LayoutJob, monkeypatch: pytest.MonkeyPatch) -> int:
    """Return for how many paragraphs of a job lines are chosen anew."""
    broken = []
    choose = paragraph_lines._all_marks

    def counted(*arguments: object) -> object:
        broken.append(arguments)
        return choose(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(paragraph_lines, "_all_marks", counted)
    lay_out(made)
    monkeypatch.undo()
    return len(broken)


@pytest.mark.parametrize("name", ["plain", "in one text", "padded", "edged", "hung"])
def test_lines_are_chosen_once(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A paragraph in several styles that is laid out again keeps its lines."""
    engine_for.cache_clear()
    assert broken_in(JOBS[name], monkeypatch) == 1
    assert broken_in(JOBS[name], monkeypatch) == 0


def test_paragraphs_that_are_too_many_are_forgotten(alone: dict[str, object], monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept of paragraphs and lines is bounded, and forgetting changes nothing."""
    monkeypatch.setattr(known_paragraphs, "_MOST_PARAGRAPHS", 2)
    monkeypatch.setattr(line_ends, "_MOST_LINES", 2)
    engine_for.cache_clear()
    for name in ("plain", "whole", "padded", "plain"):
        assert lay_out(JOBS[name]) == alone[name]
    fonts = vars(engine_for(JOBS["plain"].stylesheets, JOBS["plain"].typefaces).fonts)
    assert len(fonts["paragraphs"]._lines) <= 2
    assert all(len(known.ends) <= 2 for known in fonts["words"].values() if known)
