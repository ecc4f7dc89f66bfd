"""References of bookdown (``@ref(intro)`` behind a backslash) -> links. Those of Quarto are ours."""

import posixpath
import re
from collections.abc import Mapping
from typing import NamedTuple

from bookbuild.sites.quarto.cell_pictures import labels_in

_HEADING = re.compile(r"^#{1,6}[ \t]+(?P<words>.+?)[ \t]*\{[^{}\n]*#(?P<id>[\w:-]+)[^{}\n]*\}[ \t]*$", re.MULTILINE)
_PICTURE = re.compile(r"!\[(?P<words>[^\[\]\n]*)\]\([^()\n]*\)[ \t]*\{[^{}\n]*#(?P<id>[\w:-]+)[^{}\n]*\}")
_CAPTION = re.compile(r"^(?:Table)?: (?P<words>.+?)[ \t]*\{[^{}\n]*#(?P<id>tbl-[\w:-]+)[^{}\n]*\}[ \t]*$", re.MULTILINE)
_REFERENCE = re.compile(r"\\@ref\((?P<id>[\w:-]+)\)")


class Place(NamedTuple):
    """The file of a heading, a picture or a table, and its words."""

    path: str
    words: str


def places_in(contents: Mapping[str, bytes]) -> Mapping[str, Place]:
    """Return the places with an id of the author's in files, by id."""
    places: dict[str, Place] = {}
    for path, data in contents.items():
        text = data.decode("utf-8", "replace")
        for pattern in (_HEADING, _PICTURE, _CAPTION):
            for match in pattern.finditer(text):
                places.setdefault(match["id"], Place(path, match["words"].strip()))
        for label in labels_in(text):
            places.setdefault(label, Place(path, label))
    return places


def with_links(line: str, path: str, places: Mapping[str, Place]) -> str:
    """Return a line of a file with links in the place of references whose place is known and has words; a figure is
    called by its number.
    """

    def link(match: re.Match[str]) -> str:
        name = match["id"]
        place = places.get(name)
        if place is None or not place.words:
            return match[0]
        target = "" if place.path == path else posixpath.relpath(place.path, posixpath.dirname(path) or ".")
        if name.startswith(("fig", "tab", "tbl")):
            return f"[](<{target}#{name}>)"  # printed as its number
        words = place.words.replace("[", "\\[").replace("]", "\\]")
        return f"[{words}](<{target}#{name}>)"

    return _REFERENCE.sub(link, line) if "@" in line else line
