"""The pages of furniture, before they are laid out."""

import re
from dataclasses import replace

from bookbuild.bind import furniture_jobs, paginate
from bookbuild.bind.furniture import CHUNK
from bookbuild.model import LayoutJob, PageRun
from tests.bind.small_book import small_rendition


def furniture(front: int, body: int) -> tuple[LayoutJob, ...]:
    """The furniture of a book that has so many pages in its front and in its body."""
    rendition = replace(small_rendition(), runs=(PageRun("i", "I", "", "front"), PageRun("a1", "A1", "")))
    return furniture_jobs(rendition, paginate(rendition.runs, [front, body]))


def test_one_page_each() -> None:
    """Every page of the book has a page of furniture, in chunks that each begin on a recto."""
    jobs = furniture(3, 2 * CHUNK + 5)
    assert [job.xhtml.count("<section") for job in jobs] == [4, CHUNK, CHUNK, 5]
    assert CHUNK % 2 == 0
    assert not any(job.tagged for job in jobs)


def test_the_front_moves_no_furniture_of_the_body() -> None:
    """However many pages come before the body, its furniture is made of the same."""
    assert furniture(3, CHUNK + 9)[1:] == furniture(CHUNK + 20, CHUNK + 9)[2:]


def test_what_a_page_carries() -> None:
    """A page's strings are its heads and its folio, escaped; a page that carries nothing is bare."""
    rendition = replace(small_rendition(), runs=(PageRun("a1", "A1", "", heads=("C & D", '"A"'), furnished=False),))
    (job,) = furniture_jobs(rendition, paginate(rendition.runs, [2]))
    assert re.findall(r"<section (.*?)>", job.xhtml) == [
        'class="bare"',
        'data-chapter="C &amp; D" data-article="&quot;A&quot;" data-folio="2"',
    ]


def test_margins_are_mirrored() -> None:
    """The inner margin is at the fold: left on a right-hand page, right on a left-hand one."""
    rendition = small_rendition()
    job, *_ = furniture_jobs(rendition, paginate(rendition.runs, [1] * len(rendition.runs)))
    css = job.stylesheets[0].css
    assert "size: 100mm 80mm" in css
    assert "@page :right { margin-left: 10mm; margin-right: 20mm }" in css
    assert "@page :left { margin-left: 20mm; margin-right: 10mm }" in css
