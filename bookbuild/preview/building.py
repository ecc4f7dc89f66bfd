"""Builds for the preview: the pages of a volume laid out but not bound, or its file in a format, in memory."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bookbuild.cache.input_tracker import InputTracker
from bookbuild.diagnostics import BookError, Diagnostic, Outcome
from bookbuild.model import FORMATS, Artifact, Format, PdfRendition
from bookbuild.pipeline.build_context import VolumePrinter
from bookbuild.pipeline.builder import Builder
from bookbuild.pipeline.causes import join_causes
from bookbuild.pipeline.incremental import input_tracker_for
from bookbuild.pipeline.page_maps import PageMaps
from bookbuild.pipeline.preparation import PreparedVolume, PrintRenderer
from bookbuild.pipeline.printing import Printer
from bookbuild.pipeline.reading.project import Reading
from bookbuild.pipeline.request import BuildRequest
from bookbuild.pipeline.typesetting.rebuild_report import RebuildReport
from bookbuild.pipeline.typesetting.typesetter import Typesetter
from bookbuild.pipeline.volumes import Volume
from bookbuild.preview.live_book import LiveBook, live_book
from bookbuild.preview.memory_cache import MemoryCache
from bookbuild.render.handouts import select_handouts
from bookbuild.render.pdf import PdfRenderer
from bookbuild.system.failures import failures_as_diagnostics


@dataclass(frozen=True, slots=True)
class VolumeName:
    """A volume of an edition: the stem of its files' names, its title, and the paths of its articles."""

    stem: str
    title: str
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build has made: the laid-out volume, if there is one, files, what is wrong, and all volumes."""

    reading: Reading | None
    book: LiveBook | None
    files: tuple[Artifact, ...]
    diagnostics: tuple[Diagnostic, ...]
    inputs: InputTracker
    volumes: tuple[VolumeName, ...] = ()


def build_live(
    request: BuildRequest, typesetter: Typesetter, cache: MemoryCache, before: LiveBook | None = None, stem: str = ""
) -> Built:
    """Lay out one volume of the edition that is requested, that of this stem or the first; bind nothing.

    Every fault is in the result.
    """
    return _built(_LiveBuilder(request, typesetter, cache, stem, before), request)


def build_files(request: BuildRequest, typesetter: Typesetter, cache: MemoryCache, stem: str = "") -> Built:
    """Make the file of one volume, that of this stem or the first, in memory. Every fault is in the result."""
    return _built(_PreviewBuilder(request, typesetter, cache, stem), request)


def _built(builder: "_PreviewBuilder", request: BuildRequest) -> Built:
    inputs = input_tracker_for(request)
    failed: tuple[Diagnostic, ...] = ()
    with inputs:
        try:
            with failures_as_diagnostics("nothing can be shown"):
                builder.make()
        except BookError as error:
            failed = error.diagnostics
    found = join_causes((*builder.found, *failed))
    return Built(builder.reading, builder.book, tuple(builder.artifacts), found, inputs, builder.volumes)


class _PreviewBuilder(Builder):
    """A builder that makes one volume, and writes no file."""

    def __init__(self, request: BuildRequest, typesetter: Typesetter, cache: MemoryCache, stem: str) -> None:
        super().__init__(request, typesetter, cache)
        self._stem = stem
        self.artifacts: list[Artifact] = []
        self.volumes: tuple[VolumeName, ...] = ()
        self.reading: Reading | None = None
        self.book: LiveBook | None = None

    def make(self) -> None:
        """Make everything."""
        self.reading = self._make_all()

    @property
    def found(self) -> tuple[Diagnostic, ...]:
        """The diagnostics so far."""
        return tuple(self._diagnostics)

    def _tasks(self, reading: Reading) -> Iterator[tuple[Volume, Format]]:
        tasks = list(super()._tasks(reading))
        volumes = {volume.stem: volume for volume, _ in tasks}
        self.volumes = tuple(map(_named, volumes.values()))
        chosen = self._stem if self._stem in volumes else next(iter(volumes), "")
        return ((volume, form) for volume, form in tasks if volume.stem == chosen)

    def _printer(self, reading: Reading, renderer: PrintRenderer, page_maps: PageMaps) -> VolumePrinter:
        return _VolumePrinter(reading, renderer, self._typesetter, page_maps)

    def _can_go_on(self, found: Sequence[Diagnostic]) -> bool:  # noqa: ARG002 - what can be shown is shown
        return True

    def _is_whole(self, diagnostics: Iterable[Diagnostic]) -> bool:  # noqa: ARG002 - in the same way
        return True

    def _write(self, artifact: Artifact, folder: str, report: RebuildReport) -> None:  # noqa: ARG002 - not used here
        self.artifacts.append(artifact)


def _named(volume: Volume) -> VolumeName:
    articles = list(volume.book.articles())
    identity = volume.settings.identity
    is_of_one = len(articles) == 1 and volume.edition.split_by == "article"
    return VolumeName(
        volume.stem, articles[0].title if is_of_one else identity.title, tuple(one.path for one in articles)
    )


class _LiveBuilder(_PreviewBuilder):
    """A builder that lays a volume out, and ends with that."""

    def __init__(
        self, request: BuildRequest, typesetter: Typesetter, cache: MemoryCache, stem: str, before: LiveBook | None
    ) -> None:
        super().__init__(request, typesetter, cache, stem)
        self._before = before

    def make(self) -> None:
        super().make()
        if self.book:
            self.book = replace(self.book, diagnostics=join_causes(self.found))

    def _printer(self, reading: Reading, renderer: PrintRenderer, page_maps: PageMaps) -> VolumePrinter:
        return _LivePrinter(self, reading, renderer, self._typesetter, page_maps)

    def keep(self, book: LiveBook) -> None:
        """Keep a laid-out volume."""
        self.book = self.book or book

    @property
    def before(self) -> LiveBook | None:
        """The book as it was before."""
        return self._before


class _VolumePrinter(Printer):
    """Prints a volume. Of handouts, only those of the volume are fitted."""

    def _handouts(self, prepared: PreparedVolume) -> Outcome[Artifact | None]:
        fitted, found = self._fit(prepared.volume.book, prepared)
        self.runs = fitted.rendition.runs
        printed = fitted.print(prepared.volume, prepared.volume.settings.identity, self._typesetter)
        return Outcome(printed.value, (*found, *printed.diagnostics))


class _LivePrinter(_VolumePrinter):
    """Lays out a volume without binding it."""

    def __init__(
        self,
        builder: _LiveBuilder,
        reading: Reading,
        renderer: PrintRenderer,
        typesetter: Typesetter,
        page_maps: PageMaps,
    ) -> None:
        super().__init__(reading, renderer, typesetter, page_maps)
        self._builder = builder

    def print(self, prepared: PreparedVolume, form: Format) -> Outcome[Artifact | None]:
        """Lay out the volume, and return an artifact without bytes."""
        volume, theme = prepared.volume, prepared.theme
        if form is not FORMATS["pdf"] or volume.edition.layout == "handout":
            return super().print(prepared, form)
        paged = self._page_maps.shown(volume.book) if volume.edition.printed_pages else Outcome(volume.book)
        drawn = self._drawings.for_print(paged.value, theme, volume.settings.page.geometry)
        renderer = PdfRenderer(drawn.value, volume.settings, theme, prepared.cover)
        found = (*paged.diagnostics, *drawn.diagnostics)
        return self._laid_out(volume, renderer.rendition(), renderer, found)

    def _handouts(self, prepared: PreparedVolume) -> Outcome[Artifact | None]:
        fitted, found = self._fit(prepared.volume.book, prepared)
        volume = prepared.volume
        keys = {article.key for chapter in volume.book.chapters for article in chapter.articles}
        rendition = select_handouts(fitted.rendition, keys, volume.settings.identity)
        return self._laid_out(volume, rendition, None, (*found, *fitted.overruns.values()))

    def _laid_out(
        self, volume: Volume, rendition: PdfRendition, renderer: PdfRenderer | None, found: tuple[Diagnostic, ...]
    ) -> Outcome[Artifact | None]:
        self.runs = rendition.runs
        laid_out = self._typesetter.lay_out_book(rendition)
        settled, furniture = laid_out.value
        before = self._builder.before
        self._builder.keep(live_book(self._reading, volume, renderer, rendition, settled.runs, furniture, before))
        parts = tuple(run.name for run in (*settled.runs, *furniture))
        name = volume.file_name(FORMATS["pdf"])
        artifact = Artifact(name, "pdf", volume.edition.name, b"", len(settled.pagination.pages), parts)
        return Outcome(artifact, (*found, *laid_out.diagnostics))
