"""The context of each body of one book, by article and chapter: what all its renditions share."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from bookbuild.bidi import direction_of
from bookbuild.model import Article, Book, Chapter, Picture, Target, VolumeSettings
from bookbuild.render.apparatus.term_links import TermStyle
from bookbuild.render.body import RenderContext
from bookbuild.render.captions import Numbers, number_prefix
from bookbuild.render.contents import keys_of


@dataclass(frozen=True, slots=True)
class Contexts:
    """Makes the contexts of a book's bodies; `href_of` and `picture_address` are those of its format."""

    numbers: Numbers
    _book: RenderContext
    present: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def of_book(
        cls,
        book: Book,
        config: VolumeSettings,
        labels: Mapping[str, str],
        href_of: Callable[[Target], str],
        picture_address: Callable[[Picture], str],
        terms: TermStyle | None = None,
    ) -> "Contexts":
        """Return the contexts of a book."""
        present = keys_of(book)
        shared = RenderContext(
            targets=book.targets,
            pictures=book.pictures,
            present=present,
            elsewhere=book.elsewhere,
            href_of=href_of,
            picture_address=picture_address,
            labels=labels,
            direction=direction_of(config.identity.language),
            has_lists=bool(config.lists),
            terms=terms if book.glossary else None,
        )
        return cls(Numbers(book), shared, present)

    def of(self, article: Article, chapter: Chapter | None, heading_shift: int = 0) -> RenderContext:
        """Return the context of an article's body; `heading_shift` is added to the level of its headings."""
        sections = self.numbers.sections(article, chapter)
        return replace(
            self._book,
            heading_shift=heading_shift,
            number_prefix=number_prefix(article, chapter),
            numbered_before=self.numbers.before[article.key],
            number_of=self.numbers.of,
            section_numbers={f"{article.key}.{name}": number for name, number in sections.items()},
        )

    def with_more(self, more: Book) -> "Contexts":
        """Return contexts that know the targets and pictures of another book too."""
        targets, pictures = {**self._book.targets, **more.targets}, {**self._book.pictures, **more.pictures}
        return replace(self, _book=replace(self._book, targets=targets, pictures=pictures))
