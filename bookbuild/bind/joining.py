"""Pages of runs -> pages of the book: shifted towards the fold, with the furniture drawn over them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from bookbuild.bind.fonts import EmbeddedFonts
from bookbuild.bind.pagination import Page, Pagination
from bookbuild.bind.pdf_ua_2 import Namespaces, describe_fields
from bookbuild.bind.pdf_writer import PAGES, STRUCTURE, PdfFile, extended, reference
from bookbuild.diagnostics import BookError, diagnose
from bookbuild.model import Geometry, LaidOutRun

_POINTS = 72 / 25.4  # in a millimetre


@dataclass(frozen=True, slots=True)
class JoinedRun:
    """A run in the book: its object numbers, pages first; the shift of each page to the right (in points);
    and the first of its keys.
    """

    run: LaidOutRun
    numbers: range
    shifts: tuple[float, ...]
    first_key: int


class Joiner:
    """Adds the pages of runs to a book, as kids of a page tree and of a structure element with these numbers. The
    `namespaces` are those of a book for PDF/UA-2.
    """

    def __init__(
        self,
        book: PdfFile,
        geometry: Geometry,
        direction: str,
        fonts: EmbeddedFonts,
        namespaces: Namespaces | None = None,
    ) -> None:
        self._book, self._fonts, self._namespaces = book, fonts, namespaces
        (self.tree, self.document) = book.reserve(2)
        self.pages: list[int] = []
        self._box = b"[0 0 %.6f %.6f]" % (geometry.width * _POINTS, geometry.height * _POINTS)
        self._recto_shift = geometry.shift * _POINTS * (-1 if direction == "ltr" else 1)
        self._heads: dict[float, bytes] = {}
        self._tail = book.add_stream(b"\nQ")
        self._furnished_tail = book.add_stream(b"\nQ\n/Artifact <</Type /Pagination>> BDC\nq /Furniture Do Q\nEMC")

    def join(
        self, pagination: Pagination, runs: Sequence[LaidOutRun], furniture: Sequence[LaidOutRun]
    ) -> list[JoinedRun]:
        """Add every page of the book in order, including blanks, with furniture as an artifact, which is not read
        aloud.
        """
        forms = self._all_forms(furniture)
        if len(forms) < len(pagination.pages):
            message = f"running heads and page numbers fill {len(forms)} pages of {len(pagination.pages)}"
            hint = "look in the stylesheets of the project for rules that hide or move html, body, div or *"
            raise BookError(diagnose("malformed-output", message, hint=hint))
        joined: list[JoinedRun] = []
        keys = 0
        for index, page in enumerate(pagination.pages):
            if page.run is None:
                self._add_blank()
            elif page.index == 0:
                run, end = runs[page.run], index + runs[page.run].page_count
                joined.append(self._join_run(run, pagination.pages[index:end], forms[index:end], keys))
                keys += run.objects.keys
        self._put_tree()
        return joined

    def join_alone(self, run: LaidOutRun, pages: Sequence[Page], furniture: Sequence[LaidOutRun], skipped: int) -> None:
        """Add the pages of one run. `furniture` has that of pages before them, too, which are `skipped`."""
        forms = self._all_forms(furniture)[skipped:]
        self._join_run(run, pages, forms, 0)
        self._put_tree()

    def _put_tree(self) -> None:
        kids = b" ".join(map(reference, self.pages))
        self._book.put(self.tree, b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(self.pages), kids))

    def _all_forms(self, furniture: Sequence[LaidOutRun]) -> list[int]:
        return list(chain.from_iterable(map(self._forms, furniture)))

    def _add_blank(self) -> None:
        """Add a blank page without contents: some viewers take an empty stream for a damaged one."""
        (number,) = self._book.reserve(1)
        boxes = b"/MediaBox%b/TrimBox%b" % (self._box, self._box)
        self._book.put(number, b"<</Type/Page/Parent %d 0 R%b/Resources<<>>>>" % (self.tree, boxes))
        self.pages.append(number)

    def _join_run(self, run: LaidOutRun, pages: Sequence[Page], forms: Sequence[int], first_key: int) -> JoinedRun:
        numbers = self._book.reserve(run.objects.count)
        joined = JoinedRun(run, numbers, tuple(map(self._shift, pages)), first_key)
        texts = self._filled(joined)
        if self._namespaces:
            self._namespaces.name_elements(texts, numbers, run.objects.structure)
            describe_fields(texts, numbers, run.objects.structure)
        contents, resources = len(pages), len(pages) + len(run.objects.streams)
        for index, page in enumerate(pages):
            # The content is unchanged, between q and Q: WeasyPrint does not reset its matrix.
            parts = (self._head(joined.shifts[index]), reference(numbers[contents + index]))
            tail, used = self._tail, reference(numbers[resources])
            if page.is_furnished:
                tail, used = self._furnished_tail, _furnished(texts[resources], forms[index])
            entries = b"/Parent %d 0 R/Contents[%b %b %b]/Resources %b" % (self.tree, *parts, tail, used)
            texts[index] = extended(texts[index], entries)
        self._put(run, numbers, texts)
        self.pages += numbers[: len(pages)]
        return joined

    def _put(self, run: LaidOutRun, numbers: range, texts: Sequence[bytes], first: int = 0) -> None:
        """Write the objects of a run from the first one needed."""
        objects, start = run.objects, run.page_count
        end = start + len(objects.streams)
        for index in range(first, len(texts)):
            if start <= index < end:
                self._book.put_stream(numbers[index], texts[index], objects.streams[index - start])
            else:
                self._book.put(numbers[index], texts[index], PAGES if index < objects.structure else STRUCTURE)

    def _filled(self, joined: JoinedRun) -> list[bytes]:
        """Return the text of a run's objects with the book's values filled in."""
        objects = joined.run.objects
        values = [
            *(b"%d" % number for number in joined.numbers),
            *(b"%d" % key for key in range(joined.first_key, joined.first_key + objects.keys)),
            *(_moved(joined.shifts[page], *sides) for page, *sides in objects.rectangles),
            *(b"%.4f" % (left + joined.shifts[page]) for page, left in objects.abscissas),
            b"%d" % self._fonts.dictionary_for(joined.run),
            b"%d" % self.document,
        ]
        return (objects.text % tuple(map(values.__getitem__, objects.slots))).split(b"\0")

    def _shift(self, page: Page) -> float:
        if page.division == "cover":
            return 0.0  # a cover has no fold, and fills its page
        return self._recto_shift if page.recto else -self._recto_shift

    def _head(self, shift: float) -> bytes:
        if shift not in self._heads:
            self._heads[shift] = self._book.add_stream(b"q 1 0 0 1 %.4f 0 cm\n" % shift)
        return self._heads[shift]

    def _forms(self, run: LaidOutRun) -> Iterator[int]:
        """Write the pages of a document of furniture as forms, and yield their numbers."""
        pages = run.page_count
        first = self._book.reserve(run.objects.count - pages).start - pages  # without the page objects
        numbers = range(first, first + run.objects.count)
        texts = self._filled(JoinedRun(run, numbers, (0.0,) * pages, 0))
        resources = numbers[pages + len(run.objects.streams)]
        form = b"/Type/XObject/Subtype/Form/BBox%b/Resources %d 0 R" % (self._box, resources)
        for index in range(pages):
            texts[pages + index] = extended(texts[pages + index], form)
        self._put(run, numbers, texts, pages)
        yield from numbers[pages : 2 * pages]


def _furnished(resources: bytes, form: int) -> bytes:
    """Return resources with a page's furniture as the last of its XObjects, which are the last of its resources."""
    return b"%b/Furniture %d 0 R>>>>" % (resources[:-4], form)


def _moved(shift: float, left: float, bottom: float, right: float, top: float) -> bytes:
    return b"[%.3f %.3f %.3f %.3f]" % (left + shift, bottom, right + shift, top)
