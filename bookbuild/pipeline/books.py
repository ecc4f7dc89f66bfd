"""From a project's folder to its book, and from the book to artifacts."""

import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from bookbuild.assemble import assemble
from bookbuild.config import load
from bookbuild.diagnostics import BookError, Diagnostic, Outcome, Severity, UsageError, diagnose, gather, judge
from bookbuild.discover import discover
from bookbuild.edition import select
from bookbuild.images import load_cover, load_pictures
from bookbuild.model import Article, Artifact, Book, Config, Edition, Identity, Picture, Selection, Source, Theme
from bookbuild.parse import parse
from bookbuild.pipeline.progress import Progressed
from bookbuild.render import colour_faults, render_epub, render_pdf
from bookbuild.render.contents import chapter_title
from bookbuild.render.labels import labels_for
from bookbuild.theme import load_theme, project_fonts
from bookbuild.typefaces import load_typefaces


@dataclass(frozen=True, slots=True)
class Reading:
    """A project as read: everything that every edition is made of."""

    project: Path
    config: Config
    book: Book
    theme: Theme


def read(project: Path, environment: Mapping[str, str]) -> Outcome[Reading]:
    """Read a project: configuration, articles, images and theme. Faults are gathered and judged by ``[check]``.

    Raises:
        UsageError: when the configuration is at fault.
    """
    configured = load(project, environment)
    config = configured.value
    sources = discover(project, config.content)
    articles = _parsed(sources.value, config)
    assembled = assemble(articles.value, config.chapters)
    pictures = load_pictures(articles.value, project)
    theme = load_theme(project, config.palette)
    book = replace(assembled.value, pictures=pictures.value)
    stages = (configured, sources, articles, assembled, pictures, theme)
    found = _in_order(colour_faults(book, theme.value), *(stage.diagnostics for stage in stages))
    return Outcome(Reading(project, config, book, theme.value), judge(found, config.check))


def _parsed(sources: Sequence[Source], config: Config) -> Outcome[tuple[Article, ...]]:
    articles = gather(parse(source, config.content, config.identity.language) for source in sources)
    if sources and not articles.value and not articles.diagnostics:
        unpublished = diagnose("no-articles", "every article here says published: false", config.content.folder)
        return Outcome((), (unpublished,))
    return articles


def _in_order(*groups: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Join the findings of several stages file by file, line by line, as an author goes through them."""
    found = [diagnostic for group in groups for diagnostic in group]
    return sorted(found, key=lambda one: (one.location.path, one.location.line or 0) if one.location else ("", 0))


def choose_editions(config: Config, names: Sequence[str]) -> tuple[Edition, ...]:
    """Return the editions named, or the default ones where none is.

    Raises:
        UsageError: when a name is no edition's, with the nearest right one.
    """
    if not names:
        return tuple(edition for edition in config.editions.values() if edition.default)
    for name in names:
        if name not in config.editions:
            near = get_close_matches(name, config.editions, 1)
            hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(config.editions)}"
            raise UsageError(diagnose("unknown-edition", f"there is no edition {name!r}", hint=hint))
    return tuple(config.editions[name] for name in dict.fromkeys(names))


def build(
    reading: Reading, edition: Edition, form: str, *, jobs: int, progress: Progressed
) -> Outcome[Artifact | None]:
    """Make one edition in one format (``epub`` or ``pdf``); the value is `None` where an error stands in the way."""
    selected = select(reading.book, edition.selection)
    if selected.diagnostics:
        return Outcome(None, judge(selected.diagnostics, reading.config.check))
    try:
        made = _made(reading, selected.value, edition, form, (jobs, progress))
    except BookError as error:
        made = Outcome(None, error.diagnostics)
    judged = judge(made.diagnostics, reading.config.check)
    whole = not any(found.severity is Severity.ERROR for found in judged)
    return Outcome(made.value if whole else None, judged)


def _made(
    reading: Reading, book: Book, edition: Edition, form: str, press: tuple[int, Progressed]
) -> Outcome[Artifact | None]:
    stem = stem_of(reading.config.identity, edition)
    config = replace(reading.config, identity=_identity_of(reading.config, book, edition, stem))
    theme = replace(reading.theme, typefaces=load_typefaces(project_fonts(reading.project)))
    cover = _cover(reading.project, config, theme, form)
    if cover.value is None:
        return Outcome(None, cover.diagnostics)
    if form == "epub":
        made = _epub(book, config, theme, cover.value, edition.name, stem)
    else:
        made = _pdf(book, config, theme, cover.value, edition.name, stem, press)
    return Outcome(made.value, (*cover.diagnostics, *made.diagnostics))


# Each format loads only its own libraries.


def _epub(
    book: Book, config: Config, theme: Theme, cover: Picture, edition: str, stem: str
) -> Outcome[Artifact | None]:
    from bookbuild.epub import package  # noqa: PLC0415
    from bookbuild.verify.epub import verify_epub  # noqa: PLC0415

    artifact = package(render_epub(book, config, theme, cover), None, edition, f"{stem}.epub")
    return Outcome(artifact, verify_epub(artifact))


def _pdf(
    book: Book, config: Config, theme: Theme, cover: Picture, edition: str, stem: str, press: tuple[int, Progressed]
) -> Outcome[Artifact | None]:
    from bookbuild.pipeline.press import Press  # noqa: PLC0415

    return Press(*press).print_book(render_pdf(book, config, theme, cover), edition, f"{stem}.pdf")


def stem_of(identity: Identity, edition: Edition) -> str:
    """Return the name of an edition's files without extension: ``guide``, ``guide-booklet-ch7``, ``guide-a53``."""
    chosen = edition.selection
    parts = [identity.slug, *([] if edition.name == "book" else [edition.name])]
    parts += [f"ch{name}" for name in chosen.chapters] + [f"a{name}" for name in chosen.articles] + list(chosen.tags)
    return re.sub(r"[^\w.-]+", "-", "-".join(parts))  # a tag may hold what no file name should


def _identity_of(config: Config, book: Book, edition: Edition, stem: str) -> Identity:
    """Return what an edition is: a part of a book has an identifier of its own, and says which part it is."""
    identity = config.identity
    if stem == identity.slug:
        return identity
    own = replace(identity, identifier=uuid.uuid5(uuid.NAMESPACE_URL, f"{identity.urn}#{stem}").urn, isbn="")
    return replace(own, subtitle=_part_title(config, book, edition.selection) or identity.subtitle)


def _part_title(config: Config, book: Book, selection: Selection) -> str:
    labels = labels_for(config.identity.language, config.labels)
    if selection.articles and len(articles := list(book.articles())) == 1:
        return articles[0].title
    if len(book.chapters) == 1 and selection.chapters:
        return chapter_title(book.chapters[0], labels)
    return ""


def _cover(project: Path, config: Config, theme: Theme, form: str) -> Outcome[Picture | None]:
    """Give the project's own cover, or draw one in the proportion of the format's page."""
    if config.identity.cover_image:
        return load_cover(config.identity.cover_image, project)
    from bookbuild.cover import draw_cover, paint_cover  # noqa: PLC0415 - not every book wants one drawn

    accent, page = theme.palette["accent"], config.page.geometry
    if form == "epub":
        return Outcome(paint_cover(config.identity, accent.ink, accent.ground, theme.typefaces))
    drawn = draw_cover(config.identity, accent.ink, accent.ground, theme.typefaces, page.height / page.width)
    return Outcome(drawn)
