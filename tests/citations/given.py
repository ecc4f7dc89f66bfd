"""Works and citations as tests write them down."""

import html
import json
import re
from typing import Any

from bookbuild.citations import cite, read_library, read_style
from bookbuild.diagnostics import Outcome
from bookbuild.model import Link
from bookbuild.model.citations import CitedTexts, CitingText

WORKS: list[dict[str, Any]] = [
    {
        "id": "doe2020",
        "type": "book",
        "title": "The art of asking",
        "author": [{"family": "Doe", "given": "Jane"}],
        "issued": {"date-parts": [[2020]]},
        "publisher": "Harbour Press",
        "publisher-place": "Oxford",
    },
    {
        "id": "doe2020b",
        "type": "article-journal",
        "title": "What offers say",
        "author": [{"family": "Doe", "given": "Jane"}],
        "issued": {"date-parts": [[2020, 5]]},
        "container-title": "Journal of Careers",
        "volume": "12",
        "page": "5-17",
    },
    {
        "id": "roe",
        "type": "book",
        "title": "Pay & more",
        "author": [{"family": "Roe", "given": "R"}, {"family": "Poe", "given": "P"}],
        "issued": {"date-parts": [[1999]]},
    },
    {
        "id": "thesis",
        "type": "thesis",
        "title": "Negotiation",
        "genre": "PhD thesis",
        "author": [{"family": "Poe", "given": "P"}],
        "issued": {"date-parts": [[2001]]},
        "publisher": "Harbour University",
    },
    {
        "id": "site",
        "type": "webpage",
        "title": "Wages",
        "author": [{"literal": "Office for Pay"}],
        "URL": "https://example.org/pay",
        "issued": {"date-parts": [[2023]]},
    },
]
_CITATION = re.compile(r"\[[^\[\]]*@[^\[\]]*\]|-?@\w+(?: \[[^\]@]*\])?")


def typed(text: str) -> str:
    """Return text with its citations as the parser leaves them."""
    return _CITATION.sub(lambda match: f'<span class="citation" data-cite="typed">{match[0]}</span>', text)


def cited(
    *texts: str, style: str = "apa", language: str = "en", notes: tuple[str, ...] = (), by_chapter: bool = False
) -> Outcome[CitedTexts]:
    """Cite in paragraphs, each of which is an article of a chapter of its own."""
    library = read_library([("works.json", json.dumps(WORKS).encode())], language).value
    parts = tuple(map(typed, notes))
    given = [
        CitingText(
            scope=f"ch{number}" * by_chapter,
            chapter=f"ch{number}",
            path=f"{number}.md",
            body=f"<p>{typed(text)}</p>",
            notes=parts,
            citations=tuple(Link(found, number) for found in _CITATION.findall(text)),
        )
        for number, text in enumerate(texts, 1)
    ]
    return cite(given, library, read_style(style), language)


def words(xhtml: str) -> str:
    """Return XHTML as the words that are read."""
    return html.unescape(re.sub(r"<sup[^>]*data-note=\"(\d+)\"[^>]*></sup>", r"^\1", xhtml).replace("<p>", "")).replace(
        "</p>", ""
    )


def shown(text: str, style: str = "apa", language: str = "en") -> str:
    """Return a text as its citations are printed, without tags."""
    body = cited(text, style=style, language=language).value.texts[0].body
    return re.sub(r"<[^>]*>", "", words(body))


def listed(*texts: str, style: str = "apa", language: str = "en") -> list[str]:
    """Return the list of works that texts cite, without tags."""
    works = cited(*texts, style=style, language=language).value.lists[""]
    return [html.unescape(re.sub(r"<[^>]*>", "", f"{work.number} {work.text}".strip())) for work in works]
