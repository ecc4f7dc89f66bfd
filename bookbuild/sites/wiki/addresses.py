"""Addresses of pages in a wiki: ``First-steps``, ``/guide/README.md``, ``#/guide?id=part``, ``[[First steps]]``."""

import re
from collections.abc import Iterable, Mapping
from urllib.parse import unquote

LINK = (
    r"(?P<image>!?)\[(?P<words>(?:[^\[\]]|\[[^\[\]]*\])*)\][ \t]?\("
    r"(?P<target><[^<>]*>|[^()\s<>]*(?:\([^()]*\)[^()\s<>]*)*)"
    r"(?P<title>[ \t]+(?:'[^']*'|\"[^\"]*\"))?[ \t]*\)"
)
"""A pattern of a link or a picture of Markdown."""
WIKI_LINK = r"(?<!!)\[\[(?P<name>[^\[\]|]+)(?:\|(?P<page>[^\[\]|]+))?\]\](?!\()"
"""A pattern of a link of GitHub's and GitLab's wikis: the words, then the page if it is called otherwise."""
HOMES = ("home", "readme", "index")
"""Names of the page that a wiki begins with, in small letters."""
_OF_WIKI = re.compile(r"https?://[^\s/]+/[^\s]+?/(?:-/)?wikis?(?:/|\Z)")
_SUFFIX = re.compile(r"\.(?:md|markdown|html)\Z", re.IGNORECASE)


def name_of(address: str) -> str:
    """Return what an address says of a page, without case, hyphens, suffix and part: ``guide/getting started``."""
    plain = _OF_WIKI.sub("", address.strip("<>")).removeprefix("#/")
    plain = _SUFFIX.sub("", unquote(re.split(r"[?#]", plain)[0]).strip("/").removeprefix("./"))
    words = " ".join(re.sub(r"[-_\s]+", " ", plain).casefold().split())
    folder, _, last = words.rpartition("/")
    return folder if last in HOMES else words


def is_of_wiki(address: str) -> bool:
    """Return whether an address on the web is that of a page in a wiki of GitHub or GitLab."""
    return _OF_WIKI.match(address) is not None


def part_of(address: str) -> str:
    """Return the part of a page that an address names, with a ``#`` before it, or an empty string."""
    match = re.search(r"(?:#|[?&]id=)(?P<part>[^#&?/]+)\Z", address.strip("<>"))
    return f"#{match['part']}" if match else ""


def names_of(pages: Iterable[str], root: str) -> Mapping[str, str]:
    """Return the paths of pages by their names from the root, and by the last part of these where no other has it."""
    paths = {path: name_of(path[len(root) :]) for path in pages}
    names = dict[str, str]()
    for path, name in paths.items():
        names.setdefault(name, path)
    last = [name.rpartition("/")[2] for name in names]
    short = {name.rpartition("/")[2]: path for name, path in names.items() if last.count(name.rpartition("/")[2]) == 1}
    return {**short, **names}
