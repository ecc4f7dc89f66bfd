"""Citations of a book: the files of works and the style read, and what is printed taken from the cache or made."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from bookbuild.cache import Cache
from bookbuild.config import FILE_NAME, setting_line
from bookbuild.diagnostics import Diagnostic, Outcome, diagnose
from bookbuild.model import Article, Book, Config
from bookbuild.model.citations import CitedText, CitedTexts, CitingText, Works
from bookbuild.pipeline.cache_entries import CITATIONS
from bookbuild.system.regular_files import read_bytes, resolved

_KINDS = (".bib", ".bibtex", ".json")


def with_citations(book: Book, project: Path, config: Config, cache: Cache) -> Outcome[Book]:
    """Return a book whose citations are printed as its style has them; a project without sources has none."""
    sources = config.sources
    texts = tuple(_texts(book, by_chapter=sources.works == "chapter")) if sources.files else ()
    if not sources.files:
        return Outcome(book)
    files, found = _files(project, sources.files)
    style, own = style_in_project(project, sources.style)
    language = config.identity.language

    def make() -> Outcome[CitedTexts]:
        from bookbuild.citations import DEFAULT, StyleError, cite, read_library, read_style  # noqa: PLC0415 - seldom needed

        library = read_library(files, language)
        wrong: list[Diagnostic] = []
        try:
            read = read_style(style, own)
        except StyleError as fault:
            wrong.append(diagnose("citation-style", f"{fault}; {DEFAULT} is used", FILE_NAME, hint=fault.hint))
            read = read_style(DEFAULT)
        cited = cite(texts, library.value, read, language)
        return Outcome(cited.value, (*library.diagnostics, *wrong, *cited.diagnostics))

    made = cache.remember(CITATIONS, (texts, files, style, own, language), make)
    with_lines = tuple(_with_line(one, project) for one in made.diagnostics)
    cited = {text.path: text for text in made.value.texts}
    shown = book.mapped(lambda article: _shown(article, cited))
    return Outcome(replace(shown, works=Works(made.value.lists, sources.pages)), (*found, *with_lines))


def cited_article(article: Article, typed: Book | None, project: Path, config: Config) -> Article:
    """Return an article that has changed with its citations as they are in its book, which is given as it was typed."""
    if typed is None or not article.citations:
        return article

    def changed(one: Article) -> Article:
        return article if one.path == article.path else one

    book = with_citations(typed.mapped(changed), project, config, Cache()).value
    return next((one for one in book.articles() if one.path == article.path), article)


def _with_line(found: Diagnostic, project: Path) -> Diagnostic:
    """Return a diagnostic of the style with the line of the setting."""
    place = found.location
    if found.code != "citation-style" or place is None:
        return found
    return replace(found, location=replace(place, line=setting_line(project, ("sources", "style"))))


def _files(project: Path, names: tuple[str, ...]) -> tuple[tuple[tuple[str, bytes], ...], list[Diagnostic]]:
    """Return the files of works that can be read, and what is wrong with the others."""
    read: list[tuple[str, bytes]] = []
    found: list[Diagnostic] = []
    for name in dict.fromkeys(names):
        line = setting_line(project, ("sources", "files"))
        try:
            if (data := bytes_in_project(project, name)) is not None:
                read.append((name, data))
                continue
            found.append(
                diagnose("outside-project", f"the file of works {name!r} is outside the project", FILE_NAME, line)
            )
        except FileNotFoundError:
            hint = _nearest_file(project, name)
            found.append(diagnose("source-file", f"there is no file of works {name!r}", FILE_NAME, line, hint))
        except OSError as error:
            message = f"the file of works {name!r} cannot be read: {error.strerror}"
            found.append(diagnose("source-file", message, FILE_NAME, line))
    return tuple(read), found


def bytes_in_project(project: Path, name: str) -> bytes | None:
    """Return the bytes of a file of the project, or None for one outside it."""
    root = project.resolve()
    path = resolved(root / name)
    return read_bytes(path) if path.is_relative_to(root) else None


def _nearest_file(project: Path, name: str) -> str:
    folder = (project / name).parent
    there = [one.name for one in folder.iterdir() if one.suffix in _KINDS] if folder.is_dir() else []
    near = get_close_matches(Path(name).name, sorted(there), 1)
    return f"did you mean {near[0]!r}?" if near else "write its path from the folder of bookbuild.toml"


def style_in_project(project: Path, name: str) -> tuple[str, bytes | None]:
    """Return the name of a style, and its file, if it is one of the project."""
    file = name if name.endswith(".csl") else f"{name}.csl"
    try:
        own = bytes_in_project(project, file) if name else None
    except OSError:
        own = None
    return (name if own else name.removesuffix(".csl")), own


def _texts(book: Book, *, by_chapter: bool) -> Iterator[CitingText]:
    """Yield the articles that cite, in the order of the book."""
    for article, chapter in book.with_chapters():
        if article.citations:
            key = chapter.key if chapter else ""
            headings = tuple(heading.text for heading in article.headings)
            scope = key if by_chapter else ""
            parts = (article.path, article.body, article.notes, headings, article.citations)
            yield CitingText(scope, key, *parts)


def _shown(article: Article, cited: Mapping[str, CitedText]) -> Article:
    text = cited.get(article.path)
    if text is None:
        return article
    pairs = zip(article.headings, text.headings, strict=True)
    headings = tuple(replace(heading, text=words) for heading, words in pairs)
    return replace(article, body=text.body, notes=text.notes, headings=headings)
