"""Source file -> Article: its metadata and its text."""

import re
from pathlib import PurePosixPath

from bookbuild.diagnostics import Diagnostic, Outcome, diagnose
from bookbuild.model import Article, ContentSettings, Role, Source
from bookbuild.parse.block import read_block
from bookbuild.parse.body import Body, make_body
from bookbuild.parse.metadata import Metadata, interpret
from bookbuild.parse.reading import read
from bookbuild.parse.typography import typeset

_OPENING_NAMES = frozenset({"chapter.md", "_index.md"})
_NUMBERED_FOLDER = re.compile(r"[0-9]+\.(.+)")
_LEADING_NUMBER = re.compile(r"^[0-9]+[-_. ]+")
_MATTERS = {"front": Role.FRONT, "back": Role.BACK}


def parse(source: Source, settings: ContentSettings, language: str) -> Outcome[Article | None]:
    """Parse one file of a book in a language (BCP 47), which the file's own metadata may override.

    Return None as the value if the file cannot be read or is not published.
    """
    text = read(source)
    if text.value is None:
        return Outcome(None, text.diagnostics)
    entries = read_block(text.value.block, source.path)
    if entries.value is None:
        return Outcome(None, entries.diagnostics)
    metadata = interpret(entries.value, settings.keys, source.path)
    if not metadata.value.published:
        return Outcome(None)
    outcome = _make(source.path, metadata.value, text.value.body, metadata.value.language or language)
    diagnostics = [*text.diagnostics, *metadata.diagnostics, *outcome.diagnostics]
    if metadata.diagnostics:  # a title of the wrong type is not a missing one
        diagnostics = [diagnostic for diagnostic in diagnostics if diagnostic.code != "missing-title"]
    return Outcome(outcome.value, tuple(sorted(diagnostics, key=_line)))


def _make(path: str, metadata: Metadata, text: str, language: str) -> Outcome[Article]:
    role = _role(path, metadata)
    stated = metadata.chapter_title or metadata.title if role is Role.OPENING else metadata.title
    outcome = make_body(text, language, path, titled=bool(stated))
    title = typeset(stated, language) or outcome.value.title
    diagnostics = outcome.diagnostics
    if not title and role is not Role.OPENING:
        title = _title_of_path(path)
        diagnostics = (*diagnostics, _missing_title(path, title))
    return Outcome(_article(path, role, metadata, outcome.value, title, language), diagnostics)


def _role(path: str, metadata: Metadata) -> Role:
    if metadata.matter in _MATTERS:
        return _MATTERS[metadata.matter]
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


def _article(path: str, role: Role, metadata: Metadata, body: Body, title: str, language: str) -> Article:
    return Article(
        path=path,
        role=role,
        title=title,
        body=body.xhtml,
        number=metadata.number,
        chapter=metadata.chapter,
        order=metadata.order,
        subtitle=typeset(metadata.subtitle, language),
        tags=metadata.tags,
        background=metadata.background,
        highlight=metadata.highlight,
        language=metadata.language,
        notes=body.notes,
        headings=body.headings,
        links=body.links,
        images=body.images,
        words=body.words,
        answer_words=body.answer_words,
        key_lines=metadata.key_lines,
        extras=metadata.extras,
    )


def _line(diagnostic: Diagnostic) -> int:
    location = diagnostic.location
    return location.line or 0 if location else 0
