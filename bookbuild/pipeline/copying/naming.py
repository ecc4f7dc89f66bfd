"""The files of a copy: a folder for each chapter, and in it a file for each article, named after their titles. Pure."""

from collections.abc import Iterator, Mapping, Sequence

from bookbuild.config.slugs import slug_of
from bookbuild.model import Article, Book, Chapter

CONTENT = "content"


def named_files(book: Book) -> Mapping[str, str]:
    """Return the path in the copy of each file of a book, by its key."""
    return dict(_wanted(book))  # names begin with their places, so that no two are the same


def _wanted(book: Book) -> Iterator[tuple[str, str]]:
    width = len(str(len(book.chapters)))
    for name, matter in (("0-front", book.front), ("9-back", book.back)):
        yield from (_file(f"{CONTENT}/{name}", matter, place) for place in range(len(matter)))
    yield from ((part.key, f"{CONTENT}/{part.key}.md") for part in book.parts if part.opening)
    for position, chapter in enumerate(book.chapters, 1):
        folder = _folder(book, chapter, f"{position:0{width}}")
        if chapter.number is None and len(chapter.articles) == 1 and len(book.chapters) > 1:
            yield chapter.articles[0].key, f"{folder}-{slug_of(chapter.articles[0].title, 'article')}.md"
            continue
        if chapter.opening is not None:
            yield chapter.opening.key, f"{folder}/chapter.md"
        yield from (_file(folder, chapter.articles, place) for place in range(len(chapter.articles)))


def _folder(book: Book, chapter: Chapter, position: str) -> str:
    if chapter.number is None:
        return f"{CONTENT}/{position}" if len(book.chapters) > 1 else CONTENT
    return f"{CONTENT}/{position}-{slug_of(chapter.title, 'chapter')}"


def _file(folder: str, articles: Sequence[Article], place: int) -> tuple[str, str]:
    width = len(str(len(articles)))
    return articles[place].key, f"{folder}/{place + 1:0{width}}-{slug_of(articles[place].title, 'article')}.md"
