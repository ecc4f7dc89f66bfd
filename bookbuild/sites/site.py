"""The interface of a convention of folders: the site that it recognised, and the plan of its book.

A convention is a module with a class that follows `Convention`, and a row in `bookbuild.sites.CONVENTIONS`. It looks at
paths and data files (`Folder`) and returns a `Site`, which names the files to be read; when they are parsed,
`Site.arrange` puts them in order. Nothing of a site is executed.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bookbuild.diagnostics import Diagnostic, Outcome
from bookbuild.model import Article, Facts, Source
from bookbuild.sites.folder import Folder

Read = Callable[[str], bytes | None]
"""Returns the bytes of a file of the project, by its path relative to it, or None if there is none."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file that the site has and the book does not, and why: ``is in German``. Files with equal reasons are counted
    in one note.
    """

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file in its place. The file's own metadata block has precedence.

    `title` counts if the file has none. `names` are addresses by which links may call it (``/guide/offer``), besides
    its path; the first is the one that the site itself uses. `language` is given where it is not that of the book.
    """

    path: str
    title: str = ""
    names: tuple[str, ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True)
class PlannedChapter:
    """A chapter, or a part of a site without deeper chapters: its opening page, if there is one, and its articles.

    `title` counts if there is no opening, or if it has no title.
    """

    articles: tuple[PlannedFile, ...] = ()
    opening: PlannedFile | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class PlannedPart:
    """A part of a book that has chapters too, and begins with a page of its own: its title. `path` is the file that
    names the part.
    """

    title: str
    path: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The files of a book in order. An article between chapters belongs to none of them.

    A file that was read and is in no place of the plan is left out: give its reason in `left_out`.
    """

    body: tuple[PlannedPart | PlannedChapter | PlannedFile, ...] = ()
    front: tuple[PlannedFile, ...] = ()
    back: tuple[PlannedFile, ...] = ()
    appendices: tuple[PlannedFile, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    is_of_folders: bool = True
    """Whether folders, and not metadata blocks alone, decide what the chapters are."""


@dataclass(frozen=True, kw_only=True)
class Site:
    """A folder that a convention recognised. Paths are relative to the project, in POSIX form.

    Subclasses override `arrange`, and the other methods where the convention has something of the kind.
    """

    name: str
    """What ``site`` in the ``[content]`` table calls the convention: ``grav``."""
    kind: str
    """What messages call it: ``a Grav site``."""
    folder: str
    """The folder of the articles; empty for the project itself. Other Markdown files in it are counted in a note."""
    files: tuple[str, ...]
    """The files that are to be read and parsed."""
    left_out: tuple[LeftOut, ...] = ()
    """Files that are not to be read."""
    parts: tuple[str, ...] = ()
    """Other files that the book is made of: those that `prepare` puts into pages, and a table of contents."""
    facts: Facts = field(default_factory=Facts)
    """Facts of the book in the site's own settings. bookbuild.toml has precedence."""
    languages: tuple[str, ...] = ()
    """The languages of the site, that of the book first."""
    versions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The paths of the other languages' files, by the path of the one that is read in their place."""
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Metadata keys of the convention that have a meaning of `DEFAULT_KEYS`: ``{"order": ("weight",)}``."""
    flavour: str = ""
    """The Markdown that its files are written in: a name of `bookbuild.parse.flavours.FLAVOURS`."""
    are_callouts_free: bool = False
    """Whether its callouts may have any name: one that we do not know is a note."""
    is_lenient: bool = True
    """Whether what a book cannot hold of a site (dead links, missing pictures) is a warning instead of an error."""
    diagnostics: tuple[Diagnostic, ...] = ()

    def arrange(self, articles: Sequence[Article]) -> Plan:
        """Return the plan. `articles` are the published ones among `files`, parsed, in that order; `Article.extras` has
        the metadata keys that have no meaning for us (``weight``, ``routes.default``) with their texts.
        """
        return Plan(body=tuple(PlannedFile(article.path) for article in articles))

    def find(self, article: str, target: str) -> Iterable[str]:
        """Return the paths, best first, of files that an article (its path) may mean by the address of a picture or of
        another file: ``image://desk.png``. They need not exist. Relative paths are looked for without this.
        """
        del article, target
        return ()

    def prepare(self, source: Source, read: Read) -> Outcome[Source]:
        """Return a file with what other files add to it (includes, modules), or turned into Markdown.

        Where lines move, `Source.lines` holds for each line of the new text where it is from.
        """
        del read
        return Outcome(source)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Settings of bookbuild.toml and the command line."""

    language: str = ""
    """The language of the book, or empty if it is not set."""
    folder: str = ""
    """The folder of the articles: the one that is set, or ``content`` if there is one, or empty."""
    is_named: bool = False
    """The convention is named in bookbuild.toml, so that it needs no evidence."""


class Convention(Protocol):
    """A way to arrange a folder."""

    @property
    def name(self) -> str:
        """Return what ``site`` in the ``[content]`` table calls it."""

    def recognise(self, folder: Folder, wanted: Wanted) -> Site | None:
        """Return the site that a project's folder is, or None if it does not follow this convention.

        Evidence is files that only this convention has.
        """
