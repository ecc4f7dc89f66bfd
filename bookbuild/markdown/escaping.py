"""Texts as they are typed in Markdown, so that nothing in them is taken for markup."""

import re

_ANYWHERE = re.compile(r"[\\`*\[\]<^~$|{}]|&(?=#?\w+;)|==+|(?<![^\W_])_|_(?![^\W_])|\+\+|%%+|!(?=\[)")
"""What may be markup within a line; an underscore within a word is none."""
_ADDRESS = re.compile(r"(https?://[^\s<>]*[^\s<>.,;:!?)\]])")
_WORDS = re.compile(r"[^\W_][\w .,;:'-]*\]")
"""Words in brackets, which are no formula."""
_AT_START = re.compile(
    r"(?P<mark>#{1,6}(?=\s|\Z)|>|[-+](?=\s|\Z)|={2,}\s*\Z|-{2,}\s*\Z|:{1,}|!{1,4}(?=\s)|%|\.{3}\s*\Z|\+{3}|;{3})"
    r"|(?P<number>[0-9]{1,9})(?P<point>[.)])(?=\s|\Z)|(?P<words>(?:Table|Figure|Caption):)"
)
_LABEL = re.compile(r"[\\\[\]`*_<&~^$={}]")


def escaped(text: str) -> str:
    """Return words with a backslash before what would be markup wherever it stands."""
    parts = _ADDRESS.split(text)  # in which every second one is an address
    parts[::2] = [_ANYWHERE.sub(_escaped, part) for part in parts[::2]]
    parts[1::2] = [f"<{part}>" if _ANYWHERE.search(part) else part for part in parts[1::2]]
    return "".join(parts)


def _escaped(match: re.Match[str]) -> str:
    if match[0] == "[" and not _WORDS.match(match.string, match.end()):
        return "&#91;"  # a backslash and a bracket could begin a formula
    return "".join(f"\\{character}" for character in match[0])


def escaped_start(line: str) -> str:
    """Return a line of words that does not begin a heading, a list or the like."""
    return _AT_START.sub(_not_at_start, line, count=1) if _AT_START.match(line) else line


def _not_at_start(match: re.Match[str]) -> str:
    if match["number"]:
        return f"{match['number']}\\{match['point']}"
    if match["words"]:
        return f"{match['words'][:-1]}\\:"
    return f"\\{match['mark']}"


def quoted_title(text: str) -> str:
    """Return a text as the title of a link or a picture, between quotes."""
    plain = " ".join(text.split())
    return '"' + re.sub(r'[\\"&]', lambda match: {"&": "&amp;", '"': "&quot;"}.get(match[0], "\\\\"), plain) + '"'


def label(text: str) -> str:
    """Return a text as the alternative of a picture, between brackets."""
    return _LABEL.sub(lambda match: f"\\{match[0]}", " ".join(text.split()))


def address(target: str) -> str:
    """Return the target of a link or a picture, as it stands between parentheses."""
    if not target or re.search(r"[\s<>()\\]", target):
        safe = re.sub(r"[<>\\\n]", lambda match: f"%{ord(match[0]):02X}", target)
        return f"<{safe}>"
    return target
