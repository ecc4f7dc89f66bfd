"""Divs with a label, as Quarto has them: figures, tables and listings whose caption is the last paragraph in them."""

import re
from collections.abc import Sequence

from bookbuild.sites.numbered_lines import NumberedLine

Line = tuple[NumberedLine, bool]
"""A line, and whether it is code."""

KINDS = ("fig", "tbl", "lst")
_PICTURE = re.compile(r"[ \t]*\[?!\[.*\)(?:\{[^{}]*\})?[ \t]*")
_NO_CAPTION = re.compile(r"[ \t]*(?:[-*+>|:<#`~]|\d+[.)][ \t]|\[\]\{#).*")
_TITLED = re.compile(
    r"(?P<start>[ \t]*!\[.*\]\(<?[^<>\"()]*>?)(?: \"(?P<title>.*)\")?\)(?P<attributes>\{[^{}]*\})?[ \t]*"
)


def with_label(label: str, inside: Sequence[Line], opening: NumberedLine, colons: str) -> list[Line]:
    """Return the lines in a div, which are in our Markdown already, with its label and its caption."""
    lines, caption = _without_caption(inside)
    kind = label.partition("-")[0]
    pictures = [at for at, (line, is_code) in enumerate(lines) if not is_code and _PICTURE.fullmatch(line.text)]
    if kind == "fig" and len(pictures) > 1 and caption and _has_only(lines, pictures):
        inner = [one for at in pictures for one in (lines[at], _text(opening, ""))]
        marks = (_text(opening, one) for one in (f"{colons} {{#{label}}}", ""))
        return [*marks, *inner, _text(opening, caption), _text(opening, ""), _text(opening, colons)]
    if kind == "fig" and len(pictures) == 1 and _has_only(lines, pictures):
        return [_text(opening, ""), _captioned(lines[pictures[0]], label, caption), _text(opening, "")]
    if kind == "fig" and caption:
        before = (f'<figure id="{label}" markdown="1">', "")
        behind = ("", f'<figcaption markdown="span">{caption}</figcaption>', "</figure>", "")
        return [*(_text(opening, one) for one in before), *lines, *(_text(opening, one) for one in behind)]
    sign = "Listing:" if kind == "lst" else ":"
    if caption and _count(lines, kind) == 1:
        return [*lines, *(_text(opening, one) for one in ("", f"{sign} {caption} {{#{label}}}", ""))]
    return [_text(opening, f"[]{{#{label}}}"), _text(opening, ""), *inside]


def _text(line: NumberedLine, text: str) -> Line:
    return line._replace(text=text), False


def _without_caption(inside: Sequence[Line]) -> tuple[list[Line], str]:
    """Return lines without their last paragraph, and its words, if it is one of running text."""
    lines = list(inside)
    while lines and not lines[-1][0].text.strip():
        lines.pop()
    start = len(lines)
    while start and lines[start - 1][0].text.strip() and not lines[start - 1][1]:
        start -= 1
    paragraph = [line.text.strip() for line, _ in lines[start:]]
    is_all = not any(line.text.strip() for line, _ in lines[:start])
    if not paragraph or is_all or _NO_CAPTION.fullmatch(paragraph[0]) or any(map(_PICTURE.fullmatch, paragraph)):
        return lines, ""
    return lines[:start], " ".join(paragraph)


def _has_only(lines: Sequence[Line], pictures: Sequence[int]) -> bool:
    return all(at in pictures or not line.text.strip() for at, (line, _) in enumerate(lines))


def _captioned(picture: Line, label: str, caption: str) -> Line:
    """Return a picture with a label, and with a caption if it has none of its own."""
    match = _TITLED.fullmatch(picture[0].text)
    if match is None:
        return picture
    title = (match["title"] or caption).replace('"', '\\"') if not match["title"] else match["title"]
    attributes = (match["attributes"] or "{}")[1:-1]
    own = attributes if "#" in attributes else f"#{label} {attributes}".strip()
    return picture[0]._replace(text=f'{match["start"]} "{title}"){{{own}}}'), False


def _count(lines: Sequence[Line], kind: str) -> int:
    """Return how many tables or listings are in lines."""
    if kind == "lst":
        return sum(is_code and not lines[at - 1][1] for at, (_, is_code) in enumerate(lines))
    is_row = [not is_code and line.text.lstrip().startswith(("|", "+-", "<table")) for line, is_code in lines]
    return sum(row and not (at and is_row[at - 1]) for at, row in enumerate(is_row))
