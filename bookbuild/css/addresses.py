"""The addresses that a stylesheet loads something from, read by tokens (CSS Syntax Level 3): escapes hide none."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

_SIGN = re.compile(
    r"@import|@[^\s{;]{0,80}\\|(?:url|src|image|image-set|cross-fade|element)\(|\\[^(){}\"';:,]{0,160}\(", re.IGNORECASE
)
"""Without any of these, spelt out or with escapes in the name, a stylesheet loads nothing."""
_SIGNS = ("\\", "@import", "url(", "src(", "image(", "image-set(", "cross-fade(", "element(")
"""The same in plain words, which are found sooner."""
_FUNCTIONS = frozenset(
    {"url", "src", "image", "image-set", "-webkit-image-set", "cross-fade", "-webkit-cross-fade", "element"}
)


@dataclass(frozen=True, slots=True)
class CssAddress:
    """An address as it is meant, without escapes; whether it is that of another stylesheet; and its line, from 1."""

    text: str
    line: int
    is_import: bool = False


def css_addresses(css: str) -> Iterator[CssAddress]:
    """Yield the addresses that a stylesheet or a declaration loads, in order."""
    lower = css.lower()
    if any(sign in lower for sign in _SIGNS) and _SIGN.search(css):
        yield from _addresses_in(css)


@lru_cache(maxsize=8)  # each stylesheet of a theme is looked through twice
def _addresses_in(css: str) -> tuple[CssAddress, ...]:
    import tinycss2  # noqa: PLC0415 - most stylesheets load nothing

    return tuple(_addresses(tinycss2.parse_component_value_list(css, skip_comments=True)))


def without_imports(css: str) -> str:
    """Return a stylesheet without its ``@import`` rules."""
    if not any(address.is_import for address in css_addresses(css)):
        return css
    import tinycss2  # noqa: PLC0415 - likewise

    kept, is_import = [], False
    for token in tinycss2.parse_component_value_list(css, skip_comments=True):
        is_import = is_import or (token.type == "at-keyword" and token.lower_value == "import")
        if not is_import:
            kept.append(token)
        if _ends_rule(token):
            is_import = False
    serialised: str = tinycss2.serialize(kept)
    return serialised


def _addresses(tokens: Sequence[Any]) -> Iterator[CssAddress]:
    rule = ""
    for token in tokens:
        if token.type == "at-keyword":
            rule = token.lower_value
            if rule == "import":
                yield CssAddress(_imported(tokens[tokens.index(token) :]), token.source_line, is_import=True)
        elif _ends_rule(token):
            rule = ""
        if rule not in {"import", "namespace"} or token.type == "{} block":
            yield from _in_token(token)


def _ends_rule(token: Any) -> bool:
    return bool(token.type == "{} block" or token == ";")  # noqa: S105 - a token of CSS


def _in_token(token: Any) -> Iterator[CssAddress]:
    if token.type == "url":
        yield CssAddress(str(token.value).strip(), token.source_line)
    elif token.type == "function" and token.lower_name in _FUNCTIONS:
        for part in token.arguments:
            if part.type == "string":
                yield CssAddress(str(part.value).strip(), part.source_line)
            elif part.type == "function" and part.lower_name in {"var", "env", "attr"}:
                yield CssAddress(part.serialize(), part.source_line)  # not a known form of address
            else:
                yield from _in_token(part)
    else:
        inside = getattr(token, "arguments", None) or getattr(token, "content", None)
        if isinstance(inside, list):
            yield from _addresses(inside)


def _imported(tokens: Sequence[Any]) -> str:
    """Return the address of an ``@import`` rule that begins with these tokens."""
    for token in tokens[1:]:
        if token.type in {"string", "url"}:
            return str(token.value)
        if token.type == "function" and token.lower_name in _FUNCTIONS:
            return next((str(part.value) for part in token.arguments if part.type == "string"), "")
        if token.type != "whitespace":
            break
    return ""
