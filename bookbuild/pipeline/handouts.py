"""The handouts of an edition, each in the type size that fits, to be bound one by one or all in one file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

from bookbuild.diagnostics import BookError, Diagnostic, Location, Outcome, Severity, diagnose
from bookbuild.model import (
    MILLIMETRES,
    Artifact,
    Book,
    Geometry,
    HandoutLayout,
    HandoutSettings,
    Identity,
    LaidOutRun,
    PdfRendition,
)
from bookbuild.pipeline.typesetting.fitting import Fit, fit_all
from bookbuild.pipeline.typesetting.typesetter import Typesetter
from bookbuild.pipeline.volumes import Volume
from bookbuild.render.handouts import Handouts, end_of, select_handouts

_LEAST = 0.001
"""How much of a page is filled at least if anything is on it."""


@dataclass(frozen=True, slots=True)
class FittedHandouts:
    """Handouts in the type sizes that fit. `overruns` are the diagnostics, by key, of articles that no size fits, or
    only without an explanation of their terms.
    """

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
    """Find the layout in which each article of a book's chapters fits its pages.

    Raises:
        BookError: if one cannot be laid out; it names the article's file.
    """
    keys = [article.key for chapter in book.chapters for article in chapter.articles]
    starts: dict[tuple[str, HandoutLayout], Sequence[tuple[str, ...]]] = {}

    def lay_out(layouts: Mapping[str, HandoutLayout]) -> dict[str, float]:
        rendition = handouts.rendition(layouts)
        runs = typesetter.settle(rendition).value.runs
        starts.update({(run.name, layouts[run.name]): run.starts for run in runs})
        return {run.name: _extent(run, rendition.geometry) for run in runs}

    try:
        fits = fit_all(keys, settings, handouts.column_bounds, lay_out)
        explained = [key for key, fit in fits.items() if fit.overrun > 0 and handouts.leave_out_terms(key)]
        fits |= fit_all(explained, settings, handouts.column_bounds, lay_out)
    except BookError as error:
        raise type(error)(*(_at_file(found, book) for found in error.diagnostics)) from error
    rendition = handouts.rendition({key: fit.layout for key, fit in fits.items()})
    overruns = {
        key: _overrun(key, fit, starts[key, fit.layout], rendition.geometry)
        for key, fit in fits.items()
        if fit.overrun > 0
    }
    overruns = {**{key: _without_terms(key) for key in explained}, **overruns}
    return FittedHandouts(rendition, overruns)


def _without_terms(key: str) -> Diagnostic:
    message = "its handout does not explain its terms, since there is no room for them"
    hint = "allow its handout more pages (fit), or none to explain terms: handouts = false under [glossary]"
    return replace(diagnose("handout-overrun", message, key, hint=hint), severity=Severity.NOTE)


def _at_file(found: Diagnostic, book: Book) -> Diagnostic:
    """Return a diagnostic that names the file of an article, where it names its key."""
    paths = {article.key: article.path for article in book.articles()}
    path = paths.get(found.location.path) if found.location else None
    return replace(found, location=Location(path)) if path else found


def _extent(run: LaidOutRun, page: Geometry) -> float:
    """Return how many pages a run fills: those before its last, and how much of that one is above its end."""
    index, _, top = run.anchors[end_of(run.name)]
    filled = (page.height - page.top - top * MILLIMETRES["pt"]) / _height(page)
    return max(index + max(filled, _LEAST), run.page_count - 1 + _LEAST)


def _height(page: Geometry) -> float:
    return page.height - page.top - page.bottom


def _overrun(key: str, fit: Fit, starts: Sequence[tuple[str, ...]], page: Geometry) -> Diagnostic:
    """Return the diagnostic of an article that is too long. Its words are the first ones on the first page too
    many; `starts` are those of each page.
    """
    pages = round(fit.extent - fit.overrun)
    leading = fit.layout.size * page.leading / page.text_size * MILLIMETRES["pt"]
    lines = ceil(fit.overrun * _height(page) / leading)
    words = starts[pages] if pages < len(starts) else ()
    message = (
        f"its handout overruns {pages} page{'s' * (pages != 1)} by {lines} line{'s' * (lines != 1)} "
        f"in type of {fit.layout.size:g} pt" + f": page {pages + 1} begins here" * bool(words)
    )
    hint = "shorten the article, allow its handout more pages (fit), or smaller type (smallest)"
    return replace(diagnose("handout-overrun", message, key, hint=hint), words=words)
