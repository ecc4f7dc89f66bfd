"""The handouts of an edition, each in the type size that fits, to be bound one by one or all in one file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bookbuild.diagnostics import Diagnostic, Outcome, diagnose
from bookbuild.model import (
    MILLIMETRES,
    Artifact,
    Book,
    Geometry,
    HandoutSettings,
    Identity,
    LaidOutRun,
    PageRun,
    PdfRendition,
)
from bookbuild.pipeline.fitting import Fit, fit_all
from bookbuild.pipeline.typesetter import Typesetter
from bookbuild.pipeline.volumes import Volume
from bookbuild.render import Handouts, end_of, select_handouts

_LEAST = 0.001
"""How much of a page is filled at least if anything is on it."""


@dataclass(frozen=True, slots=True)
class FittedHandouts:
    """Handouts in the type sizes that fit. `overruns` are the diagnostics, by key, of articles that no size fits."""

    rendition: PdfRendition
    overruns: Mapping[str, Diagnostic]

    def print(self, volume: Volume, identity: Identity, typesetter: Typesetter) -> Outcome[Artifact]:
        """Return the PDF of the handouts of a volume."""
        keys = {article.key for chapter in volume.book.chapters for article in chapter.articles}
        rendition = select_handouts(self.rendition, keys, identity)
        printed = typesetter.print_book(rendition, volume.edition.name, f"{volume.stem}.pdf")
        overruns = (found for key, found in self.overruns.items() if key in keys)
        return Outcome(printed.value, (*overruns, *printed.diagnostics))


def fit_handouts(handouts: Handouts, book: Book, settings: HandoutSettings, typesetter: Typesetter) -> FittedHandouts:
    """Find the type size in which each article of a book's chapters fits its pages."""
    keys = [article.key for chapter in book.chapters for article in chapter.articles]

    def lay_out(sizes: Mapping[str, float]) -> dict[str, float]:
        rendition = handouts.rendition(sizes)
        runs = typesetter.settle(rendition).value.runs
        return {run.name: _extent(run, rendition.geometry) for run in runs}

    fits = fit_all(keys, settings, lay_out)
    rendition = handouts.rendition({key: fit.size for key, fit in fits.items()})
    overruns = {
        run.name: found for run in rendition.runs for found in _overrun(run, fits[run.name], rendition.geometry)
    }
    return FittedHandouts(rendition, overruns)


def _extent(run: LaidOutRun, page: Geometry) -> float:
    """Return how many pages a run fills: those before its last, and how much of that one is above its end."""
    index, _, top = run.anchors[end_of(run.name)]
    filled = (page.height - page.top - top * MILLIMETRES["pt"]) / _height(page)
    return max(index + max(filled, _LEAST), run.page_count - 1 + _LEAST)


def _height(page: Geometry) -> float:
    return page.height - page.top - page.bottom


def _overrun(run: PageRun, fit: Fit, page: Geometry) -> Iterator[Diagnostic]:
    if fit.overrun > 0:
        pages = round(fit.extent - fit.overrun)
        too_long = max(1, round(fit.overrun * _height(page)))
        message = f"its handout overruns {pages} page{'s' * (pages != 1)} by {too_long} mm in type of {fit.size:g} pt"
        hint = "shorten the article, allow its handout more pages (fit), or smaller type (smallest)"
        yield diagnose("handout-overrun", message, run.sources[0], hint=hint)
