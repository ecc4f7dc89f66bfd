"""The words of links that have none: the number of what they lead to ("Figure 1.2"), its caption, or its heading.

After a word that says already what it is ("Figure @fig:map", "Abb. @fig:map"), the number stands alone, and so does
that of the next one in the same breath ("Figures @fig:map and @fig:plan"). References in brackets with nothing but
semicolons between them are called by one word: "Figures 1.2 and 1.3".
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from bookbuild.model import Numbered, Target
from bookbuild.model.references import LABEL, is_reference, label_of
from bookbuild.render.apparatus.signs import REFERENCE, SEVERAL, SHARED
from bookbuild.render.trees import Element, has_class, pop_attribute

BETWEEN = ", "
"""What is between them."""

_BY_NAME = frozenset({"part", "chapter", "appendix", "article", "section"})
"""What a link without words is called by its title or heading, if it is no reference by number."""
_LAST_WORD = re.compile(r"([^\W\d_]{2,})(\.?)\s+\Z")
_JOINING = re.compile(r"\s*[,;/&\u2013-]?\s*(?:(?:and|or|to|und|oder|bis|et|ou|à|y|o|e|a|en|of|tot|i|oraz|lub|do)\s+)?")
_SHORTEST, _ENDING, _LONGEST_ENDING = 4, 2, 4
"""How many letters a word and a label share at least, and how many others may end the label, and the word:
``Rysunek``, ``rysunkach``.
"""
NumberedOf = Callable[[Target], Numbered | None]
Targets = Mapping[tuple[str, str], Target]


class ReferenceWords:
    """Writes the words of the links in an article (its path) that have none."""

    def __init__(self, path: str, targets: Targets, number_of: NumberedOf, labels: Mapping[str, str]) -> None:
        self._path, self._targets, self._number_of, self._labels = path, targets, number_of, labels

    def write(self, links: Sequence[Element]) -> Mapping[Element, Numbered]:
        """Set the words of links, in the order of the text; return those that are numbers. Those that have the word for
        what they are from before them, or with others, get the attribute `SHARED`.
        """
        numbers: dict[Element, Numbered] = {}
        alone: set[Element] = set()
        for link in links:
            if link.get(REFERENCE) is None:
                continue
            numbered = self._numbered(link)
            if numbered is None:
                link.text = self._with_numbers(link.get(REFERENCE) or "")
            else:
                numbers[link] = numbered
                if self._is_called(link, numbered, numbers, alone):
                    alone.add(link)
                is_alone = link in alone or _target(link).startswith("-")
                link.text = numbered.number if is_alone else numbered.words(self._labels)
        runs = list(_runs(numbers))
        for run in runs:
            self._call_together(run, numbers, alone)
        for link in links:
            pop_attribute(link, REFERENCE)
            if has_class(link, SEVERAL):
                pop_attribute(link, "class")
        for link in dict.fromkeys((*alone, *(link for run in runs for link in run))):
            link.set(SHARED, "")
        return numbers

    def _numbered(self, link: Element) -> Numbered | None:
        target = self._targets.get((self._path, _target(link)))
        numbered = self._number_of(target) if target else None
        is_named = numbered is not None and numbered.kind in _BY_NAME and not is_reference(_target(link))
        return None if is_named else numbered

    def _is_called(
        self, link: Element, numbered: Numbered, numbers: Mapping[Element, Numbered], alone: set[Element]
    ) -> bool:
        """Return whether the words before a reference say what it is; a space between them is kept on the line."""
        before = link.getprevious()
        is_next = before is not None and before in alone and numbers[before].kind == numbered.kind
        if is_next and before is not None and _JOINING.fullmatch(before.tail or ""):
            return True
        text = _text_before(link)
        word = _LAST_WORD.search(text)
        if word is None or not is_word_for(word[1], self._labels[numbered.kind], is_short=bool(word[2])):
            return False
        _set_text_before(link, f"{text.rstrip()}\N{NO-BREAK SPACE}")
        return True

    def _call_together(self, run: Sequence[Element], numbers: Mapping[Element, Numbered], alone: set[Element]) -> None:
        """Call references by one word, the last behind "and"."""
        first, *others = run
        if first not in alone and not _target(first).startswith("-"):
            label = self._labels[f"several-{numbers[first].kind}"]
            first.text = f"{label}\N{NO-BREAK SPACE}{numbers[first].number}"
        for link in others:
            link.text = numbers[link].number
        run[-2].tail = f" {self._labels['and-last']} "

    def _with_numbers(self, words: str) -> str:
        """Return the words of a heading or a caption with the numbers of what it refers to."""

        def number(match: re.Match[str]) -> str:
            label = label_of(match[0])
            target = next((one for (_, name), one in self._targets.items() if label_of(name) == label), None)
            numbered = self._number_of(target) if target else None
            return numbered.words(self._labels) if numbered else match[0]

        return _in_words().sub(number, words) if "@" in words else words


@cache
def _in_words() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w@-])-?@(?:{LABEL})")


def is_word_for(word: str, label: str, *, is_short: bool) -> bool:
    """Return whether a word in a text is a label, in whatever number and case it stands, or short for it (``Fig.``)."""
    word, label = word.casefold(), label.casefold()
    if is_short:
        return label.startswith((word, word.removesuffix("s")))
    shared = next(
        (at for at, (a, b) in enumerate(zip(word, label, strict=False)) if a != b), min(len(word), len(label))
    )
    least = max(min(_SHORTEST, len(label)), len(label) - _ENDING)
    return shared >= least and len(word) - shared <= _LONGEST_ENDING


def _runs(numbers: Mapping[Element, Numbered]) -> Iterator[list[Element]]:
    """Yield references of one kind that may be called by one word, two or more at a time."""
    run: list[Element] = []
    for link in numbers:
        follows = run and link.getprevious() is run[-1] and run[-1].tail == BETWEEN
        if not (follows and has_class(link, SEVERAL) and numbers[link].kind == numbers[run[-1]].kind):
            if len(run) > 1:
                yield run
            run = []
        if has_class(link, SEVERAL):
            run.append(link)
    if len(run) > 1:
        yield run


def _target(link: Element) -> str:
    return link.get("href") or ""


def _text_before(link: Element) -> str:
    before, parent = link.getprevious(), link.getparent()
    if before is not None:
        return before.tail or ""
    return (parent.text or "") if parent is not None else ""


def _set_text_before(link: Element, text: str) -> None:
    before, parent = link.getprevious(), link.getparent()
    if before is not None:
        before.tail = text
    elif parent is not None:
        parent.text = text
