"""The ids of a drawing, each once and each a name of XML: programs that draw graphs, and people, write others."""

import re

from bookbuild.images.drawings.names import HREFS, Element

_NAME = re.compile(r"[^\W\d][\w.-]*")
"""A name of XML without colons, as far as ids of drawings have it."""
_OTHER = re.compile(r"[^\w.-]+")
_REFERENCE = re.compile(r"(url\(\s*[\"']?#)([^\"')]+)([\"']?\s*\))")


def settle_ids(root: Element) -> None:
    """Keep each id on the first element that has it, which references mean, and turn those that are no names into
    names.
    """
    taken = {name for element in root.iter() if (name := element.get("id"))}
    seen: set[str] = set()
    renamed: dict[str, str] = {}
    for element in root.iter():
        name = element.get("id")
        if name is None:
            continue
        if not name.strip() or name in seen:
            del element.attrib["id"]
            continue
        seen.add(name)
        if not _NAME.fullmatch(name):
            renamed[name] = _new_name(name, taken)
            element.set("id", renamed[name])
    if renamed:
        _rename_references(root, renamed)


def _new_name(name: str, taken: set[str]) -> str:
    start = f"_{_OTHER.sub('_', name)}"
    new = next(
        one for number in range(len(taken) + 2) if (one := f"{start}_{number}" if number else start) not in taken
    )
    taken.add(new)
    return new


def _rename_references(root: Element, renamed: dict[str, str]) -> None:
    for element in root.iter():
        for key, value in element.attrib.items():
            text = str(value)
            if key in HREFS and text.startswith("#"):
                element.set(key, f"#{renamed.get(text[1:], text[1:])}")
            elif "#" in text:
                element.set(key, _REFERENCE.sub(lambda one: f"{one[1]}{renamed.get(one[2], one[2])}{one[3]}", text))
