"""Words of MkDocs' extensions within the running text: icons, keys, an editor's changes, signs, values of settings."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bookbuild.sites.data import Data, lookup
from bookbuild.sites.numbered_lines import CodeBlocks, NumberedLine

_CODE = re.compile(r"(?<!`)(`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)\1(?!`)", re.DOTALL)
_KEYS = re.compile(r"\+\+(?=\S)((?:[a-z0-9+'-]|\"[^\"\n]{1,40}\")+)(?<=\S)\+\+", re.IGNORECASE)
_KEY = re.compile(r"\"([^\"]+)\"|([^+\"]+)")
_ICON = re.compile(r":(?:material|fontawesome|octicons|simple)-[\w-]+:(?:\{[^{}]*\})? ?")
_YES_AND_NO = {"check": "\u2713", "close": "\u2717", "cancel": "\u2717", "xmark": "\u2717"}
_DARK = re.compile(r"!\[[^\[\]]*\]\([^()\s]*#(?:only-dark|gh-dark-mode-only)[^()]*\)(?:\{[^{}]*\})?")
_LIGHT = re.compile(r"(\]\([^()\s#]*)#(?:only-light|gh-light-mode-only)")
_LOOKS = re.compile(r"(?<=\{|\s)align=[\"']?\w+[\"']?(?=[^{}]*\})")
_ATTRIBUTES = re.compile(r"\{[^{}\n]*\balign=[^{}\n]*\}")
_INSERTED = re.compile(r"\^\^(?=\S)([^\^\n]+?)(?<=\S)\^\^")
_LANGUAGE_IN_CODE = re.compile(r"(`+)( ?)(?:#!|:::)[\w+-]+ (?=\S)")
_CHANGE = re.compile(
    r"\{\+\+(?P<added>.*?)\+\+\}|\{--(?P<taken>.*?)--\}|\{~~(?P<old>.*?)~>(?P<new>.*?)~~\}"
    r"|\{==(?P<marked>.*?)==\}|\{>>(?P<remark>.*?)<<\}",
    re.DOTALL,
)
_SIGN = re.compile(
    r"<!--.*?-->|\((?:c|tm|r)\)|(?<![\w-])<-->(?![\w-])|(?<![\w-])-->|<--(?![\w-])|\+/-|=/=|(?<![\w/.])[1-7]/[2-8](?![\w/])",
    re.DOTALL,
)
_SIGNS = {"(c)": "©", "(tm)": "™", "(r)": "®", "<-->": "↔", "-->": "→", "<--": "←", "+/-": "±", "=/=": "≠",
          "1/4": "¼", "1/2": "½", "3/4": "¾", "1/3": "⅓", "2/3": "⅔", "1/5": "⅕", "2/5": "⅖", "3/5": "⅗", "4/5": "⅘",
          "1/6": "⅙", "5/6": "⅚", "1/8": "⅛", "3/8": "⅜", "5/8": "⅝", "7/8": "⅞"}  # fmt: skip
_VALUE = re.compile(r"\{\{\s*([A-Za-z_][\w-]*(?:\.[\w-]+)*)\s*\}\}")


class Words(NamedTuple):
    """What the settings say of words: whether an editor's changes are read (``accept`` or ``reject``), whether signs
    are written by several characters, and the values that a plugin fills in.
    """

    changes: str = ""
    has_signs: bool = False
    values: Data = None


@dataclass(frozen=True, slots=True)
class _Translation:
    words: Words

    def text(self, text: str) -> str:
        """Return text in our Markdown; it keeps its lines."""
        if "{" in text:
            text = _CHANGE.sub(self._change, text) if self.words.changes else text
            text = _VALUE.sub(self._value, text) if self.words.values else text
            text = _ATTRIBUTES.sub(lambda match: _LOOKS.sub("", match[0]), text) if "align=" in text else text
        if "#only-" in text or "#gh-" in text:
            text = _LIGHT.sub(r"\1", _DARK.sub("", text)) if _LIGHT.search(text) else text
        if self.words.has_signs:
            text = _SIGN.sub(lambda match: _SIGNS.get(match[0].lower(), match[0]), text)
        if "^^" in text:
            text = _INSERTED.sub(r"<ins>\1</ins>", text)
        return _KEYS.sub(_keys, _ICON.sub(_icon, text)) if "++" in text or ":" in text else text

    def _change(self, match: re.Match[str]) -> str:
        is_accepted = self.words.changes != "reject"
        kept = (match["added"], match["new"]) if is_accepted else (match["taken"], match["old"])
        kept_text = next((one for one in (match["marked"], *kept) if one is not None), "")
        return kept_text + "\n" * (match[0].count("\n") - kept_text.count("\n"))

    def _value(self, match: re.Match[str]) -> str:
        value = lookup(self.words.values, match[1])
        return value if isinstance(value, str) and "\n" not in value else match[0]


def with_words(lines: Sequence[NumberedLine], words: Words) -> Iterator[NumberedLine]:
    """Yield lines in our Markdown; code stays as it is."""
    translation = _Translation(words)
    block: list[NumberedLine] = []
    code = CodeBlocks()
    for line in lines:
        is_fence = code.fence(line.text) is not None
        if not is_fence and not code.is_open:
            block.append(line)
            continue
        yield from _translated(block, translation.text)
        block = []
        yield line
    yield from _translated(block, translation.text)


def with_words_of(text: str, words: Words) -> str:
    """Return a title in our Markdown."""
    return _outside_code(text, _Translation(words).text).strip()


def _translated(lines: Sequence[NumberedLine], function: Callable[[str], str]) -> Iterator[NumberedLine]:
    if not lines:
        return
    texts = _outside_code("\n".join(line.text for line in lines), function).split("\n")
    yield from (line._replace(text=text) for line, text in zip(lines, texts, strict=True))


def _outside_code(text: str, function: Callable[[str], str]) -> str:
    pieces, at = list[str](), 0
    for code in _CODE.finditer(text):
        pieces += [function(text[at : code.start()]), _LANGUAGE_IN_CODE.sub(r"\1\2", code[0], count=1)]
        at = code.end()
    return "".join((*pieces, function(text[at:])))


def _icon(match: re.Match[str]) -> str:
    """Return the character of an icon that says yes or no; the others have no words."""
    sign = next((sign for word, sign in _YES_AND_NO.items() if word in match[0]), "")
    return f"{sign} " if sign and match[0].endswith(" ") else sign


def _keys(match: re.Match[str]) -> str:
    names = ((typed, name.replace("-", " ").strip()) for typed, name in _KEY.findall(match[1]))
    return "+".join(f"<kbd>{typed or name[:1].upper() + name[1:]}</kbd>" for typed, name in names if typed or name)


def values_of(settings: Data) -> Mapping[str, Data]:
    """Return the values that a plugin fills in by their names: those under ``extra``, and the settings themselves."""
    extra = lookup(settings, "extra")
    return {**(extra if isinstance(extra, dict) else {}), "extra": extra or {}, "config": settings}
