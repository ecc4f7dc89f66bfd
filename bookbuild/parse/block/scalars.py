"""One value of a YAML block in one line: what YAML makes of it, and how to write what is meant."""

import re
from dataclasses import dataclass, replace

_DOUBLE = re.compile(r'"(?:[^"\\]|\\.)*"')
_SINGLE = re.compile(r"'(?:[^']|'')*'")
_BAD_ESCAPE = re.compile(
    r'(?<!\\)(?:\\\\)*\\(?![0abtnvfre "/\\N_LP\t]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})'
)
_BLOCK_SCALAR = re.compile(r"[|>](?:[+-]?[1-9]?|[1-9][+-])(?:[^\S\n]+#.*)?")
_COMMENT = re.compile(r"[^\S\n]#")
_TAG = re.compile(r"!!(?:str|int|float|bool|null|seq|map|timestamp|binary|set|omap)(?!\S)")
_NAME = re.compile(r"[&*][^\s,\[\]{}]+")
_CURLED = {
    "\u201c": "\u201d\u201c",
    "\u201d": "\u201d",
    "\u201e": "\u201c\u201d",
    "\u2018": "\u2019",
    "\u2019": "\u2019",
}
_HEX = re.compile(r"#(?:[0-9a-fA-F]{3,4}){1,2}")
_IN_WORD = re.compile(r"(?<=\w)'(?=\w)")
_CLOSING = {"[": "]", "{": "}"}
_AFTER_QUOTES = "what follows # is a comment in YAML; it was read as a part of the text"
_NO_COMMENT = "the text begins with #, which makes it a comment in YAML; it was read as text"


@dataclass(frozen=True, slots=True)
class Correction:
    """A value as it should be written, and what is wrong with it. `is_refused` is whether YAML cannot read it."""

    text: str
    message: str
    is_refused: bool = True


def quoted(text: str) -> str:
    """Return a text between quotes, double ones if it has none and no backslash."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def is_block_scalar(value: str) -> bool:
    """Return whether the lines below a value are its text: ``|`` and ``>``."""
    return _BLOCK_SCALAR.fullmatch(value) is not None


def is_open(value: str) -> bool:
    """Return whether a quotation or a bracket is not closed where the value ends."""
    if value.startswith('"'):
        return _DOUBLE.match(value) is None
    if value.startswith("'"):
        return _SINGLE.match(value) is None
    return value.startswith(("[", "{")) and _bracket_end(value) is None


def corrected(value: str, block: str, *, is_text: bool, is_colour: bool) -> Correction | None:
    """Return the correction of a value that YAML reads otherwise than it is meant, or None.

    Args:
        value: the value without white space around it. It ends with its line.
        block: the whole block: an alias is one only if its anchor is there.
        is_text: whether it is a text that is printed. What follows `` #`` is then no comment.
        is_colour: whether ``#`` may begin a colour.
    """
    if not value or is_block_scalar(value):
        return None
    first = value[0]
    if first in "\"'":
        return _of_quotation(value, is_text=is_text)
    if first in "[{":
        return _of_brackets(value)
    if first in _CURLED and value[-1] in _CURLED[first] and len(value) > 1:
        return _of_curled(value, is_text=is_text)
    if first == "#":
        is_meant = (is_text and value.strip("# ") != "") or (is_colour and _HEX.fullmatch(value))
        return Correction(quoted(value), _NO_COMMENT, is_refused=False) if is_meant else None
    return _of_plain(value, block, is_text=is_text)


def _of_plain(value: str, block: str, *, is_text: bool) -> Correction | None:
    shown = value[0]
    if shown in "&*!":
        return _of_mark(value, block, is_text=is_text)
    if shown in "@`%|>,]}" or re.match(r"[-?:](?:\s|\Z)", value):
        return Correction(quoted(value), f"a text that begins with {shown} must be between quotes")
    comment = _COMMENT.search(value)
    read = value[: comment.start()] if comment else value
    if re.search(r":(?:\s|\Z)", read):
        meant = value if is_text else read
        return Correction(quoted(meant), "a text that contains a colon must be between quotes")
    if comment and is_text:
        message = f"{value[comment.start() :].strip()!r} is a comment in YAML; it was read as a part of the text"
        return Correction(quoted(value), message, is_refused=False)
    return None


def _of_mark(value: str, block: str, *, is_text: bool) -> Correction | None:
    """Return the correction of a value that begins with an anchor, an alias or a tag which nothing uses."""
    name = _NAME.match(value)
    rest = value[name.end() :].strip() if name else ""
    if _TAG.match(value) or rest.startswith(("[", "{", '"', "'", "|", ">")):
        return None
    if name and value[0] == "*" and not rest and re.search(rf"(?<!\S)&{re.escape(value[1:])}(?!\S)", block):
        return None
    is_used = name is not None and re.search(rf"\*{re.escape(name[0][1:])}(?!\w)", block) is not None
    if value[0] == "&" and (is_used or not (rest or is_text)):
        return None
    message = f"a text that begins with {value[0]} must be between quotes"
    return Correction(quoted(value), message, is_refused=value[0] == "*")


def _of_quotation(value: str, *, is_text: bool) -> Correction | None:
    mark = value[0]
    match = (_DOUBLE if mark == '"' else _SINGLE).match(value)
    rest = value[match.end() :].strip() if match else ""
    is_comment = match is not None and rest.startswith("#") and value[match.end()].isspace()
    if is_comment and is_text and (rest.endswith(mark) or rest[1:2].strip("# ")):
        return replace(_of_inner_quotes(value, mark), message=_AFTER_QUOTES, is_refused=False)
    if match and (not rest or is_comment):
        if mark == '"' and _BAD_ESCAPE.search(match[0]):
            message = "a backslash between double quotes has a meaning of its own"
            return Correction(quoted(match[0][1:-1].replace('\\"', '"')), message)
        return None
    if match is None and value.count(mark) == 1:
        return Correction(quoted(value[1:]), f"the text is not closed with {mark}")
    return _of_inner_quotes(value, mark)


def _of_inner_quotes(value: str, mark: str) -> Correction:
    """Return the correction of a text that has its own quotation marks or apostrophes within quotes."""
    inside = value[1:-1] if value.endswith(mark) else ""
    plain = _IN_WORD.sub("", inside) if mark == "'" else inside.replace('\\"', "")
    is_around = plain.count(mark) % 2 == 1 or mark not in plain or re.match(rf"[^{mark}]*(?<!\S){mark}", plain)
    meant = inside if value.endswith(mark) and is_around else value
    if mark == "'":
        message = "an apostrophe within single quotes ends the text; write it twice, or use double quotes"
        return Correction(quoted(meant.replace("''", "'")), message)
    message = "a quotation mark within double quotes ends the text; use single quotes around it"
    return Correction(quoted(meant.replace('\\"', '"')), message)


def _of_brackets(value: str) -> Correction | None:
    end = _bracket_end(value)
    rest = value[end:] if end is not None else ""
    is_template = value.startswith(("{{", "{%"))
    if end is not None and not is_template and (not rest.strip() or re.match(r"\s+#", rest)):
        return None
    return Correction(quoted(value), f"a text that begins with {value[0]} must be between quotes")


def _of_curled(value: str, *, is_text: bool) -> Correction | None:
    """Return the correction of a text between typographic quotation marks, which YAML takes for a part of it."""
    inside = value[1:-1]
    if any(mark in inside for mark in _CURLED if mark != "\u2019"):
        return _of_plain(value, "", is_text=is_text)
    is_refused = re.search(r":(?:\s|\Z)", _COMMENT.split(inside, maxsplit=1)[0]) is not None
    message = "typographic quotation marks are around the text, which are no quotes in YAML; they are left out"
    return Correction(quoted(inside), message, is_refused=is_refused)


def _bracket_end(value: str) -> int | None:
    """Return where the bracket that a value begins with is closed, or None."""
    expected: list[str] = []
    position = 0
    while position < len(value):
        character = value[position]
        quotation = (_DOUBLE if character == '"' else _SINGLE).match(value, position) if character in "\"'" else None
        if quotation and value[position - 1] in "[{,: ":
            position = quotation.end()
            continue
        position += 1
        if character in _CLOSING:
            expected.append(_CLOSING[character])
        elif character in _CLOSING.values() and expected.pop() != character:
            return None
        if not expected:
            return position
    return None
