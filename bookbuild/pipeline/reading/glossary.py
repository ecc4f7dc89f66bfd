"""The glossary of a project: its file, parsed, and its place in the book."""

import posixpath
import re
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from bookbuild.cache import Cache
from bookbuild.config import FILE_NAME, setting_line
from bookbuild.diagnostics import Diagnostic, Outcome, diagnose
from bookbuild.model import Article, Book, Config, ContentSettings, Glossary, Source
from bookbuild.pipeline.cache_entries import GLOSSARY
from bookbuild.pipeline.reading.site import OpenedSite, with_own_lines
from bookbuild.render.labels import labels_for
from bookbuild.sites import with_variables
from bookbuild.system.regular_files import is_no_file

_STEM, _SUFFIX = "glossary", ".md"
_PLAIN = "plain"
_HEAD = 2000
"""How many bytes of a file are looked at for its metadata block."""
_STATED = re.compile(rb"\A---\r?\n(?:(?!---)[^\n]*\n)*?[ \t]*matter:[ \t]*['\"]?glossary\b")
_MEANING = (b"\n: ", b"\n:\t")
_PLACE = (b"\nnumber:", b"\nchapter:", b"\narticle:", b"\nmatter:")
"""What begins lines of a metadata block that gives an article its place."""


def glossary_path(site: OpenedSite, config: Config) -> str:
    """Return the path of the glossary's file, or an empty string if there is none.

    One that is not named in bookbuild.toml says that it is the glossary (``matter: glossary``); or it is called
    ``glossary.md`` (``glossary.de.md``), is beside bookbuild.toml, and is no article: it has a definition list, and no
    place among articles of its own.
    """
    if config.glossary.file:
        return posixpath.normpath(config.glossary.file)
    for source in site.sources.value:
        if _STEM.encode() in source.data[:_HEAD] and _STATED.search(source.data[:_HEAD]):
            return source.path
    language = config.identity.language.lower()
    names = [f"{_STEM}{mark}{_SUFFIX}" for mark in (f".{language}", f".{language.partition('-')[0]}", "")]
    _, files, _ = site.files.names("")
    by_name = {name.lower(): name for name in files}
    found = next((by_name[name] for name in names if name in by_name), "")
    return "" if found in site.site.files and not _is_glossary(found, site) else found


def _unread(project: Path, site: OpenedSite, path: str) -> Diagnostic:
    near = get_close_matches(path, _markdown_files(site, posixpath.dirname(path)), 1)
    hint = f"did you mean {near[0]}?" if near else "write its path from the folder of bookbuild.toml"
    if is_no_file(project / path):
        hint = "it is a pipe, a device or a broken link: put a file of Markdown in its place"
    elif near == [path]:
        hint = "allow yourself to read it, and keep it within the project"
    message = f"the file of the glossary, {path}, cannot be found or read"
    return diagnose("glossary-file", message, FILE_NAME, setting_line(project, ("glossary", "file")), hint)


def _is_glossary(path: str, site: OpenedSite) -> bool:
    text = b"\n" + (site.files.contents(path) or b"").replace(b"\r\n", b"\n")
    has_place = text.startswith(b"\n---\n") and any(key in text.partition(b"\n---\n")[2] for key in _PLACE)
    return site.site.name == _PLAIN and any(sign in text for sign in _MEANING) and not has_place


def without_glossary(site: OpenedSite, path: str) -> OpenedSite:
    """Return a site whose articles do not include the file of the glossary."""
    if path not in site.site.files:
        return site
    articles = tuple(one for one in site.site.files if one != path)
    return replace(site, site=replace(site.site, files=articles, parts=(*site.site.parts, path)))


def read_glossary(project: Path, site: OpenedSite, config: Config, path: str, cache: Cache) -> Outcome[Glossary | None]:
    """Return the glossary in a file, or None if there is none, or it cannot be read."""
    if not path:
        return Outcome(None)
    data = site.files.contents(path)
    if data is None:
        return Outcome(None, (_unread(project, site, path),))
    filled = with_variables(Source(path, data), site.variables)
    settings, language = site.settings(config.content), config.identity.language
    ways = (settings.flavour, settings.syntax)
    inputs = (path, filled.value.data, tuple(settings.keys.items()), language, *ways)
    read = cache.remember(GLOSSARY, inputs, lambda: _parsed(filled.value, settings, language))
    read = Outcome(read.value, (*filled.diagnostics, *read.diagnostics))
    title = labels_for(language, config.labels)["glossary"]
    if read.value and not read.value.article.title:
        return Outcome(replace(read.value, article=replace(read.value.article, title=title)), read.diagnostics)
    return read


def _markdown_files(site: OpenedSite, folder: str) -> list[str]:
    _, files, _ = site.files.names(folder)
    return [posixpath.join(folder, name) for name in files if name.lower().endswith(_SUFFIX)]


def _parsed(source: Source, settings: ContentSettings, language: str) -> Outcome[Glossary | None]:
    from bookbuild.parse.glossary import glossary_of, read_glossary  # noqa: PLC0415 - slow to import

    file = read_glossary(source, settings)
    if file.value is None:
        return Outcome(None, file.diagnostics)
    article = with_own_lines(glossary_of(file.value, settings, language), file.value.source)
    made = Glossary(article.value, file.value.terms) if article.value else None
    return Outcome(made, (*file.diagnostics, *article.diagnostics))


def articles_with(articles: tuple[Article, ...], glossary: Glossary | None) -> tuple[Article, ...]:
    """Return articles and the glossary, which is one too, so that links in it and to it are resolved."""
    return (*articles, glossary.article) if glossary else articles


def book_with(book: Book, glossary: Glossary | None) -> Book:
    """Return an assembled book with its glossary in a place of its own, no longer among its articles."""
    if glossary is None:
        return book
    path = glossary.article.path
    own = next(article for article in book.back if article.path == path)
    return replace(
        book,
        back=tuple(article for article in book.back if article is not own),
        glossary=replace(glossary, article=own),
    )
