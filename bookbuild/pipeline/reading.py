"""From a project's folder to its book."""

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
from bookbuild.model import Article, Book, Config, Source, Theme
from bookbuild.pipeline.cache_entries import ARTICLE, encoder
from bookbuild.pipeline.forking import parallel_map
from bookbuild.render import colour_faults
from bookbuild.theme import load_theme

_MANY = 400
"""Articles of a book that takes so much memory in the end that this process should not hold what parses, too."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A project as read: everything that every edition is made of."""

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
    """Read a project: configuration, theme, articles and images. Faults are gathered and judged by ``[check]``.

    What the cache knows is not parsed again. What needs no article may `begin` before they are read.

    Raises:
        UsageError: when the configuration is at fault.
    """
    configured = load(project, environment)
    config = configured.value
    theme = load_theme(project, config.palette)
    begin(config, theme.value)
    sources = discover(project, config.content)
    cache = cache or Cache()
    articles = _parsed(sources.value, config, cache)
    assembled = assemble(articles.value, config.chapters)
    pictures = load_pictures(articles.value, project, encoder(cache))
    book = replace(assembled.value, pictures=pictures.value)
    stages = (configured, sources, articles, assembled, pictures, theme)
    found = _in_order(colour_faults(book, theme.value), *(stage.diagnostics for stage in stages))
    return Outcome(Reading(project, config, book, theme.value), judge(found, config.check))


def _parsed(sources: Sequence[Source], config: Config, cache: Cache) -> Outcome[tuple[Article, ...]]:
    keys, language = tuple(config.content.keys.items()), config.identity.language
    inputs = [(source, keys, language) for source in sources]
    articles = gather(
        cache.remember_each(ARTICLE, inputs, lambda places: _made([sources[place] for place in places], config))
    )
    if sources and not articles.value and not articles.diagnostics:
        unpublished = diagnose("no-articles", "every article here says published: false", config.content.folder)
        return Outcome((), (unpublished,))
    return articles


def _made(sources: Sequence[Source], config: Config) -> Sequence[Outcome[Article | None]]:
    if not sources:
        return ()
    is_large = len(sources) >= _MANY
    if not is_large:
        import bookbuild.parse  # noqa: F401, PLC0415 - loaded once for all copies
    make = partial(_article, config=config)
    return parallel_map(make, sources, takes_part=not is_large)


def _article(source: Source, config: Config) -> Outcome[Article | None]:
    from bookbuild.parse import parse  # noqa: PLC0415 - slow to import, and not wanted where nothing has changed

    return parse(source, config.content, config.identity.language)


def _in_order(*groups: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Join the findings of several stages file by file, line by line, as an author goes through them."""
    found = [diagnostic for group in groups for diagnostic in group]
    return sorted(found, key=lambda one: (one.location.path, one.location.line or 0) if one.location else ("", 0))
