"""The pages of furniture, before they are laid out."""

import re
from dataclasses import replace

from bookbuild.bind import furniture_jobs, paginate
from bookbuild.bind.furniture import CHUNK
from bookbuild.model import LayoutJob, PageRun, Stylesheet
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


def test_counters_of_a_stylesheet_get_the_numbers_of_the_book() -> None:
    """Only where a stylesheet has counters does a page carry its number and how many there are: others need not change
    when the book grows.
    """
    sheet = Stylesheet("project.css", "@page { @top-left { content: counter(page) } }")
    runs = (PageRun("i", "I", "", "front"), PageRun("a1", "A1", ""))
    rendition = replace(small_rendition(), runs=runs, furniture=(sheet,))
    front, body = furniture_jobs(rendition, paginate(runs, [3, 5]))
    assert re.findall('data-page="(.*?)" data-pages="(.*?)"', front.xhtml) == [("i", "5"), ("ii", "5"), ("iii", "5")]
    assert re.findall('data-page="(.*?)"', body.xhtml) == ["1", "2", "3", "4", "5"]
    assert not any("data-pages" in job.xhtml for job in furniture(3, 5))


def test_numbers_of_pages_are_in_the_style_of_their_counter() -> None:
    """A page that has no number but a label, as in the front matter, keeps it."""
    css = "@page { @top-left { content: counter(page, upper-roman) counters(pages, '.', lower-alpha) } }"
    runs = (PageRun("i", "I", "", "front"), PageRun("a1", "A1", ""))
    rendition = replace(small_rendition(), runs=runs, furniture=(Stylesheet("project.css", css),))
    front, body = furniture_jobs(rendition, paginate(runs, [1, 2]))
    assert 'style="counter-reset:book-pages 2" class="labelled"' in front.xhtml
    assert 'style="counter-reset:book-page 2 book-pages 2"' in body.xhtml
    first = "page-count-lower-alpha counter(book-pages, lower-alpha)"
    assert f"{first}, page-count-upper-roman counter(book-pages, upper-roman)" in body.stylesheets[0].css
    assert "section.labelled { string-set: " in body.stylesheets[0].css


def test_long_running_heads_are_shortened() -> None:
    """A head has two lines at most, and ends with a whole word where it can."""
    heads = ("word " * 60, "0123456789" * 20)
    rendition = replace(small_rendition(), runs=(PageRun("a1", "A1", "", heads=heads),))
    (job,) = furniture_jobs(rendition, paginate(rendition.runs, [2]))
    found = re.search('data-chapter="(.*?)" data-article="(.*?)"', job.xhtml.rpartition("<section")[2])
    assert found
    assert found[1].endswith("word …")
    assert found[2].endswith("9 …") or found[2][-3].isdigit()
    assert max(map(len, found.groups())) < 120
