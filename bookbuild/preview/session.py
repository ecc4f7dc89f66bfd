"""A book that is built again whenever one of its files is saved, and the states that the browser gets of it."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Self

from bookbuild.cache import CACHE, Store
from bookbuild.diagnostics import Diagnostic
from bookbuild.model import Config
from bookbuild.pipeline.request import BuildRequest
from bookbuild.preview.memory_cache import MemoryCache

if TYPE_CHECKING:
    from bookbuild.pipeline.typesetting.typesetter import Typesetter
    from bookbuild.preview.building import Built, VolumeName
    from bookbuild.preview.comparing import Pair
    from bookbuild.preview.live_book import LiveBook, RunFile

_PAUSE = 0.25
"""Seconds without a save after which the whole book follows: it must not slow down what the writer waits for."""
_MOST_ALONE = 3
"""With more articles saved at once, all is built at once."""
_PATIENCE = 2
"""Seconds that a build has at the end before it is left to itself."""
_LONGEST_WAIT = 30
"""Seconds that the browser waits for a page of a book that is being read."""
_MADE = 8
"""Files that were made and are kept while the book is as it was."""
_REMEMBERED = 4
"""States of the book whose pages can still be fetched: a browser may be behind."""


@dataclass(frozen=True, slots=True)
class State:
    """What is shown: the book, if there is one, what is wrong, whether it is complete or only what was saved, and all
    volumes of the edition, of which the book is one.
    """

    version: int = 0
    book: "LiveBook | None" = None
    diagnostics: tuple[Diagnostic, ...] = ()
    config: Config | None = None
    is_complete: bool = False
    volumes: "tuple[VolumeName, ...]" = ()


Listener = Callable[[State], None]


class PreviewSession:
    """The books of one project as they are shown. Use it as a context manager: threads and workers end with it.

    `against` is the folder or the commit that the book is compared with, if it is.
    `state` is that of one volume of the requested edition, the first or that of `show`. Listeners are called from other
    threads.
    """

    def __init__(self, request: BuildRequest, against: str = "") -> None:
        self.request, self.against = request, against
        self._before: dict[str, LiveBook | None] = {}
        self._folder: Path | None = None
        self._endings = ExitStack()
        self._cache = MemoryCache(Store(request.project / CACHE))
        self._one_build = threading.Lock()
        self._change = threading.Condition()
        self._saved: dict[str, None] = {}
        self._last_save = 0.0
        self._listeners: dict[int, Listener] = {}
        self._generations: list[Mapping[str, tuple[RunFile, int]]] = []
        self._stem = ""
        self._made: OrderedDict[tuple[str, str, str], tuple[int, Built]] = OrderedDict()
        self._earlier: Mapping[str, tuple[RunFile, int]] = {}
        self._begun, self._is_shown = threading.Event(), threading.Event()
        self._is_ending = False
        self.state = State()
        self._thread = threading.Thread(target=self._build_again_and_again, name="preview-builds", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with self._change:
            self._is_ending = True
            self._change.notify_all()
        if self._begun.is_set():
            self._watcher.stop()
            self._typesetter.stop()
        self._thread.join(timeout=_PATIENCE)
        self._one_build.acquire(timeout=_PATIENCE)  # what a browser still waits for may write files
        self._endings.close()

    def wait_until_shown(self) -> None:
        """Wait until there is a state, or until it is useless to wait on."""
        self._is_shown.wait(_LONGEST_WAIT)

    def end_waiting(self) -> None:
        """Let nothing wait any longer: the preview ends."""
        self._is_shown.set()

    def show(self, stem: str) -> None:
        """Show the volume of this stem, or the first if there is none."""
        with self._change:
            self._stem = stem
            self._saved[""] = None
            self._change.notify_all()

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call a function with each new state from now on; return a function that ends this."""
        with self._change:
            number = max(self._listeners, default=0) + 1
            self._listeners[number] = listener
        return lambda: self._listeners.pop(number, None) and None

    def page(self, digest: str) -> "tuple[RunFile, int] | None":
        """Return the file from which a page of this digest is drawn, and its index there; None if it is gone."""
        for pages in (*reversed(self._generations), self._earlier):
            if digest in pages:
                return pages[digest]
        return None

    def files(self, edition: str, form: str, stem: str = "") -> "Built":
        """Return the file of a volume of an edition in a format, made now if the book has changed since it was."""
        from bookbuild.preview.building import build_files  # noqa: PLC0415 - slow to import

        self._begun.wait()
        key, version = (edition, form, stem), self.state.version
        with self._one_build:
            known = self._made.get(key)
            if known is None or known[0] != version:
                request = replace(self.request, editions=(edition,), formats=(form,))
                self._made[key] = known = version, build_files(request, self._typesetter, self._cache, stem)
            self._made.move_to_end(key)
            if len(self._made) > _MADE:
                self._made.popitem(last=False)
        return known[1]

    def differing(self) -> "list[Pair]":
        """Return the pages that differ from those of the book as it was, made when this is called first.

        Raises:
            UsageError: when it is not known what it was.
        """
        from bookbuild.preview.building import build_live  # noqa: PLC0415 - slow to import
        from bookbuild.preview.comparing import differing_pages, earlier_state  # noqa: PLC0415 - seldom needed

        stem, now = self._stem, self.state.book
        with self._one_build:
            if self._is_ending:
                return []
            if self._folder is None:
                self._folder = self._endings.enter_context(earlier_state(self.request.project, self.against))
            if stem not in self._before:
                request = replace(self.request, project=self._folder)
                self._before[stem] = build_live(request, self._typesetter, self._cache, stem=stem).book
        before = self._before[stem]
        if before is None or now is None:
            return []
        pairs = differing_pages(before, now)
        self._earlier = {page.digest: (page.file, page.index) for page, _ in pairs if page and page.file}
        return pairs

    def _notice(self, paths: Iterable[str]) -> None:
        """Show articles that were saved, each laid out alone, and have the whole book follow."""
        saved = dict.fromkeys(paths)
        book = self.state.book
        alone = [path for path in saved if book and path in book.run_of_source]
        if book and 0 < len(alone) <= _MOST_ALONE:
            self._publish(self._with_saved(book, alone), is_complete=False)
        with self._change:
            self._saved |= saved
            self._last_save = monotonic()
            self._change.notify_all()

    def _with_saved(self, book: "LiveBook", saved: Iterable[str]) -> "LiveBook":
        from bookbuild.preview.one_article import with_saved_article  # noqa: PLC0415 - slow to import

        for path in saved:
            with suppress(Exception):  # the build of all says what is wrong
                book = with_saved_article(book, path, self._typesetter) or book
        return book

    def _begin(self) -> None:
        """Import what builds, and start the processes that lay out pages."""
        from bookbuild.pipeline.session import typesetter_for  # noqa: PLC0415 - slow to import
        from bookbuild.preview.watching import Watcher  # noqa: PLC0415 - seldom needed

        self._typesetter: Typesetter = typesetter_for(self.request, self._cache)
        self._watcher: Watcher = Watcher(self._notice)
        self._begun.set()

    def _build_again_and_again(self) -> None:
        self._begin()
        while not self._is_ending:
            with self._change:
                self._saved.clear()
            self._build()
            with suppress(Exception):
                self._typesetter.warm()
            with self._change:
                while not self._saved and not self._is_ending:
                    self._change.wait()
                while not self._is_ending and (rest := self._last_save + _PAUSE - monotonic()) > 0:
                    self._change.wait(rest)

    def _build(self) -> None:
        from bookbuild.preview.building import build_live  # noqa: PLC0415 - slow to import

        with self._one_build:
            self._cache.begin_build()
            built = build_live(self.request, self._typesetter, self._cache, self.state.book, self._stem)
        if self._is_ending:
            return
        self._watcher.watch(built.inputs, self.request.project)
        with self._change:
            saved = tuple(self._saved)
        book = built.book and self._with_saved(built.book, saved)
        self._publish(book, built, is_complete=True)

    def _publish(self, book: "LiveBook | None", built: "Built | None" = None, *, is_complete: bool) -> None:
        """Make a book the one that is shown. Where none could be made, the one before stays."""
        before = self.state
        if built:
            config = built.reading.config if built.reading else before.config
            volumes = built.volumes or before.volumes
            state = replace(before, diagnostics=built.diagnostics, config=config, volumes=volumes)
        else:
            state = before
        state = replace(state, book=book or before.book, version=before.version + 1, is_complete=is_complete)
        if state.book is not None:
            pages = {page.digest: (page.file, page.index) for page in state.book.pages if page.file}
            self._generations = [*self._generations[1 - _REMEMBERED :], pages]
        self.state = state
        self._is_shown.set()
        for listener in list(self._listeners.values()):
            listener(state)
