"""What a text holds that a book does not understand: one diagnostic for each kind, at the line of the first."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from markdown_it.token import Token
from markdown_it.utils import EnvType

from bookbuild.diagnostics import Diagnostic, diagnose

_FOUND = "found"
"""Key in a token's `meta` for what was found in it."""

AS_TYPED = "it is printed as it was typed"
REFER = "write @ and the label: @fig:map, @tbl:pay, @lst:loop, @eq:sum, @box:ask or @sec:words"
"""How a text refers to a figure and the like."""

_KEY = "findings"
_LONGEST = 48
"""Number of characters of the author's words that a message quotes."""
_MOST_LINES = 5


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of finding: its diagnostic code, a message in which ``{}`` stands for the author's words, and a hint.

    Where `name_of` returns a name for the words, each name has a message of its own, and the same one in other articles
    is the same cause.
    """

    code: str
    message: str
    hint: str
    name_of: Callable[[str], str] | None = None

    def diagnostic(self, words: str, path: str, line: int) -> Diagnostic:
        """Return the diagnostic of one finding."""
        return diagnose(self.code, self.message.format(_quoted(words)), path, line, self.hint)


@dataclass(slots=True)
class Findings:
    """The findings in one text, by kind."""

    _by_kind: dict[tuple[Kind, str], dict[int, str]] = field(default_factory=dict)

    def add(self, kind: Kind, line: int, words: str) -> None:
        """Add a finding on a line; only the first of a kind, or of a name of a kind, on a line counts."""
        name = kind.name_of(words) if kind.name_of else ""
        self._by_kind.setdefault((kind, name), {}).setdefault(line, words)

    def diagnostics(self, path: str) -> Iterator[Diagnostic]:
        """Yield a diagnostic for each kind, or each name of one, which names the lines of the others."""
        for (kind, name), found in self._by_kind.items():
            first, *others = sorted(found)
            message = kind.message.format(_quoted(found[first])) + _also(others)
            cause = f"{kind.code} {name}" if name else ""
            yield diagnose(kind.code, message, path, first, kind.hint, cause=cause)


def note(token: Token, kind: Kind, words: str, offset: int = 0) -> None:
    """Note a finding on a token, `offset` lines below the token's first; the survey collects it."""
    token.meta.setdefault(_FOUND, []).append((kind, words, offset))


def forget(token: Token, kind: Kind) -> None:
    """Drop the findings of a kind that were noted on a token."""
    token.meta[_FOUND] = [found for found in noted(token) if found[0] is not kind]


def noted(token: Token) -> list[tuple[Kind, str, int]]:
    """Return the findings noted on a token: kind, words, and number of lines below the token's first."""
    found: list[tuple[Kind, str, int]] = token.meta.get(_FOUND, [])
    return found


def findings_of(env: EnvType) -> Findings:
    """Return the findings in the text that is parsed with an environment."""
    found: Findings = env.setdefault(_KEY, Findings())
    return found


def _quoted(words: str) -> str:
    line = " ".join(words.split())
    return f"'{line}'" if len(line) <= _LONGEST else f"'{line[: _LONGEST - 1]}…'"


def _also(lines: list[int]) -> str:
    if not lines:
        return ""
    named = ", ".join(f"line {line}" for line in lines[:_MOST_LINES])
    more = f" and {len(lines) - _MOST_LINES} more" if len(lines) > _MOST_LINES else ""
    return f" (also on {named}{more})"
