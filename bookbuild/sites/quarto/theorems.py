"""Theorems and their like, as Quarto and bookdown have them: boxes with a kind, a number and sometimes a name."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

KINDS = {
    "thm": "Theorem", "lem": "Lemma", "cor": "Corollary", "prp": "Proposition", "cnj": "Conjecture", "exm": "Example",
    "def": "Definition", "exr": "Exercise", "sol": "Solution", "rem": "Remark", "alg": "Algorithm", "hyp": "Hypothesis",
}  # fmt: skip
"""The beginnings of labels, and the words for what they stand for."""
_BY_WORD = {word.lower(): kind for kind, word in KINDS.items()}
_UNNUMBERED = frozenset({"proof", "remark", "solution"})
_DIV = re.compile(r"^[ \t]*:{3,}[ \t]*\{(?P<attributes>[^{}\n]*)\}[ \t]*:*[ \t]*$", re.MULTILINE)
_CELL = re.compile(r"^`{3,}\{(?P<name>[a-z]+)(?P<options>[ \t,][^{}\n]*)?\}[ \t]*$", re.MULTILINE)
_ID = re.compile(r"#(?P<id>[\w:.-]+)")
_CLASS = re.compile(r"(?<![\w#])\.(?P<name>[a-z]+)\b")
_NAME = re.compile(r"""\bname\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)')""")
_LABEL = re.compile(r"[\s,]*(?:label\s*=\s*)?[\"']?(?P<label>[\w:.-]+)[\"']?[ \t]*(?=,|$)")
LABEL = rf"(?:{'|'.join(KINDS)})-[\w:.-]*\w"


class Theorem(NamedTuple):
    """A box: the word for its kind, its label (empty without one), and its name."""

    word: str
    label: str
    name: str

    def title(self, number: str) -> str:
        """Return what stands above it."""
        return " ".join(filter(None, (self.word, number, f"({self.name})" if self.name else "")))


def theorem_of(attributes: str) -> Theorem | None:
    """Return the box that a div with these attributes is, without braces, or None."""
    name = _ID.search(attributes)
    label = name["id"] if name else ""
    kind = label.partition("-")[0]
    stated = next((_BY_WORD.get(one["name"], "") for one in _CLASS.finditer(attributes)), "")
    if kind in KINDS and "-" in label:
        return Theorem(KINDS[kind], label, _name(attributes))
    if re.search(r"(?<![\w#])\.proof\b", attributes):
        return Theorem("Proof", label, _name(attributes))
    return Theorem(KINDS[stated], f"{stated}:{label}" if label else "", _name(attributes)) if stated else None


def theorem_of_cell(name: str, options: str) -> Theorem | None:
    """Return the box that code in the language of a theorem is (bookdown's older form), or None."""
    if name != "proof" and name not in _BY_WORD:
        return None
    label = _LABEL.match(options)
    kind = _BY_WORD.get(name, "")
    return Theorem(name.capitalize(), f"{kind}:{label['label']}" if label and kind else "", _name(options))


def _name(attributes: str) -> str:
    match = _NAME.search(attributes)
    return (match["double"] or match["single"] or "") if match else ""


def numbered(text: str) -> Iterator[tuple[Theorem, str]]:
    """Yield the boxes of a page with their numbers, which count each kind; a box without a label has none."""
    counts: Counter[str] = Counter()
    found = [(match.start(), theorem_of(match["attributes"])) for match in _DIV.finditer(text)]
    cells = ((match.start(), theorem_of_cell(match["name"], match["options"] or "")) for match in _CELL.finditer(text))
    for _, theorem in sorted((one for one in (*found, *cells) if one[1] is not None), key=lambda one: one[0]):
        if theorem is not None:
            is_counted = theorem.label and theorem.word.lower() not in _UNNUMBERED
            counts[theorem.word] += bool(is_counted)
            yield theorem, str(counts[theorem.word]) if is_counted else ""
