"""The output formats: one row each. Configuration, command line, covers, loading and the cache read this table.

What makes a format is named as ``module:function`` and imported when a book is made in it, so that reading the table
costs nothing and each format loads its own libraries only.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

OUTPUT_FOLDER = "_book"
"""The folder for the books, relative to the project, if no other is requested."""


@dataclass(frozen=True, slots=True)
class Format:
    """An output format.

    `cover` is what its cover looks like: ``portrait``, an image of 1.6 times its width; ``page``, of the shape of the
    page and only if the page settings enable it; ``none``. `needs_layout` is whether pages are laid out for it.

    `make` is a `bookbuild.pipeline.build_context.Maker`. `make_package`, the usual one, makes a file without pages in
    three steps: `render` is ``(book, settings, theme, cover) -> rendition``, `package` is ``(rendition, edition, name)
    -> Artifact`` and `verify` is ``(artifact) -> diagnostics``. `libraries` are the distributions that these use: with
    another version of one, a cached file is made again.
    """

    name: str
    suffix: str
    cover: Literal["portrait", "page", "none"] = "portrait"
    needs_layout: bool = False
    make: str = "bookbuild.pipeline.formats:make_package"
    render: str = ""
    package: str = ""
    verify: str = ""
    libraries: tuple[str, ...] = ()
    lists_pages: bool = False
    """Whether it shows where the pages of the printed book begin."""


_ROWS = (
    Format(
        "epub",
        ".epub",
        render="bookbuild.render.epub:render_epub",
        package="bookbuild.epub:package",
        verify="bookbuild.verify.epub:verify_epub",
        libraries=("ebooklib", "lxml", "uharfbuzz"),
        lists_pages=True,
    ),
    Format(
        "html",
        ".html",
        render="bookbuild.render.html:render_html",
        package="bookbuild.html:package",
        verify="bookbuild.verify.html:verify_html",
        libraries=("lxml", "uharfbuzz"),
    ),
    Format("pdf", ".pdf", cover="page", needs_layout=True, make="bookbuild.pipeline.printing:make_pdf"),
    Format("sheets", ".sheets.pdf", cover="page", needs_layout=True, make="bookbuild.pipeline.printing:make_sheets"),
    Format("pages", ".pages.json", cover="page", needs_layout=True, make="bookbuild.pipeline.formats:make_page_list"),
)

FORMATS: Mapping[str, Format] = {row.name: row for row in _ROWS}
"""All output formats by name, in the order in which help and messages list them."""

ENGINES = ("auto", "plain")
"""Ways to lay out pages: with accelerators where they fit the layout engine, or without any."""
PDF_STANDARDS = ("a-3a", "a-2a", "ua-1", "ua-2")
"""What a PDF may claim: PDF/UA-1 and a part and level of PDF/A, PDF/UA-1 alone, or PDF/UA-2."""

SHOPS: Mapping[str, str] = {
    "kdp": "Amazon Kindle",
    "apple": "Apple Books",
    "kobo": "Kobo",
    "google": "Google Play Books",
    "library": "a library",
}
"""Names of shops whose rules are known, by the words for them on the command line."""
