"""What jobs of the same stylesheets and typefaces share: fonts loaded and stylesheets parsed once in a process."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from weasyprint import CSS
from weasyprint.css.counters import CounterStyle

from bookbuild.diagnostics import BookError, Diagnostic, diagnose
from bookbuild.layout.accelerators.style_cache import StyleCache
from bookbuild.layout.engine_log import recorded, stylesheet_warnings
from bookbuild.layout.fetcher import Fetcher
from bookbuild.layout.font_configuration import BookFontConfiguration
from bookbuild.layout.page_rules import FURNITURE, settle_page_rules
from bookbuild.model import Stylesheet, Typeface

_TEXT_WRAP = re.compile(r"(?<=[{;\s])text-wrap(?=\s*:)")
"""A property that WeasyPrint does not know, and `paragraph_lines` does: it is kept as a custom one."""


@dataclass(frozen=True, slots=True)
class Engine:
    """Fonts, stylesheets and counter styles ready for use, what was wrong with the stylesheets, and computed styles."""

    fonts: BookFontConfiguration
    sheets: tuple[CSS, ...]
    counters: CounterStyle
    diagnostics: tuple[Diagnostic, ...]
    styles: StyleCache


@lru_cache(maxsize=4)
def engine_for(stylesheets: tuple[Stylesheet, ...], typefaces: tuple[Typeface, ...]) -> Engine:
    """Return the engine for these stylesheets and typefaces, a cached one if there is one.

    Its diagnostics belong to every job that uses it, so that no job's result depends on what was laid out before.

    Raises:
        BookError: when a typeface cannot be loaded, or there is none: without a font, Pango aborts the process.

    """
    if not typefaces:
        raise BookError(diagnose("theme-file", "the theme has no typeface", hint="name at least one font file"))
    fonts, counters = BookFontConfiguration(), CounterStyle()
    fetch = Fetcher("a stylesheet asks", {f"font:{face.digest}": face.data for face in typefaces})
    with recorded() as messages:
        faces = _parse(Stylesheet("typefaces", _font_faces(typefaces)), fetch, fonts, counters)
    if messages:
        raise BookError(*(diagnose("theme-file", f"a font file is damaged: {message}") for message in messages))
    sheets = [faces]
    found: list[Diagnostic] = []
    is_furniture = any(stylesheet.name == FURNITURE for stylesheet in stylesheets)
    for stylesheet in stylesheets:
        with recorded() as messages:
            sheets.append(_parse(stylesheet, fetch, fonts, counters))
        found.extend(settle_page_rules(sheets[-1], stylesheet, is_furniture=is_furniture))
        found.extend(stylesheet_warnings(messages, stylesheet))
    return Engine(fonts, tuple(sheets), counters, (*found, *fetch.diagnostics()), StyleCache())


def _parse(stylesheet: Stylesheet, fetch: Fetcher, fonts: BookFontConfiguration, counters: CounterStyle) -> CSS:
    # The base makes a relative `url()` reach the fetcher; no `url()` can be joined to it.
    css = _TEXT_WRAP.sub("--text-wrap", stylesheet.css)
    return CSS(string=css, base_url="book:", url_fetcher=fetch, font_config=fonts, counter_style=counters)


def _font_faces(typefaces: Iterable[Typeface]) -> str:
    return "".join(
        f'@font-face{{font-family:"{_escaped(face.family)}";font-weight:{face.weight};font-style:{face.style};'
        f"src:url(font:{face.digest})}}"
        for face in typefaces
    )


def _escaped(family: str) -> str:
    return family.replace("\\", "\\\\").replace('"', '\\"')
