"""The EPUB as a file: valid, complete, and always the same."""

import io
import os
import subprocess
import sys
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
import uharfbuzz as hb
from lxml import etree

from bookbuild.epub import package
from bookbuild.model import Creator, EpubRendition, NavPoint, PartOf
from bookbuild.render.labels import labels_for
from tests.epub.small_book import IDENTITY, RICH, small_book, small_cover
from tests.epubcheck import check_epubs

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"


def packed(rendition: EpubRendition) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(package(rendition, "book", "book.epub", small_cover()).data))


def parsed(rendition: EpubRendition, name: str) -> etree._Element:
    return etree.fromstring(packed(rendition).read(f"EPUB/{name}"))


@pytest.fixture(scope="module")
def opf() -> etree._Element:
    return parsed(small_book(), "content.opf")


def properties(opf: etree._Element, name: str) -> list[str]:
    return [str(meta.text) for meta in opf.iterfind(f".//{OPF}meta[@property='{name}']")]


def test_epubcheck_is_content(tmp_path: Path) -> None:
    """EPUBCheck has no error and no warning: for a book with all metadata, and for one with as little as may be."""
    bare = replace(
        small_book(),
        identity=replace(IDENTITY, creators=(), contributors=(), subtitle="", isbn="", published=None, language="de"),
        direction="rtl",
    )
    full = replace(small_book(), identity=RICH, labels=labels_for("en", {}))
    for name, rendition in (("bare", bare), ("full", full)):
        (tmp_path / f"{name}.epub").write_bytes(package(rendition, "book", name, small_cover()).data)
    assert not [str(message) for message in check_epubs(sorted(tmp_path.iterdir()))]


def test_documents_go_in_byte_for_byte() -> None:
    """Documents and resources are in the file exactly as they were rendered."""
    book, archive = small_book(), packed(small_book())
    rendered = [(part.href, part.data) for part in book.documents] + [(part.href, part.data) for part in book.resources]
    assert [(href, archive.read(f"EPUB/{href}")) for href, _ in rendered] == rendered


def test_container_holds_nothing_of_time_or_machine() -> None:
    """The type comes first and bare; every entry has one date, one mode and no extra field."""
    entries = packed(small_book()).infolist()
    assert (entries[0].filename, entries[0].compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert {(entry.date_time, entry.external_attr, entry.create_system, entry.extra) for entry in entries} == {
        ((1980, 1, 1, 0, 0, 0), 0o100644 << 16, 3, b"")
    }


def test_same_bytes_on_another_day_and_machine() -> None:
    """The same rendition gives the same bytes in another process, time zone and order of sets."""
    program = (
        "import sys; from bookbuild.epub import package; from tests.epub.small_book import *;"
        "sys.stdout.buffer.write(package(small_book(), 'book', 'book.epub', small_cover()).data)"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "Asia/Tokyo"), ("2", "America/Lima"))
    }
    assert outputs == {package(small_book(), "book", "book.epub", small_cover()).data}


def test_metadata_distinguishes_people(opf: etree._Element) -> None:
    """Each creator and contributor has an id of its own, and role, order and filing name refine just that one."""
    people = [(str(person.get("id")), person.text) for person in opf.iter(f"{DC}creator", f"{DC}contributor")]
    assert people == [("creator-1", "Ada Vale"), ("creator-2", "Noor Ilić"), ("contributor-1", "Tom Reed")]
    refinements = {
        (str(meta.get("refines")), str(meta.get("property"))): meta.text for meta in opf.iterfind(f".//{OPF}meta")
    }
    assert refinements["#creator-1", "file-as"] == "Vale, Ada"
    assert [refinements[f"#{uid}", "role"] for uid, _ in people] == ["aut", "ill", "edt"]


def test_package_states_its_language_direction_and_date(opf: etree._Element) -> None:
    """Language and direction stand on the package itself, and the date is the book's, not the clock's."""
    assert opf.get("{http://www.w3.org/XML/1998/namespace}lang") == "en-GB"
    assert opf.get("dir") == "ltr"
    assert properties(opf, "dcterms:modified") == ["2024-03-02T10:00:00Z"]


def test_an_edition_and_a_part_name_their_book() -> None:
    """The edition is a title of its own kind; a part names its set, its place there, and its source."""
    whole = PartOf("Bread & Work", "Chapter 7", "7", "urn:x-whole:1")
    part = replace(IDENTITY, isbn="", edition_statement="Large print", source=whole.urn, part_of=whole)
    opf = parsed(replace(small_book(), identity=part), "content.opf")
    assert [title.text for title in opf.iter(f"{DC}title")] == [IDENTITY.title, IDENTITY.subtitle, "Large print"]
    assert properties(opf, "title-type") == ["main", "subtitle", "edition"]
    assert properties(opf, "belongs-to-collection") == ["Bread & Work"]
    refined = {meta.get("property"): meta.text for meta in opf.iterfind(f".//{OPF}meta[@refines='#collection']")}
    assert refined == {"collection-type": "set", "group-position": "7", "dcterms:identifier": "urn:x-whole:1"}
    assert opf.findtext(f".//{DC}source") == "urn:x-whole:1"


def test_identifier_is_the_books_own() -> None:
    """Without an identifier the book gets one from what it is: the same each time, another for another book."""

    def identifier(**changes: object) -> str | None:
        rendition = replace(small_book(), identity=replace(IDENTITY, **changes))  # type: ignore[arg-type]
        return parsed(rendition, "content.opf").findtext(f".//{DC}identifier")

    assert identifier() == identifier(publisher="Another Typesetter")
    assert len({identifier(), identifier(slug="rye"), identifier(creators=(Creator("B"),)), identifier(title="X")}) == 4
    assert identifier(identifier="urn:isbn:9783161484100") == "urn:isbn:9783161484100"


def test_cover_is_known_to_old_and_new_readers(opf: etree._Element) -> None:
    """The cover has the property of EPUB 3 and the metadata of EPUB 2, however it was given."""
    assert [item.get("href") for item in opf.iterfind(f".//{OPF}item[@properties='cover-image']")] == ["cover.png"]
    assert [meta.get("content") for meta in opf.iterfind(f".//{OPF}meta[@name='cover']")] == ["cover-image"]
    among_resources = replace(small_cover(), properties=("cover-image",))
    other = package(replace(small_book(), resources=(among_resources, *small_book().resources)), "book", "b.epub")
    assert b'id="cover-image"' in zipfile.ZipFile(io.BytesIO(other.data)).read("EPUB/content.opf")


def test_ncx_counts_every_point_once() -> None:
    """The NCX has the contents' depth, and ids and play order that no two points share."""
    deep = NavPoint("A", "text/title.xhtml", (NavPoint("B", "text/first.xhtml", (NavPoint("C", "text/nav.xhtml"),)),))
    ncx = parsed(replace(small_book(), toc=(*small_book().toc, deep, deep)), "toc.ncx")
    points = list(ncx.iter(f"{NCX}navPoint"))
    depths = [str(meta.get("content")) for meta in ncx.iterfind(f".//{NCX}meta[@name='dtb:depth']")]
    assert depths == ["3"]
    assert len({point.get("id") for point in points}) == len(points) == 9
    assert [point.get("playOrder") for point in points] == [str(number) for number in range(1, 10)]


def test_fonts_hold_the_characters_used_and_their_licence() -> None:
    """A font keeps exactly the glyphs that the book needs, the layout features of its styles, and its licence."""
    archive = packed(replace(small_book(), characters=frozenset("fiß0")))
    face = hb.Face(archive.read("EPUB/fonts/SourceSerif4-Regular.ttf"))
    assert {chr(code) for code in face.unicodes} == set("fiß0")
    features = set(face.get_language_feature_tags("GSUB", 0)) | set(face.get_language_feature_tags("GPOS", 0))
    assert {"liga", "onum", "kern"} <= features
    assert "Open Font License" in face.get_name(13)


def test_the_clock_has_no_effect(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine whose clock stands before 1980, which no ZIP file can hold, makes the same book."""
    made = package(small_book(), "book", "g.epub").data
    monkeypatch.setattr("time.localtime", lambda _=0: time.struct_time((1970, 1, 1, 0, 0, 0, 3, 1, 0)))
    assert package(small_book(), "book", "g.epub").data == made
