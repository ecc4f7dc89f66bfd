"""A run's PDF objects for binding: text with slots for the values that are known only when the book is bound.

Such a value stands in an object as a reference of a generation that the engine never writes.
"""

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

import pydyf

from bookbuild.model import RunObjects, pack

_OBJECT, _KEY, _RECTANGLE, _DOCUMENT, _ABSCISSA = range(5)
DOCUMENT = b"0 %d R" % _DOCUMENT
"""Stands for the structure element that is the whole book."""

NO_OBJECTS = RunObjects(*pack(b"", ()), 0, ())
"""The objects of a run that is not drawn."""

_LEVEL = 6  # of compression: more takes twice the time for two hundredths of the size
_NOT_FINITE = re.compile(rb"(?m)^[-\d. \[]*(?:nan|inf)[-\d. \[\]naif]* [A-Za-z*]{1,2}$")
_STRING_OR_VALUE = re.compile(rb"\((?:[^\\()]|\\.)*\)|%|(\d+) ([0-4]) R", re.DOTALL)


def key_of(number: int) -> bytes:
    """Return the mark that stands for a key of the parent tree, counted from 0 in the run."""
    return b"%d %d R" % (number, _KEY)


@dataclass(slots=True)
class Rectangles:
    """The rectangles that move with their page, and the abscissas of what else is placed in its space."""

    sides: list[tuple[int, float, float, float, float]] = field(default_factory=list)
    abscissas: list[tuple[int, float]] = field(default_factory=list)

    def add(self, page: int, left: float, bottom: float, right: float, top: float) -> bytes:
        """Record a rectangle of a page (in points), and return its placeholder."""
        self.sides.append((page, float(left), float(bottom), float(right), float(top)))
        return b"%d %d R" % (len(self.sides) - 1, _RECTANGLE)

    def add_abscissa(self, page: int, left: float) -> bytes:
        """Record how far to the right something stands on a page (in points), and return its placeholder."""
        self.abscissas.append((page, float(left)))
        return b"%d %d R" % (len(self.abscissas) - 1, _ABSCISSA)


@dataclass(frozen=True, slots=True)
class Structure:
    """A run's structure tree as it is written, by references: see `RunObjects`."""

    tops: tuple[bytes, ...] = ()
    notes: tuple[tuple[str, bytes], ...] = ()
    parents: tuple[bytes, ...] = ()
    keys: int = 0
    places: Mapping[str, bytes] = field(default_factory=dict)


def run_objects(pdf: Any, structure: Structure, rectangles: Rectangles) -> RunObjects:
    """Return the objects that a run's pages and its structure are made of; the rest of its document is left behind."""
    pages = pdf.pages["Kids"][::3]
    resources, contents, annotations = _opened([pdf.objects[number] for number in pages], pdf, rectangles)
    heap = _Heap(pdf, fonts=_number(resources["Font"]))
    found = heap.take([*pages, *contents, resources.number])
    streams = [*contents, *(number for number in found if heap.is_stream(number) and number not in contents)]
    first = (*pages, *streams, resources.number)
    elements = heap.take(map(_number, (*structure.tops, *structure.parents)))
    order = (*first, *(number for number in found if number not in first), *elements)
    index = {number: place for place, number in enumerate(order)}
    return RunObjects(
        *pack(
            b"\0".join(heap.texts[number] for number in order),
            tuple(heap.slots(index, structure.keys, len(rectangles.sides))),
        ),
        count=len(order),
        streams=tuple(heap.data[number] for number in streams),
        rectangles=tuple(rectangles.sides),
        abscissas=tuple(rectangles.abscissas),
        keys=structure.keys,
        structure=len(order) - len(elements),
        tops=tuple(index[_number(top)] for top in structure.tops),
        notes=tuple((name, index[_number(note)]) for name, note in structure.notes),
        fields=tuple((index[number], font) for number, font in _fields(annotations).items()),
        targets=tuple(dict.fromkeys(one["Dest"].string for one in annotations if "Dest" in one)),
        places={name: index[_number(place)] for name, place in structure.places.items()},
    )


class _Heap:
    """The objects of a document, in the order in which they are found."""

    def __init__(self, pdf: Any, fonts: int) -> None:
        self._pdf, self._fonts = pdf, fonts
        self._values: dict[int, list[tuple[int, int]]] = {}
        self.texts: dict[int, bytes] = {}
        self.data: dict[int, bytes] = {}

    def take(self, numbers: Iterable[int]) -> list[int]:
        """Take objects and all that they refer to, except fonts and objects taken before. Return the numbers taken."""
        taken, waiting = [], list(numbers)[::-1]
        while waiting:
            number = waiting.pop()
            if number not in self.texts and number != self._fonts:
                self._read(number)
                taken.append(number)
                waiting += [one for kind, one in reversed(self._values[number]) if kind == _OBJECT]
        return taken

    def is_stream(self, number: int) -> bool:
        return number in self.data

    def slots(self, index: Mapping[int, int], keys: int, rectangles: int) -> Iterator[int]:
        """Yield the slots of all values, for objects in this order."""
        starts = {_KEY: len(index), _RECTANGLE: len(index) + keys, _DOCUMENT: RunObjects.DOCUMENT}
        starts[_ABSCISSA] = starts[_RECTANGLE] + rectangles
        places = {**index, self._fonts: RunObjects.FONTS}
        for number in index:
            for kind, value in self._values[number]:
                yield places[value] if kind == _OBJECT else starts[kind] + value

    def _read(self, number: int) -> None:
        item = self._pdf.objects[number]
        if isinstance(item, pydyf.Stream):
            item, self.data[number] = _compressed(item)
        values: list[tuple[int, int]] = []

        def take(found: re.Match[bytes]) -> bytes:
            if found[1] is None:
                return found[0].replace(b"%", b"%%")
            values.append((int(found[2]), int(found[1])))
            return b"%b" if values[-1][0] in (_KEY, _RECTANGLE, _ABSCISSA) else b"%b 0 R"

        self.texts[number] = _STRING_OR_VALUE.sub(take, item.data)
        self._values[number] = values


def _opened(
    leaves: Sequence[pydyf.Dictionary], pdf: Any, rectangles: Rectangles
) -> tuple[pydyf.Dictionary, list[int], list[pydyf.Dictionary]]:
    """Make pages and resources ready for more; return the resources, the numbers of contents, and the annotations."""
    resources = pdf.objects[_number(leaves[0]["Resources"])]
    _open_resources(resources, pdf)
    contents = [_number(leaf["Contents"]) for leaf in leaves]
    annotations = [[pdf.objects[_number(one)] for one in leaf.get("Annots", ())] for leaf in leaves]
    for place, leaf in enumerate(leaves):
        _open_page(place, leaf)
        for annotation in annotations[place]:
            annotation["Rect"] = rectangles.add(place, *annotation["Rect"])
    return resources, contents, list(chain.from_iterable(annotations))


def _open_resources(resources: pydyf.Dictionary, pdf: Any) -> None:
    """End resources with their XObjects, to which binding adds, and keep what is before these short: each page
    with furniture has them all.
    """
    pictures = resources.pop("XObject")
    for kind, entries in list(resources.items()):
        if not entries:
            del resources[kind]
        elif isinstance(entries, pydyf.Dictionary):
            pdf.add_object(entries)
            resources[kind] = entries.reference
    resources["XObject"] = pictures


def _open_page(place: int, leaf: pydyf.Dictionary) -> None:
    """Remove from a page the entries that binding sets."""
    for name in ("Parent", "Contents", "Resources"):
        del leaf[name]
    if leaf["BleedBox"] == leaf["MediaBox"]:
        del leaf["BleedBox"]  # the default, which is not written
    if "StructParents" in leaf:
        leaf["StructParents"] = key_of(place)


def compress(stream: pydyf.Stream) -> None:
    """Compress a stream to which nothing will be added."""
    entries, data = _compressed(stream)
    stream.extra, stream.stream = entries, [data]


def _compressed(stream: pydyf.Stream) -> tuple[pydyf.Dictionary, bytes]:
    """Return a stream's dictionary and its bytes."""
    data = stream.data.partition(b"\nstream\n")[2].removesuffix(b"\nendstream")
    entries = pydyf.Dictionary(stream.extra)
    if "Filter" not in entries:
        _require_finite(data)
        data, entries["Filter"] = zlib.compress(data, _LEVEL), "/FlateDecode"
    entries["Length"] = len(data)
    entries.pop("Interpolate", None)  # viewers smooth as they like, and PDF/A forbids to ask (ISO 19005-3, 6.2.8)
    return entries, data


def _require_finite(content: bytes) -> None:
    """Raise OverflowError if an operand is no number: viewers would not show the rest of the page."""
    if (b"nan" in content or b"inf" in content) and _NOT_FINITE.search(content):
        raise OverflowError("a length on it has no end")


def _fields(annotations: Iterable[pydyf.Dictionary]) -> dict[int, str]:
    """Return the form's fields in order, and the name of the font of each; the buttons of one choice are one."""
    fields: dict[int, str] = {}
    for one in annotations:
        if one["Subtype"] == "/Widget":
            number = _number(one["Parent"]) if "Parent" in one else one.number
            fields.setdefault(number, one["DA"].string.split()[0][1:] if "DA" in one else "")
    return fields


def _number(reference: bytes) -> int:
    return int(reference.split()[0])
