"""Formats of messages: text for people, JSON for programs, and workflow commands for GitHub Actions."""

import os
from collections.abc import Sequence
from enum import Enum
from pathlib import Path

import click

from bookbuild.cli.report import plain_json
from bookbuild.diagnostics import Diagnostic, Location, Severity

JSON_VERSION = 1
"""The version of all JSON documents, described in docs/json.md. A member that is added leaves it as it is; one that is
removed, renamed or changes its meaning increases it.
"""


class MessageFormat(Enum):
    """How diagnostics and results are printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def json_document(**members: object) -> str:
    """Return a JSON document of these members, after its version."""
    return plain_json({"version": JSON_VERSION, **members})


def show_in_format(
    diagnostics: Sequence[Diagnostic],
    message_format: MessageFormat,
    folder: Path,
    *,
    command: str,
    every: bool,
) -> None:
    """Print diagnostics as workflow commands on stdout, or else as text on stderr. Paths are relative to `folder`.

    Text for people is cut unless `every` message is requested; `command` is that which shows all with ``-v``.
    """
    from bookbuild.cli.messages import (  # noqa: PLC0415 - help has no messages
        show_counts,
        show_diagnostics,
        show_every_diagnostic,
    )

    if message_format is MessageFormat.TEXT:
        show_diagnostics(diagnostics, command=command, every=every)
    elif message_format is MessageFormat.JSON:
        show_every_diagnostic(diagnostics)
    else:
        for found in diagnostics:
            for place in (found.location, *found.also_at):
                click.echo(workflow_command(found, place, folder))
        show_counts(diagnostics)


def workflow_command(found: Diagnostic, place: Location | None, folder: Path) -> str:
    """Return a diagnostic as a workflow command: ``::error file=content/a.md,line=4,title=broken-link::message``.

    GitHub requires the path relative to the repository (``GITHUB_WORKSPACE``, or the current folder).
    """
    properties: dict[str, object] = {}
    if place is not None:
        properties["file"] = _path_in_repository(folder / place.path)
        if place.line is not None:
            properties["line"] = place.line
    properties["title"] = found.code
    written = ",".join(f"{name}={_escaped_property(str(value))}" for name, value in properties.items())
    message = f"{found.message}\nhint: {found.hint}" if found.hint else found.message
    return f"::{_LEVELS[found.severity]} {written}::{_escaped(message)}"


def _path_in_repository(path: Path) -> str:
    root = Path(os.path.realpath(os.environ.get("GITHUB_WORKSPACE") or "."))
    absolute = Path(os.path.realpath(path.parent), path.name)  # a file that is a link is shown as the link
    return absolute.relative_to(root).as_posix() if absolute.is_relative_to(root) else absolute.as_posix()


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escaped_property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
