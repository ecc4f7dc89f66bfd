"""Kept styles change nothing: a run is its job's alone, whatever was laid out before."""

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest

from bookbuild.layout import lay_out
from bookbuild.layout.accelerators import style_cache, styles
from bookbuild.layout.engine import engine_for
from bookbuild.model import LayoutJob
from tests.layout.accelerators.ways import laid_out_alone, laid_out_without
from tests.layout.jobs import job, words

CSS = """
.chapter { color: var(--accent) } .chapter b { border-bottom: 1pt solid var(--accent); color: black }
h2 { margin: 1em 0 .5em } h2::before { content: counter(item) "\\2002"; counter-increment: item; color: var(--accent) }
.out { margin-inline-start: 2em } .out li::marker { color: var(--accent) }
.in { list-style-position: inside } .in li::marker { content: "x " }
.note { float: footnote; font-size: .8em } .note.block { footnote-display: block }
.aside { position: note(side) } .aside::note-call { content: counter(note) }
.drop::first-letter { font-size: 2em; color: blue } .line::first-line { font-variant: small-caps }
.toc::after { content: leader(".") counter(page) }
.wide { width: 50vw } .cut { overflow: hidden; height: 15mm } .gone { display: none }
table { border-collapse: collapse } td { margin: 3mm; padding: 1mm; border: .5pt solid } td p { margin: inherit }
.flex { display: flex; gap: 1mm } .grid { display: grid; grid-template-columns: 1fr 2fr }
.bad { width: var(--accent) } .worse { height: calc(1mm * 1mm) } svg { fill: red }
@page :first { size: 120mm 60mm }
@page { @bottom-left { content: counter(page) } @note-area { content: element(side, all-once) } }
"""
COLOURED = '<div class="chapter" style="--accent:{}"><h2 id="{}">A <b>b</b></h2><ul class="out"><li>{}</li></ul></div>'
MARKED = '<div style="--accent:{}"><p>a</p><ul class="out"><li>b</li></ul></div>'
BODIES = {
    "red": COLOURED.format("#a00", "one", "one"),
    "green": COLOURED.format("#0a0;--quiet:1", "two", "<p>two</p>"),
    "blue and more": COLOURED.format("#00a;margin:1mm", "one", "<b>1</b>") + "<p class='toc'>x</p>",
    "coloured marks": MARKED.format("#a00") + MARKED.format("#00a"),
    "no colour": "<h2>A <b>b</b></h2><ul class='in'><li>x</li></ul><ol><li>y</li></ol><ul class='out'><li>z</li></ul>",
    "notes": "<p>a<span class='note' id='n'>b</span> <span class='note block'>c</span><b>d</b></p><p id='q'>e</p>",
    "notes aside": "<p>a<span class='aside'>b</span> c<span class='aside'>d</span></p>",
    "first": f"<p class='drop' id='p'>{words(9)}</p><p class='drop line'>{words(30)}</p><p class='toc'>a</p>",
    "table": "<table><tr id='r'><td>a</td><td id='c'><p>b</p></td></tr></table><img alt='' style='width:2mm'/>",
    "boxes": "<div class='flex'><p>a</p><p id='f'>b</p></div><div class='grid'><p>a</p><p>b</p></div><a name='s'>t</a>",
    "shares of the page": f"<div class='wide'><p style='width:50vh'>{words(20)}</p></div><p>{words(200)}</p>",
    "another language": '<p lang="ar" dir="rtl">\u0627\u0628</p><p lang="de">Donaudampfschiff</p><p>ship</p>',
    "a drawing": "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='5' height='5'/></svg>",
    "an odd id": "<h2 id='a\"b\\c'>d</h2>",
    "what is wrong": "<p class='bad' style='--accent:red;colour:red'>a</p><p class='worse'>b</p>",
    "hidden": "<p class='gone'>a</p><p>b</p>",
}
JOBS = {name: job(body, CSS) for name, body in BODIES.items()}
JOBS["cut off"] = replace(JOBS["first"], xhtml=JOBS["first"].xhtml.replace("<body>", "<body class='cut'>"))
JOBS["nothing"] = replace(JOBS["red"], xhtml=JOBS["red"].xhtml.replace("<html ", "<html class='gone' "))


@pytest.mark.parametrize("name", JOBS)
def test_a_kept_style_is_the_same_style(name: str) -> None:
    """A document comes out the same, and is warned of the same, as by the styles that WeasyPrint finds for it."""
    assert laid_out_alone(JOBS[name]) == laid_out_without(JOBS[name], "styles")


@pytest.mark.parametrize("name", JOBS)
def test_a_run_is_the_same_whatever_was_laid_out_before(name: str) -> None:
    """A document comes out the same first of all, after each of the others, and after itself."""
    first = laid_out_alone(JOBS[name])
    for other in JOBS.values():
        lay_out(other)
        assert lay_out(JOBS[name]) == first
        assert lay_out(JOBS[name]) == first


def test_the_order_of_runs_is_nothing_to_them() -> None:
    """Documents in colours of their own come out the same in any order."""
    alone = {name: laid_out_alone(JOBS[name]) for name in ("red", "green", "no colour", "first")}
    for order in permutations(alone):
        engine_for.cache_clear()
        assert {name: lay_out(JOBS[name]) for name in order} == alone


def kept(job: LayoutJob) -> style_cache.StyleCache:
    return engine_for(job.stylesheets, job.typefaces).styles


def test_a_second_document_has_the_styles_of_the_first() -> None:
    """Elements that the same rules apply to share a style over documents, whatever ids they have."""
    laid_out_alone(job("<p>a <b>b</b></p>", CSS))
    before = kept(JOBS["red"]).cost
    lay_out(job("<p id='x'>c</p><p>d<b>e</b></p>", CSS))
    assert kept(JOBS["red"]).cost == before


def test_colours_do_not_divide_styles_that_do_not_use_them() -> None:
    """Below elements of different custom properties, a paragraph has the same style, one that uses them its own."""
    coloured = "<div style='--accent:{}'><p>a</p><p class='chapter'>b</p></div>"
    laid_out_alone(job(coloured.format("red") + coloured.format("blue"), CSS))
    (html,) = kept(JOBS["red"]).roots.values()
    body = list(html.children.values())[-1]
    (plain, asking), (same, other) = (
        [node.styles[None] for node in above.children.values()]
        for above in body.children.values()
        if above.without_custom
    )
    assert plain is same
    assert asking is not other


def test_another_colour_takes_no_styles_more() -> None:
    """Below an element of another custom property, those that do not use it have the styles that are there."""
    coloured = "<div style='--accent:{}'><p>a <b>b</b></p></div>"
    laid_out_alone(job(coloured.format("red"), CSS))
    before = kept(JOBS["red"]).cost
    lay_out(job(coloured.format("blue"), CSS))
    assert kept(JOBS["red"]).cost == before + style_cache.NEW_STYLES + 2 * style_cache.SAME_STYLES


@pytest.mark.parametrize("name", ["what is wrong", "shares of the page", "cut off", "nothing"])
def test_what_is_of_one_document_is_not_kept(name: str) -> None:
    """Styles that were warned of, that know the size of a page, or that layout writes to are not kept for the next."""
    laid_out_alone(JOBS[name])
    held = kept(JOBS[name])
    assert held.roots == {} or held.viewport.was_read


def test_shares_of_a_page_are_of_the_document_s_own_first_page() -> None:
    """A length of 50vw is another one in a document that begins on a larger page, though the same rules apply."""
    css = "p { width: 50vw } @page large { size: 200mm 60mm } .large { page: large }"
    small, large = (job(f"<h1 class='{size}'>a</h1><p>{words(40)}</p>", css) for size in ("small", "large"))
    alone = laid_out_alone(large)
    laid_out_alone(small)
    assert lay_out(large) == alone


def test_styles_are_let_go_when_there_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many kinds of elements a design has, those of a few documents are held."""
    monkeypatch.setattr(style_cache, "_MOST", 200)
    engine_for.cache_clear()
    for number in range(30):
        lay_out(job(f"<p style='top: {number}px'>a</p>", CSS))
        assert kept(JOBS["red"]).cost <= 300


def test_styles_that_are_not_used_are_not_computed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A paragraph more of the same kind takes no style more, though there are rules for its pseudo-elements."""
    computed: list[int] = []
    compute = styles.SharedStyles._computed

    def counted(*given: Any) -> Any:
        computed[-1] += 1
        return compute(*given)

    monkeypatch.setattr(styles.SharedStyles, "_computed", counted)
    for count in (5, 50):
        computed.append(0)
        laid_out_alone(job("<p>a <b>b</b></p>" * count, CSS))
    assert computed[0] == computed[1] > 0
