"""Tags of Quire, and of its former version, with their arguments."""

import re

TAG = re.compile(
    r"\{%-?\s*(?P<name>[A-Za-z][\w-]*)\s*(?P<rest>(?:[^%]|%(?!\}))*?)\s*-?%\}"
    r"|\{\{<\s*(?P<end>/?)\s*q-(?P<old>[\w-]+)\s*(?P<old_rest>[^<>]*?)\s*/?>\}\}"
)
_ARGUMENT = re.compile(r"""(?:\w+\s*=\s*)?(?:"([^"]*)"|'([^']*)'|([^\s"',=]+))""")
_NAMED = re.compile(r"""([\w-]+)\s*[=:]\s*(?:"([^"]*)"|'([^']*)'|([^\s"',=]+))""")
_NAME = re.compile(r"[\w.-]+")
_CLASSES = re.compile(r"[\w -]*")
FIGURES = frozenset({"figure", "figuregroup", "figure-group", "figureref", "figure-zoom"})


def figures_in(text: str) -> frozenset[str]:
    """Return the names of the figures that stand in a page."""
    tags = (match for match in TAG.finditer(text) if read_tag(match)[0] in FIGURES - {"figureref"})
    return frozenset(name for tag in tags for one in read_tag(tag)[1] for name in _NAME.findall(one))


def names_of(tag: re.Match[str], name: str, arguments: list[str]) -> str:
    """Return the names of the figures of a tag, between commas; those of a group stand behind its columns."""
    place = 1 if name in ("figuregroup", "figure-group") and len(arguments) > 1 else 0
    return named(tag).get("id") or next(iter(arguments[place:]), "")


def words_of_group(name: str, arguments: list[str]) -> list[str]:
    """Return the caption of a group of figures, which some publications give it behind the names."""
    words = arguments[2:3] if name in ("figuregroup", "figure-group") else []
    return ["", *words, ""] if words and not _CLASSES.fullmatch(words[0]) else []


def named(tag: re.Match[str]) -> dict[str, str]:
    """Return the arguments of a tag that have names."""
    rest = tag["rest"] or tag["old_rest"] or ""
    return {key: one or two or three for key, one, two, three in _NAMED.findall(rest)}


def read_tag(tag: re.Match[str]) -> tuple[str, list[str]]:
    """Return the name of a tag and its arguments."""
    rest = tag["rest"] if tag["name"] else tag["old_rest"]
    arguments = [next(filter(None, groups), "") for groups in _ARGUMENT.findall(rest or "")]
    return tag["name"] or tag["old"], arguments
