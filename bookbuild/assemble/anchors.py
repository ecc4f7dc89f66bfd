"""Places within an article, by all the names that links have for them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cached_property
from html import unescape
from urllib.parse import unquote

from bookbuild.model import Article
from bookbuild.model.references import OWN_NUMBER

_ID = re.compile(r'<[^<>]*?\sid="([^"]*)"')
_CAPTIONED = re.compile(
    r'<(figure|table)\b[^<>]*?\sid="([^"]*)"[^<>]*>(?:(?!</?(?:figure|table)\b).)*?'
    r"<(?:fig)?caption\b[^<>]*>(.*?)</(?:fig)?caption>",
    re.DOTALL,
)
_EQUATION = re.compile(
    rf'<div class="equation {OWN_NUMBER}"[^<>]*?\sid="([^"]*)"[^<>]*>(?:(?!</div>).)*?\salttext="[^"]*\(([^()"]*)\)"',
    re.DOTALL,
)
_TAG = re.compile(r"<[^<>]*>")
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_NO_LETTERS = re.compile(r"^[\W\d_]+")
_PREFIXES = re.compile(r"^(?:user-content-|markdown-header-|_)")
"""What GitHub, Bitbucket and AsciiDoc put before a heading's words."""
_BEGINNINGS = frozenset({"top", "_top"})
"""Names of a page's beginning (HTML, 7.4.2.3.3)."""
_TEXT_FRAGMENT = ":~:"


class Anchors:
    """The places of one article. The beginning of an article has an empty id."""

    def __init__(self, article: Article) -> None:
        self._article = article

    def find(self, fragment: str) -> str | None:
        """Return the id of the place that a fragment names, or None.

        The author's own ids come first, as they are written; then the names of `Article.names`, then what is equal
        but for case and the form of accents, and last what has the same letters and digits.
        """
        name = fragment.partition(_TEXT_FRAGMENT)[0].strip()
        if not name:
            return ""
        for form in dict.fromkeys((name, unquote(name))):
            composed = unicodedata.normalize("NFC", form)  # as the names of headings are
            if form in self._names or composed in self._names:
                return self._names.get(form, self._names.get(composed))
            if form in self._ids:
                return form
        decoded = unquote(name)
        if (folded := _folded(decoded)) in self._by_folded_name:
            return self._by_folded_name[folded]
        if folded in _BEGINNINGS:
            return ""
        return self._by_letters.get(_letters(_PREFIXES.sub("", decoded.rpartition("#")[2])))

    def nearest(self, fragment: str) -> str:
        """Return the id that is most like a fragment that names nothing, or an empty string."""
        ids = {_folded(heading.id): heading.id for heading in self._article.headings} | {
            _folded(name): name for name in self._ids
        }
        return "".join(ids[near] for near in get_close_matches(_folded(unquote(fragment)), list(ids), 1))

    def spellings(self) -> Iterable[str]:
        """Return the names of all places, and their ids, as they are written."""
        return self._names.keys() | self._ids.keys()

    def words(self, name: str) -> str:
        """Return the words of the heading with an id, or else the article's title."""
        return self._texts.get(name, self._article.title)

    def caption(self, name: str) -> str:
        """Return the words of the caption of the figure or table with an id, the number that its author gave to an
        equation, ``(5)``, or an empty string.
        """
        return self._captions.get(name, "")

    @cached_property
    def _captions(self) -> Mapping[str, str]:
        parts = (self._article.body, *self._article.notes)
        found = (match for part in parts if "caption" in part for match in _CAPTIONED.finditer(part))
        equations = {
            match[1]: f"({match[2]})" for part in parts if OWN_NUMBER in part for match in _EQUATION.finditer(part)
        }
        return equations | {match[2]: " ".join(unescape(_TAG.sub("", match[3])).split()) for match in found}

    @cached_property
    def _texts(self) -> Mapping[str, str]:
        return {heading.id: heading.text for heading in self._article.headings}

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return dict(reversed(self._article.names))  # the first of equal names counts

    @cached_property
    def _ids(self) -> Mapping[str, None]:
        parts = (self._article.body, *self._article.notes)
        return dict.fromkeys(name for part in parts for name in _ID.findall(part))

    @cached_property
    def _by_folded_name(self) -> Mapping[str, str]:
        return _first((_folded(name), id_) for name, id_ in self._all_names())

    @cached_property
    def _by_letters(self) -> Mapping[str, str]:
        found = dict(_first(self._letters_of_all()))
        found.pop("", None)
        return found

    def _all_names(self) -> Iterator[tuple[str, str]]:
        yield from self._article.names
        yield from ((name, name) for name in self._ids)

    def _letters_of_all(self) -> Iterator[tuple[str, str]]:
        for heading in self._article.headings:
            yield from ((form, heading.id) for form in _forms(heading.text))
        yield from ((_letters(name), id_) for name, id_ in self._all_names())
        yield from ((form, "") for form in _forms(self._article.title))


def _first(pairs: Iterator[tuple[str, str]]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for name, id_ in pairs:
        found.setdefault(name, id_)
    return found


def _folded(name: str) -> str:
    """Return a name as it is compared: composed (NFC), and without case."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _letters(text: str) -> str:
    """Return the letters and digits of a text, without case and accents."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", text).casefold()))


def _forms(words: str) -> Iterator[str]:
    """Yield the letters of a heading, as other programs keep them: without a number before it, umlauts spelt out."""
    for form in (words, unicodedata.normalize("NFC", words).casefold().translate(_GERMAN)):
        yield _letters(form)
        yield _letters(_NO_LETTERS.sub("", form))
