"""Read a project: from its folder to its book."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from bookbuild.assemble import assemble
from bookbuild.cache import Cache
from bookbuild.config import load
from bookbuild.diagnostics import Diagnostic, Outcome, diagnose, gather, judge
from bookbuild.discover import discover
from bookbuild.images import load_pictures
from bookbuild.images.finding import ImageFinder
from bookbuild.model import Article, Book, Config, Source, Theme
from bookbuild.pipeline.cache_entries import ARTICLE, encoder
from bookbuild.pipeline.conventions import PlannedFile, apply_plan, plan_files
from bookbuild.pipeline.forking import parallel_map
from bookbuild.pipeline.linked_files import LinkedFiles
from bookbuild.pipeline.publication import joined, publish
from bookbuild.pipeline.unknown_names import unknown_names
from bookbuild.render import colour_faults
from bookbuild.system.failures import failure
from bookbuild.theme import load_theme

_MANY = 400
"""With more articles, this process does not import the parsers, since it needs its memory for the book."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A project that was read: everything that its editions are made of."""

    project: Path
    config: Config
    book: Book
    theme: Theme


def read(
    project: Path,
    environment: Mapping[str, str],
    cache: Cache | None = None,
    begin: Callable[[Config, Theme], None] = lambda _config, _theme: None,
) -> Outcome[Reading]:
    """Read a project: configuration, theme, articles and images. Diagnostics have the severities of ``[check]``.

    Articles in the cache are not parsed again. `begin` is called before they are read.

    Raises:
        UsageError: when the configuration is at fault.
    """
    configured = load(project, environment)
    config = configured.value
    theme = load_theme(project, config.palette)
    begin(config, theme.value)
    sources = discover(project, config.content)
    cache = cache or Cache()
    plan = plan_files(project, sources.value)
    articles = _parsed(sources.value, plan.value, config, cache)
    files = LinkedFiles(ImageFinder(project), config.content.folder, config.identity.address)
    assembled = assemble(articles.value, config.chapters, files)
    pictures = load_pictures(articles.value, project, encoder(cache), config.content.folder)
    book = replace(assembled.value, pictures=pictures.value)
    stages = (configured, sources, plan, articles, assembled, pictures, theme)
    unknown = unknown_names(project, config, theme.value, book)
    found = in_order(colour_faults(book, theme.value), unknown, *(stage.diagnostics for stage in stages))
    return Outcome(Reading(project, config, book, theme.value), judge(found, config.check))


def _parsed(
    sources: Sequence[Source], plan: Sequence[PlannedFile], config: Config, cache: Cache
) -> Outcome[tuple[Article, ...]]:
    keys, language = tuple(config.content.keys.items()), config.identity.language
    planned = {file.path for file in plan}
    wanted = [source for source in sources if source.path in planned]
    inputs = [(source, keys, language, config.content.grav) for source in wanted]
    parsed = cache.remember_each(ARTICLE, inputs, lambda indexes: _parse([wanted[one] for one in indexes], config))
    articles = gather(publish(apply_plan(parsed, plan), config.content.day))
    found = joined(articles.diagnostics)
    if sources and not articles.value and all(one.code == "left-out" for one in found):
        unpublished = diagnose("no-articles", "no article here is to be published", config.content.folder)
        return Outcome((), (*found, unpublished))
    return Outcome(articles.value, found)


def _parse(sources: Sequence[Source], config: Config) -> Sequence[Outcome[Article | None]]:
    if not sources:
        return ()
    is_large = len(sources) >= _MANY
    if not is_large:
        import bookbuild.parse  # noqa: F401, PLC0415 - imported once for all forks
    return parallel_map(partial(_article, config=config), sources, takes_part=not is_large)


def _article(source: Source, config: Config) -> Outcome[Article | None]:
    from bookbuild.parse import parse  # noqa: PLC0415 - slow to import, and not needed if nothing has changed

    try:
        return parse(source, config.content, config.identity.language)
    except Exception as error:  # noqa: BLE001 - the other articles are read
        return Outcome(None, (failure("the article cannot be read", error, source.path),))


def in_order(*groups: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Join the diagnostics of several stages in the order of files and lines."""
    found = [diagnostic for group in groups for diagnostic in group]
    return sorted(found, key=lambda one: (one.location.path, one.location.line or 0) if one.location else ("", 0))
