"""Lines that begin with a tag of running text (``<img …>``, ``<span>``) begin a paragraph of Markdown, as in kramdown,
Parsedown and Python-Markdown; in CommonMark they are HTML to the next empty line.
"""

import re

from markdown_it import MarkdownIt

from bookbuild.parse.syntax.markdown_in_html import is_of_spans, spans_in_paragraphs

_TAG_ALONE = re.compile(r" {0,3}</?(?P<name>[A-Za-z][\w-]*)(?:\s[^<>]*)?/?>\s*")


def extend(md: MarkdownIt) -> None:
    """Read such lines as paragraphs."""
    spans_in_paragraphs(md)


def in_our_markdown(text: str) -> str:
    """Return a text in which such lines are joined with the next, so that CommonMark reads them alike. Lines move."""
    lines = [""]
    is_open = False
    for line in text.split("\n"):
        if is_open and line.strip():
            lines[-1] = f"{lines[-1].rstrip()} {line.strip()}"
        else:
            lines.append(line)
        tag = _TAG_ALONE.fullmatch(line)
        is_open = tag is not None and is_of_spans(tag["name"]) and not lines[-2].strip()
    return "\n".join(lines[1:])
