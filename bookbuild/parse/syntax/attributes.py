"""What an attribute list does to an element: which attributes count, and a finding for each that does not."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import SequenceMatcher

from markdown_it.token import Token

from bookbuild.model.languages import is_language
from bookbuild.parse.lengths import read_length
from bookbuild.parse.syntax.findings import Findings, Kind

_LENGTHS = "write a share of the text's width, width=50%, or a length in px, mm, cm, in, pt, pc or em: width=8cm"
_UNKNOWN = Kind(
    "unused-attribute",
    "the attribute {} has no effect here and was left out",
    "those that have are #id, .class, lang, dir and title; for pictures also width, height, alt and details",
)
_INVALID = Kind(
    "unused-attribute",
    "the attribute {} has a value that cannot be used and was left out",
    f"{_LENGTHS}; lang is a code such as fr or pt-BR, dir is ltr or rtl",
)
_TOO_WIDE = Kind(
    "unused-attribute",
    "{} is more than all of the text's width or height, so it counts as 100%",
    _LENGTHS,
)
STRAY = Kind(
    "unused-attribute",
    "the attributes {} belong to nothing and are printed as they were typed",
    "write them right behind a [text in brackets], a picture, a link, *emphasis* or `code`, without a space between; "
    "to show them as they are, put them between backticks",
)

_OF_WEBSITES = re.compile(
    r"(?:decoding|download|fetchpriority|itemprop|loading|name|on[a-z]+|referrerpolicy|rel|role|sizes|srcset|style|tabindex|target)"
    r"|(?:aria|data)-[\w.:-]+"
)
"""Attributes that mean something to a browser alone."""
_ALTERNATIVES = ("alt", "fig-alt")
_MEANINGS = ("index", "term", "no-term", "unnumbered", "decorative", "run-in")
"""Classes that mean something to the program, and not to styles alone."""
_LIKENESS = 0.8
_TAGS = {"mark": "mark", "highlight": "mark", "kbd": "kbd"}
"""Classes of a span that make it another element, as pandoc does."""


def _any(value: str) -> bool:
    return bool(value.strip())


_COMMON: Mapping[str, Callable[[str], bool]] = {
    "id": _any,
    "class": _any,
    "lang": is_language,
    "dir": lambda value: value in {"ltr", "rtl", "auto"},
    "title": _any,
}
_LIST: Mapping[str, Callable[[str], bool]] = {
    "start": lambda value: re.fullmatch("-?[0-9]{1,9}", value) is not None,
    "reversed": lambda _value: True,
    "type": lambda value: value in {*"1aAiI"},
}


def set_attributes(token: Token, attributes: Mapping[str, str], findings: Findings, line: int) -> None:
    """Set the attributes that count for it on an opening token, an image or code."""
    for typed, value in attributes.items():
        name = "lang" if typed == "xml:lang" else typed
        if name in _ALTERNATIVES and token.type == "image":
            token.children = [Token("text", "", 0, content=value)]
        elif name == "details" and token.type == "image" and value.strip():
            token.attrs["aria-details"] = value.strip().removeprefix("#")
        elif name in ("width", "height") and token.type in ("image", "paragraph_open"):
            _set_length(token, name, value, findings, line)
        elif (check := _check_of(name, token)) is None and _OF_WEBSITES.fullmatch(name):
            pass
        elif check is None:
            findings.add(_UNKNOWN, line, f"{typed}={value}")
        elif not check(value):
            findings.add(_INVALID, line, f"{typed}={value}")
        elif name == "class":
            token.attrJoin("class", value)
            for mistyped, near in _mistyped(value.split()):
                findings.add(_mistake(near), line, f".{mistyped}")
        else:
            token.attrs[name] = value


def _mistyped(classes: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each class that is nearly one with a meaning, and that one. Longer words that begin so are meant."""
    for name in classes:
        likeness, near = max((_likeness(name, known), known) for known in _MEANINGS)
        if likeness >= _LIKENESS and name not in _MEANINGS:
            yield name, near


def _likeness(name: str, known: str) -> float:
    """Return how much a class is like a known one, from 0 to 1; one with its letters in another order is nearly it."""
    plain, same = (re.sub("[-_]", "", one.lower()) for one in (name, known))
    if plain.startswith(same) and plain != same:
        return 0
    return 0.99 if sorted(plain) == sorted(same) and plain != same else SequenceMatcher(None, plain, same).ratio()


def _mistake(near: str) -> Kind:
    return Kind("unused-attribute", "the class {} means nothing to the program", f"did you mean .{near}?")


def _check_of(name: str, token: Token) -> Callable[[str], bool] | None:
    return _COMMON.get(name) or (_LIST.get(name) if token.type == "ordered_list_open" else None)


def _set_length(token: Token, name: str, value: str, findings: Findings, line: int) -> None:
    length = read_length(value)
    if not length:
        findings.add(_INVALID, line, f"{name}={value}")
        return
    if value.rstrip().endswith("%") and float(value.rstrip(" %").replace(",", ".")) > float(length.rstrip("%")):
        findings.add(_TOO_WIDE, line, f"{name}={value}")
    token.attrs[name] = length


def rename_span(opening: Token, closing: Token) -> None:
    """Turn a span with the class of another element (``.mark``, ``.kbd``) into that element."""
    classes = str(opening.attrs.get("class", "")).split()
    tag = next((_TAGS[name] for name in classes if name in _TAGS), "")
    if opening.type == "span_open" and tag:
        opening.tag = closing.tag = tag
        opening.attrs["class"] = " ".join(name for name in classes if name not in _TAGS)
        if not opening.attrs["class"]:
            del opening.attrs["class"]
