"""Pages are painted as WeasyPrint's own writer paints them."""

from dataclasses import replace

import pydyf
import pytest
from weasyprint import DEFAULT_OPTIONS
from weasyprint.pdf import generate_pdf

from bookbuild.layout import laid_out_document, lay_out
from bookbuild.layout.document import XhtmlDocument
from bookbuild.layout.engine import engine_for
from bookbuild.layout.features import written_spaces
from bookbuild.layout.fetcher import Fetcher
from bookbuild.layout.patches import installed
from bookbuild.model import LayoutJob, RunObjects
from tests.layout.jobs import job, words
from tests.layout.tagged import content_of, opened

BODIES = {
    "text": f"<h1>a</h1><p>{words(90)}</p><p>{words(90)}</p>",
    "links": '<p>See <a href="https://e.org/">a <b>b</b></a> and <a href="#c">c</a>.</p><p id="c">c</p>',
    "groups": '<p style="opacity: 0.5">x</p><p style="color: #abc; background: #eee">y</p>',
    "a table": "<table><tr><th>a</th></tr><tr><td>b</td></tr></table>",
}
CSS = {"plain": "", "with bleed": "@page { bleed: 3mm 20mm 5mm 1mm }"}


def written_wholly(job: LayoutJob) -> tuple[list[pydyf.Dictionary], bytes]:
    """The pages of a document and their contents, as WeasyPrint writes them."""
    engine = engine_for(job.stylesheets, job.typefaces)
    source = XhtmlDocument(job.name, job.xhtml, Fetcher(job.name, {}), engine.styles)
    counters, sheets = engine.counters.copy(), list(engine.sheets)
    with installed((written_spaces.FEATURE,)):
        document = source.render(font_config=engine.fonts, counter_style=counters, stylesheets=sheets)
        pdf = generate_pdf(document, None, 1, **DEFAULT_OPTIONS | {"pdf_tags": True, "uncompressed_pdf": True})
    leaves = [pdf.objects[number] for number in pdf.pages["Kids"][::3]]
    contents = (pdf.objects[int(leaf["Contents"].split()[0])] for leaf in leaves)
    return leaves, b"\n".join(b"\n".join(map(pydyf._to_bytes, stream.stream)) for stream in contents)


@pytest.mark.parametrize("css", CSS)
@pytest.mark.parametrize("body", BODIES)
def test_pages_are_painted_alike(body: str, css: str) -> None:
    """What is drawn on pages, and how large these are, is what WeasyPrint writes, object for object, but for spaces."""
    one = replace(job(BODIES[body], CSS[css]), engine="plain")
    leaves, contents = written_wholly(one)
    run = lay_out(one)
    assert content_of(run) == contents
    with opened(run) as pdf:
        for leaf, page in zip(leaves, pdf.pages, strict=True):
            for name in ("MediaBox", "TrimBox", "BleedBox"):
                box = page.obj.get(f"/{name}", page.obj.MediaBox)
                assert [float(side) for side in box] == pytest.approx([float(side) for side in leaf[name]], abs=1e-4)


def test_no_more_than_a_few_pages_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """A long run is painted while it is laid out, and a short one when it is known that it stays."""
    waiting: list[int] = []

    class Watched(laid_out_document.LaidOutDocument):
        def write(self, name: str) -> RunObjects:
            waiting.append(len(self._waiting))
            return super().write(name)

    monkeypatch.setattr("bookbuild.layout.composition.LaidOutDocument", Watched)
    for pages in (1, 3, 20):
        lay_out(job("<p style='break-after: page'>x</p>" * (pages - 1) + "<p>x</p>"))
    assert waiting == [1, 3, laid_out_document._WAITING]


def test_no_font_program_is_in_a_run() -> None:
    """A run's pages name their fonts and hold none of them; `LaidOutRun.fonts` has them all."""
    run = lay_out(job("<p>One <b>two</b> <i>three</i></p>"))
    assert b"/FontFile" not in run.objects.text
    with opened(run) as pdf:
        content = pdf.pages[0].Contents.read_bytes().decode("latin-1")
        assert list(pdf.pages[0].Resources.Font.keys()) == []
    assert {font.key for font in run.fonts} == {line.split()[0][1:] for line in content.split("\n") if " Tf" in line}
    assert len(run.fonts) == 3


def test_the_structure_tree_is_ours() -> None:
    """The tree has no document element yet, which WeasyPrint's has, and has every link's annotation."""
    with opened(lay_out(job('<p><a href="https://e.org/">One</a></p>'))) as pdf:
        root = pdf.Root.StructTreeRoot
        assert [str(kid.S) for kid in root.K] == ["/P"]
        assert root.ParentTree.Nums[3].S == "/Link"
        assert pdf.pages[0].obj.Annots[0].StructParent == 1
