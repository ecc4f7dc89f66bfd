"""The parts of a Word file, made ready for mammoth: what it would leave out in silence is put where it reads it."""

from lxml import etree

from bookbuild.sites.word.package import M, Package, W

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_VML = "{urn:schemas-microsoft-com:vml}"
_OFF = frozenset({"0", "false", "off"})


def prepare(package: Package) -> int:
    """Write formulas as text, put the text of drawn boxes behind their paragraphs, and take hidden text out.

    Return how many pieces of hidden text there were.
    """
    hidden = 0
    for name, tree in package.trees.items():
        if name.startswith("word/"):
            _write_formulas(tree)
            _free_boxes(tree)
            hidden += _without_hidden(tree)
    return hidden


def _write_formulas(tree: etree._Element) -> None:
    for formula in list(tree.iter(f"{M}oMath")):
        run = etree.Element(f"{W}r")
        etree.SubElement(run, f"{W}t").text = "".join(text.text or "" for text in formula.iter(f"{M}t"))
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
