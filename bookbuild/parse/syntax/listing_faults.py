"""What is wrong with the words behind a code fence: names of languages with a slip, lines that the code lacks."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache

from bookbuild.parse.syntax.findings import Kind
from bookbuild.parse.vocabulary import names

_COMMON = sorted(
    names(
        "bash clojure console cpp csharp css dart diff docker elixir erlang fortran groovy haskell html http java "
        "javascript json julia kotlin latex lua makefile markdown matlab nginx ocaml pascal perl php powershell prolog "
        "python ruby rust scala shell sql swift terraform toml typescript xml yaml"
    )
)
"""Languages that are often meant; the slips of others are not told from names that no program knows."""
_LIKENESS = 0.75
_SHORTEST = 4
_RANGE = re.compile(r"(\d+)(?:\s*(?:-|\.\.)\s*(\d+))?")


def listing_faults(language: str, ranges: list[str], count: int) -> Iterator[tuple[Kind, str]]:
    """Yield what is wrong with the language of code, and with the lines that are to stand out (as they are written, of
    `count` lines), with the words in question.
    """
    if near := near_language(language):
        yield mistyped_language(near), language
    for written in ranges:
        if any(character.isdigit() for character in written) and not _are_lines(written, count):
            yield _lines_kind(count), written


def near_language(name: str) -> str:
    """Return the language that was probably meant by a name that is none, or an empty string."""
    name = name.lower()
    if len(name) < _SHORTEST or name in _COMMON:
        return ""
    near = [one for one in get_close_matches(name, _COMMON, 3, _LIKENESS) if one[0] == name[0]]
    return near[0] if near and not _is_known(name) else ""


def _is_known(name: str) -> bool:
    from pygments.lexers import get_all_lexers  # noqa: PLC0415 - rarely needed

    return any(name in aliases or f"*.{name}" in files for _, aliases, files, _ in get_all_lexers(plugins=False))


def _are_lines(written: str, count: int) -> bool:
    pairs = [(int(match[1][:6]), int((match[2] or match[1])[:6])) for match in _RANGE.finditer(written)]
    has_words = any(character.isalpha() for character in _RANGE.sub("", written))
    return not has_words and all(0 < first <= last <= count for first, last in pairs)


@cache
def mistyped_language(near: str) -> Kind:
    """Return what is found where a language is probably meant by a name that is none."""
    return Kind(
        "mistyped-markup", "{} is no language that is known, so the code has no colours", f"did you mean {near}?", str
    )


def _lines_kind(count: int) -> Kind:
    lines = "1 line" if count == 1 else f"{count} lines"
    return Kind(
        "mistyped-markup",
        f"the lines {{}} that are to stand out are not all in the code, which has {lines}",
        "count from 1, the first line of the code, whatever number is printed beside it: 1,4-6",
        str,
    )
