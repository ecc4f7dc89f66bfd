"""What is wrong with a bookbuild.toml that is no TOML, and the line to write instead."""

import re
import tomllib

from bookbuild.config.faults import FILE_NAME
from bookbuild.diagnostics import Diagnostic, diagnose

_PLACE = re.compile(r" \(at (?:line (?P<line>\d+), column \d+|end of document)\)")
_STATEMENT = re.compile(r"(?P<key>[\w.-]+)\s*[=:]\s*(?P<value>\S.*)")
_TABLE = re.compile(r"\[(?P<name>[\w. -]+)\]?[^\]]*")
_TWICE = re.compile(r"Cannot declare \((?P<names>.*?),?\) twice")
_QUOTES = "\"'\u201c\u201d\u201e\u201f\u2018\u2019\u201a\xab\xbb"
_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}.*")
_PLAIN = re.compile(r"true|false|[-+]?[\d_.]+|[\[{].*")


def syntax_fault(error: tomllib.TOMLDecodeError, text: str) -> Diagnostic:
    """Return the diagnostic of a text that tomllib refuses."""
    place, lines = _PLACE.search(str(error)), text.splitlines()
    number = int(place["line"]) if place and place["line"] else len(lines)
    problem = _PLACE.sub("", str(error))
    line = lines[number - 1].strip() if 0 < number <= len(lines) else ""
    if twice := _TWICE.search(problem):
        name = ".".join(re.findall(r"'([^']*)'", twice["names"]))
        return diagnose(
            "config-syntax", f"the table [{name}] is there twice", FILE_NAME, number, f"put all keys under one [{name}]"
        )
    if problem == "Cannot overwrite a value" and (statement := _STATEMENT.fullmatch(line)):
        problem, hint = f"{statement['key']} is set twice", "delete one of the two lines"
        return diagnose("config-syntax", problem, FILE_NAME, number, hint)
    meant = _meant(line)
    return diagnose("config-syntax", problem, FILE_NAME, number, f"write {meant}" if meant else "")


def _meant(line: str) -> str:
    """Return a line as its author may have meant it, or an empty string."""
    table = _TABLE.fullmatch(line)
    if table and "=" not in line:
        return f"[{table['name'].strip()}]"
    statement = _STATEMENT.fullmatch(line)
    if statement is None:
        return ""
    value = statement["value"].strip()
    if _DATE.fullmatch(value):  # it stands without quotes, and is no day
        return f"{statement['key']} = 2026-11-23, a day that there is"
    words = value.strip(_QUOTES).replace("\\", "\\\\").replace('"', '\\"')
    meant = f"{statement['key']} = " + (value if _PLAIN.fullmatch(value) else f'"{words}"')
    return meant if _is_valid(meant) else ""


def _is_valid(line: str) -> bool:
    try:
        tomllib.loads(line)
    except (tomllib.TOMLDecodeError, RecursionError):
        return False
    return True
