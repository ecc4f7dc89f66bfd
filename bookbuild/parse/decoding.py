"""Bytes of a file -> text: UTF-8, with one kind of line break, and without what no book can hold."""

import re
from dataclasses import replace

from bookbuild.diagnostics import Diagnostic, Outcome, Severity, diagnose
from bookbuild.parse.characters import clean_text
from bookbuild.parse.encodings import encoding_name, guess_encoding, wide_encoding

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_LINE_BREAK = re.compile("\r+\n|\r")
"""Ends of lines on Windows and old Macs, and those that a wrong transfer made of them (two returns)."""
_SAVE = "save the file as UTF-8"
_IN_AN_EDITOR = (
    "in VS Code, click the encoding in the status bar, choose Reopen with Encoding, then Save with Encoding: UTF-8; "
    "in Windows Notepad, choose Save as and the encoding UTF-8"
)
_SHOWN = 60  # bytes of a sample


def decode(data: bytes, path: str) -> Outcome[str | None]:
    """Return the text of a file, whose lines are those that an editor counts, or None if it is not UTF-8."""
    try:
        text = data.removeprefix(_BYTE_ORDER_MARK).decode("utf-8")
    except UnicodeDecodeError as error:
        return Outcome(None, (_not_utf8(data, error.start + len(data) - len(error.object), path),))
    if wide_encoding(data):  # in which plain English is UTF-8 too, with a zero after each letter
        return Outcome(None, (_not_utf8(data, data.index(0), path),))
    return clean_text(_LINE_BREAK.sub("\n", text) if "\r" in text else text, path)


def in_utf8(data: bytes, path: str) -> Outcome[bytes]:
    """Return the bytes of a file in UTF-8; one in another encoding is read in that which makes most sense, and told."""
    decoded = decode(data, path)
    if decoded.value is not None:
        return Outcome(data)
    if wide := wide_encoding(data):
        text, name = data.decode(wide, "replace"), encoding_name(wide)
    else:
        encoding = guess_encoding(b"\n".join(_wrong_lines(data))) or "cp1252"
        lines = (_in(line, encoding) for line in data.removeprefix(_BYTE_ORDER_MARK).split(b"\n"))
        text, name = "\n".join(lines), encoding_name(encoding)
    found = (replace(one, severity=Severity.WARNING, message=f"{one.message}; it is read as {name}")
             for one in decoded.diagnostics)  # fmt: skip
    return Outcome(text.encode("utf-8", "replace"), tuple(found))


def _in(line: bytes, encoding: str) -> str:
    """Return a line in UTF-8, or else in an encoding: of some files, only a part is in it."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode(encoding, "replace")


def _not_utf8(data: bytes, start: int, path: str) -> Diagnostic:
    line = data[:start].count(b"\n") + 1
    message = f"not UTF-8: the byte at offset {start} is 0x{data[start]:02X}"
    encoding = wide_encoding(data) or ("" if _is_mixed(data) else guess_encoding(b"\n".join(_wrong_lines(data))))
    cause = f"not-utf8 {encoding}" if encoding else ""
    return diagnose("not-utf8", message, path, line, _hint(data, start), cause=cause)


def _hint(data: bytes, start: int) -> str:
    wrong = _wrong_lines(data)
    if wide := wide_encoding(data):
        return f"{_SAVE}; it seems to be {encoding_name(wide)}: {_IN_AN_EDITOR}"
    encoding = guess_encoding(b"\n".join(wrong))
    name = encoding_name(encoding) if encoding else "in another encoding"
    reads = f", in which it reads {_sample(data, start, encoding)}" if encoding else ""
    if _is_mixed(data):
        return f"{_SAVE}; most of it is, but this line seems to be {name}{reads}: type what is wrong in it anew"
    return f"{_SAVE}; it seems to be {name}{reads.replace('it reads', 'this line reads')}: {_IN_AN_EDITOR}"


def _wrong_lines(data: bytes) -> list[bytes]:
    return [line for line in data.split(b"\n") if "\ufffd" in line.decode("utf-8", "replace")]


def _is_mixed(data: bytes) -> bool:
    """Return whether at least as many lines hold characters beyond ASCII in UTF-8 as hold wrong ones."""
    return sum(not line.isascii() for line in data.split(b"\n")) >= 2 * len(_wrong_lines(data))


def _sample(data: bytes, start: int, encoding: str) -> str:
    """Return the words around a wrong byte, read in an encoding."""
    begin = data.rfind(b"\n", 0, start) + 1
    line = data[begin:].partition(b"\n")[0]
    part = line[max(0, start - begin - _SHOWN // 2) : start - begin + _SHOWN // 2]
    return repr(part.decode(encoding, "replace").strip())
