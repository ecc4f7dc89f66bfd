"""Reading bookbuild.toml, and saying what is wrong with it."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime, time
from pathlib import Path

from msgspec import ValidationError

from bookbuild.config.checking import faults
from bookbuild.config.editions import colours, editions_of, page_of
from bookbuild.config.faults import FILE_NAME
from bookbuild.config.schema import BookFile, BookTable, ContentTable, CreatorTable
from bookbuild.config.values import read
from bookbuild.diagnostics import Diagnostic, Outcome, UsageError, diagnose
from bookbuild.model import (
    DEFAULT_KEYS,
    ChapterSettings,
    Config,
    ContentSettings,
    Creator,
    Identity,
)

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
        text = file.read_text(encoding="utf-8-sig") if file.exists() or file.is_symlink() else ""
        said = _trimmed(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        match = re.search(r"at line (\d+)", str(error))
        line = int(match[1]) if match else len(text.splitlines())
        raise UsageError(diagnose("config-syntax", str(error), FILE_NAME, line)) from error
    except UnicodeDecodeError as error:
        hint = "save the file as UTF-8"
        raise UsageError(diagnose("config-syntax", "cannot be read: not UTF-8", FILE_NAME, hint=hint)) from error
    except OSError as error:
        raise UsageError(diagnose("config-syntax", f"cannot be read: {error.strerror}", FILE_NAME)) from error
    try:
        shape = read(said, BookFile)
    except ValidationError as error:
        found = (fault.diagnostic(text) for fault in faults(said, BookFile))
        raise UsageError(*sorted(found, key=_line)) from error
    return _complete(shape, text, project, environment)


def _trimmed(value: object) -> object:
    """Take away the spaces around every text: nobody means them."""
    if isinstance(value, dict):
        return {key: _trimmed(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_trimmed(inner) for inner in value]
    return value.strip() if isinstance(value, str) else value


def _line(found: Diagnostic) -> int:
    return (found.location and found.location.line) or 0


def _complete(shape: BookFile, text: str, project: Path, environment: Mapping[str, str]) -> Outcome[Config]:
    identity = _identity(shape.book, project, environment)
    config = Config(
        identity=identity.value,
        page=page_of(shape.page),
        content=_content(shape.content, project),
        chapters={number: ChapterSettings(**table.said()) for number, table in shape.chapters.items()},
        editions=editions_of(shape.editions, shape.page, text),
        palette=colours(shape.palette),
        labels=shape.labels,
        check=shape.check,
        engine=shape.build.engine,
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
        subjects=table.subjects.kept,
        published=table.published,
        modified=_modified(table, environment),
        cover_image=table.cover,
        colophon=table.colophon,
        address=table.address,
        isbn=table.isbn,
    )
    return Outcome(identity, diagnostics)


def _creator(said: str | CreatorTable) -> Creator:
    return Creator(said) if isinstance(said, str) else Creator(said.name, said.role, said.file_as)


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


def _content(table: ContentTable, project: Path) -> ContentSettings:
    default = ContentSettings()
    folder = table.folder or (default.folder if (project / default.folder).is_dir() else ".")
    keys = {**DEFAULT_KEYS, **{meaning: names.kept for meaning, names in table.keys.items()}}
    return ContentSettings(folder, table.exclude.kept, keys)
