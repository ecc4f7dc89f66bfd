"""Opening a file at its line: which editors of this machine can, and the arguments that each takes."""

import os
import shlex
import subprocess
from collections.abc import Mapping
from pathlib import Path, PurePath

_COLON = frozenset({"subl", "zed", "zeditor", "hx", "helix", "kate", "lapce", "fresh"})
_GOTO = frozenset({"code", "code-insiders", "codium", "vscodium", "cursor", "windsurf", "positron"})
_TERMINAL = frozenset({"vi", "vim", "nvim", "nano", "pico", "ed", "emacs-nox", "joe", "micro", "hx", "helix", "mcedit"})
"""Editors that need the terminal, in which the preview runs."""


def editor_of(environment: Mapping[str, str], requested: str = "") -> str:
    """Return the command of the editor: the requested one, or $VISUAL or $EDITOR if it has a window of its own."""
    if requested:
        return requested
    named = environment.get("VISUAL") or environment.get("EDITOR") or ""
    return "" if not named or _name(named) in _TERMINAL else named


def arguments_for(editor: str, file: Path, line: int) -> list[str]:
    """Return the command that opens a file at a line. ``{file}`` and ``{line}`` in it are filled in."""
    words = shlex.split(editor)
    if any("{file}" in word for word in words):
        return [word.replace("{file}", str(file)).replace("{line}", str(line)) for word in words]
    name = _name(editor)
    if name in _GOTO:
        return [*words, "--goto", f"{file}:{line}"]
    if name in _COLON:
        return [*words, f"{file}:{line}"]
    return [*words, f"+{line}", str(file)]


def open_in_editor(editor: str, file: Path, line: int) -> bool:
    """Open a file at a line, and return whether the editor could be started."""
    command = arguments_for(editor, file, line)
    try:
        subprocess.Popen(  # noqa: S603 - the user's own editor, without a shell
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=os.name == "posix",
        )
    except OSError:
        return False
    return True


def _name(command: str) -> str:
    words = shlex.split(command)
    return PurePath(words[0]).stem.lower() if words else ""
