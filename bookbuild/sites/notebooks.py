"""Jupyter notebooks -> Markdown: texts, code, and results that are text."""

import json
from collections.abc import Iterator
from typing import Any

from bookbuild.diagnostics import Diagnostic, Outcome, diagnose
from bookbuild.model import Source


def from_notebook(source: Source) -> Outcome[Source]:
    """Return a notebook as a page of Markdown, without the pictures that its code drew, which a diagnostic reports."""
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
    text = _joined(cell.get("source"))
    if cell.get("cell_type") == "markdown" or (cell.get("cell_type") == "raw" and text.startswith("---")):
        yield text
    elif text.strip():
        yield f"````{language}\n{text}\n````"
    for output in cell.get("outputs") or ():
        if isinstance(output, dict) and (result := _result(output)):
            yield f"````\n{result}\n````"


def _result(output: Any) -> str:
    data = output.get("data") or {}
    if any(name.startswith("image/") for name in data):
        return ""
    return _joined(output.get("text") or data.get("text/plain")).rstrip()


def _joined(lines: Any) -> str:
    return "".join(map(str, lines)) if isinstance(lines, list) else str(lines or "")


def _drawn(path: str, cells: Any) -> Iterator[Diagnostic]:
    outputs = [one for cell in cells if isinstance(cell, dict) for one in cell.get("outputs") or ()]
    drawn = sum(
        any(name.startswith("image/") for name in (one.get("data") or {})) for one in outputs if isinstance(one, dict)
    )
    if drawn:
        message = (
            f"{drawn} pictures that code drew are left out" if drawn > 1 else "a picture that code drew is left out"
        )
        yield diagnose("site-include", message, path, hint="save it to a file, and put it in with ![words](file.png)")
