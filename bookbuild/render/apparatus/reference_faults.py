"""References by label to what has no number, such as a picture without a caption."""

from collections.abc import Iterator

from bookbuild.diagnostics import Diagnostic, diagnose
from bookbuild.model import Book
from bookbuild.model.references import NUMBERED, OWN_NUMBER, is_reference, kind_of, label_of
from bookbuild.render.captions import Numbers
from bookbuild.render.trees import has_class, tree_of

_WANTED = {
    "figure": (
        "a picture has a number if it stands alone and has a caption",
        'write ![what it shows](picture.png "Caption"){{#{label}}} on lines of its own, outside of a table',
    ),
    "table": ("a table has a number if it has a caption", "write Table: Caption {{#{label}}} under the table"),
    "listing": (
        "code has a number if it has a caption",
        'write ```python {{#{label} caption="Caption"}} above the code',
    ),
    "equation": (
        "a formula has a number if it stands alone",
        "write $$ {{#{label}}} behind a formula on its own lines",
    ),
    "box": ("only boxes have a number of that kind", "write ::: tip Title {{#{label}}}"),
}


def reference_faults(book: Book) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each label of a kind that is numbered, at the first reference to it in an article, if what
    it leads to has no number.
    """
    numbers = Numbers(book)
    own: set[str] | None = None
    for article in book.articles():
        told: set[str] = set()
        for link in article.links:
            label = label_of(link.target)
            kind, target = kind_of(label), book.targets.get((article.path, link.target))
            if not is_reference(link.target) or kind not in NUMBERED or target is None or label in told:
                continue
            own = _with_own_numbers(book) if own is None else own
            if numbers.of(target.anchor) is None and target.anchor not in own:
                told.add(label)
                wanted, hint = _WANTED[kind]
                message = (
                    f"@{label} leads to a place without a number, so the title of its article is printed: {wanted}"
                )
                yield diagnose("undefined-reference", message, article.path, link.line, hint.format(label=label))


def _with_own_numbers(book: Book) -> set[str]:
    """Return the anchors of all figures, tables and equations that have numbers of their own."""
    parts = ((one.key, part) for one in book.articles() for part in (one.body, *one.notes) if OWN_NUMBER in part)
    marked = ((key, one) for key, part in parts for one in tree_of(part).iter() if has_class(one, OWN_NUMBER))
    around = ((key, one if one.tag == "div" else one.getparent()) for key, one in marked)
    return {f"{key}.{one.get('id')}" for key, one in around if one is not None}
