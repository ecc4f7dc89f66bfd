"""Preparation of an article's body for all formats: ids, headings, links, images, figures, callouts, tasks, notes."""

# ruff: noqa: PLC0415 - what few bodies have is imported for the first that has it

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from bookbuild.model import Article, Numbered, Picture, Target
from bookbuild.model.citations import CITED
from bookbuild.render.apparatus.signs import INDEX_MARK, REFERENCE, SEVERAL, SHARED, TERM_MARKS
from bookbuild.render.apparatus.term_links import TermStyle, show_terms
from bookbuild.render.callouts import show_kinds
from bookbuild.render.captions import Counts, numbered_count, show_numbers
from bookbuild.render.indents import limit_indents
from bookbuild.render.section_numbers import show_section_numbers
from bookbuild.render.short_cells import keep_short_entries_whole
from bookbuild.render.trees import Element, add_class, detach, has_class, pop_attribute, tree_of, unwrap, words_of

_FIXED_SPACE = "\u2002"
"""An en space, which justification does not stretch."""


@dataclass(frozen=True, slots=True)
class RenderContext:
    """Context of a body: how its links and images are resolved, labels, and the direction of the book's text.

    `elsewhere` describes where in the full book an anchor is that this book lacks. `heading_shift` is added to each
    heading's level; `number_prefix` begins the number of a figure (``7.``); `numbered_before` and
    `marked_before` are counted already.
    """

    targets: Mapping[tuple[str, str], Target]
    pictures: Mapping[tuple[str, str], Picture]
    present: frozenset[str]
    href_of: Callable[[Target], str]
    picture_address: Callable[[Picture], str]
    labels: Mapping[str, str]
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    heading_shift: int = 0
    number_prefix: str = ""
    numbered_before: Counts = field(default_factory=dict)
    number_of: Callable[[str], Numbered | None] = lambda _: None
    marked_before: int = 0
    terms: TermStyle | None = None
    has_lists: bool = False
    direction: str = "ltr"
    section_numbers: Mapping[str, str] = field(default_factory=dict)
    """The numbers of headings, by their ids in the book."""


def prepare_body(tree: Element, article: Article, context: RenderContext) -> None:
    """Prepare a body in place as every rendition needs it."""
    _move_marks_out_of_links(tree)
    _prefix_ids(tree, article.key)
    if _has(article, INDEX_MARK):
        from bookbuild.render.apparatus.index import place_marks

        place_marks(tree, article.key, context.marked_before)
    if _has(article, *TERM_MARKS):
        show_terms(tree, article.key, context.terms)
    show_section_numbers(tree, context.section_numbers)
    _shift_headings(tree, context.heading_shift)
    if "run-in" in article.body:
        from bookbuild.render.run_in_heads import enclose_run_in_heads

        enclose_run_in_heads(tree)
    for image in list(tree.iter("img")):
        _resolve_image(image, article, context)
    if _has(article, CITED):
        from bookbuild.render.apparatus.works import link_citations

        link_citations(tree, article.path, context.targets, context.href_of)
    _set_links(tree, article, context)
    if _has(article, "<pre"):
        from bookbuild.render.listings import has_listings, set_listings

        if has_listings(article.body) or any(map(has_listings, article.notes)):
            set_listings(tree)
    _clear_empty_headers(tree)
    limit_indents(tree)
    keep_short_entries_whole(tree)
    show_kinds(tree, context.labels)
    show_numbers(tree, context.labels, context.number_prefix, context.numbered_before, article.key * context.has_lists)
    _open_checklists(tree)
    _mark_tasks(tree, context.labels)


def _has(article: Article, *signs: str) -> bool:
    """Return whether the body of an article or one of its notes has one of some signs."""
    return any(sign in part for part in (article.body, *article.notes) for sign in signs)


def _set_links(tree: Element, article: Article, context: RenderContext) -> None:
    """Resolve the links of a body to other places of the book; write the words of those that have none."""
    inside = {link.target for link in article.links}
    links = [link for link in tree.iter("a") if link.get("href") in inside]
    numbers: Mapping[Element, Numbered] = {}
    if any(link.get(REFERENCE) is not None or has_class(link, SEVERAL) for link in links):
        from bookbuild.render.apparatus.reference_words import ReferenceWords

        words = ReferenceWords(article.path, context.targets, lambda one: context.number_of(one.anchor), context.labels)
        numbers = words.write(links)
    for link in links:
        _resolve_link(link, article, context, numbers.get(link))


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
        if described := element.get("aria-details"):
            element.set("aria-details", f"{key}.{described}")


def _shift_headings(tree: Element, shift: int) -> None:
    for element in tree.iter("h2", "h3", "h4", "h5", "h6"):
        add_class(element, f"sub sub-{int(element.tag[1]) - 1}")
        element.tag = f"h{min(6, int(element.tag[1]) + shift)}"


def _resolve_link(link: Element, article: Article, context: RenderContext, numbered: Numbered | None) -> None:
    target = context.targets.get((article.path, link.get("href") or ""))
    is_shared = SHARED in link.attrib
    pop_attribute(link, SHARED)
    if target is not None and target.key in context.present:
        link.set("href", context.href_of(target))
        add_class(link, "xref numbered" if numbered else "xref")
        return
    if target is not None and (words := context.elsewhere.get(target.anchor)):
        words = _without_place(words, numbered, context.labels)
        _add_reference(link, f", {words}" if numbered and not is_shared else f" ({words})")
    if link.get("id") or link.get("title"):  # other links may lead to it, and the title says more than the words
        link.tag = "span"
        pop_attribute(link, "href")
    else:
        unwrap(link)


def _without_place(words: str, numbered: Numbered | None, labels: Mapping[str, str]) -> str:
    """Return where something is in the full book, without the chapter or appendix if that is what is named."""
    place = labels.get(f"in-{numbered.kind}", "") if numbered else ""
    return words.replace(f", {place}\u00a0{numbered.number}", "") if numbered and place else words


def _add_reference(link: Element, words: str) -> None:
    """Print after a link's text where its target is in the full book."""
    reference = etree.Element("span", {"class": "elsewhere"})
    reference.text, reference.tail, link.tail = words, link.tail, None
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
    before = Counter(context.numbered_before) + Counter(numbered_count(article.body) if trees else {})
    marked = article.body.count(INDEX_MARK) if trees else 0
    for tree, note in zip(trees, article.notes, strict=True):
        prepare_body(tree, article, replace(context, numbered_before=before, marked_before=marked))
        before, marked = before + Counter(numbered_count(note)), marked + note.count(INDEX_MARK)
    return trees
