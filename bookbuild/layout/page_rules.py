"""Page rules of a project's own stylesheets: margin boxes with true page numbers, and no size.

The text blocks of a book and what stands in the margins are laid out apart. What a project puts into margin boxes is
drawn there alone, and its counters of pages are those of the book. The size of pages is set in the configuration, since
binding and imposing must know it; marks and a bleed would change it for some of them.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import tinycss2  # ships no types

from bookbuild.diagnostics import Diagnostic, diagnose
from bookbuild.layout.features.pages import MARGIN_BOXES
from bookbuild.model import Stylesheet

FURNITURE = "furniture-page.css"
"""The stylesheet that every document of folios and running heads has."""
_STRINGS = {"page": "page-number", "pages": "page-count"}
"""The named strings with the numbers of the book, by the counters that would be those of the document."""

_SIZE = ("size", 'set it in bookbuild.toml: [page] trim = "6x9in", or page = { trim = "a4" } of an edition')
_MARKS = ("marks", "take it out: sheets have them, with bookbuild impose --marks crop")
_BLEED = ("bleed", "take it out: the pages of one file would be of two sizes")
_SET_ELSEWHERE = {
    "size": _SIZE,
    "marks": _MARKS,
    **dict.fromkeys((f"bleed_{side}" for side in ("top", "right", "bottom", "left")), _BLEED),
}
"""What a project's page rules do not change, with the way to do it."""

_PAGE_COUNTER = re.compile(r"counters?\(\s*pages?\b|target-counters?\(.*?,\s*pages?\b", re.IGNORECASE)


def settle_page_rules(parsed: Any, sheet: Stylesheet, *, is_furniture: bool) -> Iterator[Diagnostic]:
    """Change the page rules of a parsed stylesheet of a project, and yield what of them is not followed."""
    if not sheet.origins:
        return
    kept = []
    for rule, selectors, declarations in parsed.page_rules:
        if any(box in MARGIN_BOXES for _, box, _ in selectors):
            if is_furniture:
                kept.append((rule, selectors, list(map(_with_true_numbers, declarations))))
            continue
        found = dict.fromkeys(_SET_ELSEWHERE[name] for name, *_ in declarations if name in _SET_ELSEWHERE)
        if not is_furniture:
            yield from (_not_followed(sheet, rule.source_line, *what) for what in found)
        kept.append((rule, selectors, [one for one in declarations if one[0] not in _SET_ELSEWHERE]))
    parsed.page_rules[:] = kept
    if not is_furniture and _PAGE_COUNTER.search(sheet.css):
        yield from _counters_in_text(sheet)


def _counters_in_text(sheet: Stylesheet) -> Iterator[Diagnostic]:
    """Yield a warning for the first rule about elements that prints the number of a page: an article has its own."""
    for rule in tinycss2.parse_stylesheet(sheet.css, skip_comments=True, skip_whitespace=True):
        if rule.type == "qualified-rule" and (found := _PAGE_COUNTER.search(tinycss2.serialize(rule.content))):
            message = f"{sheet.name} prints {found[0]}) in the text, where it is not the book's"
            hint = "put it into the margin of pages: @page { @bottom-right { content: counter(page) } }"
            yield _at(sheet, rule.source_line, diagnose("layout-warning", message, hint=hint, cause=message))
            return


def _with_true_numbers(declaration: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return a declaration whose content has numbers of the book instead of counters."""
    name, value, *others = declaration
    if name != "content" or not isinstance(value, list | tuple):
        return declaration
    return (name, [_true_number(part) for part in value], *others)


def _true_number(part: Any) -> Any:
    if isinstance(part, tuple) and part[0] in {"counter()", "counters()"} and part[1][0] in _STRINGS:
        style = part[1][-1] if isinstance(part[1][-1], str) else "decimal"
        name = _STRINGS[part[1][0]]
        return ("string()", (name if style == "decimal" else f"{name}-{style}", "first"))
    return part


def _not_followed(sheet: Stylesheet, line: int, what: str, hint: str) -> Diagnostic:
    message = f"{sheet.name} sets the {what} of pages, which is not followed"
    return _at(sheet, line, diagnose("page-size", message, hint=hint, cause=message))


def _at(sheet: Stylesheet, line: int, found: Diagnostic) -> Diagnostic:
    return replace(found, location=sheet.location(line))
