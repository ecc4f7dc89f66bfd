"""What Quire shows before the text of a page: its authors, and the object that it is about, with its figures."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bookbuild.sites.data import Data, list_of, text_of
from bookbuild.sites.numbered_lines import NumberedLine
from bookbuild.sites.quire.publication import name_of

_RESERVED = frozenset({"download", "figure", "id", "link", "thumbnail"})
"""Keys of objects that are not printed as they are."""
_KEY = re.compile(r"[\w.-]+\s*:|---|\.\.\.|#")


@dataclass(frozen=True, slots=True)
class Objects:
    """The objects of ``objects.yaml`` by their names, and which of their keys are printed, in order."""

    order: tuple[str, ...] = ()
    known: Mapping[str, Data] = field(default_factory=dict)

    @classmethod
    def of(cls, data: Data) -> "Objects":
        """Return what the data file says."""
        order = (one for one in list_of(data, "object_display_order") if isinstance(one, str))
        return cls(
            tuple(order), {text_of(one, "id"): one for one in list_of(data, "object_list") if isinstance(one, dict)}
        )

    def of_page(self, metadata: Data) -> Iterator[Data]:
        """Yield the objects that a page is about: of the data file, or described in its metadata block."""
        for one in list_of(metadata, "object"):
            if isinstance(one, dict):
                yield {**one, **self.known.get(text_of(one, "id"), {})}

    def table(self, one: Data) -> Iterator[str]:
        """Yield the lines that describe an object, a term and its value each, and a link to it in its collection."""
        ordered = [key for key in self.order if key in one]
        for key in ordered or [key for key in one if key not in _RESERVED]:
            value = text_of(one, key) or ", ".join(filter(None, map(_words, list_of(one, key))))
            if value:
                yield from (_title_of(key), f": {value}", "")
        if (address := text_of(one, "link")).startswith("http"):
            yield from (f"<{address}>", "")


def figures_of(one: Data) -> Iterator[str]:
    """Yield the names of the figures of an object."""
    for figure in list_of(one, "figure"):
        yield from filter(None, [text_of(figure, "id") if isinstance(figure, dict) else str(figure)])


def picture_of(one: Data) -> Iterator[str]:
    """Yield the lines of the small picture of an object that has no figures."""
    if not list_of(one, "figure") and (source := text_of(one, "thumbnail")):
        yield from ("", f"![{text_of(one, 'name', 'title')}](<{source}>)", "")


def with_label(block: Sequence[NumberedLine], metadata: Data, divider: str) -> Iterator[NumberedLine]:
    """Yield the lines of a metadata block; a label ("Cat. 1") stands before the title, as Quire prints both."""
    title, label = text_of(metadata, "title"), text_of(metadata, "label")
    is_title = False
    for line in block:
        if not is_title or _KEY.match(line.text):
            is_title = bool(title and label) and line.text.startswith("title:")
            yield line._replace(text=f"title: {json.dumps(f'{label}{divider}{title}')}") if is_title else line


def authors_of(metadata: Data, people: list[Data]) -> str:
    """Return the names of a page's authors, some of whom the publication's `people` name; or an empty string."""
    known = {name: one for one in people if (name := text_of(one, "id"))}
    authors = (
        known.get(text_of(one, "id")) or one for one in list_of(metadata, "contributor") if isinstance(one, dict)
    )
    return ", ".join(filter(None, map(name_of, authors)))


def _words(value: Data) -> str:
    """Return an item of a list as text: a name with what else is said of it."""
    if not isinstance(value, dict):
        return str(value)
    others = (text_of(value, key) for key in value if key not in ("first_name", "full_name", "id", "last_name"))
    return ", ".join(filter(None, [name_of(value), *others]))


def _title_of(key: str) -> str:
    words = re.sub(r"[_-]+", " ", key).strip()
    return words[:1].upper() + words[1:]
