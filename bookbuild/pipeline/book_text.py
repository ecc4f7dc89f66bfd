"""All text of a volume, from which it is known which typefaces it needs, and what no typeface can set."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from bookbuild.diagnostics import Diagnostic, diagnose
from bookbuild.model import Article, Book, Identity, Theme, VolumeSettings
from bookbuild.render.labels import labels_for
from bookbuild.render.resources import pictures_of
from bookbuild.typefaces import MissingScript, fallback_use, missing_scripts

_SHOWN = 5
"""How many characters of a script a message shows."""
_SVG = "image/svg+xml"
_READING = re.compile(r"<math\b[^<>]*>(?P<inside>.*?)</math>", re.DOTALL)
_UNDRAWN = (
    "[\u0530-\u1cff\u2c80-\u2dff\u2e80-\ufb4f\ufb50-\ufdff\ufe70-\uffdc"
    "\U00010000-\U0001cfff\U0001f000-\U0001faff\U00020000-\U0003ffff]"
)
"""A pattern of letters that the typeface of formulas does not write: a formula with them is set as its reading."""


def text_of(book: Book, settings: VolumeSettings, theme: Theme) -> str:
    """Return the text of a book's articles, drawings and metadata, of its labels, templates and stylesheets."""
    labels = labels_for(settings.identity.language, settings.labels)
    sheets = (sheet.css for sheet in theme.stylesheets.values())
    return "".join(
        (
            *_words(book),
            *_drawings(book),
            identity_text(settings.identity),
            *labels.values(),
            *theme.templates.values(),
            *sheets,
        )
    )


def identity_text(identity: Identity) -> str:
    """Return the text of a book's metadata."""
    part = identity.part_of
    names = (person.name for person in (*identity.creators, *identity.contributors))
    parts = (part.title, part.label, part.number, part.statement) if part else ()
    return "".join(
        (
            identity.title,
            identity.subtitle,
            identity.publisher,
            identity.rights,
            identity.description,
            identity.colophon,
            identity.edition_statement,
            *identity.subjects,
            *names,
            *parts,
        )
    )


def letters_of(book: Book) -> str:
    """Return the text of a book's articles, with its markup."""
    return "".join(text for article in book.articles() for text in _texts(article))


def fallback_notes(theme: Theme, text: str) -> Iterator[Diagnostic]:
    """Yield a note on the characters that are set in other typefaces than the book's."""
    used: dict[str, str] = {}
    for family, characters in fallback_use(theme.typefaces, text):
        used[family] = used.get(family, "") + characters
    if used:
        parts = [f"{_some(characters)} in {family}" for family, characters in used.items()]
        message = f"the book's typefaces lack some characters, which are set in others: {', '.join(parts)}"
        yield diagnose("fallback-font", message, cause=message)


def _some(characters: str) -> str:
    return characters[:_SHOWN] + ("…" if len(characters) > _SHOWN else "")


def script_faults(book: Book, theme: Theme, language: str) -> Iterator[Diagnostic]:
    """Yield an error for each script that no typeface writes, at the first article that has letters of it."""
    for script in missing_scripts(theme.typefaces, language):
        yield _fault(script, book)


def _fault(script: MissingScript, book: Book) -> Diagnostic:
    shown, path = "", None
    for article in book.articles():
        if found := list(dict.fromkeys(one for text in _texts(article) for one in text if one in script.characters)):
            shown, path = "".join(found[:_SHOWN]), article.path
            break
    count = len(script.characters)
    shown = shown or "".join(sorted(script.characters)[:_SHOWN])
    ellipsis = "…" if count > _SHOWN else ""
    message = f"no typeface here writes {script.name}: {count:,} different characters, {shown}{ellipsis}"
    own = f"put a typeface for {script.name} into fonts/ (such as Noto Serif or Noto Sans)"
    hint = f"{own}, or: pip install {script.package}" if script.package else own
    fault = diagnose("missing-script", message, path, hint=hint, cause=f"missing-script {script.name}")
    return replace(fault, characters=shown)


def _words(book: Book) -> Iterator[str]:
    for chapter in book.chapters:
        yield from (chapter.title, chapter.subtitle)
    for article in book.articles():
        yield from _texts(article)
        yield from (text for _, text in article.extras)
    if book.glossary:
        yield from _texts(book.glossary.article)
    if book.full:
        yield from _words(book.full)
    yield from book.elsewhere.values()


def _texts(article: Article) -> tuple[str, ...]:
    return (article.title, article.subtitle, *map(_without_readings, (article.body, *article.notes)))


def _without_readings(xhtml: str) -> str:
    """Return XHTML without the readings of formulas that are drawn: they are set in no typeface."""
    return _READING.sub(_unless_set, xhtml) if "alttext" in xhtml else xhtml


def _unless_set(formula: re.Match[str]) -> str:
    """Return a formula without its reading, which is set only if it has letters that no formula is drawn with."""
    return formula[0] if _undrawn().search(formula["inside"]) else f"<math>{formula['inside']}</math>"


@cache
def _undrawn() -> re.Pattern[str]:
    """Return `_UNDRAWN`, which takes milliseconds to compile: few books have formulas."""
    return re.compile(_UNDRAWN)


def _drawings(book: Book) -> Iterator[str]:
    drawings = {picture.name: picture.data for picture in pictures_of(book) if picture.media_type == _SVG}
    yield from (data.decode("utf-8", "replace") for data in drawings.values())
