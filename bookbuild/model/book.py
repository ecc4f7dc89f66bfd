"""The book: articles in order, and where their links lead."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bookbuild.model.content import Article, Number


@dataclass(frozen=True, slots=True)
class Target:
    """Where an internal link leads: an article's or a chapter's key, and a heading's id there (or nothing)."""

    key: str
    fragment: str = ""

    @property
    def anchor(self) -> str:
        """The place as one id, unique in the whole book."""
        return f"{self.key}.{self.fragment}" if self.fragment else self.key


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter. Without a number it is the plain sequence of a book that has no chapters, and has no opening.

    `whole` is false where an edition holds single articles of it: it then opens with the first of them.
    """

    key: str
    number: Number | None
    title: str = ""
    subtitle: str = ""
    highlight: str = ""
    opening: Article | None = None
    articles: tuple[Article, ...] = ()
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Picture:
    """An image of the book, of a core media type, under the name that outputs give it."""

    name: str
    media_type: str
    data: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Book:
    """The whole book in order. `targets` maps (article path, link as written) to the place it leads to;
    `pictures` maps (article path, image as written) to the image. What is in neither stays as its text. A part of a
    book knows from `elsewhere`, by anchor, where in the full book is what it lacks, in words; a sample knows the
    `full` book, whose contents it shows.
    """

    front: tuple[Article, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    back: tuple[Article, ...] = ()
    targets: Mapping[tuple[str, str], Target] = field(default_factory=dict)
    pictures: Mapping[tuple[str, str], Picture] = field(default_factory=dict)
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    full: "Book | None" = None

    def articles(self) -> Iterator[Article]:
        """Every file of the book in reading order, chapter openings included."""
        yield from self.front
        for chapter in self.chapters:
            if chapter.opening is not None:
                yield chapter.opening
            yield from chapter.articles
        yield from self.back
