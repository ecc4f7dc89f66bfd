"""The pages of the career guide, word by word."""

import shutil
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from tests.book import BookProject
from tests.page_map.printed_words import letters, words_between_breaks, words_of_pages
from tests.project.guide import ROOT

pytestmark = pytest.mark.whole_guide


def captions_of(epub: Path) -> list[str]:
    with zipfile.ZipFile(epub) as archive:
        documents = [etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(".xhtml")]
    found = [caption for document in documents for caption in document.iterfind(".//{*}figcaption")]
    return [letters("".join(map(str, caption.itertext()))) for caption in found]


def test_the_epub_of_the_guide_has_the_words_of_each_page(tmp_path: Path) -> None:
    """Between two breaks of the EPUB stand the words of the printed page, on every page of the guide.

    But the EPUB has no half title; and a figure that has no room at the foot of a page stands on the next one in print,
    where the words behind it go on before it.
    """
    for name in ("content", "bookbuild.toml", "styles"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tmp_path / name)
        elif (ROOT / name).exists():
            shutil.copy(ROOT / name, tmp_path / name)
    project = BookProject(tmp_path)
    assert project.run("build", "book", "-f", "epub", "-f", "pdf").status == 0
    epub, pdf = (tmp_path / f"_book/career-guide.{form}" for form in ("epub", "pdf"))
    shown, printed = words_between_breaks(epub), words_of_pages(pdf)
    assert list(shown) == [label for label in printed if label and label != "Cover"]
    captions = captions_of(epub)
    pages = list(shown)
    wrong = [label for label in pages if shown[label] != printed[label] and label != "i"]
    while wrong:
        label = wrong.pop(0)
        after = pages[pages.index(label) + 1]
        moved = [one for one in captions if one in shown[label] and one not in printed[label]]
        assert moved, f"page {label}"
        for caption in moved:
            shown[label] = shown[label].replace(caption, "")
            printed[after] = printed[after].replace(caption, "")
        assert (shown[label], shown[after]) == (printed[label], printed[after])
        wrong = [one for one in wrong if one != after]
