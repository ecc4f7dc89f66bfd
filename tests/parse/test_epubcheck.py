"""EPUB's content model, judged by EPUBCheck over texts put together at random, though always the same ones."""

import random
import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from tests.epubcheck import check_epubs
from tests.parse.atoms import ATTRIBUTES, ELEMENTS, MARKDOWN
from tests.parse.given import titled

CONTAINER = (
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile '
    'full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
PACKAGE = (
    '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="u"><metadata '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="u">urn:test:1</dc:identifier><dc:title>T</dc:title>'
    '<dc:language>en</dc:language><meta property="dcterms:modified">2000-01-01T00:00:00Z</meta></metadata>'
    '<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>{items}</manifest>'
    "<spine>{spine}</spine></package>"
)
PAGE = (
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
    "<head><title>T</title></head><body>{body}</body></html>"
)


def nested(chance: random.Random, depth: int) -> str:
    """Put elements into each other without any regard for what may stand where."""
    if depth == 0 or chance.random() < 0.25:
        return chance.choice(["text ", " ", "&nbsp;", "x<br>y", "[^1]", *MARKDOWN[:20]])
    name = chance.choice(ELEMENTS[:70])
    attributes = "".join(f" {chance.choice(ATTRIBUTES)}" for _ in range(chance.choice([0, 0, 1, 2])))
    inner = "".join(nested(chance, depth - 1) for _ in range(chance.choice([0, 1, 2, 2, 3])))
    return f"<{name}{attributes}>{inner}</{name}>"


def jumbled(chance: random.Random) -> str:
    """Put atoms beside each other, tags opened and closed at random."""
    atoms = (*MARKDOWN, *(f"<{name} {chance.choice(ATTRIBUTES)}>" for name in ELEMENTS), *(f"</{n}>" for n in ELEMENTS))
    return "".join(chance.choices(atoms, k=chance.randint(2, 40)))


def bodies() -> Iterator[str]:
    """Return the bodies that EPUBCheck is to judge, their links and images taken out."""
    chance = random.Random(53)  # noqa: S311 - the same texts in every run
    for _ in range(80):
        for text in (nested(chance, 6), f"<div>{nested(chance, 6)}</div>", jumbled(chance)):
            article = titled(text + "\n\n[^1]: n\n")
            root = etree.fromstring(f"<div>{article.body}{''.join(article.notes)}</div>")
            for element in root.iter("a", "img"):
                element.attrib.pop("href", "")
                if element.tag == "img":
                    element.tag = "br"
                    element.attrib.clear()
            yield etree.tostring(root, encoding="unicode")
    formulas = (Path(__file__).parent / "formulas.tsv").read_text(encoding="utf-8").splitlines()
    yield titled("".join(f"$$\n{line.split(chr(9))[0]}\n$$\n\n" for line in formulas if "\t!" not in line)).body


def mathml(page: str) -> str:
    """Return the property that a document with formulas has in the manifest."""
    return ' properties="mathml"' if "<math" in page else ""


def write_epub(file: Path) -> None:
    """Write an EPUB with a content document for each body, and nothing else."""
    pages = list(bodies())
    items = "".join(
        f'<item id="p{n}" href="p{n}.xhtml" media-type="application/xhtml+xml"{mathml(page)}/>'
        for n, page in enumerate(pages)
    )
    spine = "".join(f'<itemref idref="p{n}"/>' for n in range(len(pages)))
    contents = "".join(f'<li><a href="p{n}.xhtml">{n}</a></li>' for n in range(len(pages)))
    with zipfile.ZipFile(file, "w") as epub:
        epub.writestr("mimetype", "application/epub+zip")
        epub.writestr("META-INF/container.xml", CONTAINER)
        epub.writestr("book.opf", PACKAGE.format(items=items, spine=spine))
        epub.writestr("nav.xhtml", PAGE.format(body=f'<nav epub:type="toc"><ol>{contents}</ol></nav>'))
        for number, page in enumerate(pages):
            epub.writestr(f"p{number}.xhtml", PAGE.format(body=page))


def test_any_nesting_keeps_the_content_model(tmp_path: Path) -> None:
    """However elements are nested, what comes out is valid in an EPUB content document."""
    write_epub(tmp_path / "book.epub")
    assert list(map(str, check_epubs([tmp_path / "book.epub"]))) == []
