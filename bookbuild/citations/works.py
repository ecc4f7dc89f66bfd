"""The list of works that a text cites: entries as the style prints them, with addresses as links."""

import html
import re

from bookbuild.citations.processor import Processor
from bookbuild.model.citations import Work

_ADDRESS = re.compile(r"https?://[^\s<>\u201d\u2019]*[^\s<>\u201d\u2019.,;:!?)\]]")
_DOI = re.compile(r"(?<![/\w])(?:doi:\s?)(10\.\d{4,9}/[^\s<>]*[^\s<>.,;])", re.IGNORECASE)
_NO_NAME = re.compile(r"[^\w-]+")


def works_of(processor: Processor) -> tuple[Work, ...]:
    """Return the works that a processor lists, in the order of the style."""
    taken: set[str] = set()
    works: list[Work] = []
    for key, number, text in processor.entries():
        name = _NO_NAME.sub("-", key).strip("-").lower() or "work"
        while name in taken:
            name += "-2"
        taken.add(name)
        works.append(Work(key, name, _with_links(text), number))
    return tuple(works)


def _with_links(text: str) -> str:
    text = _ADDRESS.sub(lambda match: _link(match[0], match[0]), text)
    return _DOI.sub(lambda match: _link(f"https://doi.org/{match[1]}", match[0]), text)


def _link(address: str, words: str) -> str:
    return f'<a href="{html.escape(html.unescape(address))}">{words}</a>'
