"""Parts of running text that stay as typed: addresses, names of files, paths, options of commands."""
# ruff: noqa: RUF001 - marks and letters that look alike are what this module is about

import re

from bookbuild.parse.running_text import RunningText

_CHUNK = re.compile(r"\S+")
_MARK = re.compile(r"""['"]|--|\.\.\.""")
"""What is replaced in running text: a word without any of them stays as it is anyway."""
_BEFORE = "\"'([{<«“‘’„‚*"
_AFTER = "\"')]}>»”’“‘.,;:!?…*"
_ADDRESS = re.compile(
    r"(?:www\.|mailto:|tel:)\S"
    r"|[^\s@]+@[^\s@]+\.\w"
    r"|(?:[\w-]+\.)+[a-z]{2,}[:/?#]\S",
    re.IGNORECASE,
)
_PATH = re.compile(r"(?:(?:\.{1,3}|~|[A-Za-z]:)?[\\/]|\.{2,}[\\/])[^\s/\\]|[\w.-]*[\w.][\\/](?:\S*[\\/])?\.{2,}[\\/]?")
_FILE = re.compile(r"\S*[\w)\]-]\.(?:[a-z][a-z0-9]{1,4}|[A-Z][A-Z0-9]{1,4}|7z|3gp|[chr])")
_OPTION = re.compile(r"--?[a-z]")
_ASIDE = re.compile(r"--[^\W\d_](?:[^\n-]|-(?!-)){0,200}(?<=[\w.,!?])--(?!\w)")
_NAME = re.compile(r"\w_\w|__\w")
_VALUE = re.compile(r"""(?<![\s=])=(?:"[^"\n]*"|'[^'\n]*')""")
"""A value in quotes, as in ``--name="My book"`` and in attributes."""


def fix_verbatim(text: RunningText) -> None:
    """Keep as typed what is an address, the name of a file, a path or an option."""
    for match in _VALUE.finditer(text.text) if "=" in text.text else ():
        text.fix(*match.span())
    for match in _CHUNK.finditer(text.text):
        word = match[0]
        if not word.isalpha() and _MARK.search(word):  # most words are letters alone
            core = word.lstrip(_BEFORE)
            start = match.end() - len(core)
            core = core.rstrip(_AFTER)
            if is_verbatim(core) and not is_aside(text.text, start):
                text.fix(start, start + len(core))


def is_aside(text: str, position: int) -> bool:
    """Return whether words between dashes begin at a position of a text, as Spanish has them: ``--dijo Ana--``."""
    return _ASIDE.match(text, position) is not None


def is_verbatim(word: str) -> bool:
    """Return whether a word, without the punctuation around it, is no running text."""
    return (
        "://" in word
        or "\\" in word
        or _ADDRESS.match(word) is not None
        or _PATH.match(word) is not None
        or _FILE.fullmatch(word) is not None
        or _OPTION.match(word) is not None
        or ("--" in word and (_NAME.search(word) is not None or word.count("/") > 1 or word.endswith("/")))
    )
