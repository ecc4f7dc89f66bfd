"""A thread that waits until something that a book was made of is saved."""

import os
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from watchfiles import watch

from bookbuild.cache.input_tracker import InputTracker, TrackedInput

_STEP = 10
"""Milliseconds without a change after which a save counts as finished."""
_TURN = 400
"""Milliseconds after which the inputs are compared once in any case: something may have been saved before."""


class Watcher:
    """Calls a function with the paths, relative to the project, of what was saved. One thread watches at a time."""

    def __init__(self, notice: Callable[[Iterable[str]], None]) -> None:
        self._notice = notice
        self._stop = threading.Event()
        self._inputs: dict[tuple[str, bool], TrackedInput] = {}
        self._ignored: tuple[str, ...] = ()
        self._root = ""
        self._folders: set[str] = set()
        self._lock = threading.Lock()

    def watch(self, inputs: InputTracker, project: Path) -> None:
        """Watch these inputs instead of those before."""
        with self._lock:
            self._inputs = {(one.path, one.is_folder): one for one in inputs.seen()}
            self._ignored, self._root = inputs.ignored, os.path.abspath(project)  # noqa: PTH100 - links as they are
            folders = {str(one.existing_folder) for one in self._inputs.values()}
        if folders != self._folders:
            self._folders = folders
            self._stop.set()
            self._stop = threading.Event()
            threading.Thread(target=self._run, args=(folders, self._stop), name="preview-saves", daemon=True).start()

    def stop(self) -> None:
        """End."""
        self._stop.set()

    def _run(self, folders: set[str], stop: threading.Event) -> None:
        has_looked = False
        for changes in watch(
            *sorted(folders),
            step=_STEP,
            recursive=False,
            rust_timeout=_TURN,
            yield_on_timeout=True,
            stop_event=stop,
            raise_interrupt=False,
        ):
            if not changes and has_looked:
                continue
            paths = {path for _, path in changes} if has_looked else None
            has_looked = True
            if (changed := self._changed(paths)) and not stop.is_set():
                self._notice(changed)

    def _changed(self, paths: set[str] | None) -> list[str]:
        """Return what has really changed, of files and folders with these paths or in them; with None, of all."""
        with self._lock:
            concerned = [one for one in self._inputs.values() if _concerns(one, paths)]
            changed = [now for one in concerned if (now := one.as_it_is(self._ignored)) != one]
            self._inputs |= {(one.path, one.is_folder): one for one in changed}
        return [os.path.relpath(one.path, self._root).replace(os.sep, "/") for one in changed]


def _concerns(one: TrackedInput, paths: set[str] | None) -> bool:
    if paths is None:
        return True
    return one.path in paths or (one.is_folder and any(os.path.dirname(path) == one.path for path in paths))  # noqa: PTH120 - texts
