"""From what was asked to files: every volume in every format, written where it came out whole."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from bookbuild.cache import Cache
from bookbuild.cli.asked import BuildOptions, Status, status_of
from bookbuild.cli.made import BuildResult, OutputFile
from bookbuild.cli.output import put
from bookbuild.diagnostics import BookError, Diagnostic, judge
from bookbuild.model import Artifact, Config, Edition, Selection, Theme
from bookbuild.pipeline.covers import Covers
from bookbuild.pipeline.making import Maker
from bookbuild.pipeline.progress import Step
from bookbuild.pipeline.reading import Reading, read
from bookbuild.pipeline.rebuild_report import RebuildReport
from bookbuild.pipeline.typesetter import Typesetter
from bookbuild.pipeline.volumes import Volume, choose_editions, volumes_of


@dataclass(slots=True)
class Making:
    """One build in the making. The press and the cache may be those of many builds."""

    options: BuildOptions
    press: Typesetter
    cache: Cache
    _made: list[OutputFile] = field(default_factory=list)
    _diagnostics: dict[Diagnostic, None] = field(default_factory=dict)

    def make(self) -> BuildResult:
        """Make the editions that were asked for; write them only when nothing is wrong with the book."""
        self.press.begin_report()
        with Covers(self.options.project, self.cache) as covers:

            def begin(config: Config, theme: Theme) -> None:
                for edition in self._chosen(config):
                    covers.begin(config, theme, edition)

            reading = read(self.options.project, os.environ, self.cache, begin)
            self._find(reading.diagnostics)
            if self._is_whole(reading.diagnostics):
                maker = Maker(self._on_engine(reading.value), self.press, self.cache, covers)
                for volume, form in self._tasks(reading.value):
                    self._make(maker, volume, form)
        self._find(judge(self.cache.faults(), reading.value.config.check))
        return BuildResult(tuple(self._made), tuple(self._diagnostics))

    def _on_engine(self, reading: Reading) -> Reading:
        """Apply the command line's layout engine to what was read."""
        engine = self.options.engine or reading.config.engine
        return replace(reading, config=replace(reading.config, engine=engine))

    def _chosen(self, config: Config) -> list[Edition]:
        chosen = choose_editions(config, self.options.editions, every=self.options.every)
        return [self._narrowed(edition) for edition in chosen]

    def _narrowed(self, edition: Edition) -> Edition:
        """Apply the command line's selection and formats to an edition."""
        options = self.options
        matter = edition.selection.matter
        asked = Selection(options.chapters, options.articles, options.tags, matter=matter)
        if asked or options.all_chapters:
            edition = replace(edition, selection=Selection(matter=matter) if options.all_chapters else asked)
        return replace(edition, formats=tuple(dict.fromkeys(options.formats))) if options.formats else edition

    def _tasks(self, reading: Reading) -> Iterator[tuple[Volume, str]]:
        """Give each volume of each edition in each of its formats; one that holds nothing is told among the faults."""
        for edition in self._chosen(reading.config):
            volumes = volumes_of(edition, reading.book, reading.config.identity)
            self._find(volumes.diagnostics)
            for volume in volumes.value:
                for form in edition.formats:
                    yield volume, form

    def _make(self, maker: Maker, volume: Volume, form: str) -> None:
        """Make a volume in a format, and write it if it came out whole."""
        self.press.progress(Step(f"making the {form.upper()} of {volume.stem!r}"))
        outcome = maker.make(volume, form)
        tally = self.press.take_report(outcome.value.parts if outcome.value else ())
        self._find(outcome.diagnostics)
        if outcome.value and self._is_whole(outcome.diagnostics):
            self._write(outcome.value, tally)

    def _write(self, artifact: Artifact, tally: RebuildReport) -> None:
        try:
            made = put(artifact, self.options.folder, str(self.options.output))
        except BookError as error:
            self._find(error.diagnostics)
        else:
            self._made.append(replace(made, laid_out=tally.laid_out, pages_changed=tally.changed))

    def _find(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        self._diagnostics |= dict.fromkeys(diagnostics)

    def _is_whole(self, diagnostics: tuple[Diagnostic, ...]) -> bool:
        return status_of(diagnostics, strict=self.options.strict) is Status.MADE
