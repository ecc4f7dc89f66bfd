"""What is wrong with the parts of a book: chapters that are not there or not together, and parts without any."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

from bookbuild.config import FILE_NAME, setting_line
from bookbuild.diagnostics import Diagnostic, diagnose
from bookbuild.model import Book, PartSettings, chosen_numbers

_QUOTED = 9
_EMPTY_HINT = "name its chapters under [parts] in bookbuild.toml, or write part.number into the opening of the first"


def part_faults(project: Path, parts: Mapping[str, PartSettings] | None, book: Book) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each fault in the parts of a book, of which `parts` are those of the configuration."""
    numbers = {part.key: str(part.number) for part in book.parts}
    part_of = {str(one.number): numbers.get(one.part, "") for one in book.chapters if one.number is not None}
    first: dict[str, str] = {}
    for name, settings in (parts or {}).items():
        listed = list(chosen_numbers(settings.chapters))
        found = [_wrong(chapter, name, first.setdefault(chapter, name), part_of) for chapter in listed]
        absent = [chapter for chapter in listed if first[chapter] == name and chapter not in part_of]
        for message, hint in filter(None, [*found, _absent(absent, name, part_of)]):
            line = setting_line(project, ("parts", name, "chapters"))
            yield diagnose("part-chapters", message, FILE_NAME, line, hint)
        if name not in numbers.values() and not settings.chapters:
            line = setting_line(project, ("parts", name))
            message = f"part {name} has no chapters, and is left out"
            yield diagnose(
                "part-chapters", message, FILE_NAME, line, 'write chapters = "1-3" and the like into its table'
            )
    inside = {chapter.part for chapter in book.chapters}
    for part in book.parts:
        if part.key not in inside and part.opening:
            message = f"part {part.number} has no chapters, and stands behind all of them"
            yield diagnose("part-chapters", message, part.opening.path, part.opening.line_of("part"), _EMPTY_HINT)


def _wrong(chapter: str, name: str, other: str, part_of: Mapping[str, str]) -> tuple[str, str] | None:
    """Return what is wrong with a chapter that a part lists, and a hint. `other` is the first part that lists it."""
    if other != name:
        return f"chapter {chapter} is in part {other} already", "take it out of one of them"
    if part_of.get(chapter, name) != name:
        where = f"is in part {part_of[chapter]}" if part_of[chapter] else "is in no part"
        return (
            f"chapter {chapter} {where} and not in part {name}, as the book is in the order of its chapters",
            "a part holds chapters that follow each other: number them so, or take part: out of their own blocks",
        )
    return None


def _absent(chapters: Sequence[str], name: str, part_of: Mapping[str, str]) -> tuple[str, str] | None:
    """Return the message for all chapters that a part lists and the book lacks, and a hint."""
    if not chapters:
        return None
    near = get_close_matches(chapters[0], list(part_of), 1) if len(chapters) == 1 else []
    hint = f"did you mean {near[0]}?" if near else f"there are chapters {', '.join(part_of) or '(none)'}"
    quoted = ", ".join(chapters[:_QUOTED]) + (" …" if len(chapters) > _QUOTED else "")
    several = f"chapters {quoted}" if len(chapters) > 1 else f"chapter {quoted}"
    return f"part {name} lists {several}, which the book has not", hint
