"""A Word file -> Markdown."""

import json
import posixpath
import re
from contextlib import suppress
from typing import Any

import mammoth

from bookbuild.diagnostics import Outcome, diagnose
from bookbuild.markdown import title_markdown, to_markdown
from bookbuild.model import Source
from bookbuild.sites.titles import title_of_name
from bookbuild.sites.word.captions import CAPITALS, CAPTION, SMALL_CAPITALS
from bookbuild.sites.word.losses import losses
from bookbuild.sites.word.package import DamagedError, Package
from bookbuild.sites.word.preparing import FORMULA, prepare
from bookbuild.sites.word.tidying import PREFIX, Tidied, tidied

_STYLES = "\n".join(
    (
        "p[style-name='Title'] => h1.title:fresh",
        "p[style-name='Subtitle'] => p.subtitle:fresh",
        *(f"p[style-name='{name}'] => blockquote > p:fresh" for name in ("Quote", "Intense Quote", "Quotations")),
        *(f"p[style-name='{name}'] => pre:separator('\\n')" for name in ("HTML Preformatted", "Preformatted Text")),
        f"p[style-name='Caption'] => p.{CAPTION}:fresh",
        f"small-caps => span.{SMALL_CAPITALS}",
        f"all-caps => span.{CAPITALS}",
        "p[style-name='Table Heading'] => p:fresh > strong",
        *(f"p[style-name='toc {level}'] => !" for level in range(1, 10)),
        *(f"p[style-name='{name}'] => !" for name in ("TOC Heading", "toc heading")),
        *(f"r[style-name='{name}'] => em" for name in ("Emphasis", "Subtle Emphasis", "Intense Emphasis")),
        "r[style-name='FollowedHyperlink'] =>",
        "u => u",
        "highlight => mark",
    )
)
_SHOWN_KINDS = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".svg")
_NO_TITLE = re.compile(
    r"(?:Microsoft Word - .*|.*\.docx?|(?:Document|Dokument|Documento?|Untitled)\s?\d*|)", re.IGNORECASE
)
"""Titles that programs give by themselves."""
_DC_TITLE = "{http://purl.org/dc/elements/1.1/}title"


def converted(source: Source) -> Outcome[Source]:
    """Return a Word file as a page of Markdown, and what of it is not in the book."""
    try:
        return _converted(source)
    except DamagedError as error:
        message, hint = f"cannot be read: the Word file {error}", error.hint
    except MemoryError:
        raise  # it may be enough next time
    except Exception as error:  # noqa: BLE001 - what a file may hold is without limits, and the others are read
        message = f"cannot be read: the Word file is damaged ({type(error).__name__})"
        hint = "open it in Word, and save it again as .docx"
    return Outcome(Source(source.path, b"", ()), (diagnose("unreadable", message, source.path, hint=hint),))


def _converted(source: Source) -> Outcome[Source]:
    package = Package.of(source.data)
    if package.document is None:
        raise DamagedError("is damaged: its text is missing")
    prepared = prepare(package)
    pictures = _Pictures()
    made = mammoth.convert_to_html(
        package.rebuilt(), style_map=_STYLES, convert_image=pictures, id_prefix=PREFIX, include_embedded_style_map=False
    )
    text = tidied(made.value)
    found = losses(package, (one.message for one in made.messages), pictures.left_out, source.path, prepared.hidden)
    markdown = _head(text, package, source.path) + to_markdown(text.body, text.notes)
    markdown = FORMULA.sub(lambda match: prepared.formulas[int(match[1])], markdown)
    lines = tuple((source.path, 0) for _ in range(markdown.count("\n") + 1))
    return Outcome(Source(source.path, markdown.encode(), lines), tuple(found))


class _Pictures:
    """Names pictures by their paths in the file, and keeps the names of those that no book can show."""

    def __init__(self) -> None:
        self.left_out: list[str] = []

    def __call__(self, image: Any) -> list[Any]:
        """Return the element of a picture, as mammoth asks for it."""
        name = ""
        with suppress(KeyError), image.open() as part:
            name = part.name
        if not name.lower().endswith(_SHOWN_KINDS):
            self.left_out.append(posixpath.basename(name) or "a missing one")
            return [mammoth.html.text(image.alt_text)] if image.alt_text else []
        alternative = {"alt": " ".join(image.alt_text.split())} if image.alt_text else {}
        return [mammoth.html.element("img", {"src": name, **alternative})]


def _head(text: Tidied, package: Package, path: str) -> str:
    """Return the metadata block: the title of the text, of the file's properties, or of its name."""
    title = title_markdown(text.title) if text.title else _title_of_properties(package)
    stem = posixpath.splitext(posixpath.basename(path))[0]
    head = {
        "title": title or title_of_name(stem) or stem,
        "subtitle": title_markdown(text.subtitle) if text.subtitle else "",
    }
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in head.items() if value)
    return "".join(("---\n", *lines, "---\n"))


def _title_of_properties(package: Package) -> str:
    properties = package.trees.get("docProps/core.xml")
    stated = properties.findtext(_DC_TITLE) if properties is not None else ""
    title = " ".join((stated or "").split())
    return "" if _NO_TITLE.fullmatch(title) else title
