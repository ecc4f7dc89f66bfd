"""Reading bookbuild.toml, and saying what is wrong with it."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path

from pydantic import ValidationError

from bookbuild.config.faults import fault, line_of, nearest
from bookbuild.config.schema import BookFile, BookTable, ContentTable, CreatorTable, EditionTable, PageTable
from bookbuild.diagnostics import Diagnostic, Outcome, UsageError, diagnose
from bookbuild.model import (
    DEFAULT_KEYS,
    ChapterSettings,
    Config,
    ContentSettings,
    Creator,
    Edition,
    Identity,
    PageSettings,
)

FILE_NAME = "bookbuild.toml"
DEFAULT_LANGUAGE = "en"


def load(project: Path, environment: Mapping[str, str]) -> Outcome[Config]:
    """Read a project's configuration; a project without a file has all the defaults.

    Args:
        project: the project's folder.
        environment: where ``SOURCE_DATE_EPOCH`` (seconds since 1970, reproducible-builds.org) may stand.

    Raises:
        UsageError: when the file is not TOML, or has unknown keys or wrong values, all of them at once; or when
            ``SOURCE_DATE_EPOCH`` is no such number.
    """
    file = project / FILE_NAME
    try:
        text = file.read_text(encoding="utf-8-sig") if file.exists() else ""
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        match = re.search(r"at line (\d+)", str(error))
        line = int(match[1]) if match else len(text.splitlines())
        raise UsageError(diagnose("config-syntax", str(error), FILE_NAME, line)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(diagnose("config-syntax", f"cannot be read: {error}", FILE_NAME)) from error
    try:
        shape = BookFile.model_validate(raw)
    except ValidationError as error:
        raise UsageError(*sorted((fault(found, text, FILE_NAME) for found in error.errors()), key=_line)) from error
    return _complete(shape, text, project, environment)


def _line(found: Diagnostic) -> int:
    return (found.location and found.location.line) or 0


def _complete(shape: BookFile, text: str, project: Path, environment: Mapping[str, str]) -> Outcome[Config]:
    identity = _identity(shape.book, project, environment)
    config = Config(
        identity=identity.value,
        page=_page(shape.page),
        content=_content(shape.content, project),
        chapters={number: ChapterSettings(**dict(table)) for number, table in shape.chapters.items()},
        editions=_editions(shape.editions, text),
        palette=shape.palette,
        labels=shape.labels,
        check=shape.check,
    )
    return Outcome(config, identity.diagnostics)


def _identity(table: BookTable, project: Path, environment: Mapping[str, str]) -> Outcome[Identity]:
    title = table.title or _readable(project.resolve().name)
    assumed = {"title": None if table.title else title, "language": None if table.language else DEFAULT_LANGUAGE}
    said = " and ".join(f"the {key} {value!r}" for key, value in assumed.items() if value)
    diagnostics: tuple[Diagnostic, ...] = ()
    if said:
        hint = f"set what you want in the [book] table of {FILE_NAME}"
        diagnostics = (diagnose("config-missing", f"the book gets {said}", FILE_NAME, hint=hint),)
    identity = Identity(
        title=title,
        language=table.language or DEFAULT_LANGUAGE,
        slug=table.slug or _slug(title),
        identifier=table.identifier,
        subtitle=table.subtitle,
        creators=tuple(map(_creator, table.authors)),
        contributors=tuple(map(_creator, table.contributors)),
        publisher=table.publisher,
        rights=table.rights,
        description=table.description,
        subjects=tuple(table.subjects),
        published=table.published,
        modified=_modified(table, environment),
        cover_image=table.cover,
        colophon=table.colophon,
        isbn=table.isbn,
    )
    return Outcome(identity, diagnostics)


def _creator(table: CreatorTable) -> Creator:
    return Creator(table.name, table.role, table.file_as)


def _modified(table: BookTable, environment: Mapping[str, str]) -> str:
    if epoch := environment.get("SOURCE_DATE_EPOCH"):
        moment = _moment(epoch)
    elif day := table.modified or table.published:
        moment = datetime.combine(day, time(), UTC)
    else:
        return Identity(title="").modified
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _moment(epoch: str) -> datetime:
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError) as error:
        message = f"SOURCE_DATE_EPOCH is {epoch!r}, which is no number of seconds since 1970"
        raise UsageError(diagnose("config-value", message)) from error


def _readable(name: str) -> str:
    words = re.sub(r"[-_.\s]+", " ", name).strip()
    return words[:1].upper() + words[1:] or "Untitled"


def _slug(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "book"


def _page(table: PageTable) -> PageSettings:
    return PageSettings(table.geometry(), table.articles, table.cover, table.page_references)


def _content(table: ContentTable, project: Path) -> ContentSettings:
    default = ContentSettings()
    folder = table.folder or (default.folder if (project / default.folder).is_dir() else ".")
    keys = {**DEFAULT_KEYS, **{meaning: tuple(names) for meaning, names in table.keys.items()}}
    return ContentSettings(folder, tuple(table.exclude), keys)


def _editions(tables: Mapping[str, EditionTable], text: str) -> dict[str, Edition]:
    """Make every edition after the one that it extends. Raises UsageError where that leads nowhere."""
    editions = {"book": _extend(Edition(), "book", tables.get("book", EditionTable()))}
    waiting = {name: table for name, table in tables.items() if name != "book" or table.extends != "book"}
    while ready := [name for name, table in waiting.items() if table.extends in editions and name not in editions]:
        for name in ready:
            table = waiting.pop(name)
            editions[name] = _extend(editions[table.extends], name, table)
    if waiting:
        raise UsageError(*(_astray(name, table.extends, editions, text) for name, table in waiting.items()))
    return editions


def _astray(name: str, extends: str, editions: Iterable[str], text: str) -> Diagnostic:
    line = line_of(("editions", name, "extends"), text)
    message = f"edition {name!r} extends {extends!r}, which is no edition, or leads back to {name!r}"
    return diagnose("config-value", message, FILE_NAME, line, nearest(extends, editions))


def _extend(parent: Edition, name: str, table: EditionTable) -> Edition:
    chosen = {
        kind: tuple(names) for kind in ("chapters", "articles", "tags") if (names := getattr(table, kind)) is not None
    }
    built_by_default = parent.default and name == parent.name
    return Edition(
        name=name,
        selection=replace(parent.selection, **chosen) if chosen else parent.selection,
        formats=tuple(table.formats) if table.formats is not None else parent.formats,
        default=built_by_default if table.default is None else table.default,
    )
