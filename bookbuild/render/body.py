"""Preparation of an article's body for all formats: ids, headings, links, images, figures, callouts, tasks, notes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from bookbuild.model import Article, Picture, Target
from bookbuild.render.callouts import show_kinds
from bookbuild.render.figures import caption_figures, figure_count, name_figure
from bookbuild.render.listings import has_listings, set_listings
from bookbuild.render.trees import Element, add_class, detach, has_class, pop_attribute, tree_of, unwrap, words_of

_FIXED_SPACE = "\u2002"
"""An en space, which justification does not stretch."""


@dataclass(frozen=True, slots=True)
class RenderContext:
    """Context of a body: how its links and images are resolved, labels, and the direction of the book's text.

    `elsewhere` describes where in the full book an anchor is that this book lacks. `heading_shift` is added to each
    heading's level; `figure_prefix` is put before a figure's number (``7.``); `figure_number` is that of an anchor.
    """

    targets: Mapping[tuple[str, str], Target]
    pictures: Mapping[tuple[str, str], Picture]
    present: frozenset[str]
    href_of: Callable[[Target], str]
    picture_address: Callable[[Picture], str]
    labels: Mapping[str, str]
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    heading_shift: int = 0
    figure_prefix: str = ""
    figures_before: int = 0
    figure_number: Callable[[str], str] = lambda _: ""
    direction: str = "ltr"


def prepare_body(tree: Element, article: Article, context: RenderContext) -> None:
    """Prepare a body in place as every rendition needs it."""
    _move_marks_out_of_links(tree)
    _prefix_ids(tree, article.key)
    _shift_headings(tree, context.heading_shift)
    for image in list(tree.iter("img")):
        _resolve_image(image, article, context)
    inside = {link.target for link in article.links}
    for link in list(tree.iter("a")):
        if link.get("href") in inside:
            _resolve_link(link, article, context)
    if has_listings(article.body) or any(map(has_listings, article.notes)):
        set_listings(tree)
    caption_figures(tree, context.labels["figure"], context.figure_prefix, context.figures_before)
    _clear_empty_headers(tree)
    show_kinds(tree, context.labels)
    _open_checklists(tree)
    _mark_tasks(tree, context.labels)


def _move_marks_out_of_links(tree: Element) -> None:
    """Move footnote marks in a link behind it: they become links, and links are not nested."""
    for link in list(tree.iter("a")):
        for mark in reversed(list(link.iter("sup"))):
            if mark.get("data-note"):
                detach(mark)
                link.addnext(mark)


def _prefix_ids(tree: Element, key: str) -> None:
    """Make ids unique in the book: prefix an article's ids with its key and a dot, which no slug contains."""
    for element in tree.iter():
        if own := element.get("id"):
            element.set("id", f"{key}.{own}")


def _shift_headings(tree: Element, shift: int) -> None:
    for element in tree.iter("h2", "h3", "h4", "h5", "h6"):
        add_class(element, f"sub sub-{int(element.tag[1]) - 1}")
        element.tag = f"h{min(6, int(element.tag[1]) + shift)}"


def _resolve_link(link: Element, article: Article, context: RenderContext) -> None:
    target = context.targets.get((article.path, link.get("href") or ""))
    name_figure(link, context.labels["figure"], context.figure_number(target.anchor) if target else "")
    if target is not None and target.key in context.present:
        link.set("href", context.href_of(target))
        add_class(link, "xref")
        return
    if target is not None and (words := context.elsewhere.get(target.anchor)):
        _add_reference(link, words)
    if link.get("id") or link.get("title"):  # other links may lead to it, and the title says more than the words
        link.tag = "span"
        pop_attribute(link, "href")
    else:
        unwrap(link)


def _add_reference(link: Element, words: str) -> None:
    """Print after a link's text where its target is in the full book."""
    reference = etree.Element("span", {"class": "elsewhere"})
    reference.text, reference.tail, link.tail = f" ({words})", link.tail, None
    link.addnext(reference)


def _resolve_image(image: Element, article: Article, context: RenderContext) -> None:
    picture = context.pictures.get((article.path, image.get("src") or ""))
    if picture is None:
        image.tag = "span"
        image.text = image.get("alt") or ""
        own = pop_attribute(image, "id")
        image.attrib.clear()
        image.set("class", "missing-image")
        if own:  # links may lead to it
            image.set("id", own)
        return
    image.set("src", context.picture_address(picture))
    image.set("alt", image.get("alt") or "")
    if picture.is_clear:
        image.set("data-clear", "clear")
    if picture.is_turned:
        image.set("data-turned", "turned")
    if pop_attribute(image, "data-most"):
        _fit(image, picture)
    if picture.height and (image.get("height") or image.get("data-height")):
        image.set("data-shape", f"{picture.width / picture.height:.8f}")


def _fit(image: Element, picture: Picture) -> None:
    """Replace the most that a picture may measure, in pixels, by the width that it has then: it is not enlarged."""
    asked = ((pop_attribute(image, "width"), picture.width), (pop_attribute(image, "height"), picture.height))
    shares = [int(most) / own for most, own in asked if most.isdecimal() and own]
    if shares and min(shares) < 1:
        image.set("width", str(max(1, round(picture.width * min(shares)))))


def _clear_empty_headers(tree: Element) -> None:
    """Turn empty header cells into plain cells, such as the corner of a table with row headers."""
    for head in tree.iter("th"):
        if not len(head) and not words_of(head):
            head.tag = "td"
            pop_attribute(head, "scope")


def _open_checklists(tree: Element) -> None:
    """Make every item of a checklist a task, open unless it is marked as done."""
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


def note_trees(article: Article, context: RenderContext) -> tuple[Element, ...]:
    """Return the article's notes, prepared like its body; their figures are counted after the body's."""
    trees = tuple(tree_of(note) for note in article.notes)
    before = context.figures_before + figure_count(article.body)
    for tree, note in zip(trees, article.notes, strict=True):
        prepare_body(tree, article, replace(context, figures_before=before))
        before += figure_count(note)
    return trees
