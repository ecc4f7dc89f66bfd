"""Descriptions of positions in the full book, for links whose target an edition lacks."""

from collections.abc import Iterator, Mapping

from bookbuild.model import Book, Numbered, Role, VolumeSettings
from bookbuild.render.apparatus.signs import IN_INDEX_ANCHOR, IN_USE_ANCHOR, has_marks
from bookbuild.render.captions import Numbers
from bookbuild.render.contents import keys_of
from bookbuild.render.labels import labels_for


def external_references(book: Book, config: VolumeSettings, folios: Mapping[str, str]) -> Mapping[str, str]:
    """Return a description of every anchor's position in the full book: ``full book, chapter 5, page 88``.

    Of a mark for the index and of a use of a term it is the page alone.

    Args:
        book: the full book.
        config: its configuration; ``[labels]`` may call it by another name (``full-book``).
        folios: the page number of each anchor.
    """
    labels = labels_for(config.identity.language, config.labels)
    chapters = dict(_places(book, labels))
    chapters |= dict.fromkeys((anchor for anchor in numbers_of(book) if "." in anchor), "")  # as 2.3 says it
    return {
        anchor: folio
        if IN_INDEX_ANCHOR in anchor or IN_USE_ANCHOR in anchor
        else _words(labels, chapters.get(anchor, chapters.get(anchor.partition(".")[0], "")), folio)
        for anchor, folio in folios.items()
    }


def numbers_of(book: Book) -> Mapping[str, Numbered]:
    """Return all that has a number in the full book, by anchor."""
    return Numbers(book).by_anchor


def has_external_references(book: Book) -> bool:
    """Return whether a book contains a link whose target it lacks, or is a part of a book and has an index or a
    glossary.
    """
    if book.part_of and (book.glossary or has_marks(book)):
        return True
    present = keys_of(book)
    paths = {article.path for article in book.articles()}
    return any(path in paths and target.key not in present for (path, _), target in book.targets.items())


def _places(book: Book, labels: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield each key with its chapter or appendix, by number."""
    for chapter in book.chapters:
        for key in (chapter.key, *(article.key for article in chapter.articles)):
            yield key, _place(labels, chapter.kind, chapter.shown_number)
    for article in book.back:
        if article.role is Role.APPENDIX:
            yield article.key, _place(labels, "appendix", article.numeral)


def _place(labels: Mapping[str, str], kind: str, number: str) -> str:
    return f"{labels[f'in-{kind}']}\u00a0{number}" if number else ""


def _words(labels: Mapping[str, str], place: str, folio: str) -> str:
    parts = [labels["full-book"]]
    if place:
        parts.append(place)
    if folio:
        parts.append(f"{labels['page']}\u00a0{folio}")
    return ", ".join(parts)
