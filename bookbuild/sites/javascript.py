"""Lists and mappings that are written out in JavaScript or TypeScript -> plain values. Nothing is run."""

import re
from collections.abc import Iterator

from bookbuild.sites.data import Data

_TOKEN = re.compile(
    r"""//[^\n]*|/\*.*?\*/|(?P<text>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`[^`$]*`)|(?P<sign>[\[\]{}(),:])|(?P<word>[\w.$@-]+)"""
    r"|(?P<other>[^\s\w])",
    re.DOTALL,
)
_REMARK = re.compile(r"""(?P<text>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`[^`]*`)|//[^\n]*|/\*.*?\*/""", re.DOTALL)
_CLOSING = {"[": "]", "{": "}", "(": ")"}
_DEEPEST = 40
_MOST_NAMES = 3
"""How many names may stand for each other."""
_NAME = re.compile(r"[A-Za-z_$][\w$]*")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def _without_remarks(code: str) -> str:
    return _REMARK.sub(lambda match: match["text"] or " ", code)


def values_named(code: str, name: str) -> Iterator[Data]:
    """Yield the lists, mappings and texts that stand behind a name (``sidebar: [...]``, ``const sidebar = {...}``).

    What is no list, mapping or text written out, such as the result of a computation, is left out.
    """
    code = _without_remarks(code)
    for match in re.finditer(
        rf"""(?<![\w.$-])(?:{re.escape(name)}|"{re.escape(name)}"|'{re.escape(name)}')\s*[:=]\s*""", code
    ):
        if value := _Reader(code, match.end()).value(0):
            yield value


def first_text(code: str, name: str) -> str:
    """Return the first text that code gives to a name, in one line, or an empty string."""
    return next((" ".join(one.split()) for one in values_named(code, name) if isinstance(one, str)), "")


def exported(code: str) -> Data:
    """Return the mapping that a module exports, or an empty one."""
    code = _without_remarks(code)
    match = re.search(r"(?:module\.exports\s*=|export\s+default)\s*(?:(?P<name>\w+)\s*;?|(?=\{))", code)
    if match is None:
        return {}
    if match["name"]:
        found = re.search(rf"\b(?:const|let|var)\s+{match['name']}\s*(?::[^=]+)?=\s*(?=\{{)", code)
        return _Reader(code, found.end()).value(0) if found else {}
    return _Reader(code, match.end()).value(0)


class _Reader:
    def __init__(self, code: str, start: int, names: frozenset[str] = frozenset()) -> None:
        self._code, self._names = code, names
        self._tokens = (token for token in _TOKEN.finditer(code, start) if token.lastgroup)
        self._current = next(self._tokens, None)

    def value(self, depth: int) -> Data:
        """Return the value that begins here."""
        token = self._current
        if token is None:
            return ""
        if token["text"]:
            self._advance()
            return _ESCAPED.sub(r"\1", token["text"][1:-1])
        if token["sign"] == "[" and depth < _DEEPEST:
            return self._list(depth)
        if token["sign"] == "{" and depth < _DEEPEST:
            return self._mapping(depth)
        word = token["word"] or ""
        return word if word in {"true", "false"} else self._named(word)

    def _named(self, name: str) -> Data:
        """Return the list or mapping that a name stands for, or that the function of this name returns."""
        if not _NAME.fullmatch(name) or name in self._names or len(self._names) >= _MOST_NAMES:
            return ""
        definition = re.search(
            rf"\bfunction\s+{name}\s*\([^()]*\)[^{{}}\n]*\{{\s*return\s*(?=\[|\{{)"
            rf"|\b(?:const|let|var)\s+{name}\b[^=\n]*=\s*(?:\([^()]*\)[^=\n]*=>\s*\(?)?(?=\[|\{{)",
            self._code,
        )
        return _Reader(self._code, definition.end(), self._names | {name}).value(0) if definition else ""

    def _list(self, depth: int) -> list[Data]:
        self._advance()
        found = []
        while self._current and self._current["sign"] != "]":
            found.append(self.value(depth + 1))
            self._skip()
        self._advance()
        return found

    def _mapping(self, depth: int) -> dict[str, Data]:
        self._advance()
        found = {}
        while self._current and self._current["sign"] != "}":
            key = self._current["word"] or (self._current["text"] or "")[1:-1]
            if key or self._current["text"]:
                self._advance()
            if self._current and self._current["sign"] == ":":
                self._advance()
                found[key] = self.value(depth + 1)
            self._skip()
        self._advance()
        return found

    def _skip(self) -> None:
        """Go on to what follows the next comma, or to the end of the list or mapping."""
        closing: list[str] = []
        while (token := self._current) is not None:
            sign = token["sign"] or ""
            if closing:
                if sign == closing[-1]:
                    closing.pop()
            elif sign == ",":
                self._advance()
                return
            elif sign in ("]", "}"):
                return
            if sign in _CLOSING:
                closing.append(_CLOSING[sign])
            self._advance()

    def _advance(self) -> None:
        self._current = next(self._tokens, None)


def returned(code: str) -> Iterator[Data]:
    """Yield the lists that functions return, written out."""
    code = _without_remarks(code)
    for match in re.finditer(
        r"(?:\breturn\s*|=>\s*|\bexport\s+default\s*|\bconst\s+\w*[sS]idebar\w*[^=\n]*=\s*)(?=\[)", code
    ):
        yield _Reader(code, match.end()).value(0)
