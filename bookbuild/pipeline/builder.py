"""One build: read the project, make every volume in every format, and write what has no fault."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bookbuild.cache import Cache
from bookbuild.diagnostics import BookError, Diagnostic, Outcome, Severity, apply_policy
from bookbuild.model import FORMATS, Artifact, Book, Config, Edition, Format, Selection, Theme
from bookbuild.pipeline.build_context import BuildContext, VolumePrinter
from bookbuild.pipeline.causes import join_causes
from bookbuild.pipeline.covers import Covers
from bookbuild.pipeline.drawings import Drawings
from bookbuild.pipeline.formats import make_volume
from bookbuild.pipeline.full_book import full_book, numbers_in_full
from bookbuild.pipeline.lowering import lenient_settings
from bookbuild.pipeline.output import write_output
from bookbuild.pipeline.page_maps import PageMaps, are_wanted
from bookbuild.pipeline.preparation import PreparedVolume, Preparer, PrintRenderer
from bookbuild.pipeline.printing import Printer
from bookbuild.pipeline.progress import Step
from bookbuild.pipeline.reading.project import Reading, read
from bookbuild.pipeline.request import BuildRequest
from bookbuild.pipeline.results import BuildResult, OutputFile
from bookbuild.pipeline.status import Status, status_of
from bookbuild.pipeline.typesetting.rebuild_report import RebuildReport
from bookbuild.pipeline.typesetting.source_locations import with_source_locations
from bookbuild.pipeline.typesetting.typesetter import Typesetter
from bookbuild.pipeline.volumes import OF_EDITIONS, Volume, choose_editions, volumes_of
from bookbuild.render.external_references import has_external_references
from bookbuild.system.failures import failure


class Builder:
    """Builds the books of a request, once. Typesetter and cache may be those of several builds."""

    def __init__(self, request: BuildRequest, typesetter: Typesetter, cache: Cache) -> None:
        self._request, self._typesetter, self._cache = request, typesetter, cache
        self._files: list[OutputFile] = []
        self._diagnostics: dict[Diagnostic, None] = {}

    def build(self) -> BuildResult:
        """Build, and return the files written and all diagnostics. Nothing is written if the content is at fault.

        Raises:
            BookError: when the build cannot go on: `UsageError` for a wrong configuration or an unknown edition.
        """
        policy, strict = self._make_all().config.check, self._request.strict
        found = join_causes(self._diagnostics)
        lenient = lenient_settings(found, policy, strict=strict)
        return BuildResult(
            tuple(self._files), lenient_settings=lenient, diagnostics=found, status=status_of(found, strict=strict)
        )

    def _make_all(self) -> Reading:
        """Read the project, make every volume in every format, and return what was read."""
        self._typesetter.begin_report()
        with Covers(self._request.project, self._cache) as covers:

            def begin(config: Config, theme: Theme) -> None:
                for edition in self._editions(config):
                    covers.begin(config, theme, edition)

            reading = read(self._request.project, os.environ, self._cache, begin, self._request.language)
            self._add(reading.diagnostics)
            if self._can_go_on(reading.diagnostics):
                self._make_volumes(self._with_engine(reading.value), covers)
        self._add(apply_policy(self._cache.faults(), reading.value.config.check))
        return reading.value

    def _with_engine(self, reading: Reading) -> Reading:
        """Apply the layout engine of the request to what was read."""
        engine = self._request.engine or reading.config.engine
        return replace(reading, config=replace(reading.config, engine=engine))

    def _editions(self, config: Config) -> list[Edition]:
        chosen = choose_editions(config, self._request.editions, every=self._request.all_editions)
        return [self._as_requested(edition) for edition in chosen]

    def _as_requested(self, edition: Edition) -> Edition:
        """Apply the selection and the formats of the request to an edition."""
        request = self._request
        matter = edition.selection.include_matter
        wanted = Selection(request.chapters, request.articles, request.tags, include_matter=matter)
        if wanted or request.all_chapters:
            everything = Selection(include_matter=matter)
            edition = replace(edition, selection=everything if request.all_chapters else wanted)
        return replace(edition, formats=tuple(dict.fromkeys(request.formats))) if request.formats else edition

    def _can_go_on(self, found: Sequence[Diagnostic]) -> bool:
        """Return whether books can be made of what was read, with these diagnostics."""
        return self._is_whole(found)

    def _printer(self, reading: Reading, renderer: PrintRenderer, page_maps: PageMaps) -> VolumePrinter:
        return Printer(reading, renderer, self._typesetter, page_maps)

    def _page_maps(self, reading: Reading, renderer: PrintRenderer, tasks: Sequence[tuple[Volume, Format]]) -> PageMaps:
        is_wanted = are_wanted(((volume.edition, form) for volume, form in tasks), reading.config)
        return PageMaps(reading, self._typesetter, self._cache, renderer, is_wanted=is_wanted)

    def _make_volumes(self, reading: Reading, covers: Covers) -> None:
        preparer = Preparer(reading, self._cache, covers)
        drawings = Drawings(self._cache)
        renderer, tasks = PrintRenderer(preparer, drawings), list(self._tasks(reading))
        page_maps = self._page_maps(reading, renderer, tasks)
        printer = self._printer(reading, renderer, page_maps)
        context = BuildContext(reading, self._cache, preparer, printer, drawings, page_maps)
        for volume, form in sorted(tasks, key=lambda task: not page_maps.is_source(*task)):
            self._typesetter.progress(Step(f"making the {form.name.upper()} of {volume.stem!r}"))
            made = _make(volume, form, context)
            report = self._typesetter.take_report(made.value.parts if made.value else ())
            self._add(made.diagnostics)
            if made.value and self._is_whole(made.diagnostics):
                self._write(made.value, volume.folder, report)
        paths = [str(self._request.output_folder / one.folder / one.file_name(form)) for one, form in tasks]
        self._files.sort(key=lambda file: paths.index(file.path))

    def _tasks(self, reading: Reading) -> Iterator[tuple[Volume, Format]]:
        """Yield each volume of each edition with each of its formats; an empty selection is a diagnostic."""
        for edition in self._editions(reading.config):
            volumes = volumes_of(edition, reading.book, reading.config)
            named = self._request.editions
            faults = (one for one in volumes.diagnostics if edition.name in named or one.code not in OF_EDITIONS)
            self._add(apply_policy(faults, reading.config.check))
            for volume in volumes.value:
                for name in edition.formats:
                    yield volume, FORMATS[name]

    def _write(self, artifact: Artifact, folder: str, report: RebuildReport) -> None:
        try:
            file = write_output(artifact, self._request.output_folder / folder, str(self._request.output / folder))
        except BookError as error:
            self._add(error.diagnostics)
        else:
            self._files.append(replace(file, laid_out=report.laid_out, pages_changed=report.changed))

    def _add(self, diagnostics: Iterable[Diagnostic]) -> None:
        self._diagnostics |= dict.fromkeys(diagnostics)

    def _is_whole(self, diagnostics: Iterable[Diagnostic]) -> bool:
        return status_of(diagnostics, strict=self._request.strict) is Status.OK


def _make(volume: Volume, form: Format, context: BuildContext) -> Outcome[Artifact | None]:
    """Return a volume in a format, or None if there is an error. Diagnostics name articles and obey ``[check]``, except
    errors that let nothing be made.
    """
    policy = context.reading.config.check
    try:
        made = _prepare_and_make(volume, form, context)
    except BookError as error:
        made, policy = Outcome(None, error.diagnostics), {}
    except Exception as error:  # noqa: BLE001 - the other books are made
        what = f"the {form.name.upper()} of {volume.stem!r} cannot be made"
        made, policy = Outcome(None, (failure(what, error),)), {}
    parts = made.value.parts if made.value else ()
    located = with_source_locations(made.diagnostics, context.printer.runs, parts, context.reading.project)
    judged = apply_policy(located, policy)
    has_error = any(found.severity is Severity.ERROR for found in judged)
    return Outcome(None if has_error else made.value, judged)


def _prepare_and_make(volume: Volume, form: Format, context: BuildContext) -> Outcome[Artifact | None]:
    prepared = context.preparer.prepare(volume, form)
    referring = _with_references(_with_pages(prepared.value, context), form, context)
    made = make_volume(referring.value, form, context)
    return Outcome(made.value, (*prepared.diagnostics, *referring.diagnostics, *made.diagnostics))


def _with_pages(prepared: PreparedVolume, context: BuildContext) -> PreparedVolume:
    """Add to the identity of a booklet the pages of the full book that it is."""
    volume, part_of = prepared.volume, prepared.volume.settings.identity.part_of
    pages = context.page_maps.ranges.get(volume.book.chapters[0].key, "") if part_of else ""
    if not part_of or not pages:
        return prepared
    identity = replace(volume.settings.identity, part_of=replace(part_of, pages=pages))
    return replace(prepared, volume=replace(volume, settings=replace(volume.settings, identity=identity)))


def _with_references(prepared: PreparedVolume, form: Format, context: BuildContext) -> Outcome[PreparedVolume]:
    """Add to a part of the book where in the full book the targets of its links are, if it lacks them."""
    volume, full = prepared.volume, context.reading.book
    book = replace(volume.book, part_of=full_book(context.reading)) if _is_part(volume.book, full) else volume.book
    if not has_external_references(book):
        return Outcome(prepared)
    references = context.printer.external_references(form)
    book = replace(book, elsewhere=references.value, numbers=numbers_in_full(context.reading))
    return Outcome(replace(prepared, volume=replace(volume, book=book)), references.diagnostics)


def _is_part(book: Book, full: Book) -> bool:
    """Return whether a volume lacks articles of the full book."""
    return sum(1 for _ in book.articles()) < sum(1 for _ in full.articles())
