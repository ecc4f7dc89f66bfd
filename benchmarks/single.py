"""The same guide as one HTML document, as one gives it to WeasyPrint when nothing cuts it into runs."""

import re
from collections.abc import Iterator
from pathlib import Path

from markdown_it import MarkdownIt

from bookbuild.model import Typeface
from bookbuild.typefaces import load_typefaces

_CUTS = ((400, "normal"), (400, "italic"), (700, "normal"))


def as_html(markdown: str, title: str) -> str:
    """Return a complete document with contents, its headings numbered for the links of the contents."""
    body = MarkdownIt("commonmark").enable("table").render(markdown)
    places = (f'<h{level} id="h{index}">' for index, level in enumerate(re.findall(r"<h([12])>", body)))
    body = re.sub(r"<h[12]>", lambda _: next(places), body)
    head = f'<meta charset="utf-8"><title>{title}</title><style>{stylesheet()}</style>'
    contents = "".join(_contents(body))
    return f'<!DOCTYPE html><html lang="en"><head>{head}</head><body><nav>{contents}</nav>{body}</body></html>'


def stylesheet() -> str:
    """Return the document's style, with its fonts in a folder beside it."""
    return "\n".join((*_font_faces(), Path(__file__).with_name("single.css").read_text("utf-8")))


def font_files() -> Iterator[tuple[str, bytes]]:
    """Yield names and bytes of the font files that the style names."""
    return ((face.name, face.data) for face in _faces())


def _faces() -> Iterator[Typeface]:
    """Yield text and headings in regular, italic and bold, cut from their variable fonts."""
    families = ("Source Serif 4", "Source Sans 3")
    faces = load_typefaces(css="strong { font-weight: bold }")
    return (face for face in faces if face.family in families and (face.weight, face.style) in _CUTS)


def _contents(body: str) -> Iterator[str]:
    depth = 0
    for level, place, text in re.findall(r'<h([12]) id="(h\d+)">(.*?)</h', body):
        wanted = int(level)
        yield "<ul>" * (wanted - depth) + "</ul>" * (depth - wanted)
        yield f'<li><a href="#{place}">{text}</a></li>'
        depth = wanted
    yield "</ul>" * depth


def _font_faces() -> Iterator[str]:
    for face in _faces():
        described = f'font-family: "{face.family}"; font-weight: {face.weight}; font-style: {face.style}'
        yield f'@font-face {{ {described}; src: url("fonts/{face.name}") }}'
