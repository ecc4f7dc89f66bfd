"""The full book, whose numbers and pages other editions refer to."""

from collections.abc import Mapping

from bookbuild.model import Book, Numbered
from bookbuild.pipeline.reading.project import Reading
from bookbuild.render.answers import as_shown
from bookbuild.render.external_references import numbers_of


def full_book(reading: Reading) -> Book:
    """Return the full book as its own edition shows it, whose numbers and pages other editions refer to."""
    config = reading.config
    return as_shown(reading.book, config.settings_for(config.editions["book"]))


def numbers_in_full(reading: Reading) -> Mapping[str, Numbered]:
    """Return all that has a number in the full book, as its own edition shows it."""
    return numbers_of(full_book(reading))
