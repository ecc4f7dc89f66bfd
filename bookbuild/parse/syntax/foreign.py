"""Markup of other programs, kept as it was typed: template tags, shortcodes, LaTeX commands, kramdown's lists."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from bookbuild.parse.syntax.findings import AS_TYPED, REFER, Kind
from bookbuild.parse.syntax.formulas import LATEX
from bookbuild.parse.syntax.verbatim import push_verbatim

_NAME = re.compile(r"\W*(?:end)?([\w.-]*)")


def _name_of(words: str) -> str:
    """Return the name in a tag: ``if`` of ``{% endif %}``, ``page.title`` of ``{{ page.title }}``."""
    match = _NAME.match(words)
    name = match[1] if match else ""
    return "if" if name in {"else", "elseif", "elif"} else name or words


_AS_CODE = "to show it as it is, put it between backticks"
_TEMPLATE = Kind(
    "foreign-markup",
    f"{{}} is a template tag, which a website fills in and a book cannot; {AS_TYPED}",
    f"type the words that the website shows there, or take it out; {_AS_CODE}",
    _name_of,
)
_HUGO = Kind(
    "foreign-markup",
    f"{{}} is a shortcode of Hugo or Quarto, which a book cannot run; {AS_TYPED}",
    f"use Markdown instead: ![words](picture.png) for a figure, ::: note for a box; or take it out; {_AS_CODE}",
)
_SHORTCODE = Kind(
    "foreign-markup",
    f"{{}} is a shortcode of a website (Grav, WordPress), which a book cannot run; {AS_TYPED}",
    f"use Markdown instead, or take the brackets out and keep their words; {_AS_CODE}",
    _name_of,
)
_PLUGIN = Kind(
    "foreign-markup",
    f"{{}} calls a plugin of a website, which a book cannot run; {AS_TYPED}",
    "write a link with words instead, [the film](https://…), or take it out",
)
LATEX_REFERENCE = replace(LATEX, hint=REFER)
LATEX_INDEX = replace(LATEX, hint='write []{.index key="pay!minimum"}, or [words]{.index}')
LATEX_LABEL = replace(
    LATEX, hint="write it in braces behind what has it: ## Heading {#sec:words}, ![Words](picture.png){#fig:words}"
)
LATEX_NOTE = replace(LATEX, hint="write [^1] here, and [^1]: with the words of the note on a line of its own")
_KRAMDOWN = Kind(
    "foreign-markup",
    f"{{}} is an attribute list of Jekyll (kramdown), which is not understood; {AS_TYPED}",
    "write {.class #id} without the colon, on a line of its own above the paragraph; or take it out",
)
_CONTENTS = Kind(
    "foreign-markup",
    f"{{}} asks for a table of contents; {AS_TYPED}",
    "take it out: the book has contents of its own",
)
_EDITED = Kind(
    "foreign-markup",
    f"{{}} is an editor's change or comment (CriticMarkup); {AS_TYPED}",
    f"accept the change or reject it: keep only the words that are to be printed; {_AS_CODE}",
)


@dataclass(frozen=True, slots=True)
class _Form:
    """A form of markup: its kind, and its pattern, which matches where the markup begins.

    Patterns are bounded in length, so that no text takes more than linear time.
    """

    kind: Kind
    pattern: re.Pattern[str]


def _form(kind: Kind, pattern: str) -> _Form:
    return _Form(kind, re.compile(pattern, re.DOTALL))


_VALUE = r"""(?:"[^"]{0,400}"|'[^']{0,400}'|“[^”]{0,400}”|[^\s\[\]"'=]{1,400})"""
_PAIRS = rf"(?:\s+[A-Za-z][\w:-]{{0,40}}={_VALUE}){{1,20}}"

_ARGUMENT = r"\{[^{}\n]{0,500}(?:\{[^{}\n]{0,200}\}[^{}\n]{0,200}){0,5}\}"
_COMMAND = rf"\\[A-Za-z]{{2,30}}\*?(?:\[[^\[\]\n]{{0,200}}\]){{0,3}}(?:{_ARGUMENT}){{1,4}}"

_BEFORE_ESCAPES = (
    _form(LATEX_REFERENCE, rf"\\(?:page|eq|auto|c|C|name|v|f|labelc)?ref\*?{_ARGUMENT}"),
    _form(LATEX_INDEX, rf"\\index\*?(?:\[[^\[\]\n]{{0,200}}\])?{_ARGUMENT}"),
    _form(LATEX_LABEL, rf"\\label{_ARGUMENT}"),
    _form(LATEX_NOTE, rf"\\footnote(?:\[[^\[\]\n]{{0,200}}\])?{_ARGUMENT}"),
    _form(LATEX, _COMMAND),
    _form(LATEX_REFERENCE, r"\\@ref\([^()\s]{1,80}\)"),
    _form(
        LATEX,
        r"(?<![\w:/])\\(?:newpage|pagebreak|clearpage|cleardoublepage|noindent|maketitle|tableofcontents|item|par|hfill|vfill"
        r"|smallskip|medskip|bigskip|centering|bigbreak|LaTeX|TeX|ldots|dots|textbackslash|linebreak|newline|footnotesize)\b(?!\\)",
    ),
)
"""Forms that begin with a backslash."""

_BEFORE_LINKS = (
    _form(_CONTENTS, r"\{\{\s*TOC(?::[\d-]+)?\s*\}\}|\{:\s*toc\s*\}|\[\[_?(?i:toc)_?\]\]"),
    _form(_HUGO, r"\{\{(?:<.{0,2000}?>|%.{0,2000}?%)\}\}"),
    _form(_TEMPLATE, r"\{\{\{(?!\{).{1,2000}?\}\}\}"),
    _form(_TEMPLATE, r"\{\{(?!\{).{1,2000}?\}\}"),
    _form(_TEMPLATE, r"\{%.{0,2000}?%\}"),
    _form(_TEMPLATE, r"\{#(?:\s.{0,2000}?|[^{}]{0,2000}?)#\}"),
    _form(_TEMPLATE, r"\{/\*.{0,2000}?\*/\}"),
    _form(_TEMPLATE, r"<%.{0,2000}?%>"),
    _form(
        _EDITED,
        r"\{(?:\+\+.{1,2000}?\+\+|--.{1,2000}?--|~~[^~]{0,2000}~>[^~]{0,2000}~~|>>.{1,2000}?<<|==.{1,2000}?==)\}",
    ),
    _form(_KRAMDOWN, r"\{:(?:[:/][^{}\n]{0,200}|\s*toc\b[^{}\n]{0,200}|\s*\.no_toc\s*)\}"),
    _form(_PLUGIN, r"\[plugin:[\w-]{1,60}\](?:\([^()\s]{0,500}\))?"),
)
"""Forms that a link or an element of HTML would be read in."""

_AFTER_LINKS = (
    _form(_SHORTCODE, r"\[/[A-Za-z][\w-]{0,40}\]"),
    _form(_SHORTCODE, rf"\[[A-Za-z][\w-]{{1,40}}={_VALUE}(?:{_PAIRS})?\s*/?\]"),
    _form(_SHORTCODE, rf"\[[A-Za-z][\w-]{{0,40}}{_PAIRS}\s*/?\]"),
    _form(_SHORTCODE, r"\[[A-Za-z][\w-]{1,40}\s*/\]"),
    _form(_SHORTCODE, r"\[(?:gallery|playlist)\]"),
    _form(_CONTENTS, r"@?\[(?i:toc)\]"),
)
"""Forms that are read only where there is no link."""


def foreign_plugin(md: MarkdownIt) -> None:
    """Keep markup of other programs as verbatim tokens."""
    md.inline.ruler.before("escape", "latex_command", _rule(_BEFORE_ESCAPES, "\\"))
    md.inline.ruler.before("link", "template_tag", _rule(_BEFORE_LINKS, "{[<"))
    md.inline.ruler.after("link", "shortcode", _rule(_AFTER_LINKS, "["))


def is_shortcode(kind: Kind) -> bool:
    """Return whether a kind is that of shortcodes, whose opening in plain brackets only the closing identifies."""
    return kind is _SHORTCODE


def tags_in(text: str) -> list[tuple[Kind, re.Match[str]]]:
    """Return the template tags and shortcodes in a text that is not Markdown, in order."""
    found: list[tuple[Kind, re.Match[str]]] = []
    position = 0
    while mark := _MARKS.search(text, position):
        form = next((one for one in _IN_HTML if one.pattern.match(text, mark.start())), None)
        match = form.pattern.match(text, mark.start()) if form else None
        if form and match:
            found.append((form.kind, match))
        position = match.end() if match else mark.end()
    return found


_MARKS = re.compile(r"[{\[<]")
_IN_HTML = (*_BEFORE_LINKS, *_AFTER_LINKS)


def _rule(forms: tuple[_Form, ...], first: str) -> Callable[[StateInline, bool], bool]:
    """Return the parser's rule that keeps these forms; each begins with one of the `first` characters."""

    def rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's order
        if state.src[state.pos] not in first or (silent and first == "["):
            return False  # while the end of a link's words is looked for, brackets are counted as they are
        for form in forms:
            match = form.pattern.match(state.src, state.pos, state.posMax)
            if match is None:
                continue
            if not silent:
                push_verbatim(state, match.end(), form.kind)
            state.pos = match.end()
            return True
        return False

    return rule
