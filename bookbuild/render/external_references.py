"""Where things stand in the full book, in words: what a link becomes whose target an edition lacks."""

from collections.abc import Iterator, Mapping

from bookbuild.model import Book, VolumeSettings
from bookbuild.render.contents import keys_of
from bookbuild.render.labels import labels_for


def external_references(book: Book, config: VolumeSettings, folios: Mapping[str, str]) -> Mapping[str, str]:
    """Say of every anchor of the full book where it is: ``full book, chapter 5, page 88``.

    Args:
        book: the full book.
        config: its configuration; ``[labels]`` may call it by another name (``full-book``).
        folios: the page number of each anchor.
    """
    labels = labels_for(config.identity.language, config.labels)
    chapters = dict(_chapters(book))
    return {
        anchor: _words(labels, chapters.get(anchor.partition(".")[0], ""), folio) for anchor, folio in folios.items()
    }


def has_external_references(book: Book) -> bool:
    """Say whether a book holds a link to something that it lacks."""
    present = keys_of(book)
    paths = {article.path for article in book.articles()}
    return any(path in paths and target.key not in present for (path, _), target in book.targets.items())


def _chapters(book: Book) -> Iterator[tuple[str, str]]:
    """Give the number of each key's chapter."""
    for chapter in book.chapters:
        for key in (chapter.key, *(article.key for article in chapter.articles)):
            yield key, str(chapter.number) if chapter.number is not None else ""


def _words(labels: Mapping[str, str], chapter: str, folio: str) -> str:
    place = [labels["full-book"]]
    if chapter:
        place.append(f"{labels['in-chapter']}\u00a0{chapter}")
    if folio:
        place.append(f"{labels['page']}\u00a0{folio}")
    return ", ".join(place)
