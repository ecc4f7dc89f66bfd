"""Blocks of GitBook and of HonKit's plugins (``{% hint %}``) -> our Markdown, line by line."""

import re
from collections.abc import Mapping

_TAG = re.compile(r"(?P<indent>\s*)\{%-?\s*(?P<name>@?[\w/-]+)\s*(?P<attributes>.*?)\s*-?%\}\s*")
_ATTRIBUTE = re.compile(r"""(\w+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ADDRESS = re.compile(r"https?://\S+")
_TITLED = frozenset({"tab", "step", "code", "update"})
_WITHOUT_TRACE = re.compile(
    r"(?:end)?(?:api-method[\w-]*|code|columns?|content-ref|embed|file|openapi[\w-]*|reveal|spoiler|step|stepper|swagger[\w-]*"
    r"|tabs?|updates?)"
)
"""Tags that define how their inside is arranged on a screen."""
_PAIR = re.compile(r"\{%\s*(?P<name>math|raw|youtube)\s*%\}(?P<inside>.*?)\{%\s*end(?P=name)\s*%\}")
_DIAGRAM = re.compile(r"\{%\s*(?P<end>end)?(?:mermaid|plantuml|uml)\b.*?%\}")
_ALERT = re.compile(r"(?P<start>\s*>\s*)\*\*\[(?P<kind>info|warning|danger|success|note|tip)\]\s*(?P<title>.*?)\*\*\s*")
_SECTION = re.compile(r"\s*<!--\s*sec\b[^<>]*\bdata-title=\"(?P<title>[^\"]*)\"[^<>]*-->\s*")
_VALUE = re.compile(r"\{\{\s*book\.(?P<name>[\w.-]+)\s*\}\}")
_FORMULA = re.compile(r"(?<!\$)\$\$(?!\$)(?P<inside>[^$\n]+?)\$\$(?!\$)")
_BLOCK_FORMULA = re.compile(r"\s*\$\$[^$]*\$\$[.,;]?\s*")


def translated(line: str, values: Mapping[str, str], *, is_gitbook: bool = True) -> str:
    """Return a line in our Markdown: hints as callouts, titles of tabs and of code in bold, embedded pages as links.

    `values` are the words of the settings by their names. In GitBook, a formula between words is one in the line.
    """
    if is_gitbook and "$$" in line and not _BLOCK_FORMULA.fullmatch(line):
        line = _FORMULA.sub(r"$\g<inside>$", line)
    if "{{" in line:
        line = _VALUE.sub(lambda match: values.get(match["name"], match[0]), line)
    if alert := _ALERT.fullmatch(line):
        return f"{alert['start']}[!{alert['kind']}] {alert['title']}".rstrip()
    if section := _SECTION.fullmatch(line):
        return f"**{section['title']}**"
    if "{%" not in line:
        return line
    line = _PAIR.sub(_pair, line)
    if diagram := _DIAGRAM.fullmatch(line.strip()):
        return "```" if diagram["end"] else "```mermaid"
    tag = _TAG.fullmatch(line)
    return _tag(tag, line) if tag else line


def _pair(match: re.Match[str]) -> str:
    inside = match["inside"].strip()
    return {"math": f"${inside}$", "raw": inside, "youtube": f"<{inside}>"}[match["name"]]


def _tag(tag: re.Match[str], line: str) -> str:
    attributes = {name: one or other for name, one, other in _ATTRIBUTE.findall(tag["attributes"])}
    name, indent = tag["name"], tag["indent"]
    if name == "hint":
        return f"{indent}::: {attributes.get('style') or 'note'}"
    if name == "endhint":
        return f"{indent}:::"
    if title := attributes.get("title") or attributes.get("date", ""):
        return f"{indent}**{title}**" if name in _TITLED else line
    if name in {"embed", "file"} and (address := attributes.get("url") or attributes.get("src", "")):
        words = attributes.get("caption", "") or address
        return f"{indent}<{address}>" if _ADDRESS.fullmatch(words) else f"{indent}[{words}](<{address}>)"
    return "" if _WITHOUT_TRACE.fullmatch(name) else line
