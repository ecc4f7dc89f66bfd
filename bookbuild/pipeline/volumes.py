"""Which editions are built, which books each of them makes, and what each book is called."""

import re
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from bookbuild.diagnostics import Outcome, UsageError, diagnose
from bookbuild.edition import select
from bookbuild.model import Article, Book, Chapter, Config, Edition, Identity, Selection
from bookbuild.render.contents import chapter_title
from bookbuild.render.labels import labels_for


@dataclass(frozen=True, slots=True)
class Volume:
    """One book to be made: an edition of the whole, or one of the parts that the edition is issued in.

    `stem` is the name of its files without extension: ``guide``, ``guide-booklet-ch7``, ``guide-handout-a53``.
    """

    edition: Edition
    book: Book
    stem: str


def choose_editions(config: Config, names: Sequence[str], *, every: bool = False) -> tuple[Edition, ...]:
    """Return the editions named, or the default ones where none is; or all that there are.

    Raises:
        UsageError: when a name is no edition's, with the nearest right one.
    """
    if not names:
        return tuple(edition for edition in config.editions.values() if edition.default or every)
    for name in names:
        if name not in config.editions:
            near = get_close_matches(name, config.editions, 1)
            hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(config.editions)}"
            raise UsageError(diagnose("unknown-edition", f"there is no edition {name!r}", hint=hint))
    return tuple(config.editions[name] for name in dict.fromkeys(names))


def volumes_of(edition: Edition, book: Book, identity: Identity) -> Outcome[tuple[Volume, ...]]:
    """Return the books that an edition makes. Handouts come one by one, and all of them in one book."""
    selected = select(book, edition.selection)
    if selected.diagnostics:
        return Outcome((), selected.diagnostics)
    held = replace(selected.value, full=book if edition.selection.taste else None)
    whole = Volume(edition, held, stem_of(identity, edition))
    parts = tuple(_parts(edition, selected.value, identity))
    if edition.layout == "handout" and len(parts) > 1:
        return Outcome((*parts, whole))
    return Outcome(parts or (whole,))


def _parts(edition: Edition, book: Book, identity: Identity) -> Iterator[Volume]:
    start = "-".join((identity.slug, edition.name))
    for chapter in book.chapters:
        if edition.each == "chapter" and chapter.number is not None:
            parts = () if chapter.whole else _parts_named(edition.selection)
            stem = _plain("-".join((f"{start}-ch{chapter.number}", *parts)))
            yield Volume(edition, _part(book, edition, chapter), stem)
        elif edition.each == "article":
            for article in chapter.articles:
                only = replace(chapter, opening=None, articles=(article,), whole=False)
                yield Volume(edition, _part(book, edition, only), f"{start}-{_place_of(article)}")


def _part(book: Book, edition: Edition, chapter: Chapter) -> Book:
    """Return a part of what an edition holds; front and back come along only where it asks for them by name."""
    # An opening that says nothing would only repeat the title page.
    part = replace(book, chapters=(chapter if chapter.opening else replace(chapter, whole=False),))
    return part if edition.selection.matter is not None else replace(part, front=(), back=())


def _place_of(article: Article) -> str:
    return _plain(f"a{article.number}" if article.number is not None else article.key)


def stem_of(identity: Identity, edition: Edition) -> str:
    """Return the name of the files of an edition in one book."""
    chosen = edition.selection
    parts = [identity.slug, *([] if edition.name == "book" else [edition.name])]
    return _plain("-".join((*parts, *(f"ch{name}" for name in chosen.chapters), *_parts_named(chosen))))


def _parts_named(chosen: Selection) -> tuple[str, ...]:
    """Name the parts of chapters that a selection holds."""
    return (*(f"a{name}" for name in chosen.articles), *chosen.tags)


def _plain(name: str) -> str:
    return re.sub(r"[^\w.-]+", "-", name)  # a tag may hold what no file name should


def identity_of(config: Config, volume: Volume) -> Identity:
    """Return what a volume is: any but the whole book has an identifier of its own, and says which part it is."""
    identity, labels = config.identity, labels_for(config.identity.language, config.labels)
    if volume.stem == identity.slug:
        return identity
    identifier = uuid.uuid5(uuid.NAMESPACE_URL, f"{identity.urn}#{volume.stem}").urn
    statement = labels.get(volume.edition.statement, volume.edition.statement)
    own = replace(identity, identifier=identifier, isbn="", statement=statement, whole=identity.urn)
    chapters, chosen = volume.book.chapters, volume.edition.selection
    if len(chapters) == 1 and volume.edition.each == "chapter":
        return _booklet(own, chapters[0], labels)
    if (chosen.articles or volume.edition.each) and len(articles := list(volume.book.articles())) == 1:
        return replace(own, subtitle=articles[0].title)
    if len(chapters) == 1 and chosen.chapters:
        return replace(own, subtitle=chapter_title(chapters[0], labels))
    return own


def _booklet(identity: Identity, chapter: Chapter, labels: Mapping[str, str]) -> Identity:
    """Let a chapter be a book: its title is the chapter's, and the guide that it is from is told beside it."""
    part = f"{labels['chapter']} {chapter.number}"
    return replace(
        identity,
        title=chapter_title(chapter, labels),
        subtitle=chapter.subtitle,
        part_of=identity.title,
        part=part,
        place=str(chapter.number),
        origin=" · ".join((f"{labels['from']} {identity.title}", *([part] if chapter.title else ()))),
    )
