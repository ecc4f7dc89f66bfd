"""The elements and attributes of XHTML that are allowed in a body, by content model.

After the HTML Living Standard's element index and EPUB 3.3's XHTML content documents.
"""

from bookbuild.model.citations import MARK
from bookbuild.model.diagrams import ALTERNATIVE, KIND


def names(spaced: str) -> frozenset[str]:
    """Return the names in a text, which has spaces between them."""
    return frozenset(spaced.split())


HEADINGS = names("h1 h2 h3 h4 h5 h6")

VOID = names("br col hr img wbr")

SPANS = names("abbr b bdi bdo cite code dfn em i kbd mark q rp rt ruby s samp small span strong sub sup time u var")
"""Inline elements that contain only inline content."""

TRANSPARENT = frozenset({"a", "del", "ins"})
"""Elements that may contain whatever their parent may contain."""

PHRASING = SPANS | TRANSPARENT | {"br", "img", "wbr"}

BLOCKS = HEADINGS | names(
    "address article aside blockquote caption col colgroup dd div dl dt figcaption figure footer header hr li ol p pre "
    "section table tbody td tfoot th thead tr ul"
)

ELEMENTS = PHRASING | BLOCKS

NOT_READ = frozenset({"script", "style", "template"})
"""Elements whose contents are not meant to be read."""

LINE = "data-bb-line"
"""Private: the source line of an element."""

HREF = "data-bb-href"
"""Private: the target of a link, as written."""

NAME = "data-bb-name"
"""Private: the name of an anchor, ``<a name>``."""

TYPED = "data-bb-typed"
"""Private: the words of a heading as they were typed."""

SRC = "data-bb-src"
"""Private: the source of an image, as written."""

NOTE = "data-bb-note"
"""Private: the parser's own number of the note that a mark refers to."""

FORMULA = "data-bb-formula"
"""Private: the MathML that stands in an element's place."""

WORK = "data-bb-work"
"""Private: the type of a worksheet element."""

READERS = "data-bb-readers"
"""Private: the editions whose readers have an element: ``only teacher``."""

BREAK = "data-bb-break"
"""Private: the sides of an element on which the page breaks (``before``, ``after``), ``inside`` where it does not."""

PRIVATE = "data-bb-"

WIKI = "wiki:"
"""Begins the target of a link that names an article by its file's name or its title: ``[[Note]]``."""

INDEX_MARKS = names("data-index data-index-kind data-index-sort data-see data-see-also")
"""What a span is a mark for in the index: its entry, the kind of the mark, and other entries to look up."""

TERM, NO_TERM = "data-term", "data-no-term"
"""What a span is marked as: a term of the glossary, by any of its names, or none."""

_TABLE_CELL = frozenset({"colspan", "rowspan"})

GLOBAL_ATTRIBUTES = frozenset({"id", "class", "lang", "xml:lang", "dir", "title", "align", "style", LINE, BREAK})

ATTRIBUTES = {
    "a": frozenset({HREF, NAME}),
    **dict.fromkeys(HEADINGS, frozenset({TYPED})),
    "col": frozenset({"span"}),
    "colgroup": frozenset({"span"}),
    "del": frozenset({"datetime"}),
    "div": frozenset({WORK, READERS}),
    "img": frozenset({SRC, "alt", "aria-details", "role", "width", "height"}),
    "ins": frozenset({"datetime"}),
    "li": frozenset({"value"}),
    "ol": frozenset({"start", "reversed", "type"}),
    "pre": frozenset({KIND, ALTERNATIVE}),
    "section": frozenset({WORK}),
    "span": INDEX_MARKS | {FORMULA, MARK, TERM, NO_TERM},
    "sup": frozenset({NOTE}),
    "td": _TABLE_CELL,
    "th": _TABLE_CELL | {"scope"},
    "time": frozenset({"datetime"}),
}
