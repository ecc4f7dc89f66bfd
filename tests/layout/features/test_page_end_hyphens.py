"""No page ends in a line with a hyphen."""

import pytest

from bookbuild.layout import features, lay_out
from tests.layout.jobs import job
from tests.layout.letters import letters_of_pages

CSS = "p { hyphens: auto; orphans: 2; widows: 2; width: 41mm }"
TEXT = "<p>" + "internationalization of antidisestablishmentarianism " * 30 + "</p>"


def hyphens_at_page_ends() -> int:
    """Return how many pages of a text of long words end in a hyphen."""
    return sum(page[-1][1] in {"-", "\u2010"} for page in letters_of_pages(lay_out(job(TEXT, CSS))))


def test_no_word_is_parted_over_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line that ends in a hyphen goes to the next page with the rest of its word."""
    assert hyphens_at_page_ends() == 0
    fitting = [feature for feature in features.fitting_features() if feature.name != "page_end_hyphens"]
    monkeypatch.setattr(features, "fitting_features", lambda: tuple(fitting))
    assert hyphens_at_page_ends() > 0
