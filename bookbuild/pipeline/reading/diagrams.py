"""Diagrams of a book: drawn by the programs that the project names, or taken from the cache, and made safe."""

import hashlib
import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from os import cpu_count
from pathlib import Path

from bookbuild.cache import Cache
from bookbuild.config import FILE_NAME, setting_line
from bookbuild.diagnostics import Diagnostic, Outcome, diagnose
from bookbuild.images import Encode, Encoded
from bookbuild.model import Article, Book, Config, ImageUse, Picture
from bookbuild.model.diagrams import KIND, DiagramUse
from bookbuild.pipeline.cache_entries import DIAGRAM

_BLOCK = re.compile(
    r'(?P<figure><figure class="listing"(?: id="(?P<name>[^"]*)")?>\s*(?P<caption><figcaption>.*?</figcaption>)\s*)?'
    rf'<pre {KIND}="(?P<kind>[^"]*)"(?P<more>[^<>]*)><code[^<>]*>(?P<text>[^<>]*)</code></pre>(?(figure)\s*</figure>)',
    re.DOTALL,
)
_ID = re.compile(r' id="([^"]*)"')
_MARK = re.compile(rf' {KIND}="[^"]*"')
_LABEL = re.compile(r"<(?:text|tspan|p|span|div)\b[^<>]*>([^<>]+)<")
_MOST_WORDS = 12
_ADDRESS = "diagram:"


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A diagram: its picture, or why it is not drawn, with a hint; and the words in it."""

    picture: Picture | None
    message: str = ""
    hint: str = ""
    words: str = ""


def with_diagrams(book: Book, project: Path, config: Config, cache: Cache, encode: Encode) -> Outcome[Book]:
    """Return a book with the drawings of its diagrams in the place of their code, which stays where there is none."""
    if not any(article.diagrams for article in book.articles()):
        return Outcome(book)
    artist = _Artist(project, config.diagrams.commands, cache, encode)
    artist.draw_all([piece for article in book.articles() for piece in _pieces(article)])
    found: list[Diagnostic] = []
    pictures = dict(book.pictures)

    def drawn(article: Article) -> Article:
        return _drawn(article, artist, pictures, found) if article.diagrams else article

    made = book.mapped(drawn)
    return Outcome(replace(made, pictures=pictures), (*artist.faults, *found))


def _pieces(article: Article) -> Iterator[tuple[str, str]]:
    """Yield the kind and the text of each diagram of an article, in the order of its body and its notes."""
    for part in (article.body, *article.notes):
        if KIND in part:
            for block in _BLOCK.finditer(part):
                yield html.unescape(block["kind"]), html.unescape(block["text"])


@dataclass(slots=True)
class _Artist:
    """Draws diagrams, each once; a missing program is reported once."""

    project: Path
    commands: Mapping[str, tuple[str, ...]]
    cache: Cache
    encode: Encode
    faults: list[Diagnostic] = field(default_factory=list)
    _drawn: dict[tuple[str, str], _Drawn | None] = field(default_factory=dict)

    def draw_all(self, pieces: list[tuple[str, str]]) -> None:
        """Draw diagrams, by kind and text, several at once."""
        from bookbuild.diagrams import Command, DiagramError, command_of, draw  # noqa: PLC0415 - few books have any

        known: dict[str, Command] = {}
        for kind in dict.fromkeys(kind for kind, _ in pieces):
            try:
                if words := self.commands.get(kind, ()):
                    known[kind] = command_of(words, self.project)
            except DiagramError as error:
                line = setting_line(self.project, ("diagrams", kind))
                message = f"diagrams in {kind} are printed as code: {error}"
                self.faults.append(diagnose("undrawn-diagram", message, FILE_NAME, line, error.hint))

        def one(piece: tuple[str, str]) -> _Drawn:
            kind, text = piece
            try:
                inputs = (kind, text, known[kind].digest)
                data = self.cache.remember(DIAGRAM, inputs, lambda: draw(known[kind], text, kind))
            except DiagramError as error:
                return _Drawn(None, str(error), error.hint)
            return self._encoded(data)

        from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - few books have diagrams

        wanted = [piece for piece in dict.fromkeys(pieces) if piece[0] in known]
        with ThreadPoolExecutor(cpu_count() or 1) as pool:
            self._drawn = dict(zip(wanted, pool.map(one, wanted), strict=True))

    def drawing(self, kind: str, text: str) -> _Drawn | None:
        """Return what became of a diagram, or None if there is no program for its kind."""
        return self._drawn.get((kind, text))

    def _encoded(self, data: bytes) -> _Drawn:
        encoded = self.encode(data, ".svg", ())
        if isinstance(encoded, str):
            message, _, hint = encoded.partition("\n")
            return _Drawn(None, f"the drawing {message}", hint)
        return _Drawn(_picture(encoded), words=_words_in(encoded.data))


def _picture(encoded: Encoded) -> Picture:
    name = f"diagram-{hashlib.sha256(encoded.data).hexdigest()[:16]}.svg"
    return Picture(name, encoded.media_type, encoded.data, encoded.width, encoded.height, encoded.is_clear)


def _words_in(svg: bytes) -> str:
    """Return the labels of a drawing."""
    labels = [" ".join(html.unescape(one).split()) for one in _LABEL.findall(svg.decode("utf-8", "replace"))]
    return ", ".join(list(dict.fromkeys(filter(None, labels)))[:_MOST_WORDS])


def _drawn(
    article: Article, artist: _Artist, pictures: dict[tuple[str, str], Picture], found: list[Diagnostic]
) -> Article:
    uses, images = iter(article.diagrams), list(article.images)

    def shown(block: re.Match[str]) -> str:
        use = next(uses)
        drawn = artist.drawing(use.kind, html.unescape(block["text"]))
        if drawn is None or drawn.picture is None:
            if drawn is not None:
                message = f"the diagram in {use.kind} is printed as code: {drawn.message}"
                found.append(diagnose("undrawn-diagram", message, article.path, use.line, drawn.hint))
            return _MARK.sub("", block[0])
        if not use.alt:
            hint = 'write what it shows behind the language: alt="Two boxes and an arrow from the first to the second"'
            found.append(
                diagnose(
                    "missing-alt", f"the diagram in {use.kind} has no text alternative", article.path, use.line, hint
                )
            )
        address = f"{_ADDRESS}{drawn.picture.name}"
        pictures[article.path, address] = drawn.picture
        images.append(ImageUse(address, use.line, use.alt))
        return _figure(block, address, use, drawn)

    body, *notes = (_BLOCK.sub(shown, part) if KIND in part else part for part in (article.body, *article.notes))
    return replace(article, body=body, notes=tuple(notes), images=tuple(images))


def _figure(block: re.Match[str], address: str, use: DiagramUse, drawn: _Drawn) -> str:
    own = _ID.search(block["more"])
    name = block["name"] or (own[1] if own else "")
    id_ = f' id="{name}"' if name else ""
    alt = html.escape(use.alt or drawn.words or use.kind)
    plain = "" if block["caption"] else ' class="plain"'
    return f'<figure{id_}{plain}><img src="{address}" alt="{alt}"/>{block["caption"] or ""}</figure>'
