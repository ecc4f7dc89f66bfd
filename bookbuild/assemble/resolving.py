"""What a link leads to: a file, a page of a site, ``article:53``, a heading, or a file beside the book."""

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property
from pathlib import PurePosixPath
from typing import Protocol

from bookbuild.assemble.anchors import Anchors
from bookbuild.assemble.labels import LabelIndex, convention, numbered_place, several
from bookbuild.assemble.numbered_places import NumberedPlaces
from bookbuild.assemble.pages import Pages
from bookbuild.assemble.unfinished import address_fault, completed
from bookbuild.model import Article, Book, Target
from bookbuild.model.references import MARK, PLACES, is_reference, label_of

SEARCHES = 20
"""Number of broken links for which the closest name is searched: each search goes through all names of the book."""

_NUMBERED = re.compile(rf"({'|'.join(PLACES)}):\s*([^\s#?]+)\s*")
_MARKDOWN = (".md", ".markdown")
_NO_PAGE = "write the path of the article's file from here, or article: and its number"
_NO_FILE = "put the file into the project, and write its path from here"
_NO_PLACE = "write {{#{}}} behind the heading that is meant; or, after #, the words of a heading with hyphens"
_RENAME = "give one of them another name, here and where it is referred to"
_ADDRESS_HINT = "set address under [book] in bookbuild.toml, and links to files lead to the book's website"


@dataclass(frozen=True, slots=True)
class LinkedFile:
    """A file of the project that a link names: its path, and where it is on the web, if that is known."""

    path: str
    address: str = ""


class ProjectFiles(Protocol):
    """The files of a project that are not articles."""

    def find(self, article: str, target: str) -> LinkedFile | None:
        """Return the file that a target in an article (its path) names, or None."""

    def hint(self, article: str, target: str) -> str:
        """Return a hint to the file that was probably meant, or an empty string."""


class NoFiles:
    """A project of which only the articles are known."""

    def find(self, article: str, target: str) -> LinkedFile | None:  # noqa: ARG002 - as in ProjectFiles
        """Return None."""
        return None

    def hint(self, article: str, target: str) -> str:  # noqa: ARG002 - as in ProjectFiles
        """Return no hint."""
        return ""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a link. Links with the same cause, in one article, have equal faults."""

    code: str
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a link leads to, and its words if it has none of its own. `caption` is that of the figure it leads to."""

    words: str
    target: Target | None = None
    address: str = ""
    fault: Fault | None = None
    caption: str = ""


class LinkResolver:
    """Finds what the links of a book lead to."""

    def __init__(self, book: Book, files: ProjectFiles) -> None:
        articles = list(book.articles())
        self._pages, self._files, self._all = Pages(articles), files, articles
        self._by_name: dict[str, Article | None] | None = None
        self._anchors: dict[str, Anchors] = {}
        self._pictures: dict[str, frozenset[str]] = {}
        self._numbers = NumberedPlaces(book)
        self._searches, self._book = SEARCHES, book

    @cached_property
    def _labels(self) -> LabelIndex:
        return LabelIndex(self._book)

    def resolve(self, origin: Article, target: str) -> Resolved:
        """Return what a link of an article leads to."""
        if not target:
            message, hint = "a link has no address, so only its words are printed", "write the address between ( and )"
            return Resolved("", fault=Fault("incomplete-address", message, hint))
        if is_reference(target):
            return self._labelled(origin, label_of(target))
        if numbered := _NUMBERED.match(target):
            return self._numbered(numbered[1], numbered[2], target)
        for path, fragment in _divisions(target):
            page = self._pages.find(origin, path) if path else origin
            if page is not None:
                return self._within(page, fragment, target)
        return self._beside(origin, target) or self._elsewhere(origin, target)

    def _labelled(self, origin: Article, label: str) -> Resolved:
        if numbered := numbered_place(label):
            found = self.resolve(origin, numbered.lower())
            return replace(found, words=f"@{label}" if found.target is None else found.words, caption=found.words)
        places = self._labels.places(label)
        chosen = next((place for place in places if place.article is origin), places[0] if places else None)
        if chosen is None:
            return self._unlabelled(label)
        target = Target(chosen.article.key, chosen.id)
        fault = Fault("duplicate-reference", several(label, places, target), _RENAME) if len(places) > 1 else None
        anchors = self._anchors_of(chosen.article)
        words = anchors.caption(chosen.id) or anchors.words(chosen.id)
        return Resolved(words, target, fault=fault, caption=words)

    def _unlabelled(self, label: str) -> Resolved:
        self._searches -= 1
        near = self._labels.nearest(label) if self._searches >= 0 else ""
        hint = f"did you mean @{near}?" if near else f"give it that label: {convention(label)}"
        message = f"@{label} names nothing in the book; it is printed as it was typed"
        return Resolved(f"@{label}", fault=Fault("undefined-reference", message, hint))

    def _numbered(self, kind: str, number: str, target: str) -> Resolved:
        fragment, place = target.partition("#")[2], self._numbers.find(kind, number)
        if place is not None and place.article and (fragment or kind == "article"):
            return self._within(place.article, fragment, target)
        if place is not None:
            return Resolved(place.title, Target(place.key))
        closest = self._closest(number, self._numbers.of_kind(kind), 0.6)
        hint = f"did you mean '{kind}:{closest}'?" if closest else "`bookbuild list` shows the numbers"
        return Resolved(target, fault=Fault("broken-link", f"there is no {kind} {number}", hint))

    def _within(self, article: Article, fragment: str, target: str) -> Resolved:
        anchors = self._anchors_of(article)
        name = anchors.find(fragment)
        if name is not None:
            words = anchors.words(name)
            caption = anchors.caption(name) or words * (MARK in words)  # a heading may refer to a figure
            return Resolved(words, Target(article.key, name), caption=caption)
        if target.startswith("#") and (other := self._only_with(fragment)):
            return self._within(other, fragment, target)
        self._searches -= 1
        near = anchors.nearest(fragment) if self._searches >= 0 else ""
        message = f"{target!r}: {article.path} has no heading #{fragment}; the link leads to its beginning"
        hint = f"did you mean {target.removesuffix(fragment) + near!r}?" if near else _NO_PLACE.format(fragment)
        return Resolved(article.title, Target(article.key), fault=Fault("broken-anchor", message, hint))

    def _only_with(self, name: str) -> Article | None:
        """Return the only article that has a place of exactly this name, as where all files make one page, or None."""
        if self._by_name is None:
            self._by_name = {}
            for article in self._all:
                for one in self._anchors_of(article).spellings():
                    self._by_name[one] = None if one in self._by_name else article
        return self._by_name.get(name)

    def _anchors_of(self, article: Article) -> Anchors:
        if article.path not in self._anchors:
            self._anchors[article.path] = Anchors(article)
        return self._anchors[article.path]

    def _beside(self, origin: Article, target: str) -> Resolved | None:
        """Return what leads to a file where the site finds it, mostly no article, or None if there is no such file."""
        for path, fragment in _divisions(target):
            if file := self._files.find(origin.path, path):
                if article := self._pages.at(file.path):
                    return self._within(article, fragment, target)
                address = f"{file.address}#{fragment}" if file.address and fragment else file.address
                fault = None if path in self._pictures_of(origin) else _file_fault(path, file)
                is_broken = fault is not None and fault.code == "broken-link"
                return Resolved(PurePosixPath(file.path).name, address="" if is_broken else address, fault=fault)
        return None

    def _pictures_of(self, article: Article) -> frozenset[str]:
        """Return the pictures of an article: a link to one of them leads to what is on the page."""
        if article.path not in self._pictures:
            self._pictures[article.path] = frozenset(image.target for image in article.images)
        return self._pictures[article.path]

    def _elsewhere(self, origin: Article, target: str) -> Resolved:
        if address := completed(target):
            message = f"{target!r} lacks the beginning of an address; the link leads to {address}"
            return Resolved(target, address=address, fault=Fault("incomplete-address", message, f"write {address}"))
        message, hint = address_fault(target) or self._missing(origin, target)
        return Resolved(target, fault=Fault("broken-link", message, hint))

    def _missing(self, origin: Article, target: str) -> tuple[str, str]:
        """Return a message and a hint for a path that is not found."""
        path = next(_divisions(target))[0]
        if inside := self._pages.folder(origin, path):
            return f"{path!r} is a folder without a page of its own", f"link to {_relative(origin, inside[0].path)!r}"
        is_file = PurePosixPath(path).suffix and not path.lower().endswith((*_MARKDOWN, ".html"))
        message = f"{path!r} leads to no article of the book" + (", and there is no such file" if is_file else "")
        if is_file:
            return message, self._files.hint(origin.path, path) or _NO_FILE
        closest = self._closest(PurePosixPath(path).stem, self._pages.stems, 0.7)
        return message, f"did you mean {_relative(origin, self._pages.stems[closest])!r}?" if closest else _NO_PAGE

    def _closest(self, word: str, known: Iterable[str], likeness: float) -> str:
        self._searches -= 1
        return "".join(get_close_matches(word, list(known), 1, likeness)) if self._searches >= 0 else ""


def _divisions(target: str) -> Iterator[tuple[str, str]]:
    """Yield path and fragment of a target; the names of files may have ``?`` and ``#`` in them."""
    whole, _, fragment = target.partition("#")
    yield whole.partition("?")[0], fragment
    if "?" in whole:
        yield whole, fragment
    if fragment:
        yield target, ""


def _relative(origin: Article, path: str) -> str:
    return posixpath.relpath(path, posixpath.dirname(origin.path) or ".")


def _file_fault(path: str, file: LinkedFile) -> Fault:
    """Return what is wrong with a link to a file."""
    if file.path.lower().endswith(_MARKDOWN):
        message = f"{path!r} leads to no article of the book: {file.path} is not published, or left out"
        return Fault("broken-link", message, "publish it, or take the link out")
    message = f"{path!r} leads to a file that is not in the book"
    if not file.address:
        return Fault("linked-file", f"{message}; only the words of the link are printed", _ADDRESS_HINT)
    return Fault("linked-file", f"{message}; the link leads to {file.address}", "see that the file is there")
