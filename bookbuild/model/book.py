"""The book: articles in order, and the targets of their links."""

import html
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby

from bookbuild.model.citations import Works
from bookbuild.model.content import Article, Number
from bookbuild.model.glossary import Glossary
from bookbuild.model.pages import PrintedPages
from bookbuild.model.titled import Titled


@dataclass(frozen=True, slots=True)
class Target:
    """Target of an internal link: an article's or a chapter's key, and a heading's id there (or an empty string)."""

    key: str
    fragment: str = ""

    @property
    def anchor(self) -> str:
        """Return the target as one id, unique in the whole book."""
        return f"{self.key}.{self.fragment}" if self.fragment else self.key


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter. One without a number holds the articles of a book without chapters, and has no opening.

    `whole` is false if an edition has only single articles of it: it then begins with the first of them.
    """

    key: str
    number: Number | None
    title: str = ""
    subtitle: str = ""
    highlight: str = ""
    opening: Article | None = None
    articles: tuple[Article, ...] = ()
    whole: bool = True
    title_markup: str = ""
    """The title as inline XHTML, if it has markup."""
    subtitle_markup: str = ""
    kind: str = "chapter"
    """``chapter`` or ``appendix``: the label that stands before its number."""
    numeral: str | None = None
    """The number that is printed, empty if none is; None if it is `number`."""
    spelt: str = ""
    """The number that is printed at its head, if that is in words: ``Seven``."""
    part: str = ""
    """The key of the part of the book that it is in."""

    @property
    def shown_number(self) -> str:
        """Return the number by which a text refers to it, or an empty string."""
        return str(self.number or "") if self.numeral is None else self.numeral

    @property
    def subtitle_xhtml(self) -> str:
        """Return the subtitle as inline XHTML."""
        return self.subtitle_markup or html.escape(self.subtitle, quote=False)


@dataclass(frozen=True, slots=True)
class Part(Titled):
    """A part of a book, above its chapters: it begins with a page of its own. `numeral` is empty if none is printed."""

    key: str
    number: Number
    title: str = ""
    subtitle: str = ""
    highlight: str = ""
    opening: Article | None = None
    title_markup: str = ""
    """The title as inline XHTML, if it has markup."""
    subtitle_markup: str = ""
    numeral: str = ""
    spelt: str = ""
    """The number that is printed on its page, if that is in words: ``Two``."""


@dataclass(frozen=True, slots=True)
class Picture:
    """An image of the book, of a core media type, with its file name in the outputs. The page shows through a clear
    one; a turned one stands on a page of its own, in landscape.
    """

    name: str
    media_type: str
    data: bytes
    width: int
    height: int
    is_clear: bool = False
    is_turned: bool = False


@dataclass(frozen=True, slots=True)
class Numbered:
    """What has a number: its kind (``figure``; the label has its word), and the number as it is printed."""

    kind: str
    number: str

    def words(self, labels: Mapping[str, str]) -> str:
        """Return what refers to it: ``Figure 1.2``."""
        return f"{labels[self.kind]}\N{NO-BREAK SPACE}{self.number}"


@dataclass(frozen=True, slots=True)
class Book:
    """The whole book in order. `targets` maps (article path, link as written) to its target;
    `pictures` maps (article path, image as written) to the image. What is in neither is printed as its text. In a
    part of a book, `elsewhere` describes by anchor where in the full book the missing targets are, and `numbers` has
    what has a number there; a sample has the `full` book, whose contents it shows; `printed` are the pages of the
    printed book, where they are shown.
    """

    front: tuple[Article, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    back: tuple[Article, ...] = ()
    targets: Mapping[tuple[str, str], Target] = field(default_factory=dict)
    pictures: Mapping[tuple[str, str], Picture] = field(default_factory=dict)
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, Numbered] = field(default_factory=dict)
    full: "Book | None" = None
    part_of: "Book | None" = None
    """The full book as its own edition shows it, if this is a part of it whose index says what else there is."""
    printed: PrintedPages | None = None
    parts: tuple[Part, ...] = ()
    works: Works | None = None
    """The works that it cites."""
    sections: int = 0
    """How many numbers a heading's number has behind that of its chapter; 0 if headings have none."""
    glossary: Glossary | None = None
    answer_key: Article | None = None
    """Its model answers with their questions, if they stand together at the back."""

    def articles(self) -> Iterator[Article]:
        """Yield every file of the book in reading order, including the openings of parts and chapters."""
        yield from (article for article, _ in self.with_chapters())

    def with_chapters(self) -> Iterator[tuple[Article, Chapter | None]]:
        """Yield every file of the book in reading order, each with its chapter, if it is in one."""
        yield from ((article, None) for article in self.front)
        for part, chapters in self.divided():
            if part and part.opening is not None:
                yield part.opening, None
            for chapter in chapters:
                if chapter.opening is not None:
                    yield chapter.opening, chapter
                yield from ((article, chapter) for article in chapter.articles)
        yield from ((article, None) for article in self.back)

    def mapped(self, change: Callable[[Article], Article]) -> "Book":
        """Return the book with each file changed by a function."""

        def opened(opening: Article | None) -> Article | None:
            return change(opening) if opening else None

        chapters = (
            replace(chapter, opening=opened(chapter.opening), articles=tuple(map(change, chapter.articles)))
            for chapter in self.chapters
        )
        return replace(
            self,
            front=tuple(map(change, self.front)),
            chapters=tuple(chapters),
            parts=tuple(replace(part, opening=opened(part.opening)) for part in self.parts),
            back=tuple(map(change, self.back)),
        )

    def divided(self) -> Iterator[tuple[Part | None, tuple[Chapter, ...]]]:
        """Yield the parts with their chapters, in order, and chapters in no part of this book with None."""
        known = {part.key: part for part in self.parts}
        waiting = dict(known)
        for key, chapters in groupby(self.chapters, key=lambda chapter: chapter.part if chapter.part in known else ""):
            yield waiting.pop(key, None), tuple(chapters)
        yield from ((part, ()) for part in waiting.values())
