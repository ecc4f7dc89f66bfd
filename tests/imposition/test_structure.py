"""What the sheets keep of a document besides its pages: tags, title, layers; and nothing that is empty."""

from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from bookbuild.imposition import impose
from bookbuild.model import SheetSettings
from tests.imposition.documents import Leaf, document, numbered


def sheets_of(pdf: bytes, name: str = "") -> Pdf:
    return Pdf.open(BytesIO(impose(pdf, SheetSettings(marks=("fold",)), name=name).value.pdf))


def tagged(pdf: Pdf) -> None:
    """Tag the number on each page as a paragraph, the second by a reference that names its page, and add a link."""
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    link = pdf.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 50, 50], A=Dictionary(S=Name.URI, URI=String("x:y")))
    )
    first, second = pdf.pages[0].obj, pdf.pages[1].obj
    for number, page in enumerate((first, second)):
        page.Contents = Stream(pdf, b"/P <</MCID 0>> BDC " + page.Contents.read_bytes() + b" EMC")
        page.StructParents = number
    first.Annots, link.StructParent = Array([link]), 2
    reference = Dictionary(Type=Name.OBJR, Obj=link, Pg=first)
    paragraphs = [
        pdf.make_indirect(Dictionary(S=Name.P, P=root, Pg=first, K=Array([0, reference]))),
        pdf.make_indirect(Dictionary(S=Name.P, P=root, K=Dictionary(Type=Name.MCR, MCID=0, Pg=second))),
    ]
    root.K = Array(paragraphs)
    numbers = [0, Array([paragraphs[0]]), 1, Array([paragraphs[1]]), 2, paragraphs[0]]
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(numbers)))
    pdf.Root.StructTreeRoot, pdf.Root.MarkInfo = root, Dictionary(Marked=True)


def test_tags_are_carried_to_the_sheets() -> None:
    """An element of the document holds the same content on the sheets: that of the form which draws its page."""
    with sheets_of(document([Leaf()] * 2, tagged)) as sheets:
        first, second = sheets.Root.StructTreeRoot.K
        content, reference = first.K
        forms = {str(name): form.objgen for page in sheets.pages for name, form in page.Resources.XObject.items()}
        sides = [page.obj.objgen for page in sheets.pages]
        assert (content.Stm.objgen, int(content.MCID), content.Pg.objgen) == (forms["/P1"], 0, sides[0])
        assert content.Stm.StructParents == 0
        assert second.K[0].Stm.objgen == forms["/P2"]
        (link,) = sheets.pages[0].Annots
        assert (reference.Obj.objgen, int(link.StructParent)) == (link.objgen, 2)
        assert sheets.Root.StructTreeRoot.ParentTree.Nums[1][0].objgen == first.objgen
        assert bool(sheets.Root.MarkInfo.Marked)


def test_sheets_without_tags_claim_none() -> None:
    """The sheets of a document without tags have none either."""
    with sheets_of(numbered(4)) as sheets:
        assert "/StructTreeRoot" not in sheets.Root
        assert "/MarkInfo" not in sheets.Root


def test_sheets_have_a_title() -> None:
    """The title is the document's, or its file's name."""
    assert str(sheets_of(numbered(1), "a.pdf").docinfo.Title) == "A numbered document"

    def untitle(pdf: Pdf) -> None:
        del pdf.trailer.Info

    def in_metadata(pdf: Pdf) -> None:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            metadata["dc:title"] = "Salt & pepper"
        untitle(pdf)

    assert str(sheets_of(document([Leaf()], untitle), "folder/report.pdf").docinfo.Title) == "report"
    with sheets_of(document([Leaf()], in_metadata)) as sheets:
        assert str(sheets.docinfo.Title) == "Salt & pepper"
        assert sheets.open_metadata()["dc:title"] == "Salt & pepper"


def test_no_stream_is_empty() -> None:
    """Neither blank sides nor blank pages leave an empty stream."""

    def blank(pdf: Pdf) -> None:
        pdf.pages[1].Contents = Stream(pdf, b" \n")
        del pdf.pages[2].obj.Contents

    with sheets_of(document([Leaf()] * 3, blank)) as sheets:
        streams = [one for one in sheets.objects if isinstance(one, Stream)]
        assert all(one.read_bytes().strip() for one in streams)


def test_marks_are_no_content_for_readers() -> None:
    """Among tags, the marks for folding are artifacts."""
    with sheets_of(document([Leaf()] * 2, tagged)) as sheets:
        drawn = [pikepdf.parse_content_stream(page) for page in sheets.pages]
        assert any(str(one.operands[0]) == "/Artifact" for side in drawn for one in side if str(one.operator) == "BMC")
