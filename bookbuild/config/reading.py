"""bookbuild.toml -> Config, or diagnostics of all that is wrong with it."""

import posixpath
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import replace as replace_config
from datetime import UTC, date, datetime, time
from pathlib import Path

from msgspec import ValidationError
from msgspec.structs import replace

from bookbuild.config.book_identity import identity_of, long_title
from bookbuild.config.book_schema import BookTable
from bookbuild.config.callouts import callouts_of
from bookbuild.config.checking import control_characters, faults
from bookbuild.config.editions import colours, editions_of, page_of, require_edition_of_pages, similar_editions
from bookbuild.config.faults import FILE_NAME
from bookbuild.config.renaming import with_current_names
from bookbuild.config.schema import BookFile, ContentTable
from bookbuild.config.source_files import sources_of
from bookbuild.config.syntax import syntax_fault
from bookbuild.config.tables import Language
from bookbuild.config.value_types import read
from bookbuild.config.variables import variables_of, with_own_variables
from bookbuild.diagnostics import Diagnostic, Outcome, UsageError, diagnose
from bookbuild.model import (
    DEFAULT_KEYS,
    ChapterSettings,
    Config,
    ContentSettings,
    Divisions,
    Facts,
    GlossarySettings,
    Identity,
    ListSettings,
    Numbering,
    PartSettings,
)
from bookbuild.model.diagrams import DiagramSettings
from bookbuild.model.syntax import Syntax
from bookbuild.system.regular_files import read_text

DEFAULT_LANGUAGE = "en"
BY_ITS_WORDS = ", by its words"
"""Ends the message about a book whose language nothing states but its words."""
_SEPARATORS = re.compile("[\x85\u2028\u2029]")
"""Ends of lines and paragraphs that are no white space in HTML."""
_MOST_FAULTS = 100
"""How many wrong values are reported: finding their lines takes time."""


FactsOf = Callable[[ContentSettings, str], Facts]
"""Returns a site's facts of its book, for the content settings of bookbuild.toml and its language, if any."""


def no_facts(_content: ContentSettings, _language: str) -> Facts:
    """Return the facts of a folder that is no site."""
    return Facts()


def load(
    project: Path, environment: Mapping[str, str], facts_of: FactsOf = no_facts, language: str = ""
) -> Outcome[Config]:
    """Return a project's configuration: all defaults, if it has no file.

    Args:
        project: the project's folder.
        environment: environment variables; ``SOURCE_DATE_EPOCH`` (seconds since 1970) sets the date of the last change.
        facts_of: the facts in a site's settings, used where the file states none.
        language: the requested language instead of the file's, or empty.

    Raises:
        UsageError: when the file is not TOML, or has unknown keys or wrong values, all of them at once; or when
            ``SOURCE_DATE_EPOCH`` is no such number.
    """
    text, raw = _file(project)
    current = with_current_names(raw, text)
    if unprintable := tuple(fault.diagnostic(text) for fault in control_characters(raw)):
        raise UsageError(*unprintable)
    filled = with_own_variables(current.value, text)
    table = _table(filled.value, text)
    if language:
        require_language(language)
        table = replace(table, book=replace(table.book, language=language))
    content = _content(table.content, project, _day(table.book, environment))
    content = replace_config(content, variables=variables_of(table.variables, table.book))
    kinds = callouts_of(table.callouts, table.book.language or DEFAULT_LANGUAGE, text)
    classes = tuple((name, kind.classes) for kind in kinds for name in (kind.name, *kind.names))
    facts = facts_of(content, table.book.language or "")
    sources = sources_of(table.sources, project, facts)
    diagrams = DiagramSettings({kind: command.value for kind, command in table.diagrams.items()})
    content = replace_config(content, syntax=Syntax(bool(sources.files), diagrams.drawn, classes))
    config = _complete(table, text, content, _identity(table.book, facts, project, environment, text))
    own = callouts_of(table.callouts, config.value.identity.language, text)
    made = replace_config(config.value, sources=sources, diagrams=diagrams, callouts=own)
    return Outcome(made, (*current.diagnostics, *filled.diagnostics, *config.diagnostics))


def _table(values: Mapping[str, object], text: str) -> BookFile:
    """Return the values of a configuration's text as its tables; raise UsageError with all that is wrong."""
    try:
        return read(values, BookFile)
    except ValidationError as error:
        diagnostics = [fault.diagnostic(text) for fault in faults(values, BookFile)[:_MOST_FAULTS]]
        raise UsageError(*sorted(diagnostics, key=_line)) from error


def _file(project: Path) -> tuple[str, dict[str, object]]:
    """Return the text of a project's configuration, and its values, or nothing if there is no file."""
    file = project / FILE_NAME
    try:
        text = read_text(file) if file.exists() or file.is_symlink() else ""
        return text, {key: _trimmed(value) for key, value in tomllib.loads(text).items()}
    except tomllib.TOMLDecodeError as error:
        raise UsageError(syntax_fault(error, text)) from error
    except UnicodeDecodeError as error:
        hint = "save the file as UTF-8"
        raise UsageError(diagnose("config-syntax", "cannot be read: not UTF-8", FILE_NAME, hint=hint)) from error
    except OSError as error:
        raise UsageError(diagnose("config-syntax", f"cannot be read: {error.strerror}", FILE_NAME)) from error
    except RecursionError as error:
        raise UsageError(diagnose("config-syntax", "its values are nested too deeply", FILE_NAME)) from error


def require_language(tag: str) -> None:
    """Raise UsageError if a text is no language tag."""
    try:
        read(tag, Language)
    except ValidationError as error:
        message = f"the language {tag!r} is no language tag"
        raise UsageError(diagnose("wrong-argument", message, hint="use a tag such as en or pt-BR")) from error


def _trimmed(value: object) -> object:
    """Return a value without spaces at the ends of texts, which are never meant, and without line separators."""
    if isinstance(value, dict):
        return {key: _trimmed(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_trimmed(inner) for inner in value]
    return _SEPARATORS.sub(" ", value).strip() if isinstance(value, str) else value


def _line(diagnostic: Diagnostic) -> int:
    return (diagnostic.location and diagnostic.location.line) or 0


def _complete(table: BookFile, text: str, content: ContentSettings, identity: Outcome[Identity]) -> Outcome[Config]:
    config = Config(
        identity=identity.value,
        page=page_of(table.page),
        content=content,
        chapters={number: ChapterSettings(**chapter.values()) for number, chapter in table.chapters.items()},
        editions=editions_of(table.editions, table.page, text),
        palette=colours(table.palette),
        labels=table.labels,
        check=table.check,
        engine=table.build.engine,
        pdf_standard=table.build.pdf_standard,
        pages_of=table.book.pages_of,
        lists=ListSettings(table.lists.front, table.lists.back),
        divisions=Divisions(
            Numbering(**table.numbering.values()),
            {number: PartSettings(**part.values()) for number, part in table.parts.items()},
            identity.value.language,
        ),
        glossary=GlossarySettings(**table.glossary.values()),
    )
    require_edition_of_pages(config, text)
    return Outcome(config, (*identity.diagnostics, *similar_editions(table.editions, text)))


def _identity(
    table: BookTable, facts: Facts, project: Path, environment: Mapping[str, str], text: str
) -> Outcome[Identity]:
    title, language = table.title or facts.title, table.language or facts.language
    assumed = {
        "title": None if title else (title := _readable(project.resolve().name)),
        "language": None if language else (language := facts.words_language or DEFAULT_LANGUAGE),
    }
    defaults = " and ".join(f"the {key} {value!r}" for key, value in assumed.items() if value)
    defaults += BY_ITS_WORDS if assumed["language"] and facts.words_language else ""
    diagnostics = tuple(long_title(title or "", text))
    if defaults:
        hint = f"set what you want in the [book] table of {FILE_NAME}"
        diagnostics += (diagnose("config-missing", f"the book gets {defaults}", FILE_NAME, hint=hint),)
    return Outcome(identity_of(table, facts, title, language, _modified(table, environment)), diagnostics)


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
        message = f"SOURCE_DATE_EPOCH is {epoch!r}, which is not a number of seconds since 1970"
        raise UsageError(diagnose("config-value", message)) from error


def _readable(name: str) -> str:
    words = re.sub(r"[-_.\s]+", " ", name).strip()
    return words[:1].upper() + words[1:] or "Untitled"


def _day(table: BookTable, environment: Mapping[str, str]) -> date | None:
    epoch = environment.get("SOURCE_DATE_EPOCH")
    return _moment(epoch).date() if epoch else table.modified


def _content(table: ContentTable, project: Path, day: date | None) -> ContentSettings:
    default = ContentSettings()
    folder = table.folder or (default.folder if (project / default.folder).is_dir() else "")
    folder = posixpath.normpath(folder) if folder not in {"", ".", "./"} else ""
    keys = {**DEFAULT_KEYS, **{meaning: names.value for meaning, names in table.keys.items()}}
    return ContentSettings(folder, table.exclude.value, keys, day, table.site or "")
