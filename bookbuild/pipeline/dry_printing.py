"""What would be printed, rendered and examined but not laid out: for a check, which needs no layout engine."""

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from bookbuild.diagnostics import Diagnostic, Outcome, diagnose
from bookbuild.model import Artifact, Format, HandoutLayout, PageRun
from bookbuild.pipeline.preparation import PreparedVolume
from bookbuild.pipeline.reading.project import Reading
from bookbuild.pipeline.volumes import Volume
from bookbuild.render.external_references import external_references
from bookbuild.render.handouts import Handouts
from bookbuild.render.pdf import render_pdf
from bookbuild.render.pdf_body import INSIDE


class DryPrinter:
    """Takes the place of a `bookbuild.pipeline.printing.Printer`. Page numbers are not known."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.runs: tuple[PageRun, ...] = ()

    def print(self, prepared: PreparedVolume, _form: Format) -> Outcome[Artifact | None]:
        """Return no PDF, but diagnostics of its documents.

        Raises:
            BookError: when a template is at fault.
        """
        self.runs = self._rendered(prepared)
        return Outcome(None, tuple(_faults(self.runs)))

    def external_references(self, _form: Format) -> Outcome[Mapping[str, str]]:
        """Return the text after links of a part that lead to another part of the book: its chapter, by anchor."""
        config, book = self._reading.config, self._reading.book
        unknown = {target.anchor: "" for target in book.targets.values()}
        return Outcome(external_references(book, config.settings_for(config.editions["book"]), unknown))

    def _rendered(self, prepared: PreparedVolume) -> tuple[PageRun, ...]:
        volume = prepared.volume
        if volume.edition.layout != "handout":
            return render_pdf(volume.book, volume.settings, prepared.theme, prepared.cover).runs
        handout = volume.edition.handout
        pages = {target.anchor: "" for target in self._reading.book.targets.values()}
        handouts = Handouts(volume.book, volume.settings, prepared.theme, handout, pages)
        return handouts.rendition(dict.fromkeys(_keys(volume), HandoutLayout(handout.largest))).runs


def _keys(volume: Volume) -> Iterator[str]:
    return (article.key for chapter in volume.book.chapters for article in chapter.articles)


def _faults(runs: Sequence[PageRun]) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each document that is not well-formed, and for each link to what is in none of them."""
    documents = {}
    for run in runs:
        try:
            documents[run.name] = ET.fromstring(run.xhtml)  # noqa: S314 - made by our own serialiser
        except ET.ParseError as error:
            yield diagnose("malformed-output", f"{run.name} is not well-formed XHTML: {error}")
    if len(documents) < len(runs):
        return
    ids = {element.get("id") for document in documents.values() for element in document.iter()}
    for name, document in documents.items():
        for anchor in dict.fromkeys(_inward_links(document)):
            if anchor not in ids:
                message = f"{name}: a link leads to {anchor!r}, which does not exist"
                yield diagnose("dead-destination", message, cause=f"anchor {anchor}")


def _inward_links(document: ET.Element) -> Iterator[str]:
    """Yield the anchors that links of a document lead to, in its own run or in another one."""
    for link in (element.get("href", "") for element in document.iter() if element.tag.rpartition("}")[2] == "a"):
        if link.startswith(("#", INSIDE)):
            yield unquote(link.removeprefix("#").removeprefix(INSIDE))
