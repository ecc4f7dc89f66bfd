"""Lines end where WeasyPrint ends them, though their words are measured one by one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookbuild.layout import lay_out
from bookbuild.layout.engine import engine_for
from bookbuild.layout.takeover import lines, seams
from bookbuild.model import LaidOutRun, LayoutJob
from tests.layout.jobs import job, words
from tests.layout.takeover.test_shortcuts import LATIN

WORDS = (
    *(
        "a",
        "I",
        "of",
        "the",
        "career",
        "\u201cquoted\u201d",
        "(aside)",
        "don\u2019t",
        "well-known",
        "and/or",
        "3.5",
        "10,000",
        "e.g.,",
    ),
    *(
        "incomprehensibilities",
        "Straßenbahnhaltestelle",
        "soft\u00adhyphen",
        "one\u00a0two",
        "so…",
        "—",
        "!",
        "\u4e00\u4e01",
    ),
    *(
        "\u05d0\u05d1\u05d2",
        "AVATAR",
        "To",
        "<em>stressed</em>",
        "<b>bold</b>.",
        "<br/>",
        "https://example.org/a/b?c=d",
    ),
)
JUSTIFIED = "p { text-align: justify; hyphens: auto; hyphenate-limit-chars: 6 3 3 }"
DOCUMENTS = {
    "justified and hyphenated": job(f"<p>{LATIN * 8}</p>", JUSTIFIED),
    "hyphenated only where much room is left": job(
        f"<p>{LATIN * 8}</p>", JUSTIFIED + "p { hyphenate-limit-zone: 20% }"
    ),
    "in the margin, and narrow": job(f"<p>{LATIN * 4}</p>", JUSTIFIED + "p { width: 14mm; hyphens: manual }"),
    "too narrow for a word": job(f"<p>{words(30)}</p>", "p { width: 3mm; overflow-wrap: anywhere }"),
    "small capitals, and another language": job(
        f'<p lang="de">Straßenbahnhaltestelle Donaudampfschifffahrt {LATIN * 3}</p>',
        JUSTIFIED + "p { font-variant: small-caps }",
    ),
    "around a float": job(f"<p><b style='float: left'>drop</b> {LATIN * 6}</p>", JUSTIFIED),
    "kept on one line": job(f"<p>{LATIN}</p>", "p { white-space: nowrap }"),
    "as it was typed": job(f"<pre>{LATIN}\n{LATIN}\tthen</pre>", "pre { white-space: pre-wrap }"),
}


def laid_out_by_weasyprint(job: LayoutJob) -> LaidOutRun:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(seams, "_split_first_line", lines._split_wholly)
        return lay_out(job)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_lines_end_where_weasyprint_ends_them(name: str) -> None:
    """A document comes out the same whether its lines are broken by the widths of words or by WeasyPrint."""
    assert lay_out(DOCUMENTS[name]) == laid_out_by_weasyprint(DOCUMENTS[name])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=10, max_size=120), st.integers(18, 78), st.sampled_from((" ", "")))
def test_any_words_end_where_weasyprint_ends_them(text: list[str], width: int, between: str) -> None:
    """Whatever is between the words, and however wide the line is, it ends at the same place."""
    made = job(f"<p>{between.join(text)}</p>", JUSTIFIED + f"p {{ width: {width}mm }}")
    assert lay_out(made) == laid_out_by_weasyprint(made)


def test_most_lines_are_broken_by_their_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a page of plain text, WeasyPrint is asked for the last line and hardly for another."""
    asked: list[str] = []

    def split(text: str, *others: object, **more: object) -> object:
        asked.append(text)
        return wholly(text, *others, **more)

    wholly = lines._split_wholly
    monkeypatch.setattr(lines, "_split_wholly", split)
    text = "Whoever has to choose between two openings writes down what matters and looks at it again in the morning. "
    lay_out(job(f"<p>{text * 12}</p>", JUSTIFIED))
    assert 1 <= len(asked) <= 3


@pytest.mark.parametrize("share", [0.7, 1.4])
def test_widths_that_mislead_are_found_out(share: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the sum of the words' widths is not the width of their line, the line is WeasyPrint's."""
    made = job(f"<p>{words(80)}</p>", JUSTIFIED)
    right = laid_out_by_weasyprint(made)
    engine_for.cache_clear()
    measured = lines._width_of
    monkeypatch.setattr(lines, "_width_of", lambda text, style: measured(text, style) * share)
    assert lay_out(made) == right
    engine_for.cache_clear()


def test_words_are_measured_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A word that comes again, in another document of the design too, is not measured again."""
    measured: list[str] = []
    width_of = lines._width_of

    def counted(text: str, style: object) -> float:
        measured.append(text)
        return width_of(text, style)

    engine_for.cache_clear()
    monkeypatch.setattr(lines, "_width_of", counted)
    for _ in range(2):
        lay_out(job(f"<p>{words(40)} {words(40)}</p>"))
    assert measured
    assert len(measured) == len(set(measured))


def test_a_style_forgets_words_that_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is remembered of words is bounded, and forgetting changes nothing."""
    made = job(f"<p>{words(200)}</p>", JUSTIFIED)
    right = laid_out_by_weasyprint(made)
    monkeypatch.setattr(lines, "_MOST_WORDS", 3)
    engine_for.cache_clear()
    assert lay_out(made) == right
    known = engine_for(made.stylesheets, made.typefaces).fonts.words
    assert all(len(style.widths) <= 4 for style in known.values())
