"""What a reference by label, ``@fig:map``, leads to, anywhere in the book."""

import re
from difflib import get_close_matches
from typing import NamedTuple

from bookbuild.model import Article, Book, Target
from bookbuild.model.references import KINDS, PLACES, folded, is_label

_ID = re.compile(rf'\sid="((?:{"|".join(KINDS)})-[^"]*)"', re.IGNORECASE)
_CONVENTION = {
    "figure": "![Words](picture.png){{#{label}}}",
    "table": "Table: Words {{#{label}}} under the table",
    "listing": "```python {{#{label}}} above the code",
    "equation": "$$ {{#{label}}} behind the formula",
    "box": "::: tip Title {{#{label}}}",
    "section": "## Heading {{#{label}}}",
}


class Labelled(NamedTuple):
    """A place with a label: its article, and the id there; empty for the beginning."""

    article: Article
    id: str


class LabelIndex:
    """Index of the labels of a book."""

    def __init__(self, book: Book) -> None:
        self._places: dict[str, list[Labelled]] = {}
        for article in book.articles():
            names = [(name, id_) for name, id_ in article.names if is_label(name)]
            ids = [(id_, id_) for part in (article.body, *article.notes) for id_ in _ID.findall(part)]
            for name, place in {folded(name): Labelled(article, id_) for name, id_ in (*ids, *names)}.items():
                self._places.setdefault(name, []).append(place)

    def places(self, label: str) -> list[Labelled]:
        """Return all places with a label, in the order of the book."""
        return self._places.get(folded(label), [])

    def nearest(self, label: str) -> str:
        """Return the label that is most like an undefined one, written in the same way, or an empty string."""
        near = get_close_matches(folded(label), list(self._places), 1, 0.7)
        kind, sign = label_kind(label), label[len(label_kind(label)) : len(label_kind(label)) + 1]
        return near[0].replace("-", sign, 1) if near and near[0].startswith(f"{kind.lower()}-") else "".join(near)


def label_kind(label: str) -> str:
    """Return what a label begins with: ``fig``."""
    return re.split("[:-]", label, maxsplit=1)[0]


def numbered_place(label: str) -> str:
    """Return the link that names a chapter or an article by its number as a label does, or an empty string."""
    return label if label.partition(":")[0].lower() in PLACES else ""


def convention(label: str) -> str:
    """Return how a label is given."""
    return _CONVENTION[KINDS[label_kind(label).lower()]].format(label=label)


def several(label: str, places: list[Labelled], chosen: Target) -> str:
    """Return a message on a label that several places have."""
    paths = " and ".join(dict.fromkeys(place.article.path for place in places[:3]))
    first = next(place.article.path for place in places if place.article.key == chosen.key)
    return f"@{label} may be any of several places, in {paths}; it leads to that in {first}"
