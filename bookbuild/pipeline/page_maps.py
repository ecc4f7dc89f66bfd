"""The pages of the printed book, as the books of a build show them.

They are those of one edition, whose pages are laid out for that if the same build lays out pages that show them, or if
the configuration names the edition; or those of an older printing, from a file.
"""

# ruff: noqa: PLC0415 - what maps pages is imported for a book that shows them

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Self

from bookbuild.cache import Cache
from bookbuild.diagnostics import BookError, Diagnostic, Outcome, Severity, diagnose
from bookbuild.model import Book, Config, Edition, Format, PageMap
from bookbuild.pipeline.cache_entries import PAGE_MAP, PDF, parts_of_book
from bookbuild.pipeline.preparation import PrintRenderer
from bookbuild.pipeline.reading.project import Reading
from bookbuild.pipeline.typesetting.typesetter import Typesetter
from bookbuild.pipeline.volumes import Volume, volumes_of
from bookbuild.system.failures import failure
from bookbuild.system.regular_files import read_bytes

_SHOWN = 5


class PageMaps:
    """Maps of printed pages. `is_wanted` is whether any book of the build shows one."""

    def __init__(
        self, reading: Reading, typesetter: Typesetter, cache: Cache, renderer: PrintRenderer, *, is_wanted: bool
    ) -> None:
        self._reading, self._typesetter, self._cache, self._renderer = reading, typesetter, cache, renderer
        self._is_wanted, self._can_lay_out = is_wanted, True

    def without_layout(self) -> Self:
        """Lay out nothing, as for a check: what an older printing says is read all the same."""
        self._can_lay_out = False
        return self

    @cached_property
    def printed(self) -> Outcome[PageMap | None]:
        """The pages of the printed book, or None if no book of the build shows them."""
        name = self._reading.config.pages_of
        if not self._is_wanted:
            return Outcome(None)
        if name.endswith(".json"):
            return self._read(name)
        if not self._can_lay_out:
            return Outcome(None)
        return self._laid_out()

    def _laid_out(self) -> Outcome[PageMap | None]:
        """Return the pages of an edition, which is laid out for that unless it was before."""
        if missing := self._typesetter.missing_library:
            return _unpaged("libraries that lay them out are missing", missing.hint)
        try:
            return Outcome(self.map_of(self._source) if self._source else None)
        except BookError as error:  # other books are made without, and the printed one says more of it
            return _unpaged(f"they cannot be laid out: {error.diagnostics[0].message}", "")
        except Exception as error:  # noqa: BLE001 - other books are made without
            found = failure("nothing refers to the pages of the printed book", error)
            return Outcome(None, (replace(found, severity=Severity.WARNING),))

    def is_source(self, volume: Volume, form: Format) -> bool:
        """Return whether a volume in a format has the printed pages themselves: it is made first, and laid out once."""
        source = self._source if self._is_wanted and form.needs_layout else None
        return source is not None and source.stem == volume.stem

    @cached_property
    def _source(self) -> Volume | None:
        """The volume whose pages are the printed ones, or None if there is none."""
        config, name = self._reading.config, self._reading.config.pages_of
        if name.endswith(".json"):
            return None
        edition = replace(config.editions[name or "book"], split_by="")
        return next(iter(volumes_of(edition, self._reading.book, config).value), None)

    def shown(self, book: Book) -> Outcome[Book]:
        """Return a book with marks where the printed pages begin."""
        printed = self.printed
        if printed.value is None:
            return Outcome(book, printed.diagnostics)
        from bookbuild.page_map.insertion import with_page_breaks

        return Outcome(with_page_breaks(book, printed.value), printed.diagnostics)

    @cached_property
    def ranges(self) -> Mapping[str, str]:
        """The printed pages of each article and chapter, by key: one, or two with an en dash between them."""
        printed = self.printed.value
        if printed is None:
            return {}
        from bookbuild.page_map.spans import spans_of

        spans = spans_of(printed, self._reading.book)
        return {key: first if first == last else f"{first}\u2013{last}" for key, (first, last) in spans.items()}

    def map_of(self, volume: Volume) -> PageMap:
        """Return the pages of a volume."""
        rendition = self._renderer.render(volume, volume.book)
        identity, source = volume.settings.identity, volume.edition.name
        bodies = tuple((article.key, article.path, article.body) for article in volume.book.articles())

        def mapped() -> PageMap:
            from bookbuild.page_map.mapping import map_pages
            from bookbuild.page_map.origins import Origins

            laid_out = self._typesetter.pages_of(rendition)
            origins = Origins.of(volume.book)
            marked = self._renderer.render(volume, origins.book)
            pages = map_pages(laid_out, rendition.runs, marked.runs, origins, volume.book)
            isbn = identity.isbn.replace("-", "").replace(" ", "")
            return PageMap(source, f"urn:isbn:{isbn}" if isbn else identity.urn, pages)

        inputs = (PDF.name_of(*parts_of_book(rendition)), bodies, source, identity.isbn, identity.urn)
        return self._cache.remember(PAGE_MAP, inputs, mapped)

    def _read(self, name: str) -> Outcome[PageMap | None]:
        """Return the pages of an older printing from a file of the project."""
        from bookbuild.page_map.listing import read_page_list

        hint = "name a file that `bookbuild build -f pages` has written, relative to bookbuild.toml"
        try:
            page_map, lost = read_page_list(read_bytes(self._reading.project / name), name, self._reading.book)
        except OSError as error:
            return Outcome(
                None, (diagnose("page-list", f"the file cannot be read: {error.strerror}", name, hint=hint),)
            )
        except ValueError as error:
            return Outcome(None, (diagnose("page-list", str(error), name, hint=hint),))
        return Outcome(page_map, tuple(_lost(lost, name)))


def _unpaged(reason: str, hint: str) -> Outcome[PageMap | None]:
    message = f"nothing refers to the pages of the printed book, since {reason}"
    return Outcome(None, (diagnose("unpaged-references", message, hint=hint),))


def _lost(folios: tuple[str, ...], name: str) -> Iterable[Diagnostic]:
    if folios:
        shown = ", ".join(folios[:_SHOWN]) + (f" and {len(folios) - _SHOWN} more" if len(folios) > _SHOWN else "")
        which = f"pages {shown} are" if len(folios) > 1 else f"page {shown} is"
        message = f"{which} left out of lists of pages, since no article has the words with which it begins"
        hint = "write in the list the words with which the page begins today"
        yield diagnose("unplaced-page", message, name, hint=hint)


def are_wanted(tasks: Iterable[tuple[Edition, Format]], config: Config) -> bool:
    """Return whether a build shows the pages of the printed book: the configuration says whose they are, or the build
    lays out pages that show them, of a book that is printed.
    """
    if config.pages_of:
        return True
    source = config.editions["book"]
    is_printed = any(name in {"pdf", "sheets"} for name in source.formats)
    return is_printed and any(form.needs_layout and shows_pages(edition) for edition, form in tasks)


def shows_pages(edition: Edition) -> bool:
    """Return whether an edition has the printed book's page numbers on paper, or is the printed book."""
    is_part = edition.split_by == "chapter" or edition.layout == "handout"
    return edition.printed_pages or is_part or edition.name == "book"
