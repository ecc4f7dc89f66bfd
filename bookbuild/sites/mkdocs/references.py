"""References that a plugin resolves (``[words][program.part]``): their words are printed.

What they lead to is described by the plugin, and is not in the book.
"""

import re
from collections.abc import Iterator, Sequence
from functools import partial

from bookbuild.diagnostics import Diagnostic, diagnose
from bookbuild.sites.numbered_lines import CodeBlocks, NumberedLine

_DEFINITION = re.compile(r"[ ]{0,3}\[(?P<name>[^\[\]^]+)\]:\s*\S.*")
_REFERENCE = re.compile(
    r"(?P<code>(?<!`)(?P<ticks>`+)(?!`)[^\n]+?(?<!`)(?P=ticks)(?!`))"
    r"|(?<![\]\\!])\[(?P<words>(?:`[^`\n]+`|[^\[\]`\n])+)\]\[(?P<name>[^\[\]\n]*)\](?![(\[])"
)


def with_words_alone(lines: Sequence[NumberedLine], found: list[Diagnostic]) -> Iterator[NumberedLine]:
    """Yield the lines with the words of references that no line of the page defines; the first of them is told."""
    defined = {_folded(match["name"]) for line in lines if (match := _DEFINITION.fullmatch(line.text))}
    lost: list[NumberedLine] = []
    code = CodeBlocks()
    for line in lines:
        is_code = code.fence(line.text) is not None or code.is_open
        if is_code or "][" not in line.text:
            yield line
            continue
        text = _REFERENCE.sub(partial(_words, defined=defined), line.text)
        lost += [line] if text != line.text else []
        yield line._replace(text=text)
    if lost:
        message = "a reference that a plugin of the website resolves is printed without a link"
        hint = "nothing is to be done, if what it names is not in the book; or write a link: [words](page.md#part)"
        found.append(diagnose("foreign-markup", message, lost[0].path, lost[0].number, hint, cause="plugin reference"))


def _words(match: re.Match[str], defined: set[str]) -> str:
    if match["code"] or _folded(match["name"] or match["words"]) in defined:
        return match[0]
    return match["words"]


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
