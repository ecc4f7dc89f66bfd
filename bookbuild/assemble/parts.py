"""Parts of a book: where each begins, and which chapters are in it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, count

from bookbuild.assemble.numerals import numeral
from bookbuild.model import Article, Chapter, Divisions, Number, Part, PartSettings, Role, chosen_numbers

_OWN_NUMBER = re.compile(
    r"(?:book|část|część|deel|del|osa|part|parte|partie|teil|часть|μέρος)\s+(?:\d{1,3}|[ivxlc]{1,7}|[a-h]|one|two|three|four|five"
    r"|six|seven|eight|nine|ten)(?:\s*[:.,\u2013\u2014-]|\Z)",
    re.IGNORECASE,
)
"""What a title begins with that says the number of its part: ``Part II: Dough``."""


def divided(
    chapters: Sequence[Chapter], openings: Iterable[Article], divisions: Divisions
) -> tuple[tuple[Part, ...], tuple[Chapter, ...]]:
    """Return the parts of a book, and its chapters, each with the key of the part that it is in.

    `openings` are the pages of parts that are named by number. Pages without one stand among articles without a
    chapter, where their part begins.
    """
    opened = {opening.part: opening for opening in reversed(list(openings)) if opening.part is not None}
    if not opened and not divisions.parts and not any(map(_begins, _articles(chapters))):
        return (), tuple(chapters)
    dividing = _Dividing(opened, divisions)
    inside = [one for chapter in chapters for one in dividing.placed(chapter)]
    return (*dividing.parts, *dividing.without_chapters()), tuple(inside)


def _begins(article: Article) -> bool:
    return article.is_part_page or article.part is not None or bool(article.part_title)


def _articles(chapters: Iterable[Chapter]) -> Iterator[Article]:
    for chapter in chapters:
        yield from (*filter(None, [chapter.opening]), *chapter.articles)


@dataclass(slots=True)
class _Dividing:
    """The division of one book. `opened` are the pages of parts by number."""

    opened: Mapping[Number, Article]
    divisions: Divisions
    parts: list[Part] = field(default_factory=list)
    _current: Part | None = None
    _listed: dict[str, Number] = field(default_factory=dict)
    """The numbers of parts by those of the chapters that the configuration lists for them."""

    def __post_init__(self) -> None:
        for number, settings in (self.divisions.parts or {}).items():
            for chapter in chosen_numbers(settings.chapters):
                self._listed.setdefault(chapter, Number(number))

    def placed(self, chapter: Chapter) -> Iterator[Chapter]:
        """Yield a chapter in its part; articles without a chapter are divided where a part begins among them."""
        if chapter.number is not None:
            self._enter(chapter)
            yield replace(chapter, part=self._key())
            return
        waiting: list[Article] = []
        for article in chapter.articles:
            if _begins(article):
                yield from self._loose(chapter, waiting)
                self._begin(article.part, article.part_title or article.title, article)
                waiting = []
            if not article.is_part_page:
                waiting.append(article)
        yield from self._loose(chapter, waiting)

    def _loose(self, chapter: Chapter, articles: Sequence[Article]) -> Iterator[Chapter]:
        if articles:
            yield replace(chapter, key=f"{chapter.key}{self._key()}", articles=tuple(articles), part=self._key())

    def _enter(self, chapter: Chapter) -> None:
        """Begin the part that a chapter names, or leave one that does not list it."""
        named = next(filter(_begins, _articles([chapter])), None)
        number = (named and named.part) or self._listed.get(str(chapter.number))
        title = named.part_title if named else ""
        if number or title:
            self._begin(number, title, None)
        elif self._current and (chapter.kind == "appendix" or self._current.number in self._listed.values()):
            self._current = None

    def _begin(self, number: Number | None, title: str, page: Article | None) -> None:
        """Begin a part, unless it is the one that the chapter before is in."""
        same = [one for one in self.parts if (number is not None and one.number == number)]
        if same or (self._current and number is None and page is None and self._current.title == title):
            self._current = same[0] if same else self._current
            return
        page = page if page and page.is_part_page else self.opened.get(number) if number else None
        self._current = self._made(number or Number(str(len(self.parts) + 1)), title, page)
        self.parts.append(self._current)

    def _made(self, number: Number, title: str, page: Article | None) -> Part:
        settings = (self.divisions.parts or {}).get(str(number), PartSettings())
        key = self._free_key(f"part{number.token}")
        called = (page.title if page else "") or title or settings.title
        is_numbered = settings.numbered and (page is None or page.is_numbered) and not _OWN_NUMBER.match(called)
        style, language = self.divisions.numbering.parts, self.divisions.language
        return Part(
            key=key,
            number=number,
            title=called,
            title_markup=page.title_markup if page else "",
            subtitle=(page.subtitle if page else "") or settings.subtitle,
            subtitle_markup=page.subtitle_markup if page else "",
            highlight=(page.highlight if page else "") or settings.highlight,
            opening=replace(page, key=key, role=Role.PART) if page and page.body else None,
            numeral=numeral(number.parts[0], "1" if style == "words" else style, language) if is_numbered else "",
            spelt=numeral(number.parts[0], style, language) if is_numbered and style == "words" else "",
        )

    def _free_key(self, key: str) -> str:
        """Return a key, with a number behind it if a part has it already."""
        taken = {part.key for part in self.parts}
        return next(one for one in chain([key], (f"{key}-{number}" for number in count(2))) if one not in taken)

    def without_chapters(self) -> Iterator[Part]:
        """Yield the parts that have a page and no chapter."""
        for number, page in sorted(self.opened.items()):
            if not any(one.number == number for one in self.parts):
                yield self._made(number, page.title, page)

    def _key(self) -> str:
        return self._current.key if self._current else ""
