"""Plan, Articles -> Articles in the plan's order, with chapters and names. A file's own metadata has precedence."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bookbuild.diagnostics import Diagnostic, Outcome
from bookbuild.model import Article, Number, Role
from bookbuild.sites.site import Plan, PlannedChapter, PlannedFile, PlannedPart
from bookbuild.sites.titles import title_of_name

_OF_ARTICLES = frozenset({"empty-article", "missing-title"})
"""Diagnostics that do not apply to a chapter's opening."""


@dataclass(frozen=True, slots=True)
class Arranged:
    """Parsed files in the order of a plan, each with its diagnostics, and the titles of chapters by number."""

    articles: tuple[Outcome[Article], ...]
    titles: Mapping[str, str]


def arrange(
    plan: Plan, parsed: Sequence[Outcome[Article]], versions: Mapping[str, tuple[str, ...]] | None = None
) -> Arranged:
    """Return the files of a plan, completed by its titles and numbers; files that are not in it are left out.

    `versions` are the paths of files in other languages, by those of files in the plan.
    """
    return _Arrangement({one.value.path: one for one in parsed}, versions or {}).of(plan)


@dataclass(slots=True)
class _Arrangement:
    parsed: Mapping[str, Outcome[Article]]
    versions: Mapping[str, tuple[str, ...]]
    titles: dict[str, str] = field(default_factory=dict)
    _last: int = 0
    """The number of the chapter before, as a whole one."""
    _uncounted: int = 0
    """How many chapters without a printed number follow that one."""
    _before: Number | None = None

    def of(self, plan: Plan) -> Arranged:
        front = (_matter(one, Role.FRONT) for one in self._files(plan.front))
        appendices = (_matter(one, Role.APPENDIX) for one in self._files(plan.appendices))
        back = (_matter(one, Role.BACK) for one in self._files(plan.back))
        body = (one for item in plan.body for one in self._item(item))
        return Arranged((*front, *body, *appendices, *back), self.titles)

    def _files(self, files: Iterable[PlannedFile]) -> Iterator[Outcome[Article]]:
        for file in files:
            if file.path in self.parsed:
                yield _completed(self.parsed[file.path], file, self.versions.get(file.path, ()))

    def _item(self, item: PlannedPart | PlannedChapter | PlannedFile) -> Iterator[Outcome[Article]]:
        if isinstance(item, PlannedPart):
            title_page = Article(path=item.path, role=Role.PART, title=item.title, body="", after=self._before)
            yield Outcome(title_page)
            return
        if isinstance(item, PlannedChapter):
            yield from self._chapter(item)
            return
        yield from map(self._outside, self._files([item]))

    def _outside(self, parsed: Outcome[Article]) -> Outcome[Article]:
        """Return a file that belongs to no chapter of the plan: what it says itself decides, or its place."""
        return Outcome(replace(parsed.value, after=parsed.value.after or self._before), parsed.diagnostics)

    def _chapter(self, chapter: PlannedChapter) -> Iterator[Outcome[Article]]:
        opening = list(self._files([chapter.opening] if chapter.opening else []))
        articles = list(self._files(chapter.articles))
        if not opening and not articles:
            return
        if len({one.value.chapter for one in articles if one.value.chapter is not None}) > 1:
            yield from (self._outside(one) for one in (*opening, *articles))
            return
        number = self._number([*opening, *articles], is_counted=all(one.value.is_numbered for one in opening))
        yield from (self._outside(one) for one in articles if one.value.role is Role.PART)
        articles = [one for one in articles if one.value.role is not Role.PART]
        self._before = number
        self.titles.setdefault(str(number), chapter.title)
        yield from (_opening(one, number, opens=bool(articles)) for one in opening)
        yield from (_in_chapter(one, number) for one in articles)

    def _number(self, files: Iterable[Outcome[Article]], *, is_counted: bool) -> Number:
        """Return the chapter's number in a file's metadata, or else the one after that of the chapter before.

        One whose number is not printed stands between two numbers: 2.1.
        """
        stated = next((one.value.chapter for one in files if one.value.chapter is not None), None)
        if not stated and not is_counted:
            self._uncounted += 1
            return Number(f"{self._last}.{self._uncounted}")
        self._uncounted = 0
        self._last = stated.parts[0] if stated else self._last + 1
        return stated or Number(str(self._last))


def _completed(parsed: Outcome[Article], file: PlannedFile, versions: tuple[str, ...]) -> Outcome[Article]:
    article, found = parsed.value, parsed.diagnostics
    if file.title and (any(one.code == "missing-title" for one in found) or _is_named_by_file(article)):
        article, found = replace(article, title=file.title), _without(found, {"missing-title"})
    language = article.language or file.language
    return Outcome(replace(article, language=language, link_names=file.names, versions=versions), found)


def _is_named_by_file(article: Article) -> bool:
    """Return whether a file without words has its title from its name, of which there is no diagnostic."""
    stem = posixpath.basename(article.path).rpartition(".")[0]
    return not article.body.strip() and article.line_of("title") is None and article.title == title_of_name(stem)


def _without(found: Iterable[Diagnostic], codes: Iterable[str]) -> tuple[Diagnostic, ...]:
    return tuple(one for one in found if one.code not in codes)


def _matter(parsed: Outcome[Article], role: Role) -> Outcome[Article]:
    article = parsed.value
    is_free = article.line_of("matter") is None and article.chapter is None and article.number is None
    return Outcome(replace(article, role=role), parsed.diagnostics) if is_free else parsed


def _opening(parsed: Outcome[Article], number: Number, *, opens: bool) -> Outcome[Article]:
    """Return the opening of a chapter. An appendix that has articles is a chapter; one that has none stands alone."""
    article = parsed.value
    is_appendix = article.role is Role.APPENDIX and opens
    if (article.line_of("matter") is not None and not is_appendix) or article.number is not None:
        return _in_chapter(parsed, number)
    article = replace(article, role=Role.OPENING, chapter=article.chapter or number)
    return Outcome(article, _without(parsed.diagnostics, _OF_ARTICLES))


def _in_chapter(parsed: Outcome[Article], number: Number) -> Outcome[Article]:
    article = parsed.value
    if article.role in (Role.FRONT, Role.APPENDIX, Role.BACK):
        return parsed
    return Outcome(replace(article, chapter=article.chapter or number), parsed.diagnostics)
