"""The order of a book: chapters by number, articles by number, front and back matter by their order."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain, count, pairwise
from pathlib import PurePosixPath

from bookbuild.assemble.links import resolve_links
from bookbuild.assemble.numbering import is_appendix, lettered, numbered
from bookbuild.assemble.parts import divided
from bookbuild.assemble.resolving import NoFiles, ProjectFiles
from bookbuild.assemble.rewriting import rewrite_links
from bookbuild.diagnostics import Diagnostic, Outcome, diagnose
from bookbuild.model import Article, Book, Chapter, ChapterSettings, Divisions, Number, Role, Target

_LONGEST_KEY = 80
"""Characters of a key that is made from a name; files in the outputs are called like it."""
_OPENING_HINT = "give one of them an article.number, to make it an article, or another chapter.number"
_GAP_HINT = 'if the numbers are as you want them, write number-gap = "off" under [check] in bookbuild.toml'
_NUMBER_HINT = "write number: and its place under article: in its metadata block; `bookbuild init --number` does it"
_TAG_HINT = "change the tag, or the number under chapter:"


def assemble(
    articles: Sequence[Article],
    chapters: Mapping[str, ChapterSettings],
    files: ProjectFiles | None = None,
    divisions: Divisions | None = None,
) -> Outcome[Book]:
    """Return the book: articles in order, each with a key that is unique in the book, and links resolved.

    Chapters are sorted by number, articles by number within them; an article without a number follows those with one,
    in the order given. Articles without a chapter come before the chapters, or behind the one that `Article.after`
    names; chapters that are appendices come last. `files` are those that links may name.
    """
    divisions, letters = divisions or Divisions(), count(1)
    by_role: dict[Role, list[Article]] = defaultdict(list)
    for article in articles:
        by_role[article.role].append(article)
    openings, faults = _unique_openings(by_role[Role.OPENING])
    appendices, back = (sorted(by_role[role], key=_place_in_back) for role in (Role.APPENDIX, Role.BACK))
    pages = [page for page in by_role[Role.PART] if page.part is not None and page.after is None]
    body = [one for one in articles if one.role in {Role.ARTICLE, Role.PART} and one not in pages]
    ordered = numbered(_in_order(body, openings, chapters), divisions, letters)
    parts, inside = divided(tuple(ordered), _keyed(pages, "part"), divisions)
    book = Book(
        front=tuple(_keyed(sorted(by_role[Role.FRONT], key=_matter_order), "front")),
        chapters=inside,
        parts=parts,
        back=tuple(_keyed(chain(lettered(appendices, divisions, letters), back), "back")),
        sections=divisions.numbering.sections,
    )
    links = resolve_links(book, files or NoFiles())
    of_articles = (*_number_faults(by_role[Role.ARTICLE]), *_tag_faults(articles), *_chapter_title_faults(inside))
    diagnostics = [*faults, *of_articles, *links.diagnostics]
    book = rewrite_links(book, links.addresses, links.words, links.captions)
    return Outcome(replace(book, targets=links.targets), tuple(diagnostics))


def resolve_article(
    article: Article, book: Book, files: ProjectFiles
) -> tuple[Article, Mapping[tuple[str, str], Target]]:
    """Return an article as it would stand in a book, and what its links lead to there."""
    if not article.links:
        return article, {}
    links = resolve_links(book, files, (article,))
    rewritten = rewrite_links(Book(front=(article,)), links.addresses, links.words, links.captions)
    return rewritten.front[0], links.targets


def _matter_order(article: Article) -> float:
    return article.order


def _place_in_back(article: Article) -> tuple[bool, float]:
    return article.matter == "colophon", article.order


def _article_order(article: Article) -> tuple[bool, Number]:
    return article.number is None, article.number or Number("0")


def _unique_openings(openings: Iterable[Article]) -> tuple[dict[Number, Article], list[Diagnostic]]:
    first: dict[Number, Article] = {}
    faults = []
    for opening in openings:
        if opening.chapter is None:
            continue
        other = first.setdefault(opening.chapter, opening)
        if other is not opening:
            message = f"chapter {opening.chapter} is already opened by {other.path}"
            faults.append(
                diagnose("duplicate-opening", message, opening.path, opening.line_of("chapter"), _OPENING_HINT)
            )
    return first, faults


def _in_order(
    articles: Iterable[Article], openings: Mapping[Number, Article], settings: Mapping[str, ChapterSettings]
) -> Iterable[Chapter]:
    """Yield the chapters of a book in order."""
    chapters = list(_chapters(articles, openings, settings))
    return _with_positions(sorted(chapters, key=lambda chapter: chapter.kind == "appendix"))


def _chapters(
    articles: Iterable[Article], openings: Mapping[Number, Article], settings: Mapping[str, ChapterSettings]
) -> Iterable[Chapter]:
    by_chapter: dict[Number, list[Article]] = defaultdict(list)
    loose: dict[Number | None, list[Article]] = defaultdict(list)
    for article in sorted(articles, key=_article_order):
        (loose[article.after] if article.chapter is None else by_chapter[article.chapter]).append(article)
    taken: set[str] = set()
    yield from _loose(loose.pop(None, []), "articles", taken)
    for number in sorted({*by_chapter, *openings, *filter(None, loose)}):
        if number in by_chapter or number in openings:
            inside = tuple(_keyed(by_chapter[number], "", taken))
            yield _chapter(number, openings.get(number), settings.get(str(number), ChapterSettings()), inside)
        yield from _loose(loose[number], f"articles-{number.token}", taken)


def _with_positions(chapters: Sequence[Chapter]) -> Iterable[Chapter]:
    """Yield chapters whose articles have their positions, if none has a number."""
    if any(article.number is not None for chapter in chapters for article in chapter.articles):
        yield from chapters
        return
    positions = count(1)
    for chapter in chapters:
        articles = (one if one.is_part_page else replace(one, position=next(positions)) for one in chapter.articles)
        yield replace(chapter, articles=tuple(articles))


def _loose(articles: Sequence[Article], key: str, taken: set[str]) -> Iterable[Chapter]:
    """Yield what holds articles without a chapter, if there are any."""
    if articles:
        yield Chapter(key, None, articles=tuple(_keyed(articles, "", taken)))


def _chapter(
    number: Number, opening: Article | None, configured: ChapterSettings, articles: tuple[Article, ...]
) -> Chapter:
    """Return a chapter; its opening file takes precedence over the configuration, and that over its articles."""
    key = f"ch{number.token}"
    is_numbered = configured.numbered and (opening is None or opening.is_numbered)
    is_last = configured.matter or any(map(is_appendix, (*filter(None, [opening]), *articles)))
    first = articles[0].highlight if articles else ""
    title, markup = (opening.title, opening.title_markup) if opening else ("", "")
    if not (title or configured.title) and (named := next((one for one in articles if one.chapter_title), None)):
        title, markup = named.chapter_title, named.chapter_title_markup
    return Chapter(
        key=key,
        number=number,
        title=title or configured.title,
        title_markup=markup,
        subtitle=(opening.subtitle if opening else "") or configured.subtitle,
        subtitle_markup=opening.subtitle_markup if opening else "",
        highlight=(opening.highlight if opening else "") or configured.highlight or first,
        opening=replace(opening, key=key) if opening else None,
        articles=articles,
        kind="appendix" if is_last else "chapter",
        numeral=None if is_numbered else "",
    )


def _keyed(articles: Iterable[Article], prefix: str, taken: set[str] | None = None) -> Iterable[Article]:
    """Yield each article with a unique key: ``a53`` by number, else a slug of its address or of its file's name."""
    taken = set() if taken is None else taken
    for article in articles:
        stem = f"a{article.number.token}" if article.number is not None and not prefix else _slug(article, prefix)
        key, count = stem, 1
        while key in taken:
            count += 1
            key = f"{stem}-{count}"
        taken.add(key)
        yield replace(article, key=key)


def _slug(article: Article, prefix: str) -> str:
    name = article.link_names[0] if article.link_names else PurePosixPath(article.path).stem
    stem = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:_LONGEST_KEY].rstrip("-")
    return "-".join(filter(None, [prefix or "p", stem]))


def _number_faults(articles: Iterable[Article]) -> Iterable[Diagnostic]:
    ordered = sorted(articles, key=_article_order)
    numbered = [(article.number, article) for article in ordered if article.number is not None]
    for (before, first), (after, second) in pairwise(numbered):
        if before == after:
            message, hint = (
                f"article number {after} is taken twice",
                f"give one of them another; the other one is {first.path}",
            )
            yield diagnose("duplicate-number", message, second.path, second.line_of("number"), hint)
        elif after.parts[0] > before.parts[0] + 1:
            missing = _span(before.parts[0] + 1, after.parts[0] - 1)
            message = f"{missing} missing between {before} and {after}"
            yield diagnose("number-gap", message, second.path, second.line_of("number"), _GAP_HINT)
    for article in ordered[len(numbered) :] if numbered else ():
        if article.line_of("number") is None and not article.is_part_page:  # an invalid one has its own diagnostic
            message = "the article has no number, so it is placed last"
            yield diagnose("missing-number", message, article.path, 1, _NUMBER_HINT)


def _span(first: int, last: int) -> str:
    return f"article {first} is" if first == last else f"articles {first} to {last} are"


def _chapter_title_faults(chapters: Iterable[Chapter]) -> Iterable[Diagnostic]:
    """Yield a warning for each title of a chapter, in the metadata block of an article, that is not the chapter's."""
    for chapter in chapters:
        for article in chapter.articles:
            if article.chapter_title and article.chapter_title != chapter.title:
                message = f"chapter {chapter.number} is called {chapter.title!r}, and not {article.chapter_title!r}"
                hint = "take the title out here, or write it where the chapter has its other one"
                yield diagnose("metadata-unclear", message, article.path, article.line_of("chapter_title"), hint)


def _tag_faults(articles: Iterable[Article]) -> Iterable[Diagnostic]:
    for article in articles:
        for tag in article.tags:
            named = re.fullmatch(r"ch(\d+)(?:_.*)?", tag)
            if named and article.chapter is not None and (int(named[1]),) != article.chapter.parts:
                message = f"tag {tag!r} names chapter {int(named[1])}, but the article is in chapter {article.chapter}"
                yield diagnose("tag-contradicts-chapter", message, article.path, article.line_of("tags"), _TAG_HINT)
