"""The same book with the same pages, in one WeasyPrint document: ``python -m benchmarks.same_pages GUIDE OUTPUT.pdf``.

It has bookbuild's own XHTML and stylesheets; contents are numbered by ``target-counter`` and running heads set by
``string-set``, as one does without page runs. So what it takes differs from bookbuild by the way of laying out alone.
"""

import re
import sys
import tempfile
from html import escape
from pathlib import Path

from weasyprint import CSS, HTML

from benchmarks.rendition import rendition_of
from bookbuild.layout.font_configuration import BookFontConfiguration
from bookbuild.model import PageRun, Typeface

_NUMBERS = """
.numbered::after { content: target-counter(attr(href), page) }
@page :left { @bottom-left { content: counter(page) } }
@page :right { @bottom-right { content: counter(page) } }
"""
_BODY = re.compile(r'<body class="([^"]*)" style="([^"]*)">(.*)</body>', re.DOTALL)
_FOLIO = re.compile(r'<a class="folio" href="book:([^"]*)">⟦[^⟧]*⟧</a>')


def main(guide: Path, output: Path) -> None:
    """Lay out a guide's PDF as one document."""
    rendition = rendition_of(guide)
    fonts = BookFontConfiguration()
    with tempfile.TemporaryDirectory() as folder:
        faces = "".join(_font_face(face, Path(folder)) for face in rendition.typefaces)
        texts = [faces, *(sheet.css for sheet in (*rendition.stylesheets, *rendition.furniture)), _NUMBERS]
        sheets = [CSS(string=text, font_config=fonts, base_url=folder) for text in texts]
        body = "".join(_section(run) for run in rendition.runs if run.division != "cover")
        head = f"<head><title>{escape(rendition.identity.title)}</title></head>"
        document = HTML(string=f'<html lang="en">{head}<body>{body}</body></html>')
        document.render(stylesheets=sheets, font_config=fonts).write_pdf(output, pdf_tags=True)


def _section(run: PageRun) -> str:
    found = _BODY.search(run.xhtml)
    if found is None:
        raise ValueError(run.name)
    kind, style, content = found.groups()
    content = _FOLIO.sub(r'<a class="folio numbered" href="#\1"></a>', content).replace('href="book:', 'href="#')
    heads = (f"'{escape(head).replace(chr(39), '')}'" for head in run.heads)
    strings = ", ".join(f"{name} {head}" for name, head in zip(("chapter-title", "article-title"), heads, strict=True))
    opens = "right" if run.opens == "recto" else "page"
    return f'<div class="{kind}" style="{style};break-before:{opens};string-set:{strings}">{content}</div>'


def _font_face(face: Typeface, folder: Path) -> str:
    file = folder / face.name
    file.write_bytes(face.data)
    return (
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; font-style: {face.style}; '
        f'src: url("{file.as_uri()}") }}\n'
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
