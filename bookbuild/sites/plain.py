"""Plain folders: a folder is a chapter, its files are articles in numeric order, and one of them may open it."""

import posixpath
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import PurePosixPath

from bookbuild.diagnostics import Outcome
from bookbuild.model import Article, Facts, Source
from bookbuild.sites.conversion import ConvertedFiles, converted, linked_files
from bookbuild.sites.folder import Folder, is_about_project
from bookbuild.sites.languages import listed
from bookbuild.sites.ordering import natural
from bookbuild.sites.site import LeftOut, Plan, PlannedChapter, PlannedFile, PlannedPart, Read, Site, Wanted
from bookbuild.sites.titles import title_of_name
from bookbuild.sites.translations import in_one_language

OPENINGS = ("chapter", "_index", "index", "readme")
"""Names of the file that opens its folder, without suffix, in small letters; the first one that is there."""
THEME_FOLDERS = frozenset({"fonts", "styles", "templates"})
"""Folders of the theme, if the project's folder itself is the folder of the articles."""
_OF_ALL = frozenset(
    {"articles", "book", "chapters", "content", "docs", "manuscript", "markdown", "md", "pages", "src", "text", "texts"}
)
"""Names of a folder that everything is in, so that it is no chapter."""
_README = "readme"
_CONFLICT = re.compile(
    r" ?\([^()/]*(?:conflict|Konflikt|conflit)[^()/]*\)|\.sync-conflict-[\w-]+|_conf\([^()/]*\)", re.IGNORECASE
)
"""What Dropbox, Nextcloud, Syncthing and their like put into the name of a second version."""
_COPY = re.compile(
    r"(?: - (?:Copy|Kopie|Copie|Copia|C\u00f3pia|Kopia)| copy| Kopie| copie)?(?: \(?[0-9]{1,2}\)?)?(?=\.[^./]+\Z)",
    re.IGNORECASE,
)
"""What Windows, macOS and browsers put into the name of a copy."""


@dataclass(frozen=True)
class PlainFolders:
    """Folders without a convention of their own. They follow it at any rate.

    If they are not chapters, or if a file states its chapter or its number, metadata blocks decide everything.
    """

    are_chapters: bool = True
    name: str = "plain"

    def recognise(self, folder: Folder, wanted: Wanted) -> "PlainSite":
        """Return the site; its files are all that are Markdown by their names."""
        texts = [path for path in folder.texts(wanted.folder) if _is_read(path, wanted.folder)]
        others = ConvertedFiles.of(folder, wanted.folder, texts, lambda path: _is_read(path, wanted.folder))
        found = in_one_language([*texts, *others.read], wanted.folder, wanted.language)
        return PlainSite(
            name=self.name,
            kind="plain folders",
            folder=wanted.folder,
            files=found.files,
            left_out=(*found.left_out, *others.left_out),
            diagnostics=others.diagnostics,
            facts=Facts(language="".join(found.languages[:1])),
            languages=listed(found.languages),
            versions=found.versions,
            is_lenient=False,
            are_chapters=self.are_chapters,
            root=found.root,
        )


def _is_read(path: str, root: str) -> bool:
    """Return whether a file may be an article: not if it is about the project, or a note to oneself."""
    below = PurePosixPath(path).relative_to(root).parts
    stem = PurePosixPath(path).stem.lower()
    if any(part.startswith("_") for part in below[:-1]) or (below[-1].startswith("_") and stem not in OPENINGS):
        return False
    is_at_root = len(below) == 1
    if is_at_root and (stem == _README or (not root and is_about_project(path))):
        return False
    return bool(root) or below[0] not in THEME_FOLDERS or is_at_root


@dataclass(frozen=True, kw_only=True)
class PlainSite(Site):
    """Plain folders, or files whose metadata blocks decide everything."""

    are_chapters: bool = True
    root: str = ""

    def arrange(self, articles: Sequence[Article]) -> Plan:
        """Return the files in the order of their folders."""
        downloads = linked_files(articles)
        linked = {file.path for file in downloads}
        plan = self._plan([article for article in articles if article.path not in linked])
        return replace(plan, left_out=(*plan.left_out, *downloads))

    def prepare(self, source: Source, read: Read) -> Outcome[Source]:
        """Return a page as Markdown, whatever its format."""
        del read
        return converted(source)

    def _plan(self, articles: Sequence[Article]) -> Plan:
        if not self.are_chapters or any(_says_its_place(article) for article in articles):
            return _by_metadata(articles)
        conflicts, copies = _conflicts([article.path for article in articles]), _copies(articles)
        kept = [article for article in articles if article.path not in {**conflicts, **copies}]
        left_out = [LeftOut(path, f"a copy made in a conflict over {original}") for path, original in conflicts.items()]
        left_out += [LeftOut(path, f"the same text as {original}") for path, original in copies.items()]
        return Plan(tuple(_items(_without_frame(_Tree.of(kept, self.root)))), left_out=tuple(left_out))


def _conflicts(paths: Sequence[str]) -> Mapping[str, str]:
    """Return the files that programs made which found two versions of one, each with that one."""
    originals = {path: _CONFLICT.sub("", path) for path in paths}
    return {path: original for path, original in originals.items() if original != path and original in originals}


def _copies(articles: Sequence[Article]) -> Mapping[str, str]:
    """Return the files that are called a copy of another one and have the same text, each with that one."""
    texts = {article.path: (article.body, article.notes) for article in articles}
    originals = {path: _COPY.sub("", path, count=1) for path in texts}
    return {
        path: original
        for path, original in originals.items()
        if original != path and texts.get(original) == texts[path]
    }


def _says_its_place(article: Article) -> bool:
    return article.chapter is not None or article.number is not None


def _by_metadata(articles: Sequence[Article]) -> Plan:
    read = [one for one in articles if PurePosixPath(one.path).stem.lower() != _README or _says_its_place(one)]
    return Plan(
        body=tuple(PlannedFile(article.path) for article in sorted(read, key=lambda one: one.path)), is_of_folders=False
    )


@dataclass(frozen=True, slots=True)
class _Tree:
    """The files of a folder: its opening, and its other files and folders in order."""

    path: str
    opening: Article | None
    inside: tuple["Article | _Tree", ...]

    @classmethod
    def of(cls, articles: Iterable[Article], path: str) -> "_Tree":
        """Return the tree of the articles below a folder."""
        start = len(path) + 1 if path else 0

        def name(article: Article) -> str:
            head, mark, _ = article.path[start:].partition("/")
            return head + mark

        items: list[Article | _Tree] = []
        for key, group in groupby(sorted(articles, key=name), key=name):
            inside = list(group)
            items.extend(inside if not key.endswith("/") else [cls.of(inside, inside[0].path[: start + len(key) - 1])])
        opening = _opening_of([one for one in items if isinstance(one, Article)])
        return cls(path, opening, tuple(sorted((one for one in items if one is not opening), key=_place)))

    def articles(self) -> Iterable[Article]:
        """Yield all files in order."""
        if self.opening:
            yield self.opening
        for item in self.inside:
            yield from (item.articles() if isinstance(item, _Tree) else [item])


def _opening_of(articles: Sequence[Article]) -> Article | None:
    by_stem = {PurePosixPath(article.path).stem.lower(): article for article in articles}
    return next((by_stem[stem] for stem in OPENINGS if stem in by_stem), None)


def _place(item: Article | _Tree) -> tuple[object, ...]:
    """Return a key for the order of neighbours: by ``order``, then files without a number, then all by their names."""
    opening = item.opening if isinstance(item, _Tree) else item
    name = posixpath.basename(item.path)
    is_numbered = name[:1].isdigit()
    return (opening.order if opening else 0, isinstance(item, _Tree) or is_numbered, natural(name))


def _without_frame(tree: _Tree) -> _Tree:
    """Return the folder that everything is in, if it is called so."""
    inside = tree.inside[0] if len(tree.inside) == 1 and not tree.opening else None
    is_frame = isinstance(inside, _Tree) and posixpath.basename(inside.path).lower() in _OF_ALL
    return _without_frame(inside) if is_frame and isinstance(inside, _Tree) else tree


def _items(tree: _Tree) -> Iterable[PlannedChapter | PlannedFile]:
    """Yield chapters, and the articles beside them."""
    if tree.opening:
        yield PlannedFile(tree.opening.path)
    for item in tree.inside:
        if isinstance(item, Article):
            yield PlannedFile(item.path)
        elif item.inside:
            articles = tuple(PlannedFile(one.path) for one in item.articles() if one is not item.opening)
            title = title_of_name(posixpath.basename(item.path))
            opening = PlannedFile(item.opening.path, title) if item.opening else None
            yield PlannedChapter(articles, opening, title)
        elif item.opening:
            yield PlannedFile(item.opening.path, title_of_name(posixpath.basename(item.path)))


def with_names_as_titles(plan: Plan, title: Callable[[str], str]) -> Plan:
    """Return a plan whose files without a title have one that is made from the names of their files, without suffix."""

    def titled(file: PlannedFile) -> PlannedFile:
        return file if file.title else replace(file, title=title(PurePosixPath(file.path).stem))

    def completed(item: PlannedPart | PlannedChapter | PlannedFile) -> PlannedPart | PlannedChapter | PlannedFile:
        if isinstance(item, PlannedChapter):
            return replace(item, articles=tuple(map(titled, item.articles)))
        return titled(item) if isinstance(item, PlannedFile) else item

    return replace(plan, body=tuple(map(completed, plan.body)))
