"""The file of a glossary -> its terms, and its text as Markdown with a definition list."""

from dataclasses import dataclass, replace

from bookbuild.diagnostics import Outcome, diagnose
from bookbuild.model import Article, ContentSettings, Role, Source, Term
from bookbuild.parse.article import parse
from bookbuild.parse.block import Vocabulary
from bookbuild.parse.glossary.entries import ENTRY, Entries, stray_text
from bookbuild.parse.glossary.lines import Line, Lines, divide
from bookbuild.parse.reading import read

FILE, MATTER = "glossary-file", "glossary"
_EXAMPLE = "write a term, and on the next line a colon, a space and what it means"


@dataclass(frozen=True, slots=True)
class GlossaryFile:
    """A glossary's file: its terms, and what is parsed of it, with the lines of the file."""

    terms: tuple[Term, ...]
    source: Source


def read_glossary(source: Source, settings: ContentSettings) -> Outcome[GlossaryFile | None]:
    """Return the terms in a glossary's file, and its text in our Markdown."""
    text = read(source, Vocabulary(settings.keys))
    if text.value is None:
        return Outcome(None, text.diagnostics)
    lines = divide(text.value.body)
    if not lines.entries:
        return Outcome(None, (diagnose(FILE, "the glossary has no term with a meaning", source.path, hint=_EXAMPLE),))
    head = text.value.body_line - 1
    block = source.data.decode("utf-8-sig").split("\n")[:head]
    entries = Entries(source.path)
    terms, markdown = _markdown(lines, entries, source.path)
    stray = [stray_text(line, source.path) for line in lines.stray]
    before = [(line, number) for line, number in lines.before if number > head]
    whole: list[Line] = [*((line, at) for at, line in enumerate(block, 1)), *before, *markdown, *lines.definitions]
    data = "\n".join(line for line, _ in whole).encode()
    made = Source(source.path, data, tuple((source.path, number) for _, number in whole))
    return Outcome(GlossaryFile(terms, made), (*entries.diagnostics, *stray))


def _markdown(lines: Lines, entries: Entries, path: str) -> tuple[tuple[Term, ...], list[Line]]:
    terms: list[Term] = []
    markdown: list[Line] = []
    for entry in lines.entries:
        line = entry.terms[0][1]
        if not entry.has_meaning:
            words = entry.terms[0][0].strip()
            message = f"the term {words!r} has no meaning behind its colon, and is left out"
            entries.diagnostics.append(diagnose(ENTRY, message, path, line, _EXAMPLE))
            continue
        term, first = entries.term_of(entry)
        terms.append(term)
        markdown += [("", line), (first, line), *entry.meanings]
    return tuple(terms), [*markdown, ("", 1)]


def glossary_of(file: GlossaryFile, settings: ContentSettings, language: str) -> Outcome[Article | None]:
    """Return the article of a glossary, back matter whose title is empty if the file states none."""
    parsed = parse(file.source, settings, language)
    article = parsed.value
    found = tuple(one for one in parsed.diagnostics if one.code != "missing-title")
    if article is None:
        return Outcome(None, found)
    is_untitled = len(found) < len(parsed.diagnostics)
    article = replace(article, title="", title_markup="") if is_untitled else article
    return Outcome(replace(article, role=Role.BACK, matter=MATTER, number=None, chapter=None, after=None), found)
