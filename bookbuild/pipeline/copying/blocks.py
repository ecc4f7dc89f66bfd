"""The metadata block of an article in a copy. Pure."""

import json
from collections.abc import Iterator
from html import escape

from bookbuild.markdown import title_markdown
from bookbuild.model import Article, Chapter, Number, Part, Role


def block_of(
    article: Article, chapter: Chapter | None, number: Number | None, place: int, part: Part | None = None
) -> str:
    """Return a metadata block that says all that the book knows of an article.

    `chapter` is the one that it is in, `number` its number, `place` its place among front or back matter, and
    `part` the part of the book that begins with it.
    """
    return "".join(("---\n", *_part(article, part), *_lines(article, chapter, number, place), "---\n"))


def _part(article: Article, part: Part | None) -> Iterator[str]:
    if part is not None:
        titles = {} if part.opening and part.opening.key != article.key else {"title": _quoted(part.title_xhtml)}
        yield from _mapping("part", {"number": str(part.number), **titles})


def _lines(article: Article, chapter: Chapter | None, number: Number | None, place: int) -> Iterator[str]:
    titles = dict(_titles(article))
    if article.role is Role.PART:
        return
    if article.role is Role.OPENING:
        yield from _mapping("chapter", {"number": str(chapter.number if chapter else ""), **_of(chapter), **titles})
    else:
        yield from _mapping("article", {**({"number": str(number)} if number else {}), **titles})
        if chapter is not None and chapter.number is not None:
            yield from _mapping("chapter", {"number": str(chapter.number)})
        elif article.role is Role.ARTICLE and article.after:
            yield from _mapping("chapter", {"after": str(article.after or 0)})
    if article.tags:
        yield from _mapping("taxonomy", {"tag": json.dumps(list(article.tags), ensure_ascii=False)})
    if article.role in (Role.FRONT, Role.APPENDIX, Role.BACK):
        yield f"matter: {article.matter or article.role.value}\norder: {place}\n"
    if not article.is_numbered:
        yield "numbered: false\n"
    yield from _others(article)


def _titles(article: Article) -> Iterator[tuple[str, str]]:
    for key, xhtml in (("title", article.title_xhtml), ("subtitle", article.subtitle_xhtml)):
        if xhtml:
            yield key, _quoted(xhtml)


def _of(chapter: Chapter | None) -> dict[str, str]:
    """Return the titles of a chapter, which may be those of bookbuild.toml, or of a folder."""
    stated = {"title": chapter.title, "subtitle": chapter.subtitle} if chapter else {}
    return {key: _quoted(escape(text, quote=False)) for key, text in stated.items() if text}


def _quoted(xhtml: str) -> str:
    return json.dumps(title_markdown(xhtml), ensure_ascii=False)


def _mapping(key: str, values: dict[str, str]) -> Iterator[str]:
    if values:
        yield f"{key}:\n"
        yield from (f"  {name}: {value}\n" for name, value in values.items())


def _others(article: Article) -> Iterator[str]:
    for key in ("background", "highlight", "language"):
        if value := getattr(article, key):
            yield f"{key}: {json.dumps(value, ensure_ascii=False)}\n"
    for key in ("publish_date", "unpublish_date"):
        if (day := getattr(article, key)) is not None:
            yield f"{key}: {day.isoformat()}\n"
