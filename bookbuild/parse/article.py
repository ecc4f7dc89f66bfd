"""Source file -> Article: its metadata and its text."""

import re
from dataclasses import replace
from pathlib import PurePosixPath

from bookbuild.diagnostics import Diagnostic, Outcome, Severity, diagnose
from bookbuild.model import MATTERS, Article, ContentSettings, Role, Source
from bookbuild.model.citations import PLACE_OF_WORKS
from bookbuild.model.syntax import Syntax
from bookbuild.parse.block import Vocabulary, read_block
from bookbuild.parse.body import Body, make_body
from bookbuild.parse.flavours import flavour_of
from bookbuild.parse.labels import lost_in_stated_title
from bookbuild.parse.metadata import Metadata, interpret
from bookbuild.parse.reading import read
from bookbuild.parse.titles import Title, set_title

_OPENING_NAMES = frozenset({"chapter.md", "_index.md"})
_NUMBERED_FOLDER = re.compile(r"[0-9]+\.(.+)")
_LEADING_NUMBER = re.compile(r"^[0-9]+[-_. ]+")
_NOTE_MARK = re.compile(r"\[\^[^\]\s]+\]")
_SHOWN = re.compile(r"<(?:img|hr|svg|math|table)\b|data-work=")
"""What a text may have instead of words."""


def parse(source: Source, settings: ContentSettings, language: str) -> Outcome[Article | None]:
    """Parse one file of a book in a language (BCP 47), which the file's own metadata may override.

    Return None as the value if the file cannot be read or is not published; a diagnostic states why.
    """
    vocabulary = Vocabulary(settings.keys)
    text = read(source, vocabulary)
    if text.value is None:
        return Outcome(None, text.diagnostics)
    entries = read_block(text.value, source.path, vocabulary)
    found = (*text.diagnostics, *entries.diagnostics)
    if entries.value is None and not settings.is_lenient:
        return Outcome(None, found)
    metadata = interpret(entries.value or {}, vocabulary, source.path, is_of_site=settings.is_lenient)
    of_block = metadata.diagnostics
    if settings.is_lenient:
        found, of_block = tuple(map(_lowered, found)), tuple(map(_said_once, of_block))
    if left_out := _left_out(source.path, metadata.value):
        return Outcome(None, (left_out,))
    in_language = metadata.value.language or language
    outcome = _make(
        source.path,
        metadata.value,
        text.value.body,
        in_language,
        flavour=settings.flavour or flavour_of(text.value.body),
        syntax=settings.syntax,
    )
    made = [one for one in outcome.diagnostics if not (one.code == "missing-title" and _explains(metadata.diagnostics))]
    return Outcome(outcome.value, tuple(sorted((*found, *of_block, *made), key=_line)))


def _lowered(found: Diagnostic) -> Diagnostic:
    """Return a diagnostic of a metadata block as a warning: the words of the article are in the book all the same."""
    is_error = found.code.startswith("metadata-") and found.severity is Severity.ERROR
    return replace(found, severity=Severity.WARNING) if is_error else found


def _said_once(found: Diagnostic) -> Diagnostic:
    """Return a diagnostic of a key that becomes one message for all articles of a site."""
    return replace(found, cause=found.cause or f"metadata: {found.message}")


def _left_out(path: str, metadata: Metadata) -> Diagnostic | None:
    for meaning, is_out in (
        ("published", not metadata.published),
        ("draft", metadata.draft),
        ("routable", not metadata.routable),
    ):
        if is_out:
            reason = "draft: true" if meaning == "draft" else f"{meaning}: false"
            line = dict(metadata.key_lines)[meaning]
            return diagnose("left-out", f"the article is not published: {reason}", path, line)
    if metadata.withheld:
        reason, line = metadata.withheld
        return diagnose("left-out", f"the article is not published: {reason}", path, line)
    return None


def _explains(diagnostics: tuple[Diagnostic, ...]) -> bool:
    """Return whether a title may be missing because it is of the wrong type, or its key is misspelt."""
    return any(
        one.code == "metadata-type" or (one.code == "metadata-key" and "title" in one.hint) for one in diagnostics
    )


def _make(path: str, metadata: Metadata, text: str, language: str, *, flavour: str, syntax: Syntax) -> Outcome[Article]:
    role = _role(path, metadata)
    stated = _stated_title(role, metadata)
    outcome = make_body(text, language, path, set_title(stated, language), flavour=flavour, syntax=syntax)
    title = outcome.value.title
    diagnostics = tuple(_called_by_title(one, f"{stated} {metadata.subtitle}") for one in outcome.diagnostics)
    lines = dict(metadata.key_lines)
    line = lines.get("title") or lines.get("chapter_title")
    diagnostics = (*diagnostics, *lost_in_stated_title(f"{stated} {metadata.subtitle}", path, line))
    if role not in {Role.OPENING, Role.PART}:
        is_empty = _is_empty(outcome.value) and not (syntax.has_sources and PLACE_OF_WORKS in outcome.value.xhtml)
        if metadata.after is not None and title.text and not text.strip():
            role = Role.PART
        elif is_empty and not diagnostics:
            diagnostics = (*diagnostics, _empty(path, text))
        if not title.text:
            title = Title(_title_of_path(path) if MATTERS[metadata.matter or "body"].has_title else "")
            is_told = title.text and (text.strip() or not is_empty)
            diagnostics = (*diagnostics, _missing_title(path, title.text)) if is_told else diagnostics
    return Outcome(_article(path, role, metadata, outcome.value, title, language), diagnostics)


def _stated_title(role: Role, metadata: Metadata) -> str:
    if role is Role.PART:
        return metadata.part_title
    return metadata.chapter_title or metadata.title if role is Role.OPENING else metadata.title


def _called_by_title(found: Diagnostic, titles: str) -> Diagnostic:
    """Return a diagnostic, in other words if it is about a note that only a title of the metadata block calls."""
    called = _NOTE_MARK.search(found.message) if found.code == "unused-footnote" and "[^" in titles else None
    if called is None or called[0] not in titles:
        return found
    message = f"the note {called[0]} is left out: a title in the metadata block cannot call it, and shows its mark"
    return replace(found, message=message, hint=f"take {called[0]} out of the title, and write it into the text")


def _is_empty(body: Body) -> bool:
    words = re.sub(r"<[^>]*>", "", body.xhtml)
    return not words.strip() and not body.notes and not _SHOWN.search(body.xhtml)


def _empty(path: str, text: str) -> Diagnostic:
    message = "the article has no text" if not text.strip() else "the article has no text that is printed"
    hint = "write its text under the metadata block, leave it out with published: false, or delete the file"
    return diagnose("empty-article", message, path, hint=hint)


def _role(path: str, metadata: Metadata) -> Role:
    role = MATTERS[metadata.matter or "body"].role
    if role is not Role.ARTICLE and not (role is Role.APPENDIX and metadata.chapter is not None):
        return role
    if (
        (metadata.part or metadata.part_title)
        and metadata.chapter is None
        and metadata.number is None
        and not metadata.title
    ):
        return Role.PART
    named = PurePosixPath(path).name.lower() in _OPENING_NAMES
    opens = named or bool(metadata.chapter_title) or not metadata.title
    if metadata.chapter is not None and metadata.number is None and opens:
        return Role.OPENING
    return Role.ARTICLE


def _title_of_path(path: str) -> str:
    """Return a title made from a file's name; a Grav page is named by its folder (``53.when-do-you/article.md``)."""
    file = PurePosixPath(path)
    folder = _NUMBERED_FOLDER.fullmatch(file.parent.name)
    name = folder[1] if folder else _LEADING_NUMBER.sub("", file.stem) or file.stem
    words = " ".join(name.replace("-", " ").replace("_", " ").split())
    return words[:1].upper() + words[1:]


def _missing_title(path: str, title: str) -> Diagnostic:
    hint = "write title: and the title into the metadata block, or begin the text with # and the title"
    return diagnose("missing-title", f"the article has no title; {title!r} from the file name is used", path, hint=hint)


def _article(path: str, role: Role, metadata: Metadata, body: Body, title: Title, language: str) -> Article:
    subtitle = set_title(metadata.subtitle, language)
    of_chapter = set_title(metadata.chapter_title if role is Role.ARTICLE else "", language)
    return Article(
        path=path,
        role=role,
        title=title.text,
        title_markup=title.xhtml,
        body=body.xhtml,
        number=metadata.number,
        chapter=metadata.chapter,
        after=metadata.after,
        order=metadata.order,
        part=metadata.part,
        part_title=metadata.part_title,
        chapter_title=of_chapter.text,
        chapter_title_markup=of_chapter.xhtml,
        matter=metadata.matter,
        readers=body.readers,
        is_numbered=metadata.numbered and body.is_numbered,
        subtitle=subtitle.text,
        subtitle_markup=subtitle.xhtml,
        tags=metadata.tags,
        background=metadata.background,
        highlight=metadata.highlight,
        language=metadata.language,
        notes=body.notes,
        headings=body.headings,
        links=body.links,
        names=body.names,
        mark_lines=body.mark_lines,
        images=body.images,
        citations=body.citations,
        diagrams=body.diagrams,
        terms=body.terms,
        words=body.words,
        answer_words=body.answer_words,
        key_lines=metadata.key_lines,
        extras=metadata.extras,
        publish_date=metadata.publish_date,
        unpublish_date=metadata.unpublish_date,
    )


def _line(diagnostic: Diagnostic) -> int:
    location = diagnostic.location
    return location.line or 0 if location else 0
