"""Builds for the preview: the pages of a volume laid out but not bound, or the file of another format, in memory."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bookbuild.cache.input_tracker import InputTracker
from bookbuild.diagnostics import BookError, Diagnostic, Outcome
from bookbuild.model import FORMATS, Artifact, Format
from bookbuild.pipeline.builder import Builder
from bookbuild.pipeline.causes import join_causes
from bookbuild.pipeline.formats import AnyPrinter
from bookbuild.pipeline.incremental import input_tracker_for
from bookbuild.pipeline.page_maps import PageMaps
from bookbuild.pipeline.preparation import PreparedVolume, PrintRenderer
from bookbuild.pipeline.printing import Printer
from bookbuild.pipeline.reading import Reading
from bookbuild.pipeline.rebuild_report import RebuildReport
from bookbuild.pipeline.request import BuildRequest
from bookbuild.pipeline.typesetter import Typesetter
from bookbuild.preview.kept_cache import KeptCache
from bookbuild.preview.live_book import LiveBook, live_book
from bookbuild.render import PdfRenderer
from bookbuild.system.failures import failures_as_diagnostics


@dataclass(frozen=True, slots=True)
class Built:
    """What a build has made: the laid-out volume, if there is one, files by their names, and what is wrong."""

    reading: Reading | None
    book: LiveBook | None
    files: tuple[Artifact, ...]
    diagnostics: tuple[Diagnostic, ...]
    inputs: InputTracker


def build_live(
    request: BuildRequest, typesetter: Typesetter, cache: KeptCache, before: LiveBook | None = None
) -> Built:
    """Lay out the first volume of the edition that is requested; bind nothing. Every fault is in the result."""
    return _built(_LiveBuilder(request, typesetter, cache, before), request)


def build_files(request: BuildRequest, typesetter: Typesetter, cache: KeptCache) -> Built:
    """Make the files of a request and keep them in memory. Every fault is in the result."""
    return _built(_PreviewBuilder(request, typesetter, cache), request)


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
    return Built(builder.reading, builder.book, tuple(builder.artifacts), found, inputs)


class _PreviewBuilder(Builder):
    """A builder that writes no file."""

    def __init__(self, request: BuildRequest, typesetter: Typesetter, cache: KeptCache) -> None:
        super().__init__(request, typesetter, cache)
        self.artifacts: list[Artifact] = []
        self.reading: Reading | None = None
        self.book: LiveBook | None = None

    def make(self) -> None:
        """Make everything."""
        self.reading = self._make_all()

    @property
    def found(self) -> tuple[Diagnostic, ...]:
        """The diagnostics so far."""
        return tuple(self._diagnostics)

    def _can_go_on(self, found: Sequence[Diagnostic]) -> bool:  # noqa: ARG002 - what can be shown is shown
        return True

    def _is_whole(self, diagnostics: Iterable[Diagnostic]) -> bool:  # noqa: ARG002 - in the same way
        return True

    def _write(self, artifact: Artifact, folder: str, report: RebuildReport) -> None:  # noqa: ARG002 - not used here
        self.artifacts.append(artifact)


class _LiveBuilder(_PreviewBuilder):
    """A builder that lays out the first volume, and ends with that."""

    def __init__(
        self, request: BuildRequest, typesetter: Typesetter, cache: KeptCache, before: LiveBook | None
    ) -> None:
        super().__init__(request, typesetter, cache)
        self._before = before

    def make(self) -> None:
        super().make()
        if self.book:
            self.book = replace(self.book, diagnostics=join_causes(self.found))

    def _printer(self, reading: Reading, renderer: PrintRenderer, page_maps: PageMaps) -> AnyPrinter:
        return _LivePrinter(self, reading, renderer, self._typesetter, page_maps.without_layout())

    def keep(self, book: LiveBook) -> None:
        """Keep a laid-out volume."""
        self.book = self.book or book

    @property
    def before(self) -> LiveBook | None:
        """The book as it was before."""
        return self._before


class _LivePrinter(Printer):
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
        """Lay out the volume, and return an artifact without bytes. Handouts, which are fitted, are bound."""
        volume, theme = prepared.volume, prepared.theme
        if volume.edition.layout == "handout" or form is not FORMATS["pdf"]:
            return super().print(prepared, form)
        drawn = self._drawings.for_print(volume.book, theme, volume.settings.page.geometry)
        renderer = PdfRenderer(drawn.value, volume.settings, theme, prepared.cover)
        rendition = renderer.rendition()
        self.runs = rendition.runs
        laid_out = self._typesetter.lay_out_book(rendition)
        settled, furniture = laid_out.value
        before = self._builder.before
        self._builder.keep(live_book(self._reading, volume, renderer, rendition, settled.runs, furniture, before))
        parts = tuple(run.name for run in (*settled.runs, *furniture))
        name = volume.file_name(form)
        artifact = Artifact(name, form.name, volume.edition.name, b"", len(settled.pagination.pages), parts)
        return Outcome(artifact, (*drawn.diagnostics, *laid_out.diagnostics))
