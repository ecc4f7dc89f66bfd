"""The shorter ways of `shortcuts`, `boxes` and `lengths` lead where WeasyPrint's own lead."""

import pytest

from tests.layout.accelerators.ways import laid_out_alone, laid_out_without
from tests.layout.jobs import job, words

LATIN = "Incomprehensibilities of office-work: efficient fjords, T\u00e9l\u00e9gramme, 1\u202f234, soft\u00adhyphen "
DOCUMENTS = {
    "hyphenated": job(f"<p>{LATIN * 6}</p>", "p { hyphens: auto }"),
    "letters and words spaced": job(f"<p>{LATIN * 3}</p>", "p { letter-spacing: .04em; word-spacing: .2em }"),
    "small capitals and old figures": job(f"<p>{LATIN}</p>", "p { font-variant: small-caps oldstyle-nums }"),
    "underlined, struck, raised": job("<p><u>one</u> <s>two</s> <sup>three</sup> <b><i>four</i></b></p>"),
    "right to left": job(f'<p dir="rtl" lang="he">\u05d0\u05d1\u05d2 {LATIN}</p>'),
    "characters without a glyph": job("<p>\u4e00 \U0001f600 a\u0301 e\u20e3</p>"),
    "shares of a width and a height": job(
        f"<div><p>{words(9)}</p></div>",
        "div { width: 61.8%; min-height: 30%; padding: 1% calc(2% + 1pt); height: 20mm } p { max-height: 50% }",
    ),
    "boxes sized with their borders": job(
        f"<div>{words(30)}</div>", "div { box-sizing: border-box; width: 30mm; padding: 2mm; border: 1mm solid red }"
    ),
    "logical sides": job(
        f"<p>{words(20)}</p>",
        "p { margin-inline: 5mm 9mm; padding-block: 1mm; border-start-start-radius: 2mm; inset-inline-start: 1mm;"
        " border-inline-start: 1pt solid; background: #eee; inline-size: 50mm }",
    ),
    "a table and a float": job(
        "<table><thead><tr><th>a</th></tr></thead><tr><td>b</td><td rowspan='2'>c</td></tr><tr><td>d</td></tr></table>"
        f"<img alt='' style='float: right; width: 10mm; height: 10mm'/><p>{words(40)}</p>",
        "table { border-collapse: collapse } td { border: .25pt solid; padding: 1mm }",
    ),
    "a table with shares of its width": job(
        "<table><tr><td>b</td><td id='c'><p>c</p> <b>d</b></td></tr><tr><td>e</td><td>f</td></tr></table>",
        "table { border-collapse: collapse; width: 60%; border: 1mm solid } td { border: .25pt solid; padding: 5% }"
        " td p { border: 1pt solid; margin: 1em; min-width: 0 } b { padding: 1mm; border-left: 1mm solid }",
    ),
    "floats in a flexible box": job(
        "<div><p id='f'>a</p><p>b</p><i>c</i></div><p>d</p>", "div { display: flex } div p, i { float: left }"
    ),
    "margins that collapse": job(
        f"<div><p>a</p><p>b</p><div><p></p><p>{words(40)}</p></div></div><p>c</p><p>d</p>",
        "p { margin: 3mm 0 5mm } div p { margin: -2mm 0 -3mm } div { margin: 4mm } div div { margin: 0 0 -9mm }",
    ),
    "formatting contexts": job(
        f"<section><p>{words(9)}</p><div class='root'><p>b</p></div><div class='cut'><p>c</p></div></section>"
        f"<i class='block'><p>d</p></i><ul class='two'><li><p>{words(30)}</p></li><li><p>e</p></li></ul><p>f</p>",
        "p { margin: 3mm 0 } .root { display: flow-root } .cut { overflow: hidden } .block { display: inline-block }"
        " .two { columns: 2 } section { position: relative; background: #eee }",
    ),
    "named pages": job(
        "<div><p>a</p><p class='wide'>b</p></div><section><i>c</i><p>d</p></section><p class='wide'></p><p>e</p>",
        "@page wide { size: 120mm 50mm } .wide, section { page: wide } i { float: left }",
    ),
    "links, anchors and fields": job(
        "<h2 id='a'>a</h2><p><a href='#a' id='b'>b <i>c</i></a> <a href='https://e.org'><img alt=''/></a></p>"
        "<form><input type='checkbox' id='c'/><select><option>d</option></select></form><h3 id='a'>e</h3><p id='f'>f"
        "</p>",
        "h2 { bookmark-level: 1; bookmark-label: content() } h3, img { transform: rotate(9deg) scale(.5) }"
        " p { transform: translate(5%, 1mm) } img { width: 5mm; height: 5mm }",
    ),
    "what is behind boxes": job(
        f"<div><p>{words(20)}</p><i>a</i> <b>b</b></div><ul><li>c</li></ul>",
        "body { background: #eef } div { border-radius: 2mm; background: currentcolor; color: #ccc } i { background:"
        " linear-gradient(red, blue) } p { visibility: hidden; background: red } b { box-shadow: 1mm 1mm red }"
        " ul { border: 1mm solid; border-image: linear-gradient(red, blue) 1 }",
    ),
    "what is out of the flow": job(
        f"<aside>a</aside><p>{words(9)}<span>b</span><s>c</s><em>d</em></p><p>{words(30)}</p>",
        "aside { position: running(head) } @page { @top-left { content: element(head) } } span { float: footnote }"
        " s { position: absolute; top: 0 } em { float: right } p { position: relative }",
    ),
    "lines by their height": job(
        f"<p>{words(9)}<sup>1</sup><small>s</small><i>x</i></p><p>{words(30)}</p>",
        "p { line-height: 2lh; text-indent: 1lh } sup { vertical-align: 40% } small { font-size: 0 }"
        " p + p { line-height: normal } p::first-line { font-weight: 700; line-height: 3 } i { line-height: 1cap }",
    ),
    "stylesheets of its own": job("<style>p { color: red }</style><link rel='author'/><p>one</p>"),
    "an ellipsis": job(f"<p>{words(30)}</p>", "p { white-space: nowrap; overflow: hidden; text-overflow: ellipsis }"),
    "pages with furniture": job(
        f"<h1>Head</h1><p>{words(200)}</p>",
        "@page { @top-left { content: string(head) } @bottom-right { content: counter(page) } }"
        " h1 { string-set: head content() } p::first-letter { font-size: 2em }",
    ),
}


@pytest.mark.parametrize("accelerator", ["shortcuts", "boxes", "lengths"])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_shortcut_leads_to_the_same_bytes(name: str, accelerator: str) -> None:
    """A document comes out the same by the shorter ways as by WeasyPrint's own."""
    assert laid_out_alone(DOCUMENTS[name]) == laid_out_without(DOCUMENTS[name], accelerator)
