"""The names that programs give to headings, each as its documentation has it; written apart from the program's own."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence

Slug = Callable[[str], str]


def is_word(character: str) -> bool:
    """Letters, marks, decimal digits and connectors: the word characters of Unicode's regular expressions."""
    kind = unicodedata.category(character)
    return kind[0] in "LM" or kind in {"Nd", "Pc"}


def github(words: str) -> str:
    return "".join(c for c in words.lower() if is_word(c) or c in "- ").replace(" ", "-")


def mdbook(words: str) -> str:
    return re.sub(r"\s", "-", "".join(c for c in words if c.isalnum() or c in "_- ")).lower()


def kramdown(words: str) -> str:
    kept = "".join(c for c in re.sub("^[^a-zA-Z]+", "", words) if c.isascii() and (c.isalnum() or c in " -"))
    return kept.replace(" ", "-").lower() or "section"


def hugo(words: str) -> str:
    kinds = {c: unicodedata.category(c) for c in words}
    kept = "".join(c for c in words if kinds[c][0] == "L" or kinds[c] == "Nd" or c in "_- ")
    return kept.replace(" ", "-").lower() or "heading"


def goldmark(words: str) -> str:
    kept = "".join(c for c in words if c.isascii() and (c.isalnum() or c in "_- "))
    return re.sub("[_ ]", "-", kept).lower() or "heading"


def pandoc(words: str) -> str:
    kept = "".join(c for c in words if c.isalnum() or c in "_-. ")
    name = "-".join(kept.lower().split())
    while name and not name[0].isalpha():
        name = name[1:]
    return name or "section"


def grav(words: str) -> str:
    """Return the name of Grav's anchors plugin, which uses AnchorJS."""
    return (
        re.sub("-+", "-", re.sub(r"[& +$,:;=?@\"#{}|^~\[`%!<>\]./()*\\]", "-", words.replace("'", "")))
        .strip("-")
        .lower()
    )


COUNTING_ALIKE: Sequence[Slug] = (github, mdbook, kramdown, hugo, goldmark, pandoc, grav)
"""Programs that call the second heading of a name ``name-1``, and the third ``name-2``."""


def counted(slug: Slug, headings: Sequence[str]) -> list[str]:
    """Return the names of headings in order, in composed form; equal ones are numbered."""
    seen: Counter[str] = Counter()
    names: list[str] = []
    for words in headings:
        name = slug(words)
        names.append(f"{name}-{seen[name]}" if seen[name] else name)
        seen[name] += 1
    return [unicodedata.normalize("NFC", name) for name in names]
