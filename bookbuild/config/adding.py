"""Values added to the text of a bookbuild.toml. Nothing else of it changes."""

import json
import re
import tomllib
from collections.abc import Mapping
from typing import Any


def quoted(value: str) -> str:
    """Return a text as a TOML string."""
    # A JSON string is one of TOML, if characters beyond ASCII stand as they are; only DEL needs an escape of its own.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def with_titles(text: str, titles: Mapping[str, str]) -> str | None:
    """Return a configuration with titles of chapters by number: in their tables, or in new ones at its end. None if
    there is no place for them.
    """
    new = text
    for number, title in titles.items():
        new = _with_title(new, number, title)
    try:
        wanted: dict[str, Any] = tomllib.loads(text)
        for number, title in titles.items():
            wanted.setdefault("chapters", {}).setdefault(number, {})["title"] = title
        return new if tomllib.loads(new) == wanted else None
    except (tomllib.TOMLDecodeError, TypeError, AttributeError):
        return None


def _with_title(text: str, number: str, title: str) -> str:
    end = "\r\n" if "\r\n" in text else "\n"
    line = f"title = {quoted(title)}{end}"
    own = rf"(?:{re.escape(number)}|\"{re.escape(number)}\"|'{re.escape(number)}')"
    table = re.search(rf"^[ \t]*\[[ \t]*chapters[ \t]*\.[ \t]*{own}[ \t]*\][ \t]*(?:#.*)?\r?\n", text, re.MULTILINE)
    if table:
        return text[: table.end()] + line + text[table.end() :]
    key = f'"{number}"' if "." in number else number
    return f"{text}{'' if not text or text.endswith(chr(10)) else end}{end}[chapters.{key}]{end}{line}"
