"""Dashes and ellipses of running text, and spaces before punctuation that are not to break, by language."""
# ruff: noqa: RUF001 - marks and letters that look alike are what this module is about

import re

from bookbuild.parse.running_text import RunningText
from bookbuild.parse.verbatim import is_aside

_EN_DASH, _EM_DASH, _ELLIPSIS = "\N{EN DASH}", "\N{EM DASH}", "\N{HORIZONTAL ELLIPSIS}"
_THIN, _WIDE = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"


def _tags(spaced: str) -> list[str]:
    return spaced.split()


_DASHES = re.compile(r"(?<![-<+|=\\])(?<!<!)-{2,3}(?![->+|=])")
"""Neither arrows, comments nor frames, and no line of hyphens to write on."""
_OPTION = re.compile(r"--(?=[a-z0-9])")
_BEFORE_OPTION = re.compile(r"""(?:^|[\s(\[{</])["'“‘’]?$""")
_ELLIPSES = re.compile(r"(?<![./\\])\.{3}(?![./\\])")
"""Three dots alone: more are a line to write on."""

_FRENCH = (
    (re.compile(r"(?<=\S) +(?=[;!?»›]+(?!\w))|(?<=[«‹]) +(?=\S)"), _THIN),
    (re.compile(r"(?<=\S) +(?=:(?![^\s]))"), _WIDE),
)
_BEFORE_SIGN = ((re.compile(r"(?<=\d) +(?=[%‰€](?!\w))"), _WIDE),)
_SPACES = {
    **dict.fromkeys(
        _tags("bg ca cs da de el es et fi fr-ch gl hr hu is lb lt lv nb nn no pl pt ro ru sk sl sr sv uk"), _BEFORE_SIGN
    ),
    **dict.fromkeys(("br", "fr", "oc"), (*_FRENCH, *_BEFORE_SIGN)),
}
"""Spaces that do not break where the author typed one, by language. None is put where the author typed none."""


def set_dashes(text: RunningText) -> None:
    """Set dashes for two and three hyphens, and an ellipsis for three dots."""
    for match in _DASHES.finditer(text.text) if "--" in text.text else ():
        if not _is_option(text.text, match.start()):
            text.replace(*match.span(), _EN_DASH if match[0] == "--" else _EM_DASH)
    for match in _ELLIPSES.finditer(text.text) if "..." in text.text else ():
        text.replace(*match.span(), _ELLIPSIS)


def _is_option(text: str, position: int) -> bool:
    """Return whether hyphens begin the option of a command: ``--help``."""
    before = text[position - 2 : position] if position > 1 else text[:position]
    is_option = _OPTION.match(text, position) is not None and _BEFORE_OPTION.search(before) is not None
    return is_option and not is_aside(text, position)


def set_spaces(text: RunningText) -> None:
    """Make the spaces before punctuation that a language does not break unbreakable."""
    languages = text.languages()
    for language in languages:
        for pattern, space in _spaces_of(language):
            for match in pattern.finditer(text.text):
                if len(languages) == 1 or text.language_at(match.start()) == language:
                    text.replace(*match.span(), space)


def _spaces_of(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    tag = language.lower().replace("_", "-")
    return _SPACES.get(tag) or _SPACES.get(tag.partition("-")[0]) or ()
