"""No page ends in a line with a hyphen."""

from dataclasses import replace

import pytest

from bookbuild.layout import features, lay_out
from tests.layout.jobs import job
from tests.layout.letters import letters_of_pages

CSS = "p { hyphens: auto; orphans: 2; widows: 2; width: 41mm }"
TEXT = "<p>" + "internationalization of antidisestablishmentarianism " * 30 + "</p>"


def hyphens_at_page_ends(text: str = TEXT, line_breaking: str = "line") -> int:
    """Return how many pages of a text end in a hyphen."""
    run = lay_out(replace(job(text, CSS), line_breaking=line_breaking))
    return sum(page[-1][1] in {"-", "\u2010"} for page in letters_of_pages(run))


def test_no_word_is_parted_over_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line that ends in a hyphen goes to the next page with the rest of its word."""
    assert hyphens_at_page_ends() == 0
    fitting = [feature for feature in features.fitting_features() if feature.name != "page_end_hyphens"]
    monkeypatch.setattr(features, "fitting_features", lambda: tuple(fitting))
    assert hyphens_at_page_ends() > 0


def test_a_word_is_not_hyphenated_where_too_few_lines_would_stay() -> None:
    """The lines of a paragraph are chosen again without the hyphen that would end the page."""
    words = "internationalization of understanding responsibility " * 3
    above = [f"{'<p>x</p>' * lines}<p>{words}</p>" for lines in range(6, 9)]
    assert [hyphens_at_page_ends(text, "paragraph") for text in above] == [0, 0, 0]
