"""The language of each part of a text: the article's, or that of the innermost element with ``lang``."""

import re
from collections import Counter

from markdown_it.token import Token

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?P<rest>[^<>]*)>")
_LANG = re.compile(r"""(?:^|[\s"'])lang\s*=\s*["']?(?P<language>[A-Za-z0-9-]+)""", re.IGNORECASE)
_VOID = frozenset({"area", "br", "col", "hr", "img", "input", "wbr"})


class Languages:
    """Elements that are open, each with its language (BCP 47)."""

    def __init__(self, language: str) -> None:
        self._open = [("", language)]
        self._count: Counter[str] = Counter()

    @property
    def current(self) -> str:
        """The language of what comes next."""
        return self._open[-1][1]

    def is_within(self, names: frozenset[str]) -> bool:
        """Return whether an element of one of these names is open."""
        return any(self._count[name] for name in names)

    def read_token(self, token: Token) -> None:
        """Read a token that opens or closes an element."""
        if token.nesting == 1:
            self._enter(token.tag, str(token.attrs.get("lang", "")))
        elif token.nesting == -1:
            self._leave(token.tag)

    def read_html(self, html: str) -> None:
        """Read the tags of raw HTML."""
        for tag in _TAG.finditer(html):
            name = tag["name"].lower()
            if tag["close"]:
                self._leave(name)
            elif name not in _VOID and not tag["rest"].endswith("/"):
                found = _LANG.search(tag["rest"])
                self._enter(name, found["language"] if found else "")

    def _enter(self, name: str, language: str) -> None:
        self._open.append((name, language or self.current))
        self._count[name] += 1

    def _leave(self, name: str) -> None:
        """Close an element, and all that were left open within it."""
        while self._count[name]:
            closed, _ = self._open.pop()
            self._count[closed] -= 1
            if closed == name:
                break
