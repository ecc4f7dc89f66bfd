"""Blocks of GitBook (``{% hint %}``) -> our Markdown, line by line."""

import re

from bookbuild.model.callouts import CALLOUT_NAMES

_TAG = re.compile(r"(?P<indent>\s*)\{%-?\s*(?P<name>[\w-]+)\s*(?P<attributes>.*?)\s*-?%\}\s*")
_ATTRIBUTE = re.compile(r"""(\w+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ADDRESS = re.compile(r"https?://\S+")
_WITHOUT_TRACE = frozenset(
    {
        "code", "columns", "column", "content-ref", "endcode", "endcolumn", "endcolumns", "endcontent-ref", "endembed",
        "endfile", "endstep", "endstepper", "endtab", "endtabs", "endupdate", "endupdates", "stepper", "tabs",
        "updates",
    }
)  # fmt: skip
"""Tags that define how their inside is arranged on a screen."""


def translated(line: str) -> str:
    """Return a line in our Markdown: hints as callouts, titles of tabs and of code in bold, embedded pages as links."""
    tag = _TAG.fullmatch(line) if "{%" in line else None
    if tag is None:
        return line
    attributes = {name: one or other for name, one, other in _ATTRIBUTE.findall(tag["attributes"])}
    name, indent = tag["name"], tag["indent"]
    if name == "hint":
        style = attributes.get("style", "")
        return f"{indent}::: {style if style in CALLOUT_NAMES else 'note'}"
    if name == "endhint":
        return f"{indent}:::"
    if title := attributes.get("title", ""):
        return f"{indent}**{title}**" if name in {"tab", "step", "code"} else line
    if name in {"embed", "file"} and (address := attributes.get("url") or attributes.get("src", "")):
        words = attributes.get("caption", "") or address
        return f"{indent}<{address}>" if _ADDRESS.fullmatch(words) else f"{indent}[{words}](<{address}>)"
    return "" if name in _WITHOUT_TRACE or name in {"tab", "step"} else line
