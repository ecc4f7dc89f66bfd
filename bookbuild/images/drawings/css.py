"""CSS of drawings: nothing in it leads out of the drawing; escapes are undone, so that none can hide an address."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

_PICTURE_FUNCTIONS = {"url", "src", "image", "image-set", "-webkit-image-set", "cross-fade", "element"}
_FONT = re.compile(r"data:(?:font/|application/(?:x-)?font|application/vnd\.ms-fontobject)", re.IGNORECASE)
_SUSPECT = re.compile(r"url|src|image|import|element|cross-fade|\\|@", re.IGNORECASE)
_SIGNS = ("(", "\\", "@")
"""Every address is in a function, is imported, or has escapes."""


def clean_sheet(css: str) -> tuple[str, set[str]]:
    """Return a stylesheet without rules and addresses that lead elsewhere, and what these were, in words."""
    if not _SUSPECT.search(css):
        return css, set()
    import tinycss2  # noqa: PLC0415 - few drawings need it

    rules = tinycss2.parse_stylesheet(css, skip_comments=True)
    lost: set[str] = set()
    kept = [rule for rule in rules if rule.type != "error" and not _is_import(rule, lost)]
    for rule in kept:
        _clean_rule(rule, lost)
    unchanged = not lost and "\\" not in css and len(kept) == len(rules)
    return (css if unchanged else _without_breaks(tinycss2.serialize(kept))), lost


def clean_value(css: str) -> tuple[str, set[str]]:
    """Return the value of an attribute, or declarations, without addresses that lead elsewhere, and what these were."""
    if not any(sign in css for sign in _SIGNS) or not _SUSPECT.search(css):
        return css, set()
    import tinycss2  # noqa: PLC0415 - few drawings need it

    tokens, lost = tinycss2.parse_component_value_list(css), set[str]()
    cleaned = _cleaned(tokens, lost)
    return (css if not lost and "\\" not in css else _without_breaks(tinycss2.serialize(cleaned))), lost


def _is_import(rule: Any, lost: set[str]) -> bool:
    if rule.type == "at-rule" and rule.lower_at_keyword in {"import", "namespace", "charset"}:
        if rule.lower_at_keyword == "import":
            lost.add("a stylesheet in another file")
        return True
    return False


def _clean_rule(rule: Any, lost: set[str]) -> None:
    if rule.type not in {"qualified-rule", "at-rule"} or rule.content is None:
        return
    is_font = rule.type == "at-rule" and rule.lower_at_keyword == "font-face"
    rule.content = _cleaned(rule.content, lost, is_font=is_font)


def _cleaned(tokens: Sequence[Any], lost: set[str], *, is_font: bool = False) -> list[Any]:
    return list(_each_cleaned(tokens, lost, is_font))


def _each_cleaned(tokens: Sequence[Any], lost: set[str], is_font: bool) -> Iterator[Any]:  # noqa: FBT001 - private
    import tinycss2  # noqa: PLC0415 - few drawings need it

    for token in tokens:
        address = _address_of(token)
        if address is not None and not address.startswith("#") and not (is_font and _FONT.match(address)):
            lost.add("a font in another file" if is_font else "a picture in another file")
            yield tinycss2.ast.IdentToken(token.source_line, token.source_column, "none")
            continue
        for inner in ("arguments", "content"):
            if isinstance(getattr(token, inner, None), list):
                setattr(token, inner, _cleaned(getattr(token, inner), lost, is_font=is_font))
        yield token


def _address_of(token: Any) -> str | None:
    """Return the address that a token names, or None."""
    if token.type == "url":
        return str(token.value).strip()
    if token.type == "function" and token.lower_name in _PICTURE_FUNCTIONS:
        texts = [part.value for part in token.arguments if part.type in {"string", "url", "ident"}]
        return str(texts[0]).strip() if texts else ""
    return None


def _without_breaks(css: str) -> str:
    return css.replace("/**/", " ")
