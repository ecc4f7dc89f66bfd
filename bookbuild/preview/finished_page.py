"""The page of a finished build as HTML, in the book's language as far as it is known."""

from collections import Counter
from collections.abc import Iterator, Mapping
from html import escape
from urllib.parse import quote

from bookbuild.bidi import direction_of
from bookbuild.pipeline.results import ContentsRow
from bookbuild.preview.finished_contents import Finished, OfferedFile
from bookbuild.preview.interface_texts import language_for, words_for

_FORMATS = {"epub": "EPUB", "pdf": "PDF", "html": "HTML", "sheets": "sheets"}
_KILO = 1000


def page_of(finished: Finished) -> str:
    """Return the page."""
    identity = finished.identity
    words = words_for(language_for(identity.language))
    parts = (
        _head(finished, words["read-online"]),
        _section("downloads", words["downloads"], _table(finished.offered, words)),
        _section("contents", words["contents"], "".join(_contents(finished.contents))),
        _section("checks", words["checks"], _checks(finished, words)),
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(identity.language)}" dir="{direction_of(identity.language)}">\n<head>\n'
        f'<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(identity.title)}</title>\n"
        f'<link rel="icon" href="{quote(finished.cover) or "data:,"}">\n'
        f'<link rel="stylesheet" href="finished.css">\n</head>\n<body>\n{"".join(parts)}</main>\n</body>\n</html>\n'
    )


def _head(finished: Finished, read_online: str) -> str:
    identity = finished.identity
    cover = f'<img class="cover" src="{quote(finished.cover)}" alt="">\n' if finished.cover else ""
    names = ", ".join(creator.name for creator in identity.creators)
    lines = [f"<h1>{escape(identity.title)}</h1>"]
    lines += [f'<p class="{kind}">{escape(text)}</p>' for kind, text in _about(identity.subtitle, names) if text]
    if identity.description:
        lines.append(f"<p>{escape(identity.description)}</p>")
    if finished.online:
        lines.append(f'<p><a class="button" href="{quote(finished.online)}">{escape(read_online)}</a></p>')
    return f"<header>\n{cover}<div>\n{chr(10).join(lines)}\n</div>\n</header>\n<main>\n"


def _about(subtitle: str, names: str) -> tuple[tuple[str, str], ...]:
    return ("subtitle", subtitle), ("names", names)


def _section(name: str, title: str, body: str) -> str:
    return f'<section>\n<h2 id="{name}">{escape(title)}</h2>\n{body}</section>\n'


def _table(offered: tuple[OfferedFile, ...], words: Mapping[str, str]) -> str:
    names = ("file", "edition", "format", "pages", "size")
    head = "".join(f'<th scope="col">{escape(words[name])}</th>' for name in names)
    return _whole_table("downloads", head, "".join(_row(one, words) for one in offered))


def _whole_table(name: str, head: str, rows: str) -> str:
    """Return a table that scrolls sideways where it is too wide."""
    table = f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>"
    return f'<div class="wide" tabindex="0" role="region" aria-labelledby="{name}">{table}</div>\n'


def _row(one: OfferedFile, words: Mapping[str, str]) -> str:
    file = one.file
    link = f'<a href="{quote(one.address)}" download>{escape(file.name)}</a>'
    form = words["sheets"] if file.format == "sheets" else _FORMATS.get(file.format, file.format)
    cells = (escape(file.edition), escape(form), str(file.pages or ""), size_of(file.size))
    return f'<tr><th scope="row">{link}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>\n'


def size_of(count: int) -> str:
    """Return a number of bytes as people read it: ``812 kB``, ``1.2 MB``."""
    kilo = count / _KILO
    return f"{max(1, round(kilo))} kB" if kilo < _KILO else f"{kilo / _KILO:.1f} MB"


def _contents(rows: tuple[ContentsRow, ...]) -> Iterator[str]:
    yield '<ol class="contents">\n'
    for row in rows:
        number = row.chapter if row.role == "chapter" else row.number
        shown = f'<span class="number">{escape(number)}</span><span>{escape(row.title)}</span>'
        yield f'<li class="{escape(row.role)}">{shown}</li>\n'
    yield "</ol>\n"


def _checks(finished: Finished, words: Mapping[str, str]) -> str:
    """Return what each file says of itself, its digest, and how many messages there were."""
    head = "".join(f'<th scope="col">{escape(words[name])}</th>' for name in ("file", "claims"))
    rows = "".join(
        f'<tr><th scope="row">{escape(one.file.name)}</th>'
        f"<td>{escape(', '.join(one.claims)) or '–'}<br><small>SHA-256 {one.file.sha256}</small></td></tr>\n"  # noqa: RUF001 - a dash
        for one in finished.offered
    )
    counts = Counter(found.severity.value for found in finished.diagnostics)
    told = ", ".join(f"{count} × {words[name]}" for name, count in counts.items()) or words["no-problems"]  # noqa: RUF001 - times
    table = _whole_table("checks", head, rows)
    return f"<p>{escape(words['proved'])}</p>\n{table}<p>{escape(words['problems'])}: {escape(told)}</p>\n"
