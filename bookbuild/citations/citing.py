"""Texts with citations as they were typed -> texts with citations as their style prints them, and the works cited."""

import html
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bookbuild.citations.groups import Citation, GroupWriter, plain_text
from bookbuild.citations.library import Library
from bookbuild.citations.notes import NewNotes, in_new_order
from bookbuild.citations.positions import Positions
from bookbuild.citations.processor import Processor
from bookbuild.citations.styles import Style
from bookbuild.citations.works import works_of
from bookbuild.diagnostics import Diagnostic, Outcome, diagnose
from bookbuild.model.citations import CITED, MARK, Cite, CitedText, CitedTexts, CitingText, Work, cites_of

_TYPED = re.compile(rf'<span [^<>]*{MARK}="[^"]*"[^<>]*>([^<]*)</span>')
_TYPED_OR_CALL = re.compile(rf'{_TYPED.pattern}|<sup class="noteref" data-note="(\d+)"></sup>')
_CITED = re.compile(rf'<a {CITED}="[^"]*"')
_SPACE_BEFORE_SUP = re.compile(r"(?<!</sup>)(?<![ \n])[ \n]+\ue010")


def cite(texts: Sequence[CitingText], library: Library, style: Style, language: str) -> Outcome[CitedTexts]:
    """Return texts with citations as a style prints them in a language. `texts` are in the order of the book."""
    found = list(_undefined(texts, library))
    cited: list[CitedText] = []
    lists: dict[str, tuple[Work, ...]] = {}
    for scope, group in _by_scope(texts):
        keys = list(dict.fromkeys(key for text in group for key in _keys(text) if key in library.works))
        processor = Processor(style, {key: library.works[key] for key in keys}, _locale(style, language))
        cited += _Citer(processor, library, style).all(group)
        lists[scope] = works_of(processor)
        found += _unfollowed(processor, library, style)
    order = [text.path for text in texts]
    cited.sort(key=lambda text: order.index(text.path))
    return Outcome(CitedTexts(tuple(cited), lists), tuple(found))


def _by_scope(texts: Sequence[CitingText]) -> Iterator[tuple[str, list[CitingText]]]:
    for scope in dict.fromkeys(text.scope for text in texts):
        yield scope, [text for text in texts if text.scope == scope]


def _keys(text: CitingText) -> Iterator[str]:
    """Yield the keys that a text cites, in its order; those of a note where it is called."""
    waiting, seen = [text.body], set[str]()
    while waiting:
        part = waiting.pop()
        match = _TYPED_OR_CALL.search(part)
        if match is None:
            continue
        waiting.append(part[match.end() :])
        if match[2] is None:
            yield from (cite.key for cite in cites_of(html.unescape(match[1])))
        elif match[2] not in seen:
            seen.add(match[2])
            waiting.append(text.notes[int(match[2]) - 1])


def _undefined(texts: Iterable[CitingText], library: Library) -> Iterator[Diagnostic]:
    for text in texts:
        for use in text.citations:
            for one in cites_of(use.target):
                if one.key in library.works:
                    continue
                near = library.nearest(one.key)
                hint = f"did you mean @{near}?" if near else "add it to the file of works"
                hint += f"; if it is a name, write \\@{one.key}" if one.is_in_text else ""
                message = f"no work has the key {one.key!r}, so that it is printed as it was typed"
                cause = f"source {one.key}"
                yield diagnose("undefined-source", message, text.path, use.line, hint, cause=cause)


def _unfollowed(processor: Processor, library: Library, style: Style) -> Iterator[Diagnostic]:
    for key, reason in processor.faults.items():
        message = f"the style {style.name} cannot set the work {key!r}; it is printed in short ({reason})"
        yield diagnose("source-file", message, *library.places[key], "look whether its fields are as they should be")


def _locale(style: Style, language: str) -> str:
    """Return the locale for a language: the style's own, if it is one of a country with that language."""
    main, _, region = language.partition("-")
    if not region and style.locale.partition("-")[0] == main:
        return style.locale
    return f"{main.lower()}-{region.upper()}" if region else main.lower()


class _Citer:
    """Prints the citations of the texts of one list."""

    def __init__(self, processor: Processor, library: Library, style: Style) -> None:
        self._writer = GroupWriter(processor, library.works)
        self._known, self._style, self._locators = library.works, style, processor.locators

    def all(self, texts: Iterable[CitingText]) -> Iterator[CitedText]:
        for _, group in itertools.groupby(texts, key=lambda text: text.chapter):
            positions = Positions()
            for text in group:
                yield self._cited(text, positions)

    def _cited(self, text: CitingText, positions: Positions) -> CitedText:
        positions.begin()
        plain: dict[str, str] = {}
        new = NewNotes()
        done: dict[int, str] = {}

        def written(match: re.Match[str], *, in_note: bool) -> str:
            if match[2] is not None:
                number = int(match[2])
                if number not in done:
                    done[number] = ""  # a note may call itself
                    done[number] = _TYPED_OR_CALL.sub(lambda m: written(m, in_note=True), text.notes[number - 1])
                return match[0]
            typed = html.unescape(match[1])
            shown, note = self._printed(cites_of(typed), typed, positions, in_note=in_note)
            plain[typed] = plain_text(shown)
            return f"{shown}{new.add(note)}" if note else shown

        body = _TYPED_OR_CALL.sub(lambda match: written(match, in_note=False), text.body)
        notes = [done.get(number, note) for number, note in enumerate(text.notes, 1)]
        body, notes = in_new_order(_close_up(body), [_close_up(note) for note in notes], new)
        count = itertools.count(1)
        body, *notes = (_CITED.sub(lambda match: f'{match[0]} id="cite.{next(count)}"', one) for one in (body, *notes))
        headings = tuple(_with_words(heading, plain) for heading in text.headings)
        return CitedText(text.path, body, tuple(notes), headings)

    def _printed(self, cites: list[Cite], typed: str, positions: Positions, *, in_note: bool) -> tuple[str, str]:
        """Return what stands in the text for a citation, and the footnote that it gets, or an empty string."""
        known = [one for one in cites if one.key in self._known]
        if not known:
            return html.escape(typed, quote=False), ""
        located = [(one, self._locators.read(one.after) if one.key in self._known else None) for one in cites]
        citation = Citation(tuple(located), positions.of(located))
        if not self._style.is_for_notes:
            return self._writer.in_text(citation), ""
        if in_note:
            return self._writer.in_note(citation), ""
        return self._writer.author_for_note(citation), self._writer.note(citation)


def _close_up(xhtml: str) -> str:
    """Take out the space before raised numbers."""
    return _SPACE_BEFORE_SUP.sub("", xhtml).replace("\ue010", "")


def _with_words(heading: str, plain: Mapping[str, str]) -> str:
    for typed, words in plain.items():
        heading = heading.replace(typed, words)
    return " ".join(heading.split())
