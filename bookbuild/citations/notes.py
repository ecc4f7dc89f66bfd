"""Footnotes that citations get: put in among those of an article, and all numbered anew."""

import re
from dataclasses import dataclass, field

_NEW = "new-"
_CALL = re.compile(rf'<sup class="noteref" data-note="({_NEW})?(\d+)"></sup>')
_MOVED = re.compile(
    rf'[ \n]*((?:<sup class="noteref" data-note="{_NEW}\d+"></sup>)+)([.,;:!?]+["\u201d\u2019\u00bb]?)?'
)


@dataclass(slots=True)
class NewNotes:
    """Footnotes that are added to an article."""

    notes: list[str] = field(default_factory=list)

    def add(self, note: str) -> str:
        """Add a footnote, and return its call."""
        self.notes.append(note)
        return f'<sup class="noteref" data-note="{_NEW}{len(self.notes)}"></sup>'


def in_new_order(body: str, notes: list[str], new: NewNotes) -> tuple[str, list[str]]:
    """Return a body and its notes with the new ones among them, numbered in the order of their calls.

    The call of a new one stands behind the word without a space, and behind the mark that follows it.
    """
    if not new.notes:
        return body, notes
    parts = [_MOVED.sub(r"\2\1", body)]
    numbers: dict[tuple[str, str], int] = {}

    def numbered(match: re.Match[str]) -> str:
        called = (match[1] or "", match[2])
        if called not in numbers:
            numbers[called] = len(numbers) + 1
            parts.append((new.notes if match[1] else notes)[int(match[2]) - 1])
        return f'<sup class="noteref" data-note="{numbers[called]}"></sup>'

    written: list[str] = []
    for part in parts:  # grows during the loop, as notes call notes
        written.append(_CALL.sub(numbered, part))  # noqa: PERF401 - see above
    return written[0], written[1:]
