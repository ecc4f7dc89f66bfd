"""Laying out one run."""

import logging
import pickle
from dataclasses import replace

import pytest

from bookbuild.diagnostics import BookError, Location
from bookbuild.layout import lay_out
from bookbuild.model import LayoutJob, PrintedFolio, Stylesheet
from tests.layout.jobs import document, job, typefaces, words


def codes(*jobs: LayoutJob) -> list[str]:
    return [found.code for one in jobs for found in lay_out(one).diagnostics]


def test_pages_and_anchors() -> None:
    """A run has its pages, and where each id fell, in points from the lower left corner of its page."""
    run = lay_out(job('<p id="first">One</p><p id="second" style="break-before: page">Two</p>'))
    assert run.page_count == 2
    assert [round(part, 1) for part in run.anchors["first"]] == [0, 28.3, 141.7]
    assert run.anchors["second"][0] == 1


def test_an_anchor_over_two_pages_is_where_it_begins() -> None:
    """An element over two pages has its anchor on the first."""
    run = lay_out(job(f'<p id="long">{words(150)}</p>'))
    assert run.page_count > 1
    assert run.anchors["long"][0] == 0


def test_printed_folios_are_read_from_the_page() -> None:
    """A printed page number is returned as it was set, with its anchor and page, and without what a stylesheet adds."""
    body = '<p>One</p><p style="break-before: page">See <a class="folio" href="book:a53.part">xii</a>.</p>'
    run = lay_out(job(body, '.folio::before { content: "page " }'))
    assert run.folios == (PrintedFolio("xii", "a53.part", 1),)


def test_fonts_are_identified_by_digest() -> None:
    """Each font is returned with the digest of its typeface, and the widths and texts of the glyphs that were used."""
    run = lay_out(job("<p>ab <b>c</b></p>"))
    faces = {face.digest: face for face in typefaces()}
    assert sorted(faces[font.digest].weight for font in run.fonts) == [400, 700]
    assert {text for font in run.fonts for _, text in font.texts} == {"a", "b", "c", " "}
    assert all(dict(font.widths).keys() >= dict(font.texts).keys() for font in run.fonts)


def test_result_depends_on_the_job_alone() -> None:
    """The same job gives the same result, alone or after others of the same and of other designs."""
    one = job(f"<h1>One</h1><p>{words(90)}</p>", "p { colour: red }")
    alone = lay_out(one)
    lay_out(job("<p>Two, with a ⚓</p>", "p { colour: red }"))
    lay_out(job("<p>Three</p>", "p { font-weight: 700 } @page { margin: 1mm }"))
    assert lay_out(one) == alone


def test_jobs_and_results_travel() -> None:
    """A job and its result can be sent to another process and come out the same."""
    one = job("<p>One</p>")
    assert lay_out(pickle.loads(pickle.dumps(one))) == pickle.loads(pickle.dumps(lay_out(one)))  # noqa: S301 - our own


def test_no_font_but_the_theme_s() -> None:
    """A family that the theme does not have is set in one that it has, whatever the machine's fonts are."""
    run = lay_out(job('<p style="font-family: DejaVu Sans, monospace">Text</p>'))
    assert {font.digest for font in run.fonts} <= {face.digest for face in typefaces()}
    assert run.fonts
    assert not run.diagnostics


def test_missing_characters_are_named() -> None:
    """Characters that no font has are one warning of the run that names them all, each once."""
    run = lay_out(job("<p>A ⚓ and 日, <em>日</em></p>", name="a53"))
    (found,) = run.diagnostics
    assert found.code == "missing-glyph"
    assert "⚓ (U+2693), 日 (U+65E5)" in found.message
    assert (found.location, found.characters) == (Location("a53"), "⚓日")


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "https://example.org/a.png",
        "data:image/svg+xml;base64,AAAA",
        "book:other.png",
        "/etc/passwd",
    ],
)
def test_only_the_job_s_files_are_opened(address: str) -> None:
    """What the job does not hold is refused, by a document and by a stylesheet, with one diagnostic that names it."""
    for one in (
        job(f'<p><img src="{address}" alt="x"/></p>'),
        job("<p>x</p>", f"p {{ background: url({address}) }}"),
        job("<p>x</p>", f"@import url({address});"),
    ):
        found = [str(found) for found in lay_out(one).diagnostics if found.code == "refused-fetch"]
        relative = address.startswith("/") and not one.stylesheets[1].css  # has no base, so it is not even requested
        assert len(found) == (0 if relative else 1)
        assert relative or address[:40] in found[0]


def test_files_of_the_job_are_found() -> None:
    """A document writes ``book:NAME`` and a stylesheet NAME for the same file."""
    picture = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    one = job(
        '<p><img src="book:a b.svg" alt="x"/></p>', "p { background: url('a b.svg') }", files={"a b.svg": picture}
    )
    assert codes(one) == []


def test_log_becomes_diagnostics(capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> None:
    """What the engine logs is reported once, with the stylesheet's name or of the run, and nothing reaches the log."""
    with caplog.at_level(logging.DEBUG):
        run = lay_out(job('<p style="colour: red">One</p>', "p { colour: red } @page :recto { margin: 0 }", name="a53"))
    assert {found.code for found in run.diagnostics} == {"layout-warning"}
    assert len(set(run.diagnostics)) == 3
    assert [found.message.partition(": ")[0] for found in run.diagnostics[:2]] == ["more.css", "more.css"]
    assert [found.location for found in run.diagnostics] == [None, None, Location("a53")]
    assert not caplog.records
    assert capsys.readouterr().err == ""


def test_documents_are_well_formed() -> None:
    """A document that is not well-formed stops the layout with the run's name and the place."""
    one = LayoutJob("a53", "<html><p></html>", (), typefaces())
    with pytest.raises(BookError, match="a53 is not well-formed XHTML: mismatched tag: line 1"):
        lay_out(one)


def test_depth_has_a_limit() -> None:
    """A document nested deeper than the engine can follow is refused with the run's name."""
    with pytest.raises(BookError, match="a53 nests its elements too deeply"):
        lay_out(job("<div>" * 400 + "x" + "</div>" * 400, name="a53"))


def test_a_theme_has_typefaces() -> None:
    """A job without any typeface, or with a damaged one, is refused before the engine meets it."""
    face = typefaces()[0]
    damaged = type(face)(face.family, 400, "normal", "x.otf", b"OTTO but no more", "0" * 64)
    for faces in ((), (damaged,)):
        with pytest.raises(BookError, match=r"error\[theme-file\]"):
            lay_out(LayoutJob("run", document("<p>x</p>"), (Stylesheet("a.css", ""),), faces))


def test_what_the_engine_fails_on_names_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever exception the engine raises is an error at the run."""
    monkeypatch.setattr("bookbuild.layout.composition.compose", lambda _job: 1 / 0)
    with pytest.raises(BookError, match=r"a53: error\[internal-error\]: pages cannot be laid out: ZeroDivisionError"):
        lay_out(job("<p>x</p>", name="a53"))


def test_no_page_holds_a_length_without_end() -> None:
    """Viewers show nothing of a page after a number that is none, so there is no such page."""
    endless = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0L1e400 5" stroke="red"/></svg>'
    one = job('<p><img src="book:a.svg" alt="a"/></p>', name="a53")
    with pytest.raises(BookError, match=r"a53: error\[malformed-output\]: pages cannot be laid out: a length"):
        lay_out(replace(one, files=(("a.svg", endless.encode()),)))
