"""The parts of a Word file, made ready for mammoth: what it would leave out in silence is put where it reads it."""

import re
from dataclasses import dataclass, field

from lxml import etree

from bookbuild.sites.word.formulas import is_line, tex_of
from bookbuild.sites.word.list_styles import nest_lists
from bookbuild.sites.word.numbers import mark_numbers
from bookbuild.sites.word.package import M, Package, W
from bookbuild.sites.word.styles import standardise

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_VML = "{urn:schemas-microsoft-com:vml}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_OFF = frozenset({"0", "false", "off"})


FORMULA = re.compile("\ue012(\\d+)\ue013")
"""Matches what stands for a formula, by its number."""


@dataclass(slots=True)
class Prepared:
    """How many pieces of hidden text there were, and the formulas in TeX."""

    hidden: int = 0
    formulas: list[str] = field(default_factory=list)


def prepare(package: Package) -> Prepared:
    """Put signs for formulas and numbers of lists, put the text of drawn boxes behind their paragraphs, and take hidden
    text out.
    """
    prepared = Prepared()
    standardise(package)
    nest_lists(package)
    mark_numbers(package)
    for name, tree in package.trees.items():
        if name.startswith("word/"):
            _write_formulas(tree, prepared.formulas)
            _write_plainly(tree)
            _keep_apart(tree)
            _join_initials(tree)
            _free_boxes(tree)
            prepared.hidden += _without_hidden(tree)
    return prepared


def _write_formulas(tree: etree._Element, formulas: list[str]) -> None:
    for formula in list(tree.iter(f"{M}oMath")):
        run = etree.Element(f"{W}r")
        if is_line(formula):
            etree.SubElement(run, f"{W}t").text = "".join(text.text or "" for text in formula.iter(f"{M}t"))
        elif tex := tex_of(formula):
            etree.SubElement(run, f"{W}t").text = f"\ue012{len(formulas)}\ue013"
            formulas.append(f"${tex}$")
        run.tail = formula.tail
        parent = formula.getparent()
        if parent is not None:
            parent.replace(formula, run)
    for paragraph in list(tree.iter(f"{M}oMathPara")):
        parent = paragraph.getparent()
        if parent is not None:
            for run in paragraph.findall(f"{W}r"):
                paragraph.addprevious(run)
            parent.remove(paragraph)


def _write_plainly(tree: etree._Element) -> None:
    """Write what mammoth does not know as what it knows: other directions, fields, ruby, lettering, boxes to tick."""
    for around in list(tree.iter(f"{W}bdo", f"{W}dir", f"{W}fldSimple")):
        parent = around.getparent()
        for child in list(around) if parent is not None else ():
            around.addprevious(child)
        if parent is not None:
            parent.remove(around)
    for ruby in list(tree.iter(f"{W}ruby")):
        base, above = (_words(ruby, f"{W}{part}") for part in ("rubyBase", "rt"))
        _replace_by_text(ruby, f"{base} ({above})" if above else base)
    for path in list(tree.iter(f"{_VML}textpath")):
        _replace_by_text(path, path.get("string", ""), around=f"{W}pict")
    for one in tree.iter(f"{W}cr"):
        one.tag = f"{W}br"
    for one in tree.iter(f"{W}dstrike"):
        one.tag = f"{W}strike"
    for box in list(tree.iter(f"{_W14}checkbox")):
        parent = box.getparent()
        if parent is not None:
            parent.remove(box)


def _keep_apart(tree: etree._Element) -> None:
    """Turn breaks of pages and columns between words into those of lines; others have no meaning in a book."""
    for one in tree.iter(f"{W}br"):
        if one.get(f"{W}type", "") in {"page", "column"} and _is_between_words(one):
            del one.attrib[f"{W}type"]


def _is_between_words(one: etree._Element) -> bool:
    """Return whether a paragraph has words before an element and behind it, which it keeps apart."""
    paragraph = next(one.iterancestors(f"{W}p"), None)
    before = after = False
    is_behind = False
    for other in paragraph.iter(f"{W}t", f"{W}br") if paragraph is not None else ():
        is_behind = is_behind or other is one
        has_words = other.tag == f"{W}t" and bool((other.text or "").strip())
        before, after = before or (has_words and not is_behind), after or (has_words and is_behind)
    return before and after


def _words(element: etree._Element, part: str) -> str:
    return "".join(text.text or "" for one in element.iter(part) for text in one.iter(f"{W}t"))


def _replace_by_text(element: etree._Element, words: str, around: str = "") -> None:
    """Put words in the place of an element of a run, or of the element around it."""
    found = next(element.iterancestors(around), None) if around else element
    parent = found.getparent() if found is not None else None
    if found is None or parent is None:
        return
    text = etree.Element(f"{W}t")
    text.text, text.tail = words, found.tail
    parent.replace(found, text)


def _join_initials(tree: etree._Element) -> None:
    """Put a large initial, which is a paragraph of its own, before the words that it belongs to."""
    for frame in list(tree.iter(f"{W}framePr")):
        paragraph = next(frame.iterancestors(f"{W}p"), None)
        following = paragraph.getnext() if paragraph is not None else None
        parent = paragraph.getparent() if paragraph is not None else None
        if not frame.get(f"{W}dropCap") or paragraph is None or parent is None or following is None:
            continue
        if following.tag == f"{W}p":
            place = 1 if following.find(f"{W}pPr") is not None else 0
            for run in reversed(paragraph.findall(f"{W}r")):
                following.insert(place, run)
            parent.remove(paragraph)


def _free_boxes(tree: etree._Element) -> None:
    """Put the paragraphs of text boxes that are only drawn behind the paragraphs that the boxes belong to."""
    for box in list(tree.iter(f"{W}txbxContent")):
        choice = next(box.iterancestors(f"{_MC}AlternateContent"), None)
        has_other = choice is not None and choice.find(f"{_MC}Fallback") is not None
        is_read = next(box.iterancestors(f"{_MC}Fallback", f"{_VML}textbox"), None) is not None
        paragraph = next(box.iterancestors(f"{W}p"), None)
        if has_other or is_read or paragraph is None:
            continue
        for child in reversed(list(box)):
            paragraph.addnext(child)


def _without_hidden(tree: etree._Element) -> int:
    found = [one for one in tree.iter(f"{W}vanish") if one.get(f"{W}val", "") not in _OFF]
    runs = [run for one in found if (run := next(one.iterancestors(f"{W}r"), None)) is not None]
    hidden = 0
    for run in runs:
        parent = run.getparent()
        if parent is not None:
            hidden += run.find(f"{W}t") is not None
            parent.remove(run)
    return hidden
