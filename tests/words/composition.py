"""Articles put together of atoms at random, with a list of their words and of the lines on which each stands."""

import itertools
import random
import string
from collections.abc import Iterator
from dataclasses import dataclass

from tests.words.atoms import BLOCKS, CONTAINERS, INLINE

_LETTERS = string.ascii_lowercase[:25]
_LENGTH = 6
"""Letters of a word: z, which no template has, three for the article, and two for the word."""
_DAMAGES = "*_`~[](){}<>!|:#-\"'$%\\^=&"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of an article, and the first and the last line of the block that it is in."""

    text: str
    first: int
    last: int
    in_attribute: bool = False


@dataclass(frozen=True, slots=True)
class Composition:
    """An article's text and the words in it that must not be lost."""

    text: str
    words: tuple[Word, ...]


def compose(seed: int, *, first_line: int = 1) -> Composition:
    """Return the article of a seed; its text begins on `first_line` of the file."""
    return _Composer(seed).compose(first_line)


class _Composer:
    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - the same every time
        self._unused = (f"z{_letters(seed, 3)}{_letters(number, 2)}" for number in itertools.count())
        self._in_attribute: set[str] = set()
        self._hidden: set[str] = set()

    def compose(self, first_line: int) -> Composition:
        lines: list[str] = []
        words: list[Word] = []
        for _ in range(self._chance.randint(1, 6)):
            follows_note = bool(lines) and lines[-2].lstrip("> -1.").startswith("[^")
            block = self._block(indented=not follows_note).split("\n")
            first, last = first_line + len(lines), first_line + len(lines) + len(block) - 1
            words.extend(self._words_of("\n".join(block), first, last))
            lines += [*block, ""]
        return Composition("\n".join(lines), tuple(words))

    def _block(self, *, indented: bool) -> str:
        """Return a block. One that is indented after a note belongs to it, and is lost with it at its line."""
        template = self._chance.choice(BLOCKS)
        while "¶" in template:
            template = template.replace("¶", self._inline(), 1)
        block = self._with_words(self._damaged(template))
        before_first, before_others = self._chance.choice(CONTAINERS)
        if not indented:
            before_first = before_others = ""
        first, *others = block.split("\n")
        return "\n".join([before_first + first, *(before_others + line for line in others)])

    def _inline(self) -> str:
        return " ".join(self._chance.choice(INLINE) for _ in range(self._chance.randint(1, 4)))

    def _damaged(self, template: str) -> str:
        """Leave out or repeat a mark, now and then, as a slip of the hand does."""
        marks = [index for index, character in enumerate(template) if character in _DAMAGES]
        if not marks or template.startswith("*[") or self._chance.random() > 0.2:
            return template
        index = self._chance.choice(marks)
        return template[:index] + template[index] * self._chance.choice((0, 2)) + template[index + 1 :]

    def _with_words(self, template: str) -> str:
        return "".join(self._word(character) if character in "§¢¤" else character for character in template)

    def _word(self, kind: str) -> str:
        word = next(self._unused)
        if kind == "¢":
            self._in_attribute.add(word)
        if kind == "¤":
            self._hidden.add(word)
        return word

    def _words_of(self, block: str, first: int, last: int) -> Iterator[Word]:
        for start in range(len(block)):
            text = block[start : start + _LENGTH]
            if text[:1] == "z" and text not in self._hidden:
                yield Word(text, first, last, text in self._in_attribute)


def _letters(number: int, count: int) -> str:
    """Return a number in letters."""
    letters = ""
    for _ in range(count):
        number, digit = divmod(number, len(_LETTERS))
        letters = _LETTERS[digit] + letters
    return letters
