"""Names of emoji as on GitHub, ``:rocket:``, are the characters. A name that no emoji has is reported as typed."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

_NAME = re.compile(r":(?P<name>[a-z0-9]+(?:[_-][a-z0-9]+)*|[+-]1):(?![\w:`])")
_WORD = re.compile(r"[\w:]")


def emoji_plugin(md: MarkdownIt) -> None:
    """Parse names of emoji between colons."""
    md.inline.ruler.before("escape", "emoji", _emoji)


def _emoji(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
    if state.src[state.pos] != ":" or (state.pos and _WORD.match(state.src, state.pos - 1)):
        return False
    match = _NAME.match(state.src, state.pos, state.posMax)
    character = emoji_named(match["name"]) if match else ""
    if match is None or not character:
        return False
    if not silent:
        state.push("text", "", 0).content = character
    state.pos = match.end()
    return True


def emoji_named(name: str) -> str:
    """Return the character of a name, or an empty string. Words may be parted by hyphens, which others write."""
    import emoji  # noqa: PLC0415 - few books have names of emoji

    for form in dict.fromkeys((f":{name}:", f":{name.replace('-', '_')}:")):
        if (character := emoji.emojize(form, language="alias")) != form:
            return character
    return ""
