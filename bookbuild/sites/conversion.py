"""Files of plain folders in other formats than Markdown: Word files and notebooks."""

import posixpath
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from bookbuild.diagnostics import Diagnostic, Outcome
from bookbuild.model import Article, Source
from bookbuild.sites.folder import Folder
from bookbuild.sites.site import LeftOut
from bookbuild.sites.word import can_be_read, from_word, is_word, reader_missing

_NOTEBOOK = ".ipynb"


def is_notebook(path: str) -> bool:
    """Return whether a file is a notebook of Jupyter by its name."""
    return path.lower().endswith(_NOTEBOOK)


def is_converted(path: str) -> bool:
    """Return whether a file is in a format that is turned into Markdown."""
    return is_word(path) or is_notebook(path)


def converted(source: Source) -> Outcome[Source]:
    """Return a page as Markdown, whatever its format."""
    if is_word(source.path):
        return from_word(source)
    if is_notebook(source.path):
        from bookbuild.sites.notebooks import from_notebook  # noqa: PLC0415 - most books have no notebooks

        return from_notebook(source)
    return Outcome(source)


@dataclass(frozen=True, slots=True)
class ConvertedFiles:
    """The files of a folder in other formats: those that are articles, and the others."""

    read: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    @classmethod
    def of(cls, folder: Folder, root: str, texts: Iterable[str], is_read: Callable[[str], bool]) -> "ConvertedFiles":
        """Return the files below a folder that `is_read` does not pass over. One beside a Markdown file of its name is
        the same text in another format.
        """
        paths = [path for path in folder.paths(root) if is_converted(path) and is_read(path)]
        if not paths:
            return cls()
        stems = {posixpath.splitext(path)[0] for path in texts}
        doubles = tuple(LeftOut(path, _beside(path)) for path in paths if posixpath.splitext(path)[0] in stems)
        read = tuple(path for path in paths if posixpath.splitext(path)[0] not in stems)
        word = tuple(filter(is_word, read))
        if not word or can_be_read():
            return cls(read, doubles)
        return cls(tuple(filter(is_notebook, read)), doubles, (reader_missing(word),))


def linked_files(articles: Sequence[Article]) -> tuple[LeftOut, ...]:
    """Return the files in other formats that Markdown files link to: they are there to be downloaded."""
    others = [article.path for article in articles if is_converted(article.path)]
    if not others:
        return ()
    linked = {
        posixpath.normpath(posixpath.join(posixpath.dirname(article.path), unquote(link.target)))
        for article in articles
        if not is_converted(article.path)
        for link in article.links
    }
    return tuple(LeftOut(path, f"{_several(path)} that articles link to") for path in others if path in linked)


def _beside(path: str) -> str:
    return f"{_several(path)} beside Markdown files of the same name"


def _several(path: str) -> str:
    return "Word files" if is_word(path) else "notebooks"
