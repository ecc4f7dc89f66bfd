"""An output format for tests: an edition as plain text, made in the three steps of a format without pages."""

from dataclasses import dataclass

from bookbuild.diagnostics import Diagnostic, diagnose
from bookbuild.model import Artifact, Book, Format, Picture, Theme, VolumeSettings

MODULE = "tests.pipeline.text_format"
ROW = Format(
    "text",
    ".txt",
    cover="none",
    render=f"{MODULE}:render",
    package=f"{MODULE}:package",
    verify=f"{MODULE}:verify",
)


@dataclass(frozen=True, slots=True)
class TextRendition:
    """Titles, with the set of their letters and the media type of the cover."""

    title: str
    lines: tuple[str, ...]
    cover: str
    letters: frozenset[str]


def render(book: Book, settings: VolumeSettings, theme: Theme, cover: Picture) -> TextRendition:
    """Return the titles of a book."""
    lines = tuple(article.title for article in book.articles())
    assert theme.typefaces
    return TextRendition(settings.identity.full_title, lines, cover.media_type, frozenset("".join(lines)))


def package(rendition: TextRendition, edition: str, name: str) -> Artifact:
    """Return the titles as a file."""
    lines = (rendition.title, rendition.cover, *rendition.lines)
    return Artifact(name, "text", edition, "\n".join(lines).encode())


def verify(artifact: Artifact) -> tuple[Diagnostic, ...]:
    """Report a title that no text should have."""
    return (diagnose("malformed-output", "it says Forbidden", artifact.name),) if b"Forbidden" in artifact.data else ()
