"""Divisions of a book: kinds of front and back matter, and how chapters, parts and sections are numbered."""

from collections.abc import Mapping
from dataclasses import dataclass

from bookbuild.model.content import Role

NUMERALS = ("1", "I", "i", "A", "a", "words", "none")
"""How numbers are printed: in figures, as Roman numerals, as letters, in words at the head of a chapter, or not."""
DEEPEST_SECTION = 5
"""Headings have five levels below the title of an article."""


@dataclass(frozen=True, slots=True)
class Matter:
    """A kind of front or back matter. `type` is its term in EPUB's structural vocabulary, if it has one."""

    role: Role
    type: str = ""
    has_title: bool = True
    """Whether its title is printed: custom has none on a dedication."""
    is_before_contents: bool = False


MATTERS: Mapping[str, Matter] = {
    "front": Matter(Role.FRONT),
    "body": Matter(Role.ARTICLE),
    "back": Matter(Role.BACK),
    "half-title": Matter(Role.FRONT, "halftitlepage", has_title=False, is_before_contents=True),
    "dedication": Matter(Role.FRONT, "dedication", has_title=False, is_before_contents=True),
    "epigraph": Matter(Role.FRONT, "epigraph", has_title=False, is_before_contents=True),
    "abbreviations": Matter(Role.FRONT),
    "foreword": Matter(Role.FRONT, "foreword"),
    "preface": Matter(Role.FRONT, "preface"),
    "acknowledgments": Matter(Role.FRONT, "acknowledgments"),
    "acknowledgements": Matter(Role.FRONT, "acknowledgments"),
    "introduction": Matter(Role.FRONT, "introduction"),
    "prologue": Matter(Role.FRONT, "prologue"),
    "conclusion": Matter(Role.BACK, "conclusion"),
    "epilogue": Matter(Role.BACK, "epilogue"),
    "afterword": Matter(Role.BACK, "afterword"),
    "appendix": Matter(Role.APPENDIX, "appendix"),
    "glossary": Matter(Role.BACK, "glossary"),
    "colophon": Matter(Role.BACK, "colophon", has_title=False),
}
"""What ``matter`` in a metadata block may be."""


@dataclass(frozen=True, slots=True)
class Numbering:
    """How numbers are printed, of `NUMERALS`; `sections` is how many numbers a heading's has behind the chapter's."""

    chapters: str = "1"
    parts: str = "I"
    appendices: str = "A"
    sections: int = 0


@dataclass(frozen=True, slots=True)
class PartSettings:
    """The table ``[parts.1]``: `chapters` are numbers, or ranges of whole ones."""

    title: str = ""
    subtitle: str = ""
    highlight: str = ""
    chapters: tuple[str, ...] = ()
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Divisions:
    """What a project says of the divisions of its book, and the language in which numbers are spelt."""

    numbering: Numbering = Numbering()
    parts: Mapping[str, PartSettings] | None = None
    language: str = "en"
