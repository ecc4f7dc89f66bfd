"""Which editions are built, which volumes each of them makes, and the settings of each volume."""

import hashlib
import re
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from bookbuild.config.slugs import slug_of
from bookbuild.diagnostics import Diagnostic, Outcome, UsageError, diagnose
from bookbuild.edition import select
from bookbuild.model import (
    Article,
    Book,
    Certification,
    Chapter,
    Config,
    Edition,
    Format,
    Identity,
    PartOf,
    Selection,
    VolumeSettings,
)
from bookbuild.render.contents import chapter_title, numbered_words
from bookbuild.render.labels import labels_for

WHOLE_SAMPLE = "whole-sample"
"""Code of what is no fault of an edition that nobody asked for by its name: there is no sample of a small book."""
NOT_IN_CHAPTERS = "left-out"
"""Code of the note on articles that a book of chapters does not hold."""
OF_EDITIONS = frozenset({WHOLE_SAMPLE, NOT_IN_CHAPTERS})
"""Codes of diagnostics that are only reported if their edition is requested by name."""
_SHOWN = 3
_NO_BREAK_SPACE = "\u00a0"
_LONGEST_STEM = 200
"""Bytes of a file's name without suffix: file systems hold 255, of which a temporary name takes some."""


@dataclass(frozen=True, slots=True)
class Volume:
    """One book to be made: an edition of the whole, or one of the parts that the edition is split into.

    `settings` are its own: what it is, its page, its labels. `stem` is the name of its files without suffix: ``guide``,
    ``guide-booklet-ch7``, ``guide-handout-a53``. `folder` is that of its files within the one for all books: it has the
    edition's name if the edition makes several volumes, and is empty otherwise.
    """

    edition: Edition
    book: Book
    settings: VolumeSettings
    stem: str
    folder: str = ""

    def file_name(self, form: Format) -> str:
        """Return the name of its file in a format."""
        return self.stem + form.suffix


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


def volumes_of(edition: Edition, book: Book, config: Config) -> Outcome[tuple[Volume, ...]]:
    """Return the volumes that an edition makes. Handouts are made one by one, and all of them in one file."""
    selected = select(book, edition.selection)
    if selected.diagnostics:
        return Outcome((), selected.diagnostics)
    held = replace(selected.value, full=book if edition.selection.sample else None)
    whole = _volume(edition, held, stem_of(config.identity, edition), config)
    parts = tuple(_volume(edition, part, stem, config) for part, stem in _parts(edition, selected.value, config))
    outside = tuple(_outside(edition, selected.value)) if parts else ()
    if len(parts) <= 1:
        return Outcome(parts or (whole,), outside)
    volumes = (*parts, whole) if edition.layout == "handout" else parts
    folder = _plain(edition.name).strip(".")
    return Outcome(tuple(replace(volume, folder=folder) for volume in volumes), outside)


def _outside(edition: Edition, book: Book) -> Iterator[Diagnostic]:
    """Yield a note on the articles that are in no book of an edition with one for each chapter."""
    loose = [article for chapter in book.chapters if chapter.number is None for article in chapter.articles]
    paths = [article.path for article in loose]
    if edition.split_by == "chapter" and paths:
        many = f"{len(paths)} articles are" if len(paths) > 1 else "an article is"
        shown = ", ".join(paths[:_SHOWN]) + (f" and {len(paths) - _SHOWN} more" if len(paths) > _SHOWN else "")
        message = f"{many} in no {edition.name}, since no chapter has them: {shown}"
        yield diagnose(NOT_IN_CHAPTERS, message.replace("has them", "has it") if len(paths) == 1 else message)


def _volume(edition: Edition, book: Book, stem: str, config: Config) -> Volume:
    return Volume(edition, book, config.settings_for(edition, _identity(edition, book, stem, config)), stem)


def _parts(edition: Edition, book: Book, config: Config) -> Iterator[tuple[Book, str]]:
    """Yield the book and the stem of each part into which an edition is split."""
    start = "-".join((config.identity.slug, edition.name))
    taken: set[str] = set()
    for chapter in book.chapters:
        if edition.split_by == "chapter" and chapter.number is not None:
            selected = () if chapter.whole else _selected_parts(edition.selection)
            yield _part(book, edition, chapter), _plain("-".join((f"{start}-ch{chapter.number}", *selected)))
        elif edition.split_by == "article":
            for article in chapter.articles:
                only = replace(chapter, opening=None, articles=(article,), whole=False)
                yield _part(book, edition, only), f"{start}-{_stem_of_article(article, taken)}"


def _part(book: Book, edition: Edition, chapter: Chapter) -> Book:
    """Return a part of what an edition holds, with front and back matter only if the edition includes them by name."""
    # An opening without text would only repeat the title page.
    part = replace(book, parts=(), chapters=(chapter if chapter.opening else replace(chapter, whole=False),))
    return part if edition.selection.include_matter is not None else replace(part, front=(), back=())


def _stem_of_article(article: Article, taken: set[str]) -> str:
    """Return a name by the number of an article, or else by its title; each is returned once."""
    name = f"a{article.chosen_by}" if article.chosen_by else slug_of(article.title, article.key)
    stem, count = name, 1
    while stem in taken:
        count += 1
        stem = f"{name}-{count}"
    taken.add(stem)
    return _plain(stem)


def stem_of(identity: Identity, edition: Edition) -> str:
    """Return the name of the files of an edition in one volume, without suffix."""
    chosen = edition.selection
    parts = [identity.slug, *([] if edition.name == "book" else [edition.name])]
    return _plain("-".join((*parts, *(f"ch{name}" for name in chosen.chapters), *_selected_parts(chosen))))


def _selected_parts(chosen: Selection) -> tuple[str, ...]:
    """Return the part of a file's name that names the articles and tags selected."""
    return (*(f"a{name}" for name in chosen.articles), *chosen.tags)


def _plain(name: str) -> str:
    """Return a name of letters, digits, dots and hyphens, which file systems can hold; a long one ends in a digest."""
    plain = re.sub(r"[^\w.-]+", "-", name)
    encoded = plain.encode()
    if len(encoded) <= _LONGEST_STEM:
        return plain
    return f"{encoded[: _LONGEST_STEM - 9].decode(errors='ignore')}-{hashlib.sha256(encoded).hexdigest()[:8]}"


def _identity(edition: Edition, book: Book, stem: str, config: Config) -> Identity:
    """Return what a volume is: every one but the complete book has an identifier of its own, and a description."""
    identity, labels = config.identity, labels_for(config.identity.language, config.labels)
    if stem == identity.slug:
        return identity
    identifier = uuid.uuid5(uuid.NAMESPACE_URL, f"{identity.urn}#{stem}").urn
    statement = labels.get(edition.statement, edition.statement)
    own = replace(identity, identifier=identifier, isbn="", edition_statement=statement, source=identity.urn)
    own = replace(own, isbns=(), doi="", certification=Certification())
    chapters, chosen = book.chapters, edition.selection
    if len(chapters) == 1 and edition.split_by == "chapter" and chapters[0].number is not None:
        return _booklet(own, chapters[0], labels)
    if (chosen.articles or edition.split_by) and len(articles := list(book.articles())) == 1:
        return replace(own, subtitle=articles[0].title)
    if len(chapters) == 1 and chosen.chapters:
        return replace(own, subtitle=chapter_title(chapters[0], labels))
    return own


def _booklet(identity: Identity, chapter: Chapter, labels: Mapping[str, str]) -> Identity:
    """Return the identity of a chapter that is a book of its own: the chapter's title, and the book it is a part of."""
    label = numbered_words(chapter.kind, chapter.shown_number, labels).replace(_NO_BREAK_SPACE, " ")
    statement = " · ".join((f"{labels['from']} {identity.title}", *([label] if chapter.title and label else ())))
    return replace(
        identity,
        title=chapter_title(chapter, labels),
        subtitle=chapter.subtitle,
        part_of=PartOf(identity.title, label or chapter.title, str(chapter.number), identity.source, statement),
    )
