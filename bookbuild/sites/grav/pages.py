"""Grav's pages: which folders are pages, which file of each is read, and what its place among the others is."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import PurePosixPath

from bookbuild.sites.languages import Languages, tag_of
from bookbuild.sites.ordering import natural

NUMBERED = re.compile(r"([0-9]+)\.(.+)")
_VERSION = re.compile(r"v?[0-9]+(?:[.-][0-9]+)*", re.IGNORECASE)
_FILE = re.compile(r"(?P<template>.+?)(?:\.(?P<mark>[^.]+))?\.md", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PageFile:
    """A file of a page: ``TEMPLATE[.LANGUAGE|.VERSION].md``."""

    path: str
    template: str
    language: str = ""
    version: str = ""

    @classmethod
    def of(cls, path: str, known: Sequence[str]) -> "PageFile":
        """Return what the name of a file states. A mark is a language only where it is a language tag."""
        name = PurePosixPath(path).name
        match = _FILE.fullmatch(name)
        template, mark = (match["template"], match["mark"] or "") if match else (name, "")
        language, version = tag_of(mark, known), mark if mark.isdigit() else ""
        if mark and not language and not version:
            template = f"{template}.{mark}"
        return cls(path, template, language, version)


@dataclass(slots=True)
class Page:
    """A folder of pages. `file` is the one that is read, or None; pages in it are `children`, in order."""

    folder: str
    files: list[PageFile] = field(default_factory=list)
    children: list["Page"] = field(default_factory=list)
    file: PageFile | None = None

    @property
    def name(self) -> str:
        """Its folder's name."""
        return self.folder.rpartition("/")[2]

    @property
    def slug(self) -> str:
        """Its folder's name without the number."""
        match = NUMBERED.fullmatch(self.name)
        return match[2] if match else self.name

    @property
    def is_module(self) -> bool:
        """Whether it stands in the page above."""
        return self.slug.startswith("_")

    @property
    def place(self) -> tuple[bool, int, object]:
        """Return a key for its order: by the number before the first dot, then by name; those without one last."""
        match = NUMBERED.fullmatch(self.name)
        return match is None, int(match[1]) if match else 0, natural(self.slug)

    def walk(self) -> Iterator["Page"]:
        """Yield it and all pages in it, in order, without modules."""
        yield self
        for child in self.children:
            if not child.is_module:
                yield from child.walk()

    def modules(self) -> Iterator["Page"]:
        """Yield the modules that stand in it, in order."""
        for child in self.children:
            if child.is_module:
                yield child
                yield from child.modules()


def tree_of(paths: Iterable[str], root: str, known: Sequence[str]) -> Page:
    """Return the pages that Markdown files below a folder are; `known` are the site's languages."""
    pages: dict[str, Page] = {root: Page(root)}

    def page_at(folder: str) -> Page:
        if folder not in pages:
            pages[folder] = Page(folder)
            page_at(folder.rpartition("/")[0]).children.append(pages[folder])
        return pages[folder]

    for path in paths:
        page_at(path.rpartition("/")[0]).files.append(PageFile.of(path, known))
    for page in pages.values():
        page.children.sort(key=lambda one: one.place)
    return pages[root]


def choose(page: Page, languages: Languages, templates: Mapping[str, int]) -> tuple[PageFile | None, str]:
    """Return the file of a page that is read, or None and an empty string or the languages that it has instead."""
    if not page.files:
        return None, ""
    fitting = [file for file in page.files if (file.language or languages.bare) == languages.book]
    if not fitting:
        return None, ", ".join(sorted({file.language or languages.bare for file in page.files}))
    # Of several templates, the one that most pages have.
    by_template = Counter(file.template for file in fitting)
    template = max(by_template, key=lambda name: (templates.get(name, 0), by_template[name], name))
    fitting = [file for file in fitting if file.template == template]
    # The file in the language itself before one without a tag; the page before its versions, of which the last.
    return max(fitting, key=lambda file: (not file.version, int(file.version or 0), bool(file.language))), ""


def take_one_version(root: Page) -> list[Page]:
    """Put the pages of the last version in the place of folders that are versions of the same (``17/``, ``20/``).

    Return the other versions.
    """
    versions = [page for page in root.children if _VERSION.fullmatch(page.name) and page.children]
    others = [page for page in root.children if page not in versions]
    last = max(versions, key=lambda page: natural(page.name), default=None)
    if last is None or not (_are_alike(versions) if len(versions) > 1 else not any(one.children for one in others)):
        return []
    inside, last.children = last.children, []
    root.children = sorted([*others, *([last] if last.files else []), *inside], key=lambda page: page.place)
    return [page for page in versions if page is not last]


def _are_alike(versions: Sequence[Page]) -> bool:
    """Return whether each folder holds half of the pages of another."""
    slugs = [{page.slug for page in version.children} for version in versions]
    return all(2 * len(before & after) >= min(len(before), len(after)) for before, after in pairwise(slugs))
