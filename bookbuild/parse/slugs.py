"""Heading ids as other programs make them, so that links written for them find their headings in the book."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

Slug = Callable[[str], str]

_PLAIN = re.compile(r"[a-z][a-z0-9]*(?:[,;:!?]? [a-z0-9]+)*[,;:!?]?", re.IGNORECASE)
"""A heading that every program but Python-Markdown names alike, duplicates included."""
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_NO_LETTERS_BEFORE = re.compile(r"^[^a-zA-Z]+")
_ANCHOR_JS = re.compile(r"[& +$,:;=?@\"#{}|^~\[`%!<>\]./()*\\\n\t\b\v\u00a0-]+")


@dataclass(frozen=True, slots=True)
class TypedHeading:
    """A heading as names are made from it: its words as they were typed, and its id in the book."""

    words: str
    id: str


def heading_names(headings: Sequence[TypedHeading]) -> Mapping[str, str]:
    """Return the ids of headings by the names that programs make for them, in composed form (NFC).

    If two headings fit one name, GitHub's meaning comes first, then that of the other programs that count equal
    headings from ``-1``, then our ids, then the rest.
    """
    plain = all(_PLAIN.fullmatch(one.words) for one in headings)
    names: dict[str, str] = {}
    for slug, count in ((_github, _slugger),) if plain else _COUNTING_LIKE_GITHUB:
        _add(names, headings, slug, count)
    for one in headings:
        if one.id:
            names.setdefault(one.id, one.id)
    for slug, count in ((_github, _underlined),) if plain else _OTHERS:
        _add(names, headings, slug, count)
    return names


Count = Callable[[Sequence[str]], Iterator[str]]
"""Makes slugs unique."""


def _add(names: dict[str, str], headings: Sequence[TypedHeading], slug: Slug, count: Count) -> None:
    typed = tuple(heading.words for heading in headings)
    composed = tuple(unicodedata.normalize("NFC", words) for words in typed)
    for texts in dict.fromkeys((typed, composed)):  # a program that drops accents sees those that are characters
        for heading, name in zip(headings, count([slug(words) for words in texts]), strict=True):
            names.setdefault(unicodedata.normalize("NFC", name), heading.id)


def _counted(slugs: Sequence[str]) -> Iterator[str]:
    """Count equal slugs, whatever the others are: GitHub's page, mdBook, kramdown."""
    seen: dict[str, int] = {}
    for slug in slugs:
        number = seen[slug] = seen.get(slug, -1) + 1
        yield f"{slug}-{number}" if number else slug


def _slugger(slugs: Sequence[str]) -> Iterator[str]:
    """Count equal slugs and skip what is taken: github-slugger, Goldmark, pandoc."""
    return _unique(slugs, "-")


def _underlined(slugs: Sequence[str]) -> Iterator[str]:
    """Count equal slugs behind an underscore: Python-Markdown."""
    return _unique(slugs, "_")


def _unique(slugs: Sequence[str], mark: str) -> Iterator[str]:
    seen: dict[str, int] = {}
    for slug in slugs:
        name, number = slug, seen.get(slug, 0)
        while name in seen:
            number += 1
            name = f"{slug}{mark}{number}"
        seen[slug] = number
        seen.setdefault(name, 0)
        yield name


# ── Slugs ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _kept(text: str, categories: tuple[str, ...], others: str) -> str:
    return "".join(c for c in text if c in others or unicodedata.category(c).startswith(categories))


def _github(words: str) -> str:
    """Keep letters, marks, digits and connectors; each space becomes a hyphen: GitHub, GitLab, kramdown for GitHub."""
    return _kept(words.lower(), ("L", "M", "Nd", "Nl", "Pc"), "- \u200c\u200d").replace(" ", "-")


def _mdbook(words: str) -> str:
    letters = (c for c in words.lower() if c in "_- " or c.isalnum() or _is_letter_sign(c))
    return "".join(letters).replace(" ", "-")


def _is_letter_sign(character: str) -> bool:
    """Return whether a mark counts as a letter, such as the vowel signs of Devanagari; accents do not."""
    return unicodedata.category(character).startswith("M") and unicodedata.combining(character) < _VIRAMA


_VIRAMA = 9
"""The combining class of the sign that silences a vowel; marks in classes below it are letters of their scripts."""


def _hugo(words: str) -> str:
    return _kept(words.lower(), ("L", "Nd"), "-_ ").replace(" ", "-") or "heading"


def _hugo_ascii(words: str) -> str:
    return _hugo("".join(c for c in unicodedata.normalize("NFD", words) if c.isascii()))


def _goldmark(words: str) -> str:
    ascii_letters = "".join(c for c in words.lower() if c.isascii() and (c.isalnum() or c in "-_ "))
    return ascii_letters.replace(" ", "-").replace("_", "-") or "heading"


def _pandoc(words: str) -> str:
    kept = "-".join(_kept(words.lower(), ("L", "M", "N"), "-_. ").split())
    start = next((place for place, c in enumerate(kept) if c.isalpha()), len(kept))
    return kept[start:] or "section"


def _pandoc_without_marks(words: str) -> str:
    """Name a heading as pandoc does if its compiler does not count marks among letters."""
    return _pandoc("".join(c for c in words if not unicodedata.category(c).startswith("M")))


def _kramdown(words: str) -> str:
    return re.sub(r"[^a-z0-9-]", "", _NO_LETTERS_BEFORE.sub("", words).lower().replace(" ", "-")) or "section"


def _gitlab(words: str) -> str:
    slug = re.sub("-+", "-", _github(words))
    return f"anchor-{slug}" if slug.isdecimal() else slug


def _python_markdown(words: str) -> str:
    kept = re.sub(r"[^\w\s-]", "", unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode())
    return re.sub(r"[-\s]+", "-", kept.strip().lower())


def _anchor_js(words: str) -> str:
    return _ANCHOR_JS.sub("-", words.replace("'", ""))[:64].strip("-").lower()


def _transliterated(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words.casefold().translate(_GERMAN)).encode("ascii", "ignore").decode()
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")


_COUNTING_LIKE_GITHUB: Sequence[tuple[Slug, Count]] = (
    (_github, _slugger),
    (_github, _counted),
    (_mdbook, _counted),
    (_kramdown, _counted),
    (_hugo, _slugger),
    (_goldmark, _slugger),
    (_pandoc, _slugger),
    (_pandoc_without_marks, _slugger),
    (_anchor_js, _slugger),
)
_OTHERS: Sequence[tuple[Slug, Count]] = (
    (_gitlab, _counted),
    (_hugo_ascii, _slugger),
    (_transliterated, _slugger),
    (_python_markdown, _underlined),
)
"""Python-Markdown is what MkDocs uses; the transliterated slugs are those of Grav's page-toc."""
