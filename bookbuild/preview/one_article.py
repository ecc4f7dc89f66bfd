"""One article that was saved, laid out alone in the book as it was read before: what its writer waits for."""

from collections.abc import Mapping
from dataclasses import replace

from bookbuild.assemble import resolve_article
from bookbuild.cache import Cache
from bookbuild.diagnostics import BookError
from bookbuild.images.finding import ImageFinder
from bookbuild.model import Article, Book, Picture, Role, Target, named_files
from bookbuild.pipeline.drawings import Drawings
from bookbuild.pipeline.reading.citations import cited_article
from bookbuild.pipeline.reading.linked_files import LinkedFiles
from bookbuild.pipeline.reading.project import Reading
from bookbuild.pipeline.reading.site import OpenedSite, with_own_lines
from bookbuild.pipeline.typesetting.page_numbers import layout_job
from bookbuild.pipeline.typesetting.printed_pages import fill_page_numbers
from bookbuild.pipeline.typesetting.typesetter import Typesetter
from bookbuild.preview.live_book import LiveBook, with_run
from bookbuild.sites import Places


def with_saved_article(book: LiveBook, path: str, typesetter: Typesetter) -> LiveBook | None:
    """Return a book with an article as it is on the disk now, or None if that is not to be had without building all.

    Its place in the book, its number, and where links lead are as they were.
    """
    number = book.run_of_source.get(path)
    article = _article(book, path) if number is not None and book.renderer else None
    if number is None or article is None or book.renderer is None or article.diagrams:
        return None
    pictures = _new_pictures(article, book)
    reading = book.reading
    article = cited_article(article, reading.typed, reading.project, reading.config)
    linked, targets = _with_links(article, reading)
    rendered = book.renderer.run_with(linked, Book(targets=targets, pictures=pictures))
    if rendered is None:
        return None
    run = replace(book.rendition.runs[number], xhtml=rendered.xhtml, marks=rendered.marks, heads=rendered.heads)
    xhtml = fill_page_numbers(run.xhtml, book.folios)
    sheets = (sheet.css for sheet in book.rendition.stylesheets)
    known = {**book.rendition.files, **{picture.name: picture.data for picture in pictures.values()}}
    files = named_files(known, run.xhtml, *sheets)
    try:
        laid_out = typesetter.lay_out_alone(layout_job(book.rendition, run.name, xhtml, files))
    except BookError:  # the build of the whole book says what is wrong
        return None
    return with_run(book, run, laid_out)


def _with_links(article: Article, reading: Reading) -> tuple[Article, Mapping[tuple[str, str], Target]]:
    """Return an article with its links as the book has them, and their targets."""
    site = reading.site
    if site is None:
        return article, {}
    files = LinkedFiles(_finder(reading, site), site.site.folder, reading.config.identity.address)
    return resolve_article(article, reading.book, files)


def _new_pictures(article: Article, book: LiveBook) -> Mapping[tuple[str, str], Picture]:
    """Return the pictures of an article that the book as it was read does not have yet."""
    reading = book.reading
    new = tuple(use for use in article.images if (article.path, use.target) not in reading.book.pictures)
    if not new or reading.site is None:
        return {}
    from bookbuild.images import load_pictures  # noqa: PLC0415 - slow to import, and seldom needed

    finder = _finder(reading, reading.site)
    found = load_pictures([replace(article, images=new)], finder).value
    shown = Book(front=(replace(article, images=new),), pictures=found)
    drawings = Drawings(Cache())
    return drawings.for_print(shown, reading.theme, book.rendition.geometry).value.pictures


def _finder(reading: Reading, site: OpenedSite) -> ImageFinder:
    places = Places(site.site, tuple(reading.book.articles()))
    return ImageFinder(reading.project, site.site.folder or ".", places.find)


def _article(book: LiveBook, path: str) -> Article | None:
    """Return an article as it is on the disk now, in its place in the book, or None if it cannot be read."""
    from bookbuild.parse import parse  # noqa: PLC0415 - slow to import, and not needed before the first save

    site, config = book.reading.site, book.reading.config
    before = next((one for one in book.volume.book.articles() if one.path == path), None)
    if site is None or before is None:
        return None
    read = site.files.sources([path])
    if not read.value:
        return None
    source = site.prepared(read.value[0]).value.source
    parsed = parse(source, site.settings(config.content), config.identity.language)
    article = with_own_lines(parsed, source).value
    return _in_place(article, before) if article else None


def _in_place(article: Article, before: Article) -> Article:
    """Return an article in the place of the one before it."""
    title, markup = (article.title, article.title_markup) if article.title else (before.title, before.title_markup)
    return replace(
        article,
        key=before.key,
        role=before.role,
        number=before.number,
        numeral=before.numeral,
        chapter=before.chapter,
        position=before.position,
        after=before.after,
        title=title if before.role is not Role.OPENING else before.title,
        title_markup=markup if before.role is not Role.OPENING else before.title_markup,
    )
