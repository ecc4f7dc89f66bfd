"""Many articles put together at random: ``python -m tests.words --articles 100000``, as ``make words`` does.

Sixty articles at a time become an EPUB, and in a share of these books a PDF too. What is looked for: an exception, a
document that is not well-formed, a word that is in neither the book nor a diagnostic at its lines.
"""

import argparse
import json
import re
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from lxml import etree

import bookbuild
from tests.words.composition import Composition, compose
from tests.words.test_books import FIRST_LINE, project, words_of_epub, words_of_pdf
from tests.words.test_every_word import lines_of

ARTICLES = 60
"""Articles of a book."""

Finding = dict[str, object]


def main() -> int:
    """Try the articles that the command line requests, print each finding as JSON, then how many there are."""
    parser = argparse.ArgumentParser(prog="python -m tests.words", description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000, help="how many; default: %(default)s")
    parser.add_argument("--first", type=int, default=0, help="the seed of the first; default: %(default)s")
    parser.add_argument("--pdf-every", type=int, default=50, help="of so many books one becomes a PDF, too")
    parser.add_argument("--keep", type=Path, help="a folder for the books that become PDFs, to be judged by others")
    wanted = parser.parse_args()
    counts: Counter[str] = Counter()
    for book, first in enumerate(range(wanted.first, wanted.first + wanted.articles, ARTICLES)):
        has_pdf = book % wanted.pdf_every == 0
        for finding in tried(first, wanted.keep, has_pdf=has_pdf):
            counts[str(finding["what"])] += 1
            print_json(finding)
        counts["articles"] += ARTICLES
        counts["books"] += 1
        counts["PDFs"] += has_pdf
        sys.stderr.write(f"\r{counts['articles']:,} articles, {dict(counts)}")
    print_json(counts)
    return 1 if set(counts) - {"articles", "books", "PDFs"} else 0


def print_json(what: Mapping[str, object]) -> None:
    """Print a line of JSON."""
    sys.stdout.write(json.dumps(what, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def tried(first: int, keep: Path | None = None, *, has_pdf: bool) -> Iterator[Finding]:
    """Yield what is wrong with the book of sixty seeds."""
    composed = {number: compose(first + number, first_line=FIRST_LINE) for number in range(1, ARTICLES + 1)}
    formats = ["epub", "pdf"] if has_pdf else ["epub"]
    with tempfile.TemporaryDirectory(prefix="words-") as folder:
        try:
            result = bookbuild.build(project(Path(folder), composed), formats=formats, use_cache=False, jobs=1)
        except Exception:  # noqa: BLE001 - what is looked for
            yield {"what": "exception", "first": first, "text": traceback.format_exc()}
            return
        files = {file.format: Path(file.path).read_bytes() for file in result.files}
    for one in result.diagnostics:
        if one.code == "internal-error":
            yield {"what": "exception", "first": first, "text": str(one)}
    for form in formats:
        if form not in files:
            errors = [str(one) for one in result.diagnostics if one.severity.value == "error"]
            yield {"what": f"no {form.upper()}", "first": first, "text": errors}
    if keep and has_pdf:
        for form, data in files.items():
            (keep / f"words-{first}.{form}").write_bytes(data)
    named = {(one.location.path, line) for one in result.diagnostics if one.location for line in lines_of(one)}
    named |= {(place.path, place.line) for one in result.diagnostics for place in one.also_at if place.line}
    if "epub" in files:
        yield from malformed(files["epub"], first)
        yield from lost(composed, words_of_epub(files["epub"]), named, first, "epub")
    if "pdf" in files:
        yield from lost(composed, words_of_pdf(files["pdf"]), named, first, "pdf")


def malformed(epub: bytes, first: int) -> Iterator[Finding]:
    """Yield the documents of an EPUB that are not well-formed."""
    with ZipFile(BytesIO(epub)) as package:
        for name in package.namelist():
            if name.endswith((".xhtml", ".opf", ".ncx", ".svg")):
                try:
                    etree.fromstring(package.read(name))
                except etree.XMLSyntaxError as error:
                    yield {"what": "malformed", "first": first, "text": f"{name}: {error}"}


def lost(
    composed: dict[int, Composition], text: str, named: set[tuple[str, int]], first: int, form: str
) -> Iterator[Finding]:
    """Yield the words that are in neither a book's text nor a diagnostic."""
    for number, article in composed.items():
        for word in article.words:
            if word.text in text or (form == "pdf" and word.in_attribute) or is_hidden(article.text, word.text):
                continue
            if not any((f"content/{number}.md", line) in named for line in range(word.first, word.last + 1)):
                lines = article.text.split("\n")[word.first - FIRST_LINE : word.last + 1 - FIRST_LINE]
                what = f"lost in {form.upper()}"
                yield {"what": what, "seed": first + number, "word": word.text, "block": "\n".join(lines)}


def is_hidden(text: str, word: str) -> bool:
    """Return whether a word is in a comment, in instructions to programs, or in an uncalled note's later paragraphs:
    diagnostics of those are where they begin.
    """
    before, _, after = text.partition(word)
    comment = before.rpartition("<!--")[2]
    return (
        ("<!--" in before and "-->" not in comment and "-->" in after)
        or ("<?php" in before and "?>" not in before.rpartition("<?php")[2])
        or bool(re.search(r"(?m)^[> -]*(?:\d\. )?\[\^\w+\]: .*\n\n(?:    .*\n|\n)*    .*\Z", before))
    )


if __name__ == "__main__":
    sys.exit(main())
