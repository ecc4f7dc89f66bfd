"""Tables that are too wide for their place: set smaller, then with broken strings, then turned on pages of their own.

The steps are classes of the table, for which the stylesheet gives it more room. Each table takes the first step at
which it fits. Before all of them its short entries may be broken, which need not be told.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from bookbuild.diagnostics import Diagnostic, diagnose
from bookbuild.layout.page_space import TURNED


@dataclass(frozen=True, slots=True)
class Excess:
    """How many times wider a table is than its place, and how many times wider its place would be on a turned page: 0
    if it cannot be turned.
    """

    times: float
    gain: float


@dataclass(frozen=True, slots=True)
class Step:
    """A step: its classes, the size of its type as a share of that of other tables, and the message about it."""

    classes: str
    size: float
    remedy: str

    @property
    def is_turned(self) -> bool:
        """Whether the table stands on turned pages."""
        return f"fit-{TURNED}" in self.classes

    @property
    def breaks_strings(self) -> bool:
        """Whether long strings are broken, if they are no numbers."""
        return _STRINGS in self.classes

    @property
    def breaks_all(self) -> bool:
        """Whether everything is broken that has no room."""
        return "fit-anywhere" in self.classes


_WHOLE = "whole-entries"
"""The class of a table in which short entries are not broken."""
_STRINGS = "fit-strings"
_TURNED = "is turned, on a page of its own"
STEPS = (
    Step("fit-small", 0.9, "is set smaller"),
    Step("fit-smaller", 0.79, "is set smaller"),
    Step("fit-smaller fit-strings", 0.79, "is set smaller, with long words broken"),
    Step("fit-turned fit-small", 0.9, _TURNED),
    Step("fit-turned fit-smaller", 0.79, _TURNED),
    Step("fit-turned fit-smaller fit-strings", 0.79, f"{_TURNED}, with long words broken"),
    Step("fit-turned fit-smallest fit-strings", 0.65, f"{_TURNED}, in very small type"),
    Step("fit-turned fit-smallest fit-anywhere", 0.65, f"{_TURNED}, with words and numbers broken anywhere"),
    Step("fit-smaller fit-anywhere", 0.79, "is set smaller, with words and numbers broken anywhere"),
)
"""All steps, in order. The last is for a table that cannot be turned."""
_CLASSES = frozenset(name for step in STEPS for name in step.classes.split())
_LONG_STRING = re.compile(r"[^\s\u00ad]{13,}")
_NUMBER = re.compile(r"[\W\d]+")
_LEAST_GAIN = 1.1
"""How many times wider a place is at least for which a table is turned."""
_NEARLY = 1.03
"""How many times too wide a table may be expected to be for a step to be tried."""
_WORDS = 6
"""How many words identify a table in a message."""


def widen(table: Element, excess: Excess) -> bool:
    """Set a table to the next step at which it may fit. Return whether there is one."""
    names = table.get("class", "").split()
    if _WHOLE in names:
        table.set("class", " ".join(name for name in names if name != _WHOLE))
        return True
    now = step_of(table)
    has_strings = any(_has_string(cell) for cell in _cells(table))
    for step in STEPS[STEPS.index(now) + 1 if now else 0 :]:
        if _may_fit(step, now, excess, has_strings=has_strings):
            _take(table, step)
            return True
    return False


def step_of(table: Element) -> Step | None:
    """Return the step that a table has taken, or None."""
    own = " ".join(name for name in table.get("class", "").split() if name in _CLASSES)
    return next((step for step in STEPS if step.classes == own), None)


def name_pages(root: Element) -> None:
    """Add the class ``has-turned`` to the body if a table is turned: WeasyPrint goes back only to pages with a name."""
    body = root.find("body")
    if body is not None and "has-turned" not in body.get("class", "") and any(map(is_turned, root.iter("table"))):
        body.set("class", f"{body.get('class', '')} has-turned".strip())


def is_turned(element: Element) -> bool:
    """Return whether an element is on a turned page of its own."""
    return f"fit-{TURNED}" in element.get("class", "").split()


def notes_on_tables(root: Element, name: str) -> Iterator[Diagnostic]:
    """Yield a note for each table of the run of this name that has taken a step."""
    for table in root.iter("table"):
        if step := step_of(table):
            message = f"a table of {_columns(table)} columns is too wide for its page: it {step.remedy}"
            hint = "give it fewer columns, or shorter words"
            yield replace(diagnose("wide-table", message, name, hint=hint), words=_first_words(table))


def _may_fit(step: Step, now: Step | None, excess: Excess, *, has_strings: bool) -> bool:
    if step is STEPS[-1]:
        return now is None or not now.is_turned
    if step.is_turned and excess.gain < _LEAST_GAIN:
        return bool(now and now.is_turned)
    if now is None or step.breaks_all:
        return True
    if step.breaks_strings and not now.breaks_strings and has_strings:
        return True
    gain = excess.gain if step.is_turned and not now.is_turned else 1
    return excess.times * step.size / now.size / gain < _NEARLY


def _take(table: Element, step: Step) -> None:
    """Set the classes of a table, and of its cells with long strings, to those of a step."""
    names = [name for name in table.get("class", "").split() if name not in _CLASSES]
    table.set("class", " ".join((*names, step.classes)))
    if step.breaks_strings:
        for cell in _cells(table):
            if _has_string(cell) and "long-string" not in cell.get("class", ""):
                cell.set("class", f"{cell.get('class', '')} long-string".strip())


def _cells(table: Element) -> Iterator[Element]:
    yield from (cell for cell in table.iter() if cell.tag in {"td", "th"})


def _has_string(cell: Element) -> bool:
    """Return whether a cell has a string that may be broken: a long one that is no number."""
    strings = _LONG_STRING.findall("".join(cell.itertext()))
    return any(_NUMBER.fullmatch(string) is None for string in strings)


def _columns(table: Element) -> int:
    """Return how many columns the first row of a table has."""
    row: Iterable[Element] = next(table.iter("tr"), ())
    return sum(int(span) if (span := cell.get("colspan", "1")).isdigit() else 1 for cell in row)


def _first_words(table: Element) -> tuple[str, ...]:
    return tuple(dict.fromkeys("".join(f"{text} " for text in table.itertext()).split()))[:_WORDS]
