"""Text of an article -> Body: well-formed XHTML, and a list of its contents."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from bookbuild.diagnostics import Diagnostic, Outcome, diagnose
from bookbuild.model import Heading, ImageUse, Link
from bookbuild.model.citations import MARK
from bookbuild.model.diagrams import ALTERNATIVE, KIND, DiagramUse
from bookbuild.model.syntax import OURS, Syntax
from bookbuild.parse.addresses import is_external, set_addresses
from bookbuild.parse.alternatives import image_uses
from bookbuild.parse.breaks import break_pages, may_break
from bookbuild.parse.characters import count_words
from bookbuild.parse.depth import too_deep_line
from bookbuild.parse.epigraphs import mark_sources
from bookbuild.parse.labels import has_labels, lost_in_title, mark_own_numbers, place_labels, repeated_labels
from bookbuild.parse.markup import DEEPEST, Child, Node, parse_html, plain_text, to_xhtml, walk
from bookbuild.parse.outline import RemovedHeading, assign_ids, normalise_levels, outline, place_names
from bookbuild.parse.readers import mark_readers
from bookbuild.parse.rendering import render
from bookbuild.parse.repair import repair
from bookbuild.parse.titles import Title, take_title
from bookbuild.parse.vocabulary import HEADINGS, LINE, NOTE, READERS, TERM, WORK

_SCHEME_HINT = "take the link out, or write an address that begins with https:, mailto: or tel:"


@dataclass(frozen=True, slots=True)
class Body:
    """The text of an article. `title` is the stated one, or its first heading of level 1, which was then removed."""

    xhtml: str
    title: Title
    notes: tuple[str, ...] = ()
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    images: tuple[ImageUse, ...] = ()
    citations: tuple[Link, ...] = ()
    diagrams: tuple[DiagramUse, ...] = ()
    terms: tuple[Link, ...] = ()
    words: int = 0
    answer_words: int = 0
    mark_lines: tuple[int, ...] = ()
    is_numbered: bool = True
    """Whether its title may have a number."""
    readers: tuple[tuple[str, int], ...] = ()
    """The blocks that only some editions have: ``only teacher``, and the line."""


def make_body(
    text: str, language: str, path: str, stated: Title, *, flavour: str = "", syntax: Syntax = OURS
) -> Outcome[Body]:
    """Return the body of an article from Markdown with the file's line numbers. `stated` is its title.

    `flavour` is the Markdown that it is written in, of `FLAVOURS`, or empty for ours; `syntax` is the project's.
    """
    rendered = render(text, language, path, flavour=flavour, syntax=syntax)
    unsafe: list[Diagnostic] = []

    def tree(html: str) -> list[Child]:
        children = parse_html(html)
        unsafe.extend(_unsafe_links(children, path))
        return repair(children)

    content = tree(rendered.value.body)
    title, heading = take_title(content, stated, language)
    if may_break(rendered.value.body):
        break_pages(content)
    _mark_worksheets(content)
    readers = tuple(mark_readers(content)) if READERS in rendered.value.body else ()
    if "<blockquote" in rendered.value.body:
        mark_sources(content)
    notes = _number_notes(content, rendered.value.notes, tree)
    repeated = list(lost_in_title(heading, path))
    if has_labels(text, rendered.value.body):
        for part in (content, *notes):
            place_labels(part)
        repeated += repeated_labels([node for part in (content, *notes) for node in walk(part)], text, path)
    if "caption" in rendered.value.body:
        mark_own_numbers([node for part in (content, *notes) for node in walk(part)])
    body = replace(_describe(content, notes, title, RemovedHeading.of(heading)), readers=readers)
    return Outcome(body, (*rendered.diagnostics, *unsafe, *repeated, *_too_deep(text, rendered.value.body, path)))


def _too_deep(text: str, body: str, path: str) -> Iterator[Diagnostic]:
    line = too_deep_line(text, DEEPEST)
    if line and too_deep_line(body, DEEPEST):
        message = f"elements of HTML nested deeper than {DEEPEST} levels lose their tags; their words are kept"
        yield diagnose("too-deep", message, path, line, "close each element where it ends, such as <div> with </div>")


def _unsafe_links(children: list[Child], path: str) -> Iterator[Diagnostic]:
    for line, scheme in set_addresses(children):
        yield diagnose(
            "unsafe-html", f"a link to a {scheme}: address is not allowed in a book", path, line or None, _SCHEME_HINT
        )


def _mark_worksheets(content: list[Child]) -> None:
    """Mark worksheets by ``data-work``. A model answer has no headings, since most editions leave it out."""
    for node in walk(content):
        if WORK in node.attrs:
            node.attrs["data-work"] = node.attrs.pop(WORK)
            if node.attrs["data-work"] == "answer":
                _without_headings(node.children)


def _number_notes(
    content: list[Child], notes: Mapping[int, str], tree: Callable[[str], list[Child]]
) -> list[list[Child]]:
    """Number the footnote marks of a text in the order of their first references; return the notes in that order."""
    numbers: dict[str, int] = {}
    fragments = [content]
    for fragment in fragments:  # grows during the loop, as notes refer to notes
        for mark in walk(fragment):
            if NOTE not in mark.attrs:
                continue
            called = mark.attrs[NOTE]
            if called not in numbers:
                numbers[called] = len(numbers) + 1
                fragments.append(_without_headings(tree(notes[int(called)])))
            mark.attrs = {"class": "noteref", "data-note": str(numbers[called])}
    return fragments[1:]


def _without_headings(note: list[Child]) -> list[Child]:
    for node in walk(note):
        node.tag = "p" if node.tag in HEADINGS else node.tag
    return note


def _describe(content: list[Child], notes: list[list[Child]], title: Title, removed: RemovedHeading) -> Body:
    fragments = [content, *notes]
    nodes = [node for fragment in fragments for node in walk(fragment)]
    headings = [node for node in nodes if node.tag in HEADINGS]  # of the text only: notes have no headings
    normalise_levels(headings)
    given = assign_ids(nodes)
    images = tuple(image_uses(nodes))
    everything = sum(count_words(plain_text(fragment)) for fragment in fragments)
    words = _words(_without_answers(content), notes) if any(map(_is_answer, nodes)) else everything
    return Body(
        xhtml=to_xhtml(content).strip(),
        title=title,
        notes=tuple(to_xhtml(note).strip() for note in notes),
        headings=tuple(outline(headings)),
        links=tuple(_links(nodes)),
        names=place_names(given, headings, removed),
        images=images,
        citations=tuple(_citations(nodes)),
        diagrams=tuple(_diagrams(nodes)),
        terms=tuple(Link(node.attrs[TERM], _line(node)) for node in nodes if TERM in node.attrs),
        words=words,
        answer_words=everything - words,
        mark_lines=tuple(_line(node) for node in nodes if "data-index" in node.attrs),
        is_numbered=removed.is_numbered,
    )


def _is_answer(node: Child) -> bool:
    return isinstance(node, Node) and node.attrs.get("data-work") == "answer"


def _without_answers(children: list[Child]) -> list[Child]:
    return [
        replace(child, children=_without_answers(child.children)) if isinstance(child, Node) else child
        for child in children
        if not _is_answer(child)
    ]


def _words(content: list[Child], notes: list[list[Child]]) -> int:
    """Return the number of words of a text and of all notes that are reachable from it."""
    called: set[str] = set()
    fragments = [content]
    for fragment in fragments:  # grows during the loop, as notes refer to notes
        new = {mark.attrs["data-note"] for mark in walk(fragment) if "data-note" in mark.attrs} - called
        fragments += [notes[int(number) - 1] for number in new]
        called |= new
    return sum(count_words(plain_text(fragment)) for fragment in fragments)


def _links(nodes: list[Node]) -> Iterator[Link]:
    for node in nodes:
        target = node.attrs.get("href")
        if target is not None and not is_external(target):
            yield Link(target, _line(node))


def _citations(nodes: list[Node]) -> Iterator[Link]:
    return (Link(plain_text(node.children), _line(node)) for node in nodes if MARK in node.attrs)


def _diagrams(nodes: list[Node]) -> Iterator[DiagramUse]:
    for node in nodes:
        if KIND in node.attrs:
            yield DiagramUse(node.attrs[KIND], _line(node), node.attrs.pop(ALTERNATIVE, ""))


def _line(node: Node) -> int:
    return int(node.attrs.get(LINE, 1))
