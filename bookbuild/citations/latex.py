"""LaTeX in the fields of BibTeX -> text, with the few elements that CSL has: ``<i>``, ``<b>``, ``<sup>``, ``<sub>``."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from pylatexenc.latex2text import LatexNodes2Text
from pylatexenc.latexwalker import LatexCharsNode, LatexGroupNode, LatexMacroNode, LatexWalker

_ELEMENTS = {
    **dict.fromkeys(("emph", "textit", "textsl", "mkbibemph", "textcite"), ("<i>", "</i>")),
    **dict.fromkeys(("textbf", "mkbibbold"), ("<b>", "</b>")),
    **dict.fromkeys(("textsuperscript", "mkbibsuperscript"), ("<sup>", "</sup>")),
    "textsubscript": ("<sub>", "</sub>"),
    "textsc": ('<span style="font-variant:small-caps;">', "</span>"),
    **dict.fromkeys(("enquote", "mkbibquote"), ("\u201c", "\u201d")),
}
NO_CASE = ('<span class="nocase">', "</span>")
"""Around words whose capitals stay, whatever a style does with others: those in braces."""
_PER_CENT = re.compile(r"(?<!\\)%")
_SPACE = re.compile(r"[^\S\N{NO-BREAK SPACE}]+")


def text_of(latex: str, *, has_case: bool = False) -> str:
    """Return LaTeX as text; if it has case, braces keep the capitals of what is in them."""
    if not re.search(r"[\\{}$~%`'-]", latex):
        return _one_line(latex)
    try:
        nodes, _, _ = LatexWalker(_PER_CENT.sub(r"\%", latex), tolerant_parsing=True).get_latex_nodes()
    except Exception:  # noqa: BLE001 - whatever the parser cannot follow is shown without its braces
        return _one_line(re.sub(r"[{}]", "", latex))
    return _one_line(_written(nodes, has_case=has_case))


def _one_line(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


def _written(nodes: Iterable[Any], *, has_case: bool) -> str:
    """Return nodes as text. A node is what the library makes of LaTeX: it has no common type."""
    parts: list[str] = []
    waiting: list[Any] = []
    following = iter(node for node in nodes if node is not None)
    for node in following:
        if isinstance(node, LatexGroupNode):
            shown = _group(node, has_case=has_case)
        elif isinstance(node, LatexMacroNode) and node.macroname in _ELEMENTS:
            before, after = _ELEMENTS[node.macroname]
            shown = f"{before}{_written(_inside(node, following), has_case=False)}{after}"
        else:
            waiting.append(node)
            continue
        parts += (_plain(waiting), shown)
        waiting = []
    return "".join((*parts, _plain(waiting)))


def _inside(macro: LatexMacroNode, following: Iterator[Any]) -> list[Any]:
    """Return what a macro is about: its argument, or for one that the library does not know the next node."""
    known = [one for one in (macro.nodeargd.argnlist or () if macro.nodeargd else ()) if one]
    given = known or [one for one in (next(following, None),) if one is not None]
    return [part for one in given for part in (one.nodelist if isinstance(one, LatexGroupNode) else [one])]


def _group(node: Any, *, has_case: bool) -> str:
    written = _written(node.nodelist, has_case=False)
    is_accent = len(node.nodelist) == 1 and not isinstance(node.nodelist[0], LatexCharsNode)
    keeps = has_case and any(map(str.isupper, written)) and not (is_accent and len(written) == 1)
    return f"{NO_CASE[0]}{written}{NO_CASE[1]}" if keeps else written


def _plain(nodes: Sequence[Any]) -> str:
    return str(_writer().nodelist_to_text(nodes)) if nodes else ""


@cache
def _writer() -> LatexNodes2Text:
    return LatexNodes2Text(strict_latex_spaces="macros", math_mode="text")
