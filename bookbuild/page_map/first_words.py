"""The words with which a page begins, from a place in the body of an article on."""

from collections.abc import Iterator

from bookbuild.page_map.bodies import Element, letters_in, own_texts, place_of_letter

WORDS = 8
"""How many words tell where a page begins."""


def text_of(element: Element) -> str:
    """Return the words of an element, with single spaces."""
    return " ".join("".join(map(str, element.itertext())).split())


def words_at(elements: list[Element], element: int, letters: int) -> tuple[str, ...]:
    """Return the first words after a place."""
    text = ""
    for piece in _texts_after(elements, element, letters):
        text += piece
        if len(text.split()) > WORDS:
            break
    return tuple(text.split()[:WORDS])


def _texts_after(elements: list[Element], element: int, letters: int) -> Iterator[str]:
    start = elements[element]
    for holder, kind, text in own_texts(start):
        count = letters_in(text)
        if count > letters:
            yield text[place_of_letter(text, letters) :]
            yield from _following(holder, is_tail=kind == "tail")
            return
        letters -= count
    yield from _following(start, is_tail=False)


def _following(holder: Element, *, is_tail: bool) -> Iterator[str]:
    """Yield the texts of a document after the text or the tail of an element."""
    if not is_tail:
        for child in holder:
            yield from map(str, child.itertext())
            yield child.tail or ""
    while (parent := holder.getparent()) is not None:
        if not is_tail:
            yield holder.tail or ""
        for sibling in holder.itersiblings():
            yield from map(str, sibling.itertext())
            yield sibling.tail or ""
        holder, is_tail = parent, False
