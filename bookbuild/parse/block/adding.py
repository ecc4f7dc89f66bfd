"""Keys added to the metadata block of a file, in the format that it has. Nothing else of the text changes."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from bookbuild.model import Number
from bookbuild.parse.block.finding import SplitText, split
from bookbuild.parse.block.vocabulary import Vocabulary

_LINE = re.compile(r"[^\r\n]*(?:\r*\n|\r|\Z)")
_END = re.compile(r"[\r\n]+\Z")
_MARK = "\ufeff"
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")
"""Numbers that TOML and JSON write without quotes."""
_HEADER = r"""(?P<indent>[ \t]*)(?P<quote>["']?){}(?P=quote)[ \t]*:(?P<value>[ \t].*|)"""
_INDENT = re.compile(r"[ \t]*")
_EMPTY = re.compile(r"[ \t]*(?:#.*)?")


class _Insertion(NamedTuple):
    r"""Text to be put into a line (counted from 0) before a column. Lines end in ``\n`` whatever the file has."""

    line: int
    column: int
    text: str


def with_keys(text: str, keys: Mapping[str, str], vocabulary: Vocabulary) -> str | None:
    """Return the text of a file with dotted keys in its metadata block, or None if there is no safe place for them.

    The text has the line ends of the file. It gets a block if it has none. Values are texts, of which numbers are
    written without quotes. The result is to be read again, since a block may be other than it looks.
    """
    mark = _MARK if text.startswith(_MARK) else ""
    lines = [line for line in _LINE.findall(text.removeprefix(mark)) if line]
    plain = [_END.sub("", line) for line in lines]
    divided = split(
        "".join(f"{one}\n" if one != line else one for one, line in zip(plain, lines, strict=True)), "", vocabulary
    )
    if divided.value is None:
        return None
    added = _insertions(divided.value, plain, keys)
    if added is None:
        return None
    end = next((found[0] for line in lines if (found := _END.search(line))), "\n")
    return mark + "".join(_with(lines, added, end))


def lines_of_keys(keys: Mapping[str, str]) -> tuple[str, ...]:
    """Return keys as the lines of a YAML block."""
    return tuple("".join(_yaml(_grouped(keys))).splitlines())


def _with(lines: Sequence[str], added: Sequence[_Insertion], end: str) -> Iterator[str]:
    by_line: dict[int, list[_Insertion]] = defaultdict(list)
    for one in added:
        by_line[one.line].append(one)
    for number, line in enumerate([*lines, ""]):
        position = 0
        for one in sorted(by_line[number], key=lambda one: one.column):
            yield line[position : one.column]
            yield one.text.replace("\n", end)
            position = one.column
        yield line[position:]


def _insertions(divided: SplitText, lines: Sequence[str], keys: Mapping[str, str]) -> list[_Insertion] | None:
    groups = _grouped(keys)
    if not divided.block and divided.body_line == 1:
        return [_Insertion(0, 0, "".join(("---\n", *_yaml(groups), "---\n")))]
    first, last = len(divided.block) - len(divided.block.lstrip("\n")), divided.block.count("\n")
    first = min(first, last)
    adder = {"yaml": _in_yaml, "toml": _in_toml, "json": _in_json}[divided.form]
    return adder(lines, first, last, groups)


Groups = Mapping[str, Mapping[str, str]]
"""Keys by their first part, which is empty for those of one part."""


def _grouped(keys: Mapping[str, str]) -> Groups:
    groups: dict[str, dict[str, str]] = {}
    for key, value in keys.items():
        top, _, name = key.rpartition(".")
        groups.setdefault(top, {})[name] = value
    return groups


def _yaml(groups: Groups, indent: str = "") -> Iterator[str]:
    for top, values in groups.items():
        if top:
            yield f"{indent}{top}:\n"
        yield from (f"{indent}{'  ' if top else ''}{name}: {_yaml_value(value)}\n" for name, value in values.items())


def _yaml_value(value: str) -> str:
    return value if Number.read(value) else json.dumps(value, ensure_ascii=False)


def _in_yaml(lines: Sequence[str], first: int, last: int, groups: Groups) -> list[_Insertion] | None:
    keyed = [line for line in lines[first:last] if line.strip() and not line.lstrip().startswith("#")]
    indent = _indent_of(keyed[0]) if keyed else ""
    added, others = [], {}
    for top, values in groups.items():
        header = re.compile(_HEADER.format(re.escape(top)))
        numbers = [
            number
            for number in range(first, last)
            if (match := header.fullmatch(lines[number])) and match["indent"] == indent
        ]
        if not top or not numbers:
            others[top] = values
        elif (inside := _under(lines, numbers[0], last, values)) is not None:
            added.append(inside)
        else:
            return None
    rest = "".join(_yaml(others, indent))
    return [*added, *([_Insertion(last, 0, rest)] if rest else [])]


def _under(lines: Sequence[str], header: int, last: int, values: Mapping[str, str]) -> _Insertion | None:
    """Return keys put into a mapping of YAML: under the line of its key, or behind its brace."""
    line = lines[header]
    start = line.index(":") + 1
    if _EMPTY.fullmatch(line, start):
        following = (one for one in lines[header + 1 : last] if one.strip() and not one.lstrip().startswith("#"))
        indent, own = _indent_of(next(following, "")), _indent_of(line)
        indent = indent if len(indent) > len(own) else f"{own}  "
        return _Insertion(
            header + 1, 0, "".join(f"{indent}{name}: {_yaml_value(value)}\n" for name, value in values.items())
        )
    return _in_braces(line, header, start, (f"{name}: {_yaml_value(value)}" for name, value in values.items()))


def _in_braces(line: str, number: int, start: int, pairs: Iterator[str]) -> _Insertion | None:
    brace = re.compile(r"[ \t]*\{(?P<rest>[ \t]*\}?)").match(line, start)
    if brace is None:
        return None
    is_empty = brace["rest"].endswith("}")
    return _Insertion(number, brace.start("rest"), ", ".join(pairs) + ("" if is_empty else ", "))


def _indent_of(line: str) -> str:
    match = _INDENT.match(line)
    return match[0] if match else ""


def _in_toml(lines: Sequence[str], first: int, last: int, groups: Groups) -> list[_Insertion] | None:
    added, tables = [], ""
    for top, values in groups.items():
        pairs = [f"{name} = {_data_value(value)}" for name, value in values.items()]
        table = _line_with(rf"[ \t]*\[[ \t]*{re.escape(top)}[ \t]*\][ \t]*(?:#.*)?", lines, first, last)
        inline = _line_with(rf"[ \t]*{re.escape(top)}[ \t]*=.*", lines, first, last)
        dotted = _line_with(rf"[ \t]*{re.escape(top)}[ \t]*\..*", lines, first, last)
        if not top:
            added.append(_Insertion(first, 0, "".join(f"{pair}\n" for pair in pairs)))
        elif table is not None:
            added.append(_Insertion(table + 1, 0, "".join(f"{pair}\n" for pair in pairs)))
        elif inline is not None:
            inside = _in_braces(lines[inline], inline, lines[inline].index("=") + 1, iter(pairs))
            if inside is None:
                return None
            added.append(inside)
        elif dotted is not None:
            added.append(_Insertion(dotted, 0, "".join(f"{top}.{pair}\n" for pair in pairs)))
        else:
            tables += f"[{top}]\n" + "".join(f"{pair}\n" for pair in pairs)
    return [*added, *([_Insertion(last, 0, tables)] if tables else [])]


def _line_with(pattern: str, lines: Sequence[str], first: int, last: int) -> int | None:
    return next((number for number in range(first, last) if re.fullmatch(pattern, lines[number])), None)


def _data_value(value: str) -> str:
    return value if _PLAIN.fullmatch(value) else json.dumps(value, ensure_ascii=False)


def _in_json(lines: Sequence[str], first: int, last: int, groups: Groups) -> list[_Insertion] | None:
    opening = next((number for number in range(first, min(last + 1, len(lines))) if lines[number].strip()), None)
    if opening is None:
        return None
    added, others = [], []
    for top, values in groups.items():
        pairs = [f'"{name}": {_data_value(value)}' for name, value in values.items()]
        number = (
            _line_with(rf'(?:.*[{{,])?[ \t]*"{re.escape(top)}"[ \t]*:.*', lines, opening, len(lines)) if top else None
        )
        if number is None:
            others += [f'"{top}": {{{", ".join(pairs)}}}'] if top else pairs
            continue
        inside = _in_braces(
            lines[number], number, lines[number].index(":", lines[number].index(f'"{top}"')) + 1, iter(pairs)
        )
        if inside is None:
            return None
        added.append(inside)
    return [*added, *([_at_object(lines, opening, others)] if others else [])]


def _at_object(lines: Sequence[str], opening: int, pairs: Sequence[str]) -> _Insertion:
    """Return pairs put behind the brace of an object, or above its first line where it has none."""
    line = lines[opening]
    brace = line.find("{") + 1 if line.lstrip().startswith("{") else 0
    if brace and line[brace:].strip():
        return _Insertion(opening, brace, "".join(f"{pair}, " for pair in pairs))
    below = opening + bool(brace)
    following = next((one for one in lines[below:] if one.strip()), "")
    indent = _indent_of(following) or "  " * bool(brace)
    return _Insertion(below, 0, "".join(f"{indent}{pair},\n" for pair in pairs))
