"""Layout jobs for tests: a page small enough that a few lines fill it."""

from functools import cache

from bookbuild.model import LayoutJob, Stylesheet, Typeface
from bookbuild.typefaces import load_typefaces

PAGE = """
@page { size: 100mm 60mm; margin: 10mm }
html { font: 10pt/12pt "Source Serif 4" }
body, p, h1, ul, table { margin: 0 }
.footnote { float: footnote }
thead { display: table-header-group }
"""


@cache
def typefaces() -> tuple[Typeface, ...]:
    """The theme's Source Serif 4, and nothing else."""
    return tuple(face for face in load_typefaces(css="bold") if face.family == "Source Serif 4")


def document(body: str, language: str = "en") -> str:
    return (
        f'<html xmlns="http://www.w3.org/1999/xhtml" lang="{language}"><head><title>A run</title></head>'
        f"<body>{body}</body></html>"
    )


def job(body: str, css: str = "", *, name: str = "run", files: dict[str, bytes] | None = None) -> LayoutJob:
    sheets = (Stylesheet("page.css", PAGE), Stylesheet("more.css", css))
    return LayoutJob(name, document(body), sheets, typefaces(), tuple((files or {}).items()))


def words(count: int) -> str:
    return " ".join(f"word{number}" for number in range(count))
