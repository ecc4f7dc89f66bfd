"""The pages of a book that is laid out, and those of the printed book, which other editions refer to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

ORIGIN = "data-origin"
"""How attributes begin by which elements of bodies are known again in what is rendered; they change nothing else."""


@dataclass(frozen=True, slots=True)
class LaidOutPage:
    """A page of a laid-out book that has a number.

    `run` is the name of its page run, `index` its place in the run, from 0. `element` and `letters` are where in the
    run's document it begins, as in `LaidOutRun.places`; `words` are the first ones on it. A blank page has no run.
    """

    label: str
    run: str
    index: int
    element: int
    letters: int
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LaidOutPages:
    """The pages of a laid-out book in order, and the label of each anchor's page; by name, the documents of runs in
    which pages became links, as they were laid out.
    """

    pages: tuple[LaidOutPage, ...] = ()
    folios: Mapping[str, str] = field(default_factory=dict)
    documents: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page of the printed book, and where in an article's body it begins.

    `key` is that of an article or a chapter, or the name of a page that the program makes (``title-page``); `article`
    is the path of the article, empty where there is none. `element` is the index of an element of the body in the
    order of the document, `START` (before the title) or `END` (behind everything); `letters` are how many letters of
    its own text come before (no white space, no hyphens), or -1 if the page begins before the element. `heading` is
    the last one before, and `words` are the first ones of the page.

    In what the program makes, such as an index, `element` counts the entries (see `ENTRIES`), and `words` are the first
    ones of that entry. A `BLANK` page stands before what has its key.
    """

    START: ClassVar[int] = -1
    END: ClassVar[int] = -2
    BLANK: ClassVar[int] = -3
    ENTRIES: ClassVar[tuple[str, ...]] = ("li", "dt", "dd", "p")
    """The elements that are counted in what the program makes."""

    label: str
    key: str
    article: str = ""
    element: int = START
    letters: int = 0
    heading: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageMap:
    """The pages of the printed book in order. `source` is the edition or the file that they are those of, and
    `identifier` the URN of the printed book.
    """

    source: str
    identifier: str
    pages: tuple[PrintedPage, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedPages:
    """What a book shows of a page map: the labels of the pages that begin with an article, a chapter or a page of the
    program, by key, and of the `blanks` before them; the pages within bodies are marked there (``<span
    data-page="45"/>``), and those `within` what the program makes have its key.
    """

    source: str
    identifier: str
    starts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    blanks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    within: Mapping[str, tuple[PrintedPage, ...]] = field(default_factory=dict)
