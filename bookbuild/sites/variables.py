"""``{{ name }}``: a word of the configuration in the place of its name, in any text but code."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from bookbuild.diagnostics import Diagnostic, Outcome, diagnose
from bookbuild.model import Source
from bookbuild.sites.numbered_lines import CodeBlocks, NumberedLine, lines_of, outside_code, source_of

_NAME = re.compile(r"(?P<escape>\\)?\{\{\s*(?P<name>[A-Za-z][\w-]*(?:\.[A-Za-z][\w-]*)*)\s*\}\}")
_BREAKS = re.compile(r"(?:page-?break|new-?page|break-?page|clear-?page)", re.IGNORECASE)
"""Names that are page breaks."""
_INDENTED = re.compile(r"(?: {4}|\t)\s*\S")
_ITEM = re.compile(r"\s*(?:[-*+:]|\d{1,9}[.)])\s")
_CODE = re.compile(r"(?<!`)(`+)(?!`)(?:(?!\1(?!`)).)+?(?<!`)\1(?!`)")
_LISTED_LINES = 5


def with_variables(source: Source, variables: Mapping[str, str] | None) -> Outcome[Source]:
    """Return a file with the values of variables for their names; with None, no name is one."""
    if variables is None or b"{{" not in source.data:
        return Outcome(source)
    unknown: dict[str, list[NumberedLine]] = defaultdict(list)
    text = [
        line._replace(text=_filled(line.text, line, variables, unknown)) if "{{" in line.text and not is_code else line
        for line, is_code in _with_code(lines_of(source))
    ]
    made = source_of(source.path, text)
    found = tuple(_unknown(name, used, variables) for name, used in unknown.items())
    return Outcome(Source(made.path, made.data, source.lines), found)


def _with_code(lines: list[NumberedLine]) -> Iterator[tuple[NumberedLine, bool]]:
    """Yield lines, each with whether it is code: between fences, or indented below a blank line and no list.

    The line that opens a fence is text, as it may have a caption.
    """
    code, is_open, is_list, is_blank = CodeBlocks(), False, False, True
    for line in lines:
        is_fence = code.fence(line.text) is not None
        is_indented = not is_list and _INDENTED.match(line.text) is not None and (is_blank or is_open)
        is_open = is_indented or (is_open and not line.text.strip())
        yield line, (code.is_open and not is_fence) or is_indented
        is_blank = not line.text.strip()
        if not is_blank and not line.text[:1].isspace():
            is_list = _ITEM.match(line.text) is not None
        elif not is_blank:
            is_list = is_list or _ITEM.match(line.text) is not None


def _filled(
    text: str, line: NumberedLine, variables: Mapping[str, str], unknown: Mapping[str, list[NumberedLine]]
) -> str:
    def value(match: re.Match[str]) -> str:
        name = match["name"]
        if match["escape"]:
            return rf"\{{\{{{match[0][3:]}"
        if name in variables:
            return variables[name]
        if _BREAKS.fullmatch(name):
            return match[0]
        unknown[name].append(line)
        return rf"\{{\{{{match[0][2:]}"  # printed as it was typed, and told of once

    return outside_code(text, lambda part: _NAME.sub(value, part), _CODE)


def _unknown(name: str, used: list[NumberedLine], variables: Mapping[str, str]) -> Diagnostic:
    first, *others = used
    named = ", ".join(str(one.number) for one in others[:_LISTED_LINES]) + (" …" if len(others) > _LISTED_LINES else "")
    also = f" (also on line {named})" if others else ""
    near = get_close_matches(name, list(variables), 1)
    hint = f"did you mean {{{{ {near[0]} }}}}?" if near else "write it under [variables] in bookbuild.toml"
    message = f"there is no variable {name!r}; it is printed as it was typed{also}"
    return diagnose("unknown-variable", message, first.path, first.number, hint, cause=f"unknown-variable {name}")
