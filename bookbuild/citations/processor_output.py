"""What citeproc-py returns, taken apart: names and what follows them, without the signs around them."""

import re
from typing import Any

from bookbuild.citations.styles import NAMES_BEGIN, NAMES_END


def attributes(element: Any) -> str:
    """Return the values of all attributes below an element and in the macros that it calls."""
    values: list[str] = []
    waiting, known = [element], set()
    while waiting:
        for part in waiting.pop().iter():
            values += (f'"{value}"' for value in part.attrib.values())
            name = part.get("macro")
            if name and name not in known:
                known.add(name)
                waiting.append(part.get_macro(name))
    return " ".join(values)


def parted(text: str) -> tuple[str, str]:
    """Return the names that a citation begins with, and what follows them; empty names if it begins with none."""
    start = text.find(NAMES_BEGIN)
    if start < 0 or text[:start].strip():
        return "", unmarked(text)
    depth, place = 0, start
    for place in range(start, len(text)):
        depth += (text[place] == NAMES_BEGIN) - (text[place] == NAMES_END)
        if not depth:
            break
    names, rest = unmarked(text[start : place + 1]), unmarked(text[place + 1 :])
    tags = re.match(r"(?:</\w+>)+", rest)
    if tags:  # the names end within an element, such as one in small capitals
        opened = re.match(r"(?:<[^/][^>]*>)+", text)
        names, rest = f"{opened[0] if opened else ''}{names}{tags[0]}", rest[tags.end() :]
    return names, re.sub(r"^[\s,;:.]+", "", rest)


def unmarked(text: str) -> str:
    """Return a text without the signs around names."""
    return text.replace(NAMES_BEGIN, "").replace(NAMES_END, "")


def closed(text: str) -> str:
    """Return a piece of XHTML without elements that it opens or closes alone."""
    opened = re.findall(r"<(\w+)", text)
    closed = re.findall(r"</(\w+)", text)
    return re.sub(r"<[^>]*>", "", text) if sorted(opened) != sorted(closed) else text.strip()
