"""Jupyter notebooks -> Markdown: texts, code, and results that are text or pictures."""

import json
import re
from base64 import b64encode
from collections.abc import Iterator
from typing import Any

from bookbuild.diagnostics import Diagnostic, Outcome, diagnose
from bookbuild.model import Source

_SVG = "image/svg+xml"
_PICTURES = ("image/png", "image/jpeg", _SVG, "image/gif", "image/webp")
_ATTACHMENT = re.compile(r"\(attachment:(?P<name>[^()\s\"]+)")


def from_notebook(source: Source) -> Outcome[Source]:
    """Return a notebook as a page of Markdown, with the pictures that are in it; a diagnostic reports those of kinds
    that a book does not have.
    """
    try:
        notebook = json.loads(source.data.decode("utf-8-sig"))
        cells = notebook["cells"]
    except (ValueError, KeyError, TypeError, RecursionError):
        message = "the notebook cannot be read: it is not in the format of Jupyter 4"
        found = diagnose("site-file", message, source.path, hint="open it in Jupyter and save it again")
        return Outcome(Source(source.path, b"", ()), (found,))
    language = _language(notebook)
    text = "\n\n".join(part for cell in cells if isinstance(cell, dict) for part in _cell(cell, language))
    return Outcome(Source(source.path, text.encode()), tuple(_drawn(source.path, cells)))


def _language(notebook: Any) -> str:
    metadata = notebook.get("metadata") or {}
    return str((metadata.get("language_info") or metadata.get("kernelspec") or {}).get("name", "")).rstrip("0123456789")


def _cell(cell: Any, language: str) -> Iterator[str]:
    text, tags = _joined(cell.get("source")), (cell.get("metadata") or {}).get("tags") or ()
    if "remove-cell" in tags:
        return
    if cell.get("cell_type") == "markdown" or (cell.get("cell_type") == "raw" and text.startswith("---")):
        yield _with_attachments(text, cell.get("attachments"))
    elif text.strip() and "remove-input" not in tags:
        yield f"````{language}\n{text}\n````"
    for output in (cell.get("outputs") or ()) if "remove-output" not in tags else ():
        if isinstance(output, dict) and (result := _result(output)):
            yield result


def _with_attachments(text: str, attachments: Any) -> str:
    """Return a text in which pictures that are in the notebook itself (``attachment:a.png``) have their data."""
    if not isinstance(attachments, dict):
        return text

    def address(match: re.Match[str]) -> str:
        return f"({_picture(attachments.get(match['name'])) or match[0][1:]}"

    return _ATTACHMENT.sub(address, text)


def _picture(data: Any) -> str:
    """Return the data address of a picture of the first kind that a book has, or an empty string."""
    for kind in _PICTURES if isinstance(data, dict) else ():
        if content := _joined(data.get(kind)):
            encoded = b64encode(content.encode()).decode() if kind == _SVG else "".join(content.split())
            return f"data:{kind};base64,{encoded}"
    return ""


def _result(output: Any) -> str:
    data = output.get("data") or {}
    if picture := _picture(data):
        return f"![]({picture})"
    if _is_drawn(data):
        return ""
    result = _joined(output.get("text") or data.get("text/plain")).rstrip()
    return f"````\n{result}\n````" if result else ""


def _is_drawn(data: Any) -> bool:
    return any(name.startswith("image/") for name in data)


def _joined(lines: Any) -> str:
    return "".join(map(str, lines)) if isinstance(lines, list) else str(lines or "")


def _drawn(path: str, cells: Any) -> Iterator[Diagnostic]:
    outputs = [one for cell in cells if isinstance(cell, dict) for one in cell.get("outputs") or ()]
    drawn = sum(
        _is_drawn(one.get("data") or {}) and not _picture(one.get("data")) for one in outputs if isinstance(one, dict)
    )
    if drawn:
        message = (
            f"{drawn} pictures that code drew are left out" if drawn > 1 else "a picture that code drew is left out"
        )
        yield diagnose("site-include", message, path, hint="save it to a file, and put it in with ![words](file.png)")
