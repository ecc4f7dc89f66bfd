"""Front and back matter as page runs: each begins on a recto, but lists that follow each other share pages."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from bookbuild.model import Article, PageRun
from bookbuild.render.apparatus.matter import is_list
from bookbuild.render.matter_kinds import has_title

_END = "</body>"


@dataclass(frozen=True, slots=True)
class RenderedArticle:
    """An article as passed to its template: the article, its rendered body, and its colours."""

    article: Article
    body: str
    style: str


def in_runs(articles: Iterable[Article]) -> Iterator[tuple[Article, ...]]:
    """Yield the articles of front or back matter, those together that stand in one run."""
    for are_lists, group in groupby(articles, is_list):
        together = tuple(group)
        yield from [together] if are_lists else ((one,) for one in together)


def matter_run(matter: Iterable[RenderedArticle], division: str, fill: Callable[..., str]) -> PageRun:
    """Return the run of some matter; `fill` fills the template of this name."""
    documents, articles = [], []
    for rendered in matter:
        article = rendered.article
        articles.append(article)
        facts = {"style": rendered.style, "has_title": has_title(article), "is_list": is_list(article)}
        documents.append(fill("print/matter.xhtml", rendered=rendered, **facts))
    first = articles[0]
    return PageRun(
        first.key,
        first.title,
        _joined(documents),
        division,
        opens="next" if first.matter == "colophon" else "recto",
        heads=(first.title, first.title),
        bare=not has_title(first),
        marks=tuple((article.key, article.title) for article in articles[1:]),
        sources=tuple(article.path for article in articles if article.path),
    )


def _joined(documents: list[str]) -> str:
    """Return XHTML documents as one, which has the head and the body's attributes of the first."""
    first, end, after = documents[0].rpartition(_END)
    bodies = (other.rpartition(_END)[0].partition("<body")[2].partition(">")[2] for other in documents[1:])
    return "".join((first, *bodies, end, after))
