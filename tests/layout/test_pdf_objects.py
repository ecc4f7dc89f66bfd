"""What a run hands over to binding: its objects, with the book's own values left out."""

from bookbuild.layout import lay_out
from bookbuild.model import RunObjects
from tests.layout.jobs import job
from tests.layout.tagged import content_of, opened

BODY = '<h1 id="a">a</h1><p>See <a href="book:b">b</a>.<span class="footnote">n</span></p>'


def test_every_value_is_one_of_the_run_s_or_of_the_book_s() -> None:
    """There is a slot for each value: an object, a key of the parent tree, a rectangle, the fonts or the document."""
    objects = lay_out(job(BODY)).objects
    values = objects.count + objects.keys + len(objects.rectangles) + len(objects.abscissas)
    assert objects.text.replace(b"%%", b"").count(b"%b") == len(objects.slots)
    assert set(range(values)) - set(objects.slots) <= set(range(objects.count)), "each key and rectangle is used"
    assert set(objects.slots) <= {*range(values), RunObjects.FONTS, RunObjects.DOCUMENT}
    assert objects.text.count(b"\0") == objects.count - 1


def test_words_that_look_like_values_stay_words() -> None:
    """Whatever a text contains, it is no reference, and nothing is put into it."""
    for words in ("12 0 R", "%b 100 % %%", r"( 3 1 R \ )", ") 4 0 R ("):
        with opened(lay_out(job(f'<p><a href="https://e.org/" title="{words}">x</a></p>'))) as pdf:
            assert str(pdf.pages[0].obj.Annots[0].Contents) == words


def test_nothing_else_of_the_document_is_handed_over() -> None:
    """The engine's catalog, outline, destinations and information are left behind: the book has its own."""
    text = lay_out(job(BODY)).objects.text
    assert not any(name in text for name in (b"/Catalog", b"/Outlines", b"/XYZ", b"/Producer", b"/Title"))


def test_resources_end_with_the_xobjects() -> None:
    """Binding adds a page's furniture to the last entry, whether there is a picture or a group or none."""
    for body in ("<p>x</p>", '<p style="opacity: 0.5">x</p>'):
        run = lay_out(job(body))
        resources = run.objects.text.split(b"\0")[run.page_count + len(run.objects.streams)]
        assert resources.partition(b"/XObject <<")[2].count(b">>") == 1 + 1
        assert resources.endswith(b">>>>")


def test_a_page_larger_than_its_trim_has_a_trim_box() -> None:
    """A page that bleeds far keeps the box of its bleed, which is otherwise the whole of it."""
    with opened(lay_out(job("<p>x</p>", "@page { bleed: 10mm }"))) as pdf:
        page = pdf.pages[0].obj
        assert float(page.MediaBox[0]) < float(page.BleedBox[0]) < float(page.TrimBox[0])


def test_content_is_compressed_once() -> None:
    """The contents of the pages come first among the streams, and draw what the page shows."""
    run = lay_out(job('<p style="opacity: 0.5">x</p><p style="break-before: page">y</p>'))
    assert (run.page_count, len(run.objects.streams)) == (2, 3)
    assert content_of(run).count(b"BDC") == content_of(run).count(b"EMC") > 0
