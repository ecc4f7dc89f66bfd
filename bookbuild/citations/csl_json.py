"""CSL-JSON, as Zotero, Mendeley and pandoc write it -> works."""

import json
import re
from collections.abc import Iterator
from typing import Any

from bookbuild.citations.dates import date_of
from bookbuild.citations.items import DATES, NAMES, Entry, Fault

_PLAIN = (str, int, float)


def read_csl_json(text: str) -> tuple[list[Entry], list[Fault]]:
    """Return the works of a file, and what is wrong with it."""
    try:
        values = json.loads(text)
    except json.JSONDecodeError as error:
        return [], [Fault(f"the file is no JSON: {error.msg}", error.lineno, "export it again as CSL JSON")]
    except RecursionError:
        return [], [Fault("the values of the file are nested too deeply", 0)]
    values = values.get("items", values.get("references")) if isinstance(values, dict) else values
    if not isinstance(values, list):
        return [], [Fault("the file holds no list of works", 1, "export it again as CSL JSON")]
    lines = _Lines(text)
    entries: list[Entry] = []
    faults: list[Fault] = []
    for count, value in enumerate(values, 1):
        key = str(value.get("id", "")).strip() if isinstance(value, dict) else ""
        if not key:
            faults.append(Fault(f"work {count} has no id, and is left out", 0, 'give it one: "id": "doe2020"'))
            continue
        line = lines.of(key)
        kept = dict(_variables(value, line, faults))
        entries.append(Entry(key, line, {"type": "document", **kept}))
    return entries, faults


class _Lines:
    """The lines of works in a file, asked for in order."""

    def __init__(self, text: str) -> None:
        self._text, self._place, self._line = text, 0, 1

    def of(self, key: str) -> int:
        written = re.escape(json.dumps(key, ensure_ascii=False))
        match = re.compile(rf'"id"\s*:\s*(?:{written}|{re.escape(key)}\b)').search(self._text, self._place)
        if match:
            self._line += self._text.count("\n", self._place, match.start())
            self._place = match.start()
        return self._line


def _variables(value: dict[str, Any], line: int, faults: list[Fault]) -> Iterator[tuple[str, Any]]:
    """Yield the variables of an item that have the form of their kind; the others are faults."""
    for name, content in value.items():
        if name in {"id", "custom"} or content in ("", None, [], {}):
            continue
        if name in NAMES:
            kept: Any = [one for one in content if _is_name(one)] if isinstance(content, list) else []
        elif name in DATES:
            kept = date_of(content)
        else:
            kept = content if isinstance(content, _PLAIN) else None
        if kept:
            yield name, kept
        elif not isinstance(content, list | dict) or name in NAMES | DATES:
            faults.append(Fault(f"{name} of {value['id']!r} cannot be read, and is left out", line))


def _is_name(value: object) -> bool:
    return isinstance(value, dict) and any(value.get(part) for part in ("family", "given", "literal"))
