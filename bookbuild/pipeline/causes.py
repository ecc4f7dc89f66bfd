"""One cause, one message: diagnostics of the same cause are joined, wherever and in whatever book it was found."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bookbuild.diagnostics import Diagnostic, Location, Severity

_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


def join_causes(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return diagnostics without repetitions, and with one for each cause, which names all locations.

    It stands where the first of them was, and has the words of the most severe one.
    """
    causes: dict[object, list[Diagnostic]] = {}
    for found in _without_repeated_characters(tuple(diagnostics)):
        causes.setdefault(found.cause or found, []).append(found)
    return tuple(map(_joined, causes.values()))


def _without_repeated_characters(diagnostics: tuple[Diagnostic, ...]) -> Iterator[Diagnostic]:
    """Yield diagnostics, without those on characters of titles where others name the same characters: those at the
    line where the title is written, or those of a page with more of them.
    """
    of_characters = [found for found in diagnostics if found.characters]
    written = {(found.code, one) for found in of_characters if found.location for one in found.characters}
    elsewhere = {(found.code, frozenset(found.characters)) for found in of_characters if not found.location}
    for found in diagnostics:
        if found.characters and not found.location:
            named = {one for code, one in written if code == found.code}
            ours = frozenset(found.characters)
            if ours <= named or any(code == found.code and ours < more for code, more in elsewhere):
                continue
        yield found


def _joined(same: list[Diagnostic]) -> Diagnostic:
    first = min(same, key=lambda found: _RANKS[found.severity])
    locations = list(dict.fromkeys(place for found in (first, *same) for place in _locations(found)))
    return replace(first, location=locations[0], also_at=tuple(locations[1:])) if locations else first


def _locations(found: Diagnostic) -> tuple[Location, ...]:
    return (*((found.location,) if found.location else ()), *found.also_at)
