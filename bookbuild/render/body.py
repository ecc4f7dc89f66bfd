"""An article's body with_fonts for its rendition: ids, headings, links, images, figures, callouts, tasks, notes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from bookbuild.model import Article, Picture, Target

EPUB = "http://www.idpf.org/2007/ops"
Element = etree._Element  # noqa: SLF001 - lxml names its element type so
_FIXED_SPACE = "\u2002"
"""An en space: as wide in a justified line as in any other."""


@dataclass(frozen=True, slots=True)
class RenderContext:
    """Where a body is set: what its links and images resolve to, and the words around it.

    `elsewhere` tells in words where an anchor stands that this book lacks. `heading_shift` is added to each heading's
    level; `figure_prefix` stands before a figure's number (``7.``).
    """

    targets: Mapping[tuple[str, str], Target]
    pictures: Mapping[tuple[str, str], Picture]
    present: frozenset[str]
    place: Callable[[Target], str]
    picture_place: Callable[[Picture], str]
    labels: Mapping[str, str]
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    heading_shift: int = 0
    figure_prefix: str = ""
    figures_before: int = 0


def tree_of(markup: str) -> Element:
    """Parse a body into a tree under one ``div``."""
    return etree.fromstring(f'<div xmlns:epub="{EPUB}">{markup}</div>', _parser())


def _parser() -> etree.XMLParser:
    # A 5 MB article is deeper and longer than libxml2's usual limits allow; entities are never resolved.
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


def markup_of(tree: Element) -> str:
    """Return what is inside a tree's root as XHTML; the root carries the namespace declarations."""
    whole = etree.tostring(tree, encoding="unicode")
    return whole[whole.index(">") + 1 : -len("</div>")] if not whole.endswith("/>") else ""


def dress(tree: Element, article: Article, setting: RenderContext) -> None:
    """Do to a body what every rendition needs."""
    _free_marks(tree)
    _prefix_ids(tree, article.key)
    _shift_headings(tree, setting.heading_shift)
    for image in list(tree.iter("img")):
        _place_image(image, article, setting)
    inside = {link.target for link in article.links}
    for link in list(tree.iter("a")):
        if link.get("href") in inside:
            _place_link(link, article, setting)
    _caption_figures(tree, setting)
    _free_corners(tree)
    _title_callouts(tree, setting.labels)
    _open_checklists(tree)
    _mark_tasks(tree, setting.labels)


def has_class(element: Element, name: str) -> bool:
    """Say whether an element is of a class."""
    return name in (element.get("class") or "").split()


def add_class(element: Element, name: str) -> None:
    """Put an element into one more class."""
    element.set("class", f"{element.get('class') or ''} {name}".strip())


def words_of(element: Element) -> str:
    """Return what an element says, in one line."""
    return " ".join("".join(map(str, element.itertext())).split())


def take(element: Element, name: str) -> str:
    """Remove an attribute and return its value, or nothing."""
    value = element.get(name)
    if value is not None:
        del element.attrib[name]
    return value or ""


def unwrap(element: Element) -> None:
    """Put an element's content in its place."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.text:
        _append_text(parent, before, element.text)
    index = parent.index(element)
    last = before
    for child in list(element):
        parent.insert(index, child)
        index, last = index + 1, child
    if element.tail:
        _append_text(parent, last, element.tail)
    parent.remove(element)


def _append_text(parent: Element, before: Element | None, text: str) -> None:
    if before is None:
        parent.text = (parent.text or "") + text
    else:
        before.tail = (before.tail or "") + text


def _free_marks(tree: Element) -> None:
    """Put footnote marks that stand in a link behind it: they become links themselves, and no link holds another."""
    for link in list(tree.iter("a")):
        for mark in reversed(list(link.iter("sup"))):
            if mark.get("data-note"):
                detach(mark)
                link.addnext(mark)


def detach(element: Element) -> None:
    """Take an element out of its parent, and leave there the text after it."""
    parent = element.getparent()
    if parent is not None:
        if element.tail:
            _append_text(parent, element.getprevious(), element.tail)
            element.tail = None
        parent.remove(element)


def _prefix_ids(tree: Element, key: str) -> None:
    """Make ids unique in the book: an article's own come after its key and a dot, which no slug holds."""
    for element in tree.iter():
        if own := element.get("id"):
            element.set("id", f"{key}.{own}")


def _shift_headings(tree: Element, shift: int) -> None:
    for element in tree.iter("h2", "h3", "h4", "h5", "h6"):
        add_class(element, f"sub sub-{int(element.tag[1]) - 1}")
        element.tag = f"h{min(6, int(element.tag[1]) + shift)}"


def _place_link(link: Element, article: Article, setting: RenderContext) -> None:
    target = setting.targets.get((article.path, link.get("href") or ""))
    if target is not None and target.key in setting.present:
        link.set("href", setting.place(target))
        add_class(link, "xref")
        return
    if target is not None and (words := setting.elsewhere.get(target.anchor)):
        _tell_elsewhere(link, words)
    if link.get("id"):  # other links may lead to it
        link.tag = "span"
        take(link, "href")
    else:
        unwrap(link)


def _tell_elsewhere(link: Element, words: str) -> None:
    """Say behind a link's text where it would lead in the full book."""
    place = etree.Element("span", {"class": "elsewhere"})
    place.text, place.tail, link.tail = f" ({words})", link.tail, None
    link.addnext(place)


def _place_image(image: Element, article: Article, setting: RenderContext) -> None:
    picture = setting.pictures.get((article.path, image.get("src") or ""))
    if picture is None:
        image.tag = "span"
        image.text = image.get("alt") or ""
        own = take(image, "id")
        image.attrib.clear()
        image.set("class", "missing-image")
        if own:  # links may lead to it
            image.set("id", own)
        return
    image.set("src", setting.picture_place(picture))
    image.set("alt", image.get("alt") or "")


def _caption_figures(tree: Element, setting: RenderContext) -> None:
    for count, caption in enumerate(list(tree.iter("figcaption")), setting.figures_before + 1):
        label = etree.Element("span", {"class": "figure-label"})
        label.text = f"{setting.labels['figure']} {setting.figure_prefix}{count}"
        label.tail = f" {caption.text or ''}"
        caption.text = None
        caption.insert(0, label)


def _free_corners(tree: Element) -> None:
    """An empty head heads nothing: it is a plain cell, as in the corner of a table whose rows have names too."""
    for head in tree.iter("th"):
        if not len(head) and not words_of(head):
            head.tag = "td"
            take(head, "scope")


def _title_callouts(tree: Element, labels: Mapping[str, str]) -> None:
    for callout in list(tree.iter("aside")):
        kind = next((name for name in (callout.get("class") or "").split() if name.startswith("callout-")), "")
        titled = any(has_class(child, "callout-title") for child in callout)
        if kind and not titled:
            title = etree.Element("p", {"class": "callout-title"})
            title.text = labels.get(kind.removeprefix("callout-"), labels["note"])
            callout.insert(0, title)


def _open_checklists(tree: Element) -> None:
    """Every item of a checklist is a task, and to do unless it says that it is done."""
    for sheet in tree.iter("div"):
        if sheet.get("data-work") == "checklist":
            for item in sheet.iter("li"):
                if not has_class(item, "task"):
                    add_class(item, "task open")


def _mark_tasks(tree: Element, labels: Mapping[str, str]) -> None:
    for item in list(tree.iter("li")):
        if has_class(item, "task"):
            done = has_class(item, "done")
            mark = etree.Element("span", {"class": "task-mark", "role": "img"})
            mark.set("aria-label", labels["done" if done else "open"])
            mark.text = "☑" if done else "☐"
            first = item[0] if len(item) and not (item.text or "").strip() and item[0].tag == "p" else item
            mark.tail = f"{_FIXED_SPACE}{first.text or ''}"
            first.text = None
            first.insert(0, mark)


def note_trees(article: Article, setting: RenderContext) -> tuple[Element, ...]:
    """Return the article's notes, with_fonts as its body is; their figures are counted after the body's."""
    trees = tuple(tree_of(note) for note in article.notes)
    before = setting.figures_before + figure_count(article.body)
    for tree, note in zip(trees, article.notes, strict=True):
        dress(tree, article, replace(setting, figures_before=before))
        before += figure_count(note)
    return trees


def figure_count(markup: str) -> int:
    """Count the captioned figures of a body or a note."""
    return markup.count("<figcaption")
