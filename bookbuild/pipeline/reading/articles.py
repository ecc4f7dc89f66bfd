"""Sources -> Articles in the order of the book, parsed in several processes or taken from the cache."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from bookbuild.cache import Cache
from bookbuild.diagnostics import Diagnostic, Outcome, diagnose, gather
from bookbuild.model import Article, ChapterSettings, Config, ContentSettings, Source
from bookbuild.pipeline.cache_entries import ARTICLE
from bookbuild.pipeline.forking import parallel_map
from bookbuild.pipeline.reading.publication import joined, publish
from bookbuild.pipeline.reading.site import OpenedSite, with_own_lines
from bookbuild.render.labels import labels_for
from bookbuild.sites import Plan, arrange
from bookbuild.system.failures import failure

_MANY = 400
"""With more articles, this process does not import the parsers, since it needs its memory for the book."""


@dataclass(frozen=True, slots=True)
class ReadArticles:
    """The articles of a book in order, the metadata of its chapters by number, and the plan of the site."""

    articles: tuple[Article, ...]
    chapters: Mapping[str, ChapterSettings]
    plan: Plan


def read_articles(site: OpenedSite, config: Config, cache: Cache) -> Outcome[ReadArticles]:
    """Parse the articles of a site, and arrange them by its convention."""
    sources, settings = site.sources.value, site.settings(config.content)
    parsed = publish(_parsed(sources, settings, config.identity.language, cache), config.content.day)
    outcomes = [with_own_lines(one, source) for one, source in zip(parsed, sources, strict=True)]
    published = [Outcome(one.value, one.diagnostics) for one in outcomes if one.value is not None]
    unpublished = [found for one in outcomes if one.value is None for found in one.diagnostics]
    plan = site.site.arrange([one.value for one in published])
    arranged = arrange(plan, published, site.site.versions)
    articles = gather(arranged.articles)
    found = joined((*unpublished, *articles.diagnostics))
    if sources and not articles.value and all(one.code == "left-out" for one in found):
        nothing = diagnose("no-articles", "no article here is to be published", site.site.folder or ".")
        return Outcome(ReadArticles((), {}, plan), (*found, nothing))
    chapters = _chapters(config.chapters, arranged.titles)
    labels = labels_for(config.identity.language, config.labels)
    named = tuple(one if one.title else replace(one, title=labels.get(one.matter, "")) for one in articles.value)
    return Outcome(ReadArticles(named, chapters, plan), found)


def faults_of_sources(site: OpenedSite, articles: Sequence[Article]) -> tuple[Diagnostic, ...]:
    """Return what was wrong with the files of a site before they were parsed; markup that a book cannot hold is told
    only of those that are in it.
    """
    left_out = {source.path for source in site.sources.value} - {article.path for article in articles}
    return tuple(
        found
        for found in site.sources.diagnostics
        if found.code != "foreign-markup" or not found.location or found.location.path not in left_out
    )


def _chapters(configured: Mapping[str, ChapterSettings], titles: Mapping[str, str]) -> Mapping[str, ChapterSettings]:
    """Return the metadata of chapters, with the titles of their folders where they have no other."""
    chapters = dict(configured)
    for number, title in titles.items():
        known = chapters.get(number, ChapterSettings())
        chapters[number] = replace(known, title=known.title or title)
    return chapters


def _parsed(
    sources: Sequence[Source], settings: ContentSettings, language: str, cache: Cache
) -> Sequence[Outcome[Article | None]]:
    keys = tuple(settings.keys.items())
    inputs = [(source, keys, language, settings.flavour, settings.is_lenient, settings.syntax) for source in sources]

    def parse(indexes: Sequence[int]) -> Sequence[Outcome[Article | None]]:
        return _parse([sources[one] for one in indexes], settings, language)

    return cache.remember_each(ARTICLE, inputs, parse)


def _parse(sources: Sequence[Source], settings: ContentSettings, language: str) -> Sequence[Outcome[Article | None]]:
    if not sources:
        return ()
    is_large = len(sources) >= _MANY
    if not is_large:
        import bookbuild.parse  # noqa: F401, PLC0415 - imported once for all forks
    work = partial(_article, settings=settings, language=language)
    return parallel_map(work, sources, takes_part=not is_large)


def _article(source: Source, settings: ContentSettings, language: str) -> Outcome[Article | None]:
    from bookbuild.parse import parse  # noqa: PLC0415 - slow to import, and not needed if nothing has changed

    try:
        return parse(source, settings, language)
    except Exception as error:  # noqa: BLE001 - the other articles are read
        return Outcome(None, (failure("the article cannot be read", error, source.path),))
