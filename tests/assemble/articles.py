"""Articles as the parser returns them, in one line each."""

from typing import Any

from bookbuild.assemble import assemble
from bookbuild.diagnostics import Outcome
from bookbuild.model import Article, Book, ChapterSettings, Heading, Link, Number, Role


def article(path: str, number: str = "", chapter: str = "", role: Role = Role.ARTICLE, **more: Any) -> Article:
    """Return an article whose number stands on line 3, whose chapter on line 5, and whose tags on line 7."""
    return Article(
        path=path,
        role=role,
        title=more.pop("title", path),
        body=more.pop("body", "<p>Words.</p>"),
        number=Number(number) if number else None,
        chapter=Number(chapter) if chapter else None,
        key_lines=more.pop("key_lines", (*((("number", 3),) if number else ()), ("chapter", 5), ("tags", 7))),
        **more,
    )


def linking(path: str, *targets: str, **more: Any) -> Article:
    """Return an article that links to targets, the first on line 10, the next on line 11 …"""
    return article(path, links=tuple(Link(target, line) for line, target in enumerate(targets, 10)), **more)


def headed(path: str, *ids: str, **more: Any) -> Article:
    """Return an article with headings of these ids."""
    body = "".join(f'<h2 id="{name}">{name}</h2>' for name in ids)
    return article(path, body=body, headings=tuple(Heading(2, name, name, 10) for name in ids), **more)


def assembled(*articles: Article, **chapters: ChapterSettings) -> Outcome[Book]:
    """Assemble a book; settings of chapters are given as ``ch7=…``."""
    return assemble(articles, {name.removeprefix("ch"): said for name, said in chapters.items()})


def whole(*articles: Article, **chapters: ChapterSettings) -> Book:
    """Assemble a book in which nothing is wrong."""
    outcome = assembled(*articles, **chapters)
    assert outcome.diagnostics == ()
    return outcome.value


def faults(*articles: Article) -> list[str]:
    """Assemble a book and return what is wrong with it."""
    return list(map(str, assembled(*articles).diagnostics))
