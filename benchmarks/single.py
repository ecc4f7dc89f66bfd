"""The same guide as one HTML document, as one gives it to WeasyPrint when nothing cuts it into runs."""

import importlib.resources
import re
from collections.abc import Iterator
from pathlib import Path

from markdown_it import MarkdownIt

_FACES = (
    ("Source Serif Pro", "font_source_serif_pro", "SourceSerifPro-Regular.otf", 400, "normal"),
    ("Source Serif Pro", "font_source_serif_pro", "SourceSerifPro-It.otf", 400, "italic"),
    ("Source Serif Pro", "font_source_serif_pro", "SourceSerifPro-Bold.otf", 700, "normal"),
    ("Source Sans Pro", "font_source_sans_pro", "SourceSansPro-Regular.otf", 400, "normal"),
    ("Source Sans Pro", "font_source_sans_pro", "SourceSansPro-Bold.otf", 700, "normal"),
)


def as_html(markdown: str, title: str) -> str:
    """Return a complete document with contents, its headings numbered for the links of the contents."""
    body = MarkdownIt("commonmark").enable("table").render(markdown)
    places = (f'<h{level} id="h{index}">' for index, level in enumerate(re.findall(r"<h([12])>", body)))
    body = re.sub(r"<h[12]>", lambda _: next(places), body)
    head = f'<meta charset="utf-8"><title>{title}</title><style>{stylesheet()}</style>'
    contents = "".join(_contents(body))
    return f'<!DOCTYPE html><html lang="en"><head>{head}</head><body><nav>{contents}</nav>{body}</body></html>'


def stylesheet() -> str:
    """Return the document's style, with its fonts by their places on this machine."""
    return "\n".join((*_font_faces(), Path(__file__).with_name("single.css").read_text("utf-8")))


def font_files() -> tuple[Path, ...]:
    """Return the font files that the style names."""
    return tuple(Path(str(importlib.resources.files(face[1]) / "files" / face[2])) for face in _FACES)


def _contents(body: str) -> Iterator[str]:
    depth = 0
    for level, place, text in re.findall(r'<h([12]) id="(h\d+)">(.*?)</h', body):
        wanted = int(level)
        yield "<ul>" * (wanted - depth) + "</ul>" * (depth - wanted)
        yield f'<li><a href="#{place}">{text}</a></li>'
        depth = wanted
    yield "</ul>" * depth


def _font_faces() -> Iterator[str]:
    for (family, _, _, weight, style), file in zip(_FACES, font_files(), strict=True):
        face = f'font-family: "{family}"; font-weight: {weight}; font-style: {style}; src: url("{file.as_uri()}")'
        yield f"@font-face {{ {face} }}"
