"""A link that was written for another program finds its heading here, as does one with slips of case and accents."""

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume
from hypothesis import given as for_any
from hypothesis import strategies as st

from bookbuild.model import Link, Target
from tests.assemble.articles import article, assembled
from tests.assemble.slugs import COUNTING_ALIKE, counted, github
from tests.book import BookProject
from tests.parse import given

WORDS = ("Part", "part", "2", "1.", "Über", "uns", "über", "What's", "new", "C++", "/", "&", "--", "snake_case",
         "Café", "naïve", "Straße", "Привет", "мир", "履歴書", "हिन्दी", "العربية", "שָׁלוֹם", "🎉", "e.g.", "(2024)",
         "100%", "co-op", "Ελλάς", "ไทย", "ﬁne", "½", "“so”", "I/O", "{x}", "a=b", "...")  # fmt: skip
headings = st.builds(
    lambda texts, form: [unicodedata.normalize(form, words) for words in texts],
    st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join), min_size=1, max_size=6),
    st.sampled_from(["NFC", "NFD"]),
)
"""Headings of one text, which is written on one machine: all accents are composed, or none is."""


def places(texts: Sequence[str], names: Sequence[str]) -> list[Target | None]:
    """Return where links with these fragments lead in an article with these headings."""
    text = "".join(f"## {words}\n\nx\n\n" for words in texts)
    parsed = given.titled(text)
    assert len(parsed.headings) == len(texts)
    links = tuple(Link(f"#{name}", 1) for name in names)
    book = assembled(article("a.md", body=parsed.body, headings=parsed.headings, names=parsed.names, links=links)).value
    ids = [heading.id for heading in parsed.headings]
    found = [book.targets.get(("a.md", f"#{name}")) for name in names]
    assert all(one is None or one.fragment in {*ids, ""} for one in found)
    return found


def ids_of(texts: Sequence[str]) -> list[str]:
    return [heading.id for heading in given.titled("".join(f"## {words}\n\nx\n\n" for words in texts)).headings]


@for_any(headings)
def test_a_heading_is_found_by_the_name_of_each_program(texts: list[str]) -> None:
    """A name that some program gives to a heading leads to it; if several do, GitHub's meaning counts."""
    assume(not any(words.endswith(("{x}", "--")) or words == "--" for words in texts))
    ids = ids_of(texts)
    meanings: dict[str, set[str]] = {}
    for slug in COUNTING_ALIKE:
        for name, id_ in zip(counted(slug, texts), ids, strict=True):
            meanings.setdefault(name, set()).add(id_)
    of_github = dict(reversed(list(zip(counted(github, texts), ids, strict=True))))
    names = [name for name in meanings if name]
    for name, place in zip(names, places(texts, names), strict=True):
        assert place is not None
        assert place.fragment in ({of_github[name]} if name in of_github else meanings[name])


@pytest.mark.parametrize(
    ("words", "fragment"),
    [
        ("Über uns", "über-uns"),
        ("Über uns", "u\u0308ber-uns"),
        ("U\u0308ber uns", "über-uns"),
        ("Über uns", "%C3%BCber-uns"),
        ("Über uns", "ueber-uns"),
        ("Über uns", "uber-uns"),
        ("Über uns", "ber-uns"),
        ("Über uns", "Über uns"),
        ("Über uns", "Über%20uns"),
        ("Cache-Control", "Cache-Control"),
        ("1. Intro", "1-intro"),
        ("1. Intro", "intro"),
        ("1. Intro", "_1-intro"),
        ("What's new", "whats-new"),
        ("What's new", "what-s-new"),
        ("What's new", "what%E2%80%99s-new"),
        ("The offer / pay", "the-offer--pay"),
        ("snake_case", "snake_case"),
        ("🎉 Party", "-party"),
        ("🎉 Party", "party"),
        ("A -- B...", "a----b"),
        ("Rye & wheat", "rye--wheat"),
        ("Rye & wheat", "user-content-rye--wheat"),
        ("Rye & wheat", "markdown-header-rye-wheat"),
        ("Rye & wheat", "Bread#Rye & wheat"),
        ("Rye & wheat", "rye--wheat:~:text=rye"),
        ("A `code` and *emphasis*", "a-code-and-emphasis"),
        ("Δοκιμή", "δοκιμή"),
    ],
)
def test_a_heading_is_found_as_authors_write_it(words: str, fragment: str) -> None:
    """Case, accents, their composition, and what stands for spaces and signs do not matter."""
    (place,) = places([words], [fragment])
    assert place is not None
    assert place.fragment == ids_of([words])[0] != ""


@pytest.mark.parametrize(
    ("fragment", "number"), [("part", 0), ("part-1", 1), ("part-2", 2), ("part-3", 2), ("part_1", 1)]
)
def test_equal_headings_are_counted_as_github_does(fragment: str, number: int) -> None:
    """The second of three equal headings is ``-1``, the third ``-2``; our own id is found if nothing else is meant."""
    texts = ["Part", "Part", "Part"]
    (place,) = places(texts, [fragment])
    assert place is not None
    assert place.fragment == ids_of(texts)[number]


def place_in(text: str, fragment: str, *, titled: bool = True) -> str | None:
    """Return the id that a fragment leads to in an article whose title is given or in its text; None if to none."""
    parsed = given.titled(text) if titled else given.article(text)
    links = (Link(f"#{fragment}", 1),)
    book = assembled(
        replace(
            article("a.md", title=parsed.title),
            body=parsed.body,
            notes=parsed.notes,
            links=links,
            headings=parsed.headings,
            names=parsed.names,
        )
    )
    return None if book.diagnostics else book.value.targets["a.md", f"#{fragment}"].fragment


@pytest.mark.parametrize(
    ("text", "fragment", "id_"),
    [
        ("## Part\n\n## Part\n\n## Part\n\n## Other {#part-2}", "part-2", "part-2"),
        ("## Old\n\n## New {#old}", "old", "old"),
        ("![Alt](a.png){#fig:one}", "fig:one", "fig-one"),
        ('<p id="a b">x</p>', "a%20b", "a-b"),
        ('<p id="1">x</p>', "1", "s-1"),
        ('<p id="Case">x</p>\n\n## case', "Case", "Case"),
        ('<p id="Case">x</p>', "case", "Case"),
        ('<a name="old"></a>x', "old", "old"),
        ('<a id="new" name="old name"></a>x', "old name", "new"),
        ('<span id="100%">x</span>', "100%25", "s-100-"),
        ('<span id="&quot;quoted&quot; [1]">x</span>', '"quoted" [1]', "s--quoted-1-"),
        ('<span id="日本語">x</span>', "日本語", "日本語"),
        ('<span id="العربية">x</span>', "العربية", "العربية"),
        ('<span id="🎉">x</span>', "🎉", "🎉"),
        ("x[^1]\n\n[^1]: <span id=deep>note</span>", "deep", "deep"),
        ("x", "top", ""),
        ("x", "TOP", ""),
        ("x", "", ""),
        ("x", "a-title", ""),
        ("## Top", "top", "top"),
        ("x", "nothing", None),
    ],
)
def test_an_id_of_the_author_s_is_found_as_it_is_written(text: str, fragment: str, id_: str | None) -> None:
    """An own id comes before all names of headings, whatever a book makes of its characters."""
    assert place_in(text, fragment) == id_


@pytest.mark.parametrize(("fragment", "id_"), [("bread", ""), ("bread-1", "bread"), ("loaf", ""), ("crumb", "")])
def test_a_title_in_the_text_counts_as_a_heading(fragment: str, id_: str) -> None:
    """A heading that is the title is the article's beginning, by its ids too; an equal heading comes after it."""
    texts = {"loaf": "# Rye {#loaf}\n\nx\n", "crumb": '# <a name="crumb"></a>Rye\n\nx\n'}
    assert place_in(texts.get(fragment, "# Bread\n\n## Bread\n"), fragment, titled=False) == id_


def test_each_program_s_links_arrive_in_epub_and_pdf(tmp_path: Path) -> None:
    """A book with headings in all scripts and a link to each by each program's name is made without any complaint."""
    texts = [*(f"{words} {number}" for number, words in enumerate(WORDS) if words != "{x}"), "Part", "Part", "Part"]
    names = sorted({name for slug in COUNTING_ALIKE for name in counted(slug, texts) if name})
    body = "".join(f"## {words}\n\nx\n\n" for words in texts)
    links = " ".join(f"[x](<2.md#{unicodedata.normalize('NFD', name)}>)" for name in names)
    project = (
        BookProject(tmp_path / "book").config('[check]\nmissing-script = "warning"').article(1, links).article(2, body)
    )
    ran = project.run("build")
    assert (ran.status, [line for line in ran.err.splitlines() if "[broken" in line or "[dead" in line]) == (0, [])
