"""Code fences and ``:::`` blocks that are not closed: what follows them belongs to them, with a warning."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, fence
from markdown_it.token import Token

from bookbuild.parse.syntax.findings import Kind, note
from bookbuild.parse.syntax.formulas import make_formula
from bookbuild.parse.syntax.listing_faults import listing_faults
from bookbuild.parse.syntax.listings import LISTING, read_listing, render_fence

UNCLOSED_BLOCK = Kind(
    "unclosed-block",
    "the block {} is not closed; all that follows, to the end of the article or of the list item, belongs to it",
    "write ::: on a line of its own where the block ends, with as many colons as it begins with",
)
_UNCLOSED_CODE = Kind(
    "unclosed-block",
    "the code that begins with {} is not closed; all that follows, to the end of the article or of the list item, is "
    "printed as code",
    "write ``` (or ~~~) on a line of its own where the code ends, with as many signs as it begins with",
)
_CLOSED_LATE = Kind(
    "unclosed-block",
    "code seems not to be closed above {}, which begins other code; what stands between is printed as code",
    "write ``` (or ~~~) on a line of its own where the first code ends; if it is right as it is, begin and end it with "
    "more signs: ````",
)
NOT_DRAWN = Kind(
    "foreign-markup",
    "{} is a diagram, which is not drawn; its source is printed as code",
    "put in a picture of the diagram, ![what it shows](diagram.svg), or name a program for it: docs/diagrams.md",
    name_of=lambda info: info.strip("`~{}. ").split(" ")[0].lower(),
)
_QUERY = Kind(
    "foreign-markup",
    "{} is a query of Obsidian, which a book cannot run; it is printed as code",
    "write its result in its place",
)
_CELL = Kind(
    "foreign-markup",
    "{} is code that Quarto or R Markdown runs; it is printed, not run",
    "put in its result, a table or a picture; without the braces it is plain code, without a warning",
)
_DIRECTIVE = Kind(
    "foreign-markup",
    "{} is a directive of Sphinx or MyST, which is not understood; it is printed as code",
    "use Markdown instead: ::: note and ::: around words, ![words](picture.png) for a figure",
)
_ASCIIMATH = Kind(
    "foreign-markup",
    "{} is a formula in AsciiMath, which is not understood; it is printed as code",
    "write it in the commands of LaTeX's mathematics, between $$ and $$",
)
_FORMULA = re.compile(r"\{?(?:math|katex|latexmath)\}?(?:\s|\Z)")
"""The words after a code fence that holds a formula in TeX."""

_OPENING = re.compile(r"(?:`{3,}|~{3,})[ \t]*\{?[A-Za-z][\w+#.:-]*\}?[ \t]*")

_TITLED = Kind(
    "foreign-markup",
    "the words behind the name of the language in {} are not printed",
    'write them as a caption: ```python caption="The words"',
)
_WORDS = re.compile(
    r"[^\s{}]+(?:[ \t]+(?!(?:(?:no)?line-?n\w+|numberlines|wrap|copy|ignore)\b)[^\W\d_][^\s={}]*){1,50}",
    re.IGNORECASE,
)
_CELL_INFO = re.compile(
    r"\{(?:r|python|julia|ojs|bash|sql|rcpp|stan|sas|css|js|octave|perl|awk)\b[^}]*\}", re.IGNORECASE
)

_INFO_KINDS = (
    (
        NOT_DRAWN,
        re.compile(
            r"\{?\.?(?:mermaid|plantuml|puml|uml|dot|graphviz|d2|ditaa|nomnoml|svgbob|wavedrom|vega|vega-lite|flow"
            r"|flowchart|sequence|gantt|markmap|mindmap|blockdiag|seqdiag|bytefield|erd|pikchr|structurizr|tikz|abc"
            r"|smiles|chart)\b",
            re.IGNORECASE,
        ),
    ),
    (_QUERY, re.compile(r"(?:dataview|dataviewjs|query|tasks|base)\s*$")),
    (_ASCIIMATH, re.compile(r"\{?asciimath\b\}?")),
    (_CELL, _CELL_INFO),
    (_DIRECTIVE, re.compile(r"\{=?[A-Za-z][\w:-]*\}")),
)
"""The meaning of the words after a code fence."""


def unclosed_plugin(md: MarkdownIt) -> None:
    """Read what is said of code fences; note that one is not closed, or of a kind that a book does not draw or run."""
    md.add_render_rule("fence", render_fence)
    md.block.ruler.at("fence", _fence, {"alt": ["paragraph", "reference", "blockquote", "list"]})


def _fence(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
    if not fence(state, start, end, silent):
        return False
    if not silent:
        _note_faults(state.tokens[-1])
    return True


def _note_faults(token: Token) -> None:
    first, end = token.map or (0, 0)
    info = token.info.strip()
    listing = token.meta[LISTING] = read_listing(info)
    if _CELL_INFO.match(info):
        listing.language = listing.unread.pop(0) if listing.unread else ""
    if _FORMULA.match(info):
        make_formula(token)
    lines = token.content.removesuffix("\n").split("\n") if token.content else []
    kind = _kind_of_info(info)
    if not kind:
        for fault, words in listing_faults(listing.language, listing.ranges, len(lines)):
            note(token, fault, words)
    if kind:
        note(token, kind, f"{token.markup}{info}")
    if listing.unread and (_WORDS.fullmatch(info) or listing.caption):
        note(token, _TITLED, f"{token.markup}{info}")
    if end - first - 1 <= len(lines):
        note(token, _UNCLOSED_CODE, f"{token.markup}{info}")
    for number, line in enumerate(lines, start=1):
        if line.startswith(token.markup) and _OPENING.fullmatch(line):
            note(token, _CLOSED_LATE, line, number)


def _kind_of_info(info: str) -> Kind | None:
    return next((kind for kind, pattern in _INFO_KINDS if pattern.match(info)), None)
