"""Pages that are given one by one are the pages that WeasyPrint gives together."""

from typing import Any

import pytest
import weasyprint.layout

from bookbuild.layout import laid_out_document, lay_out
from bookbuild.layout.features import pages
from tests.layout.jobs import job, words

CSS = """
.wide { float: left; width: 30mm } .columns { columns: 2 } .over { position: absolute; right: 0 }
section { margin-top: 5mm; border-top: 1pt solid; background: #eee } .plate { page: plate; break-before: right }
@page plate { size: 100mm 80mm } @page { @footnote { border-top: 1pt solid } }
"""
ROWS = "".join(f"<tr><td>{words(9)}</td></tr>" for _ in range(30))
BODIES = {
    "paragraphs": "".join(f"<section id='s{number}'><h1>One</h1><p>{words(90)}</p></section>" for number in range(9)),
    "nested lists": f"<ul>{'<li><p>a</p><ul><li>b</li><li>c</li></ul></li>' * 40}</ul>",
    "a long table": f"<p>{words(9)}</p><table><thead><tr><th>a</th></tr></thead>{ROWS}</table><p>a</p>",
    "columns": f"<p>{words(40)}</p><div class='columns'>{f'<p>{words(60)}</p>' * 9}</div><p>{words(40)}</p>",
    "a float over pages": f"<p class='wide'>{words(90)}</p>{f'<p>{words(30)}</p>' * 9}",
    "footnotes": f"<p>{words(30)}<span class='footnote'>{words(60)}</span></p>" * 9,
    "links and labels": "<p><span class='over'>x</span><a href='https://e.org/'>a <b>b</b></a> c</p>" * 40,
    "named pages": f"<p>{words(9)}</p><section class='plate'><p>{words(90)}</p></section><p>{words(90)}</p>" * 3,
}


@pytest.mark.parametrize("name", BODIES)
def test_pages_come_out_the_same(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A document's run is the same whether its pages wait for one another, to be finished or to be painted, or not."""
    monkeypatch.setattr(laid_out_document, "_WAITING", 0)
    alone = lay_out(job(BODIES[name], CSS))
    assert alone.page_count > 2
    monkeypatch.undo()
    assert lay_out(job(BODIES[name], CSS)) == alone
    monkeypatch.setattr(pages, "_looks_elsewhere", lambda _: True)
    assert lay_out(job(BODIES[name], CSS)) == alone


@pytest.mark.parametrize(
    "css",
    [
        "@page { @bottom-left { content: counter(pages) } }",
        "p:last-child { position: fixed; bottom: 0 }",
        "p:last-child { position: running(foot) } @page { @bottom-left { content: element(foot) } }",
        "p:first-child::after { content: counter(pages) }",
        "p:first-child::after { content: target-counter('#last', page) }",
    ],
)
def test_pages_that_show_what_is_elsewhere_wait(css: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a page prints how many there are, or what stands on another, all are laid out before one is given."""
    waited = False

    def lay_out_together(*given: Any) -> Any:
        nonlocal waited
        waited = True
        return together(*given)

    together = weasyprint.layout.layout_document
    monkeypatch.setattr(weasyprint.layout, "layout_document", lay_out_together)
    lay_out(job(f"<p>{words(90)}</p>" * 4 + "<p id='last'>a</p>", css))
    assert waited


def test_what_is_laid_out_is_release(monkeypatch: pytest.MonkeyPatch) -> None:
    """When a page is given, nothing is left in the boxes of the paragraphs on it that are whole."""
    held: list[int] = []
    release = pages._release

    def count(root: Any, context: Any) -> None:
        release(root, context)
        held.append(sum(1 for _ in root.descendants()))

    monkeypatch.setattr(pages, "_release", count)
    lay_out(job(f"<p>{words(90)}</p>" * 20))
    assert held[-1] < held[0] / 2
