"""Terms of the glossary in the text: which words are a use, which of them are linked, and what the list says."""

from dataclasses import replace
from functools import partial

import pytest

from bookbuild.model import (
    Article,
    Book,
    Chapter,
    Glossary,
    GlossarySettings,
    Number,
    PageSettings,
    Role,
    Term,
    VolumeSettings,
)
from bookbuild.render.apparatus.glossary import GlossaryWriter
from bookbuild.render.apparatus.pop_ups import PopUps, pop_up_link
from bookbuild.render.apparatus.term_forms import Forms, plurals
from bookbuild.render.apparatus.term_links import TermStyle, show_terms
from bookbuild.render.apparatus.terms import BookTerms
from bookbuild.render.contexts import Contexts
from bookbuild.render.epub_body import epub_body
from bookbuild.render.handout_glossary import HandoutGlossary
from bookbuild.render.labels import labels_for
from bookbuild.render.trees import markup_of, tree_of
from tests.bind.small_book import GEOMETRY, IDENTITY

TERMS = (
    Term("notice-period", "notice period", forms=("period of notice",)),
    Term("notice", "notice"),
    Term("ats", "tracking system", "ATS"),
    Term("stage", "stage", language="fr"),
    Term("pay", "pay", is_by_hand=True),
    Term("rd", "R&D"),
)
DEFINITIONS = "".join(f'<dt id="{term.key}">{term.words}</dt><dd>See notice.</dd>' for term in TERMS)
LABELS = labels_for("en", {})
STYLE = TermStyle(lambda _key, term: {"href": f"#{term}"})


def glossary(*terms: Term) -> Glossary:
    body = f"<dl>{DEFINITIONS.replace('R&D', 'R&amp;D')}</dl>"
    return Glossary(Article("glossary.md", Role.BACK, "Glossary", body, key="g"), terms or TERMS)


def article(body: str, key: str = "a1") -> Article:
    return Article(f"{key}.md", Role.ARTICLE, key, body, key=key, number=Number(key[1:]))


def book(*articles: Article) -> Book:
    halves = (articles[:2], articles[2:])
    chapters = [Chapter(f"ch{one}", Number(str(one)), articles=half) for one, half in enumerate(halves, 1)]
    return Book(chapters=tuple(chapters), glossary=glossary())


def found(body: str, language: str = "en") -> list[str]:
    """Return the terms whose uses are found in a body."""
    one = article(body)
    return [use.term for _, use in BookTerms(book(one), GlossarySettings(), language).uses()]


def shown(body: str, *, expand: bool = False) -> str:
    one = article(body)
    marked = BookTerms(book(one), GlossarySettings(expand=expand), "en").of(one)
    tree = tree_of(marked.body)
    show_terms(tree, "a1", STYLE)
    return markup_of(tree)


@pytest.mark.parametrize(
    ("body", "terms"),
    [
        ("A notice period and a notice.", ["notice-period", "notice"]),
        (
            "Notice\nperiods, NOTICE, periods of notice, notices.",
            ["notice-period", "notice", "notice-period", "notice"],
        ),
        ("noticed, a notice-board, unnotice, pre-notice", []),
        ("notice\u2019s “notice” (notice)", ["notice", "notice", "notice"]),
        ("The ATS, two ATSs, but ats and ATSX not", ["ats", "ats"]),
        ("R&amp;D, r&amp;d", ["rd"]),
        ("pay is only marked by hand", []),
    ],
)
def test_words_are_found_whole_and_in_their_forms(body: str, terms: list[str]) -> None:
    """The longest term counts; an abbreviation counts by its exact case; plain plurals are forms too."""
    assert found(f"<p>{body}</p>") == terms


@pytest.mark.parametrize(
    "body",
    [
        "<h2>Notice</h2>",
        '<p><a href="x">notice</a></p>',
        "<p><code>notice</code> <kbd>notice</kbd></p>",
        "<pre><code><span>notice</span></code></pre>",
        '<blockquote lang="fr"><p>notice <em>notice</em></p></blockquote>',
        '<p><abbr title="x">notice</abbr> <span data-no-term="no-term">notice</span></p>',
        '<aside><p class="callout-title">notice</p></aside>',
        "<dl><dt>notice</dt></dl>",
    ],
)
def test_some_words_are_no_uses(body: str) -> None:
    """Neither in headings, links, code and other languages, nor where the author says so."""
    assert found(body) == []
    assert found(f"{body}<p>A notice.</p>") == ["notice"]


def test_a_term_of_another_language_is_found_in_both() -> None:
    """Others are found in the language of the glossary alone."""
    assert found('<p>a stage, <i lang="fr">un stage, notice</i></p>') == ["stage", "stage"]
    assert found("<p>notice</p>", language="en-GB") == ["notice"]


@pytest.mark.parametrize(
    ("first_use", "linked"),
    [
        ("chapter", [True, False, False, True]),
        ("article", [True, False, True, True]),
        ("book", [True, False, False, False]),
        ("every", [True, True, True, True]),
        ("none", []),
    ],
)
def test_the_first_use_is_linked(first_use: str, linked: list[bool]) -> None:
    """In each chapter, or as it is set; all others are places of use."""
    articles = [article("<p>Notice, notice.</p>"), article("<p>Notice.</p>", "a2"), article("<p>Notice.</p>", "a3")]
    uses = BookTerms(book(*articles), GlossarySettings(first_use=first_use), "en").uses()
    assert [use.is_linked for _, use in uses] == linked


def test_an_article_that_has_changed_is_marked_as_in_its_place() -> None:
    """Terms that are linked before it in its chapter are not linked in it."""
    articles = [article("<p>Notice.</p>"), article("<p>x</p>", "a2")]
    marked = BookTerms(book(*articles), GlossarySettings(), "en").of(replace(articles[1], body="<p>A notice.</p>"))
    assert 'data-use="notice"' in marked.body
    assert "data-linked" not in marked.body


def test_what_an_author_marks_is_linked() -> None:
    """Also words that are no form of the term, and terms that are found by marks alone; others stay plain words."""
    assert shown('<p>Notice. <span data-term="notice" class="x">The <em>time</em></span></p>') == (
        '<p><a class="term" href="#notice" id="a1_tm-1">Notice</a>. '
        '<a class="x term" href="#notice" id="a1_tm-2">The <em>time</em></a></p>'
    )
    assert shown('<p><span data-term="pay">pay</span> <span data-term="salary">x</span></p>') == (
        '<p><a class="term" href="#pay" id="a1_tm-1">pay</a> x</p>'
    )


def test_an_abbreviation_says_what_it_stands_for() -> None:
    """Printed at its first use if asked for, unless the text says it itself."""
    plain = '<p><a class="term" href="#ats" id="a1_tm-1"><abbr title="tracking system">ATS</abbr></a>'
    assert shown("<p>ATS.</p>") == f"{plain}.</p>"
    expansion = '<span class="term-expansion"> (tracking system)</span>'
    assert shown("<p>ATS. ATS</p>", expand=True).startswith(f"{plain}{expansion}.")
    assert expansion not in shown("<p>ATS (<em>tracking</em> systems)</p>", expand=True)
    assert expansion not in shown("<p>tracking system (ATS)</p>", expand=True)


@pytest.mark.parametrize(
    ("language", "form", "plural"),
    [
        ("en", "vacancy", "vacancies"),
        ("en", "boss", "bosses"),
        ("en", "key", "keys"),
        ("en", "period of notice", "periods of notice"),
        ("fr", "contrat de travail", "contrats de travail"),
        ("fr", "bureau", "bureaux"),
        ("es", "voz", "voces"),
        ("pt", "rescisão", "rescisões"),
        ("it", "contratto", "contratti"),
        ("nl", "contract", "contracten"),
    ],
)
def test_plain_plurals(language: str, form: str, plural: str) -> None:
    """Each language has its plain plurals; other forms are listed by the author."""
    assert plural in plurals(form, language)


def test_german_nouns_keep_their_capital() -> None:
    """In other languages an entry may begin with a capital that the text does not have."""
    assert Forms([Term("x", "Essen")], "de").pattern.startswith("E")
    assert Forms([Term("x", "Notice")], "en").pattern.startswith("[nN]")


def test_the_list_has_the_pages_of_each_term() -> None:
    """All places of a rare one in print; on a screen the first in each article. Terms refer to others once."""
    one = book(article("<p>Notice, notice, a stage.</p>"), article("<p>Notice.</p>", "a2"))
    config = VolumeSettings(IDENTITY, PageSettings(GEOMETRY))
    terms = BookTerms(one, config.glossary, "en")
    writer = GlossaryWriter(one, config, LABELS, terms)
    paper, screen = writer.article(None), writer.article(lambda key, anchor: f"{key}#{anchor}")
    assert paper is not None
    assert screen is not None
    assert '<span class="term-places"><span data-pages="a1_tm-1 a1_tm-2 a2_tm-1"></span></span>' in paper.body
    assert 'Articles\u00a0<a href="a1#a1_tm-1" title="a1">1</a>, <a href="a2#a2_tm-1" title="a2">2</a>' in screen.body
    opening = Article("o.md", Role.OPENING, "", "<p>Notice.</p>", key="ch1", chapter=Number("1"))
    opened = replace(one, chapters=(replace(one.chapters[0], opening=opening), *one.chapters[1:]))
    writer = GlossaryWriter(opened, config, LABELS, BookTerms(opened, config.glossary, "en"))
    assert '<a href="ch1">Chapter 1</a>; Articles\u00a0<a href="a1"' in getattr(
        writer.article(lambda key, _: key), "body", ""
    )
    assert paper.body.count('data-use="notice"') == len(TERMS) - 1
    assert paper.body.index('id="notice"') < paper.body.index('id="notice-period"') < paper.body.index('id="rd"')


def test_a_frequent_term_names_the_articles_that_use_it_most() -> None:
    """Of more than six articles six are named, with the first use in each; the main place is bold, others are said."""
    bodies = ["<p>Notice.</p>", "<p>Notice, notice.</p>", "<p>Notice, notice, notice.</p>", *["<p>Notice.</p>"] * 5]
    one = book(*(article(body, f"a{number}") for number, body in enumerate(bodies, 1)))
    config = VolumeSettings(IDENTITY, PageSettings(GEOMETRY))
    writer = GlossaryWriter(one, config, LABELS, BookTerms(one, config.glossary, "en"))
    paper, screen = writer.article(None), writer.article(lambda key, anchor: f"{key}#{anchor}")
    assert paper is not None
    assert screen is not None
    pages = 'data-pages="a1_tm-1 a2_tm-1 *a3_tm-1 a4_tm-1 a5_tm-1 a6_tm-1"></span> and\u00a0elsewhere</span>'
    assert pages in paper.body
    assert '<strong><a href="a3#a3_tm-1" title="a3">3</a></strong>, <a href="a4#a4_tm-1"' in screen.body
    assert "6</a> and\u00a0elsewhere</span>" in screen.body
    assert "a7" not in screen.body


def test_a_part_has_the_terms_that_are_used_in_it() -> None:
    """It says on which pages of the full book they are used too, in their order."""
    full = book(article("<p>Notice.</p>"), article("<p>x</p>", "a2"), article("<p>Notice, notice, notice.</p>", "a3"))
    elsewhere = {"a3_tm-1": "88", "a3_tm-2": "90", "a3_tm-3": "9"}
    part = replace(full, chapters=full.chapters[:1], part_of=full, elsewhere=elsewhere)
    config = VolumeSettings(IDENTITY, PageSettings(GEOMETRY))
    written = GlossaryWriter(part, config, LABELS, BookTerms(part, config.glossary, "en")).article(None)
    assert written is not None
    assert written.body.count("<dt") == 1
    assert "</span>; full book, p.\u00a09, 88, 90</span>" in written.body


def test_a_linked_term_leads_to_its_meaning_at_the_end_of_its_document() -> None:
    """Reading systems show it on the page; it leads back to the first use, and has nothing twice."""
    one = book(article('<p>Notice, notice <span data-term="notice">time</span>.</p>'))
    one = replace(one, back=(glossary().article,))
    config = VolumeSettings(IDENTITY, PageSettings(GEOMETRY))
    style = TermStyle(partial(pop_up_link, one))
    contexts = Contexts.of_book(one, config, LABELS, lambda target: target.key, lambda picture: picture.name, style)
    first = one.chapters[0].articles[0]
    marked = BookTerms(one, config.glossary, "en").of(first)
    body = epub_body(marked, contexts.of(first, one.chapters[0]), PopUps(one, contexts, LABELS))
    link = '<a class="term" href="#a1_term-notice" role="doc-glossref" epub:type="glossref" id="a1_tm-1">Notice</a>'
    assert link in body
    assert body.count("<aside ") == 1
    assert '<aside id="a1_term-notice" role="doc-footnote" epub:type="footnote"><p><a href="#a1_tm-1" ' in body
    assert "<dfn>notice</dfn></a>\u2002See notice.</p></aside>" in body


@pytest.mark.parametrize(
    ("meaning", "shown"),
    [
        ("<p>One.</p><p>Two.</p>", "\u2002One.</p><div><p>Two.</p></div></aside>"),
        (
            "One <i>way</i><ul><li>of two</li></ul>",
            "\u2002One <i>way</i></p><div><ul><li>of two</li></ul></div></aside>",
        ),
        ("<pre>code</pre>", "\u2002</p><div><pre>code</pre></div></aside>"),
        ("<p>One.</p>", "\u2002One.</p></aside>"),
        ('Called<sup data-note="1"/> and on.', "\u2002Called and on.</p></aside>"),
    ],
)
def test_a_meaning_of_several_blocks_begins_beside_its_term(meaning: str, shown: str) -> None:
    """No paragraph stands in a paragraph."""
    body = f'<dl><dt id="notice">notice</dt><dd>{meaning}</dd></dl>'
    terms = Glossary(Article("g.md", Role.BACK, "G", body, key="g"), TERMS)
    one = replace(book(article("<p>Notice.</p>")), glossary=terms, back=(terms.article,))
    config = VolumeSettings(IDENTITY, PageSettings(GEOMETRY))
    style = TermStyle(partial(pop_up_link, one))
    contexts = Contexts.of_book(one, config, LABELS, lambda target: target.key, lambda picture: picture.name, style)
    first = one.chapters[0].articles[0]
    marked = BookTerms(one, config.glossary, "en").of(first)
    assert shown in epub_body(marked, contexts.of(first, one.chapters[0]), PopUps(one, contexts, LABELS))


def test_a_handout_explains_its_terms_below_its_text() -> None:
    """Each is linked at its first use there, to the meaning in the same document, unless the settings say no."""
    one = book(article("<p>Notice.</p>"), article("<p>Notice, notice.</p>", "a2"))
    config = VolumeSettings(IDENTITY, PageSettings(GEOMETRY))
    second = one.chapters[0].articles[1]
    shown_in = HandoutGlossary(one, config, is_shown=True)
    assert shown_in.marked(second).body.count("data-linked") == 1
    below = shown_in.below(second)
    assert below is not None
    assert below.body.count("<dt ") == 1
    assert shown_in.style is not None
    assert shown_in.style.link("a2", "notice") == {"href": "book:a2._term-notice"}
    assert 'id="_term-notice"' in below.body
    assert HandoutGlossary(one, config, is_shown=False).below(second) is None
    assert shown_in.leave_out(second)
    assert not shown_in.leave_out(second)
    assert (shown_in.below(second), shown_in.marked(second)) == (None, second)


def test_a_citation_in_a_meaning_has_no_id_in_a_handout() -> None:
    """The article above may have the same."""
    own = glossary()
    cited = own.article.body.replace("See", '<a data-source="doe" id="cite.1">Doe</a>')
    one = replace(book(article("<p>Notice.</p>")), glossary=replace(own, article=replace(own.article, body=cited)))
    config = VolumeSettings(IDENTITY, PageSettings(GEOMETRY))
    below = HandoutGlossary(one, config, is_shown=True).below(one.chapters[0].articles[0])
    assert below is not None
    assert '<a data-source="doe">Doe</a>' in below.body


@pytest.mark.parametrize(
    ("language", "text", "terms"),
    [
        ("ja", "試用期間は三か月。履歴書とCVとコードとバーコードを。", ["a", "b", "c", "d"]),
        ("zh", "我的履歴書很短", ["b"]),
        ("ko", "새 이력서는 짧다. 신입이력서", ["e"]),
        ("en", "A 履歴書, the CVs of theCV", ["b", "c"]),
        ("th", "เขาเขียนประวัติย่อแล้ว", ["f"]),
    ],
)
def test_scripts_without_spaces_have_terms_within_a_row_of_letters(language: str, text: str, terms: list[str]) -> None:
    """A word in Katakana is a row of it, Latin words stay whole, and Korean words may have endings."""
    names = ("試用期間", "履歴書", "CV", "コード", "이력서", "ประวัติย่อ")
    own = [Term(key, words) for key, words in zip("abcdef", names, strict=True)]
    body = "".join(f'<dt id="{term.key}">{term.words}</dt><dd>x</dd>' for term in own)
    glossary_of_it = Glossary(Article("g.md", Role.BACK, "G", f"<dl>{body}</dl>", key="g"), tuple(own))
    one = replace(book(article(f"<p>{text}</p>")), glossary=glossary_of_it)
    uses = BookTerms(one, GlossarySettings(), language).uses()
    assert [use.term for _, use in uses] == terms


def test_notes_of_meanings_are_printed_in_handouts_behind_those_of_the_article() -> None:
    own = glossary()
    noted = own.article.body.replace("See", '<sup class="noteref" data-note="1"/>')
    changed = replace(own, article=replace(own.article, body=noted, notes=("<p>Why.</p>",)))
    first = replace(article("<p>Notice.</p>"), notes=("<p>1</p>", "<p>2</p>"))
    one = replace(book(first), glossary=changed)
    below = HandoutGlossary(one, VolumeSettings(IDENTITY, PageSettings(GEOMETRY)), is_shown=True).below(first)
    assert below is not None
    assert 'data-note="3"' in below.body
    assert below.notes[2] == "<p>Why.</p>"
