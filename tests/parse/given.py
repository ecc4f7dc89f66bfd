"""Articles as tests write them down."""

from bookbuild.diagnostics import Outcome
from bookbuild.model import Article, ContentSettings, Source
from bookbuild.model.syntax import Syntax
from bookbuild.parse import parse

PATH = "content/article.md"


def outcome(
    text: str | bytes, path: str = PATH, language: str = "en", *, has_sources: bool = False
) -> Outcome[Article | None]:
    """Parse a file as it stands."""
    data = text if isinstance(text, bytes) else text.encode()
    return parse(
        Source(path, data), ContentSettings(syntax=Syntax(has_sources, ("dot",) if has_sources else ())), language
    )


def article(text: str | bytes, path: str = PATH, language: str = "en", *, has_sources: bool = False) -> Article:
    """Parse a file as it stands, of which an article must come."""
    value = outcome(text, path, language, has_sources=has_sources).value
    assert value is not None
    return value


def titled(text: str, language: str = "en", *, has_sources: bool = False) -> Article:
    """Parse the text of an article whose title is given, without any diagnostic about it."""
    return article(f"---\ntitle: A title\n---\n{text}", language=language, has_sources=has_sources)


def codes(text: str | bytes, path: str = PATH) -> list[str]:
    """Return the codes of the diagnostics of a file, in order."""
    return [diagnostic.code for diagnostic in outcome(text, path).diagnostics]
