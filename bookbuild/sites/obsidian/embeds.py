"""Notes within notes: ``![[Note]]``, ``![[Note#Part]]``, ``![[Note#^block]]``."""

import re
from collections.abc import Iterator, Mapping, Sequence

from bookbuild.diagnostics import Diagnostic, Outcome, diagnose
from bookbuild.model import Source
from bookbuild.sites.data import text_of
from bookbuild.sites.numbered_lines import CodeBlocks, NumberedLine, lines_in, lines_of, source_of
from bookbuild.sites.obsidian.notes import translated
from bookbuild.sites.site import Read
from bookbuild.sites.texts import split_file

_EMBED = re.compile(r"(?P<indent>[ \t]*)!\[\[(?P<name>[^\[\]|#]*)(?:#(?P<part>[^\[\]|]+))?(?:\|[^\[\]]*)?\]\][ \t]*")
_HEADING = re.compile(r"(?P<marks>#{1,6})[ \t]+(?P<words>.*?)(?:[ \t]+#+)?[ \t]*")
_DEEPEST = 5


def prepared(source: Source, read: Read, by_name: Mapping[str, str]) -> Outcome[Source]:
    """Return a note with the notes that are embedded on lines of their own. `by_name` has the paths of the vault."""
    embeds = _Embeds(read, by_name)
    split = split_file(source.data, source.path)
    head, title = (len(split.block), text_of(split.metadata, "title")) if split else (0, "")
    note = list(translated(lines_of(source), head, title, embeds.diagnostics))
    lines = list(embeds.lines(note, (source.path,)))
    return Outcome(source_of(source.path, lines), tuple(embeds.diagnostics))


class _Embeds:
    def __init__(self, read: Read, by_name: Mapping[str, str]) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._read, self._by_name = read, by_name

    def lines(self, lines: Sequence[NumberedLine], within: tuple[str, ...]) -> Iterator[NumberedLine]:
        """Yield the lines. `within` are the paths of the notes around them."""
        code = CodeBlocks()
        for line in lines:
            embed = None if code.fence(line.text) or code.is_open else _EMBED.fullmatch(line.text)
            if embed is None or not _is_note(embed["name"]):
                yield line
                continue
            yield from self._embedded(embed, line, within)

    def _embedded(self, embed: re.Match[str], line: NumberedLine, within: tuple[str, ...]) -> Iterator[NumberedLine]:
        name, part = embed["name"].strip(), embed["part"] or ""
        file = name.rpartition("/")[2].casefold().removesuffix(".md")
        path = self._by_name.get(f"{file}.md", "") if name else line.path
        content = self._read(path) if path and len(within) < _DEEPEST and (path not in within or part) else None
        inside = _part_of(_without_block(content, path), part) if content is not None else []
        if not inside:
            place = f"{name}#{part}" if part else name
            message = f"the note {place!r} is not put in here: there is no such note, or it would hold itself"
            self.diagnostics.append(
                diagnose("site-include", message, line.path, line.number, "correct its name, or take the line out")
            )
            return
        yield line._replace(text="")
        yield from self.lines(list(_lowered(inside)), (*within, path))
        yield line._replace(text="")


def _lowered(lines: Sequence[NumberedLine]) -> Iterator[NumberedLine]:
    """Yield the lines of a note with its headings of the highest level one below it: the page around it has its own."""
    code = CodeBlocks()
    for line in lines:
        is_code = bool(code.fence(line.text)) or code.is_open
        yield line if is_code or not line.text.startswith("# ") else line._replace(text=f"#{line.text}")


def _is_note(name: str) -> bool:
    suffix = name.rpartition(".")[2].lower() if "." in name else ""
    return suffix in ("", "md") or not suffix.isalnum() or len(suffix) > len("excalidraw")


def _without_block(content: bytes, path: str) -> list[NumberedLine]:
    """Return the lines of a note behind its metadata block."""
    split = split_file(content, path)
    return lines_in(content, path)[len(split.block) if split else 0 :]


def _part_of(lines: list[NumberedLine], part: str) -> list[NumberedLine]:
    """Return the lines below a heading with it, or the paragraph with a block id, or all lines without a part."""
    if not part:
        return lines
    if part.startswith("^"):
        return _block(lines, part)
    wanted = " ".join(part.rpartition("#")[2].casefold().split())
    found: list[NumberedLine] = []
    level = 0
    for line in lines:
        heading = _HEADING.fullmatch(line.text)
        if level and heading and len(heading["marks"]) <= level:
            break
        if not level and heading and " ".join(heading["words"].casefold().split()) == wanted:
            level = len(heading["marks"])
        if level:
            found.append(line)
    return found


def _block(lines: list[NumberedLine], name: str) -> list[NumberedLine]:
    end = next((at for at, line in enumerate(lines) if line.text.rstrip().endswith(name)), None)
    if end is None:
        return []
    start = end
    while start and lines[start - 1].text.strip() and not _HEADING.fullmatch(lines[start - 1].text):
        start -= 1
    last = lines[end]._replace(text=lines[end].text.rstrip().removesuffix(name).rstrip())
    return [*lines[start:end], last]
