"""What the jobs of one design share: its fonts, loaded once in a process, and its stylesheets, parsed once."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from weasyprint import CSS
from weasyprint.css.counters import CounterStyle
from weasyprint.text.fonts import FontConfiguration

from bookbuild.diagnostics import BookError, Diagnostic, diagnose
from bookbuild.layout.fetcher import Fetcher
from bookbuild.layout.records import layout_warnings, recorded
from bookbuild.layout.takeover.kin import KeptStyles
from bookbuild.model import Stylesheet, Typeface


@dataclass(frozen=True, slots=True)
class Engine:
    """Fonts, stylesheets and counter styles ready for use, what was wrong with the stylesheets, and computed styles."""

    fonts: FontConfiguration
    sheets: tuple[CSS, ...]
    counters: CounterStyle
    diagnostics: tuple[Diagnostic, ...]
    styles: KeptStyles


@lru_cache(maxsize=4)
def engine_for(stylesheets: tuple[Stylesheet, ...], typefaces: tuple[Typeface, ...]) -> Engine:
    """Return the engine of a design, from the cache where it is there.

    The diagnostics are those of every job of the design, whichever came first: so a job's result is its own.

    Raises:
        BookError: when a typeface cannot be loaded, or there is none: Pango ends the process without a font.

    """
    if not typefaces:
        raise BookError(diagnose("theme-file", "the theme has no typeface", hint="name at least one font file"))
    fonts, counters = FontConfiguration(), CounterStyle()
    fetch = Fetcher("a stylesheet asks", {f"font:{face.digest}": face.data for face in typefaces})
    with recorded() as messages:
        faces = _parse(Stylesheet("typefaces", _font_faces(typefaces)), fetch, fonts, counters)
    if messages:
        raise BookError(*(diagnose("theme-file", f"a font file is damaged: {message}") for message in messages))
    sheets = [faces]
    found: list[Diagnostic] = []
    for stylesheet in stylesheets:
        with recorded() as messages:
            sheets.append(_parse(stylesheet, fetch, fonts, counters))
        found.extend(layout_warnings(f"{stylesheet.name}: {message}" for message in messages))
    return Engine(fonts, tuple(sheets), counters, (*found, *fetch.diagnostics()), KeptStyles())


def _parse(stylesheet: Stylesheet, fetch: Fetcher, fonts: FontConfiguration, counters: CounterStyle) -> CSS:
    # The base makes a relative `url()` reach the fetcher; no `url()` can be joined to it.
    return CSS(string=stylesheet.css, base_url="book:", url_fetcher=fetch, font_config=fonts, counter_style=counters)


def _font_faces(typefaces: Iterable[Typeface]) -> str:
    return "".join(
        f'@font-face{{font-family:"{_escaped(face.family)}";font-weight:{face.weight};font-style:{face.style};'
        f"src:url(font:{face.digest})}}"
        for face in typefaces
    )


def _escaped(family: str) -> str:
    return family.replace("\\", "\\\\").replace('"', '\\"')
