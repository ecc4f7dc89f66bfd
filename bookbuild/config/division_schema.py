"""The tables [parts], [chapters] and [numbering]: the divisions of a book and their numbers."""

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta

from bookbuild.config.documentation import Doc
from bookbuild.config.tables import Table
from bookbuild.config.value_types import Names
from bookbuild.model import DEEPEST_SECTION

Numerals: TypeAlias = Literal["1", "I", "i", "A", "a", "words", "none"]
Depth = Annotated[
    int, Meta(ge=0, le=DEEPEST_SECTION, description=f"a number of levels from 0 to {DEEPEST_SECTION}, without quotes")
]


class ChapterTable(Table, frozen=True):
    """A chapter, by its number. The metadata of the chapter's opening file has precedence."""

    title: Annotated[str, Doc("The chapter's title.", '"The interview"')] = ""
    subtitle: Annotated[str, Doc("Its subtitle.", '"And after"')] = ""
    highlight: Annotated[
        str, Doc("Its accent: the name of a colour of the palette.", '"ch7"', default="that of its first article")
    ] = ""
    matter: Annotated[
        Literal["", "appendix"],
        Doc("`appendix` for a chapter that is one: it comes last, and has a letter.", '"appendix"'),
    ] = ""
    numbered: Annotated[
        bool, Doc("Whether its number is printed. The others keep theirs.", "false", default="`true`")
    ] = True


class PartTable(Table, frozen=True):
    """A part, by its number. The metadata of its own file has precedence. See [divisions.md](divisions.md#parts)."""

    title: Annotated[str, Doc("The part's title.", '"Before you apply"')] = ""
    subtitle: Annotated[str, Doc("Its subtitle.", '"What to know, and what to ask"')] = ""
    chapters: Annotated[
        Names, Doc("Its chapters: numbers, or ranges.", '[1, "3-5"]', default="those that say so themselves")
    ] = Names([])
    highlight: Annotated[str, Doc("Its accent: the name of a colour of the palette.", '"ch7"')] = ""
    numbered: Annotated[bool, Doc("Whether its number is printed.", "false", default="`true`")] = True


class NumberingTable(Table, frozen=True):
    """How numbers are printed: in figures (`1`), as Roman numerals (`I`, `i`), as letters (`A`, `a`), in `words` at the
    head of the chapter and in figures elsewhere, or not at all (`none`).
    """

    chapters: Annotated[Numerals, Doc("Numbers of chapters.", '"words"')] = "1"
    parts: Annotated[Numerals, Doc("Numbers of parts.", '"1"')] = "I"
    appendices: Annotated[Numerals, Doc("Numbers of appendices, in their order.", '"I"')] = "A"
    sections: Annotated[
        Depth,
        Doc(
            "How many numbers follow that of the chapter in those of its articles and headings: 1 for 7.1, 2 for "
            "7.1.1, 0 for none. See [divisions.md](divisions.md#numbers-of-sections).",
            "2",
        ),
    ] = 0
