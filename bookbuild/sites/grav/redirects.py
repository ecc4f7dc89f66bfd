"""Addresses of a Grav site that lead to others: ``redirects`` and ``routes`` in ``site.yaml``, which may have patterns.

A pattern is an address from its beginning, with regular expressions in it: ``/old-(.*)/page: '/new/$1'``.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bookbuild.diagnostics import Diagnostic, diagnose
from bookbuild.model import Source
from bookbuild.sites.data import Data, lookup
from bookbuild.sites.numbered_lines import CodeBlocks

_KEYS = ("redirects", "routes")
_CODE = re.compile(r"\[30\d\]$")
_GROUP = re.compile(r"\$\{?(\d)\}?")
_PLAIN = re.compile(r"[\w/. -]*")
_SLOW = re.compile(r"[*+}]\)[*+{?]|\\[1-9]")
"""Matches what may take long to compare: a repetition within another one, and a reference to a group."""
_LONGEST, _MOST_REPEATED, _CHAIN = 200, 4, 5
_LINKS = re.compile(r"(?P<before>\]\(\s*<?|^\[[^\[\]]+\]:\s+<?|\bhref=[\"'])(?P<path>/(?!/)[^\s()<>\"'#?]*)")
_SPAN = re.compile(r"(`+).+?\1(?!`)|[^`]+|`+")
_HINT = "correct it, or the links that it should lead elsewhere"


@dataclass(frozen=True)
class Redirects:
    """The rules of a site: fixed addresses, patterns with what they become, and the addresses that are pages'."""

    fixed: Mapping[str, str] = field(default_factory=dict)
    patterns: tuple[tuple[re.Pattern[str], str], ...] = ()
    pages: frozenset[str] = frozenset()
    diagnostics: tuple[Diagnostic, ...] = ()

    @classmethod
    def of(cls, settings: Data, path: str, pages: frozenset[str]) -> "Redirects":
        """Return the rules in the settings of a site, which are in a file of that path."""
        fixed: dict[str, str] = {}
        patterns: list[tuple[re.Pattern[str], str]] = []
        found: list[Diagnostic] = []
        for rule, target in _rules(settings):
            if _PLAIN.fullmatch(rule):
                fixed.setdefault(_compared(rule), target)
            elif pattern := _pattern(rule):
                patterns.append((pattern, _GROUP.sub(r"\\g<\1>", target)))
            else:
                message = f"the pattern {rule!r} is not read, so that links to it lead nowhere"
                found.append(diagnose("site-file", message, path, hint=_HINT))
        return cls(fixed, tuple(patterns), pages, tuple(found))

    def redirected(self, source: Source) -> Source:
        """Return a page whose links lead to where the site leads them."""
        if not (self.fixed or self.patterns) or not any(sign in source.data for sign in (b"](", b"href=", b"]: ")):
            return source
        code = CodeBlocks()
        lines = source.data.decode("utf-8", "surrogateescape").split("\n")
        kept = [line if code.fence(line) or code.is_open else self._line(line) for line in lines]
        return Source(source.path, "\n".join(kept).encode("utf-8", "surrogateescape"), source.lines)

    def _line(self, line: str) -> str:
        if "/" not in line:
            return line
        pieces = (match[0] for match in _SPAN.finditer(line)) if "`" in line else (line,)
        return "".join(piece if piece.startswith("`") else _LINKS.sub(self._link, piece) for piece in pieces)

    def _link(self, match: re.Match[str]) -> str:
        return match["before"] + self.target_of(match["path"])

    def target_of(self, address: str) -> str:
        """Return where an address leads; the address itself if it is a page's, or if there is no rule for it."""
        for _ in range(_CHAIN):
            if _compared(address) in self.pages or len(address) > _LONGEST or not address.startswith("/"):
                return address
            target = self._once(address)
            if target == address:
                return address
            address = target
        return address

    def _once(self, address: str) -> str:
        if target := self.fixed.get(_compared(address)):
            return target
        for pattern, target in self.patterns:
            if match := pattern.match(address):
                return match.expand(target) + address[match.end() :]
        return address


def _rules(settings: Data) -> Iterator[tuple[str, str]]:
    for key in _KEYS:
        rules = lookup(settings, key)
        for rule, target in rules.items() if isinstance(rules, dict) else ():
            if isinstance(target, str) and target.strip():
                yield _CODE.sub("", rule.strip()), _CODE.sub("", target.strip())


def _pattern(rule: str) -> re.Pattern[str] | None:
    """Return a rule as a regular expression, or None if it is none, or may take long to compare."""
    if len(rule) > _LONGEST or _SLOW.search(rule) or len(re.findall(r"[*+{]", rule)) > _MOST_REPEATED:
        return None
    try:
        return re.compile(rule.removeprefix("^"))
    except (re.error, RecursionError, OverflowError):
        return None


def _compared(address: str) -> str:
    """Return an address as it is compared: without case, and without a slash at its end."""
    return address.rstrip("/").casefold() or "/"
