"""The context of each body of a book: what all of its articles share, and what differs from one to another."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bookbuild.bidi import direction_of
from bookbuild.model import Article, Book, Chapter, Picture, Target, VolumeSettings
from bookbuild.render.apparatus.term_links import TermStyle
from bookbuild.render.body import RenderContext
from bookbuild.render.captions import Numbers, number_prefix
from bookbuild.render.contents import keys_of


class Contexts:
    """Makes the contexts of a book's bodies in one format, for which the functions return addresses."""

    def __init__(
        self,
        book: Book,
        config: VolumeSettings,
        labels: Mapping[str, str],
        href_of: Callable[[Target], str],
        picture_address: Callable[[Picture], str],
        terms: TermStyle,
    ) -> None:
        self._numbers = Numbers(book)
        self._shared = RenderContext(
            targets=book.targets,
            pictures=book.pictures,
            present=keys_of(book),
            elsewhere=book.elsewhere,
            href_of=href_of,
            picture_address=picture_address,
            labels=labels,
            direction=direction_of(config.identity.language),
            number_of=self._numbers.of,
            terms=terms if book.glossary else None,
            has_lists=bool(config.lists),
        )

    def of(self, article: Article, chapter: Chapter | None, shift: int = 0, book: Book | None = None) -> RenderContext:
        """Return the context of an article in a chapter, whose headings are `shift` levels lower.

        `book` has the targets of links and the pictures of an article that has changed.
        """
        shared = self._shared if book is None else replace(self._shared, targets=book.targets, pictures=book.pictures)
        return replace(
            shared,
            heading_shift=shift,
            number_prefix=number_prefix(chapter),
            numbered_before=self._numbers.before[article.key],
        )
