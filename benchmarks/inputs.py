"""One guide in every form that a program reads: ``python -m benchmarks.inputs FOLDER CHAPTERS ARTICLES PARAGRAPHS``.

It is a program of its own, since the process that measures has to stay small (see `benchmarks.measuring`).
"""

import json
import sys
from itertools import groupby
from pathlib import Path

from benchmarks.corpus import GuideArticle, as_one_document, make_guide, write_guide
from benchmarks.single import as_html, font_files, stylesheet

_TITLE = "Guide"
# What the programs that have no stylesheets are told, so that their pages are like ours: chapters open on a recto,
# articles on a page.
_TYPST_HEAD = """\
#set page(margin: (x: 20.4mm, top: 20mm, bottom: 32mm))
#set par(justify: true)
#show heading.where(level: 1): it => { pagebreak(weak: true, to: "odd"); it }
#show heading.where(level: 2): it => { pagebreak(weak: true); it }
"""
_LATEX_HEAD = r"""
\usepackage{etoolbox}
\pretocmd{\section}{\clearpage}{}{}
"""


def write_inputs(guide: tuple[GuideArticle, ...], folder: Path) -> None:
    """Write the guide as files of articles, as one text, as one HTML document, and as BookForge wants it."""
    text = as_one_document(guide)
    write_guide(guide, folder / "guide")
    forms = {
        "guide.md": text,
        "guide.html": as_html(text, _TITLE),
        "guide.css": stylesheet(),
        "head.typ": _TYPST_HEAD,
        "head.tex": _LATEX_HEAD,
    }
    for name, content in forms.items():
        (folder / name).write_text(content, "utf-8", newline="\n")
    (folder / "fonts").mkdir()
    for name, data in font_files():
        (folder / "fonts" / name).write_bytes(data)
    _write_bookforge(guide, folder / "bookforge")


def _write_bookforge(guide: tuple[GuideArticle, ...], folder: Path) -> None:
    chapters = folder / "content" / "chapters"
    chapters.mkdir(parents=True)
    for article in guide:
        text = article.text.replace("\n#### ", "\n## ")
        (chapters / f"{article.number:05}.md").write_text(f'---\ntitle: "{article.title}"\n---\n\n{text}', "utf-8")
    parts = [
        {"title": f"Chapter {chapter}", "chapters": [f"{article.number:05}.md" for article in articles]}
        for chapter, articles in groupby(guide, lambda article: article.chapter)
    ]
    book = {
        "title": _TITLE,
        "year": 2024,
        "author": {"name": "Nobody"},
        "trim": {"width_in": 148 / 25.4, "height_in": 210 / 25.4},
        "parts": parts,
    }
    (folder / "book.yaml").write_text(json.dumps(book), "utf-8")  # JSON is YAML


if __name__ == "__main__":
    place, *size = sys.argv[1:]
    chapters, articles, paragraphs = map(int, size)
    write_inputs(make_guide(chapters, articles, paragraphs), Path(place))
