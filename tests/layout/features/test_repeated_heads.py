"""Heads of tables on further pages. A failure here means that WeasyPrint has changed."""

import pytest

from bookbuild.layout import lay_out
from tests.layout.jobs import job
from tests.layout.letters import letters_of_pages

CSS = ".printed-page { position: absolute; right: 100% } table { border-collapse: collapse } td { padding: 0 }"
HEAD = '<thead><tr><th><span class="printed-page">14</span>Day</th></tr></thead>'


@pytest.mark.parametrize("rows", [3, 20])
def test_the_mark_of_a_page_beside_a_head_stands_once(rows: int) -> None:
    """A head that is repeated has the number of the printed page beside it where the table begins, and nowhere else."""
    run = lay_out(job(f"<table>{HEAD}<tbody>{'<tr><td>x</td></tr>' * rows}</tbody></table>", CSS))
    drawn = ["".join(text for _, text, *_ in page) for page in letters_of_pages(run)]
    assert len(drawn) == (1 if rows == 3 else 3)
    assert ["14" in page for page in drawn] == [True, False, False][: len(drawn)]
    assert all("Day" in page for page in drawn)
