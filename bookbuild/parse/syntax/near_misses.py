"""Text that looks like Markdown with a slip in it, or like markup that is no Markdown: a table of kinds."""

import re
from collections.abc import Callable, Iterator

from bookbuild.parse.syntax.findings import AS_TYPED, Kind
from bookbuild.parse.syntax.flattening import CODE
from bookbuild.parse.syntax.formulas import FORMULA
from bookbuild.parse.syntax.tables import TABLE_FINDERS

Finder = Callable[[str], Iterator[tuple[int, str]]]
"""Yields where in a flattened text something was found, and the words to quote."""


def _pattern(source: str, needs: str = "") -> Finder:
    """Return a finder of a regular expression; `needs` is text without which it finds nothing, which is fast to see."""
    compiled = re.compile(source, re.MULTILINE)

    def find(text: str) -> Iterator[tuple[int, str]]:
        for match in compiled.finditer(text) if needs in text else ():
            yield match.start(), match[0].replace(CODE, "`…`")

    return find


def _slip(message: str, hint: str) -> Kind:
    return Kind("mistyped-markup", message, hint)


def _foreign(what: str, hint: str) -> Kind:
    return Kind("foreign-markup", f"{{}} is {what}; {AS_TYPED}", hint)


def _find_stars(text: str) -> Iterator[tuple[int, str]]:
    """Yield pairs of stars that are left over; powers (``2**8``) and lines of stars are no emphasis."""
    is_text = bool(text.strip("* \n"))
    for match in _STAR_RUN.finditer(text if is_text else ""):
        before, after = text[max(match.start() - 1, 0) : match.start()], text[match.end() : match.end() + 1]
        if not (before.isalnum() and after.isdecimal()):
            yield match.start(), text[match.start() : match.start() + 80].partition("\n")[0]


_STAR_RUN = re.compile(r"(?<!\*)\*{2,3}(?!\*)")

_STARS = _slip(
    f"{{}}: the stars or lines around words do not make them strong; {AS_TYPED}",
    "close them with as many as you opened them with, with no space inside and a space outside: **like this** and on; "
    "for a star itself, type \\*",
)
_LIST = _slip(
    f"{{}} is no item of a list; {AS_TYPED}",
    "put a space behind the number or the hyphen: 1. First, - First",
)

TEXT_FINDERS: tuple[tuple[Kind, Finder], ...] = (
    (
        _slip(
            f"{{}} is no link, since a space stands between its brackets; {AS_TYPED}",
            "take the space out: [words](https://…)",
        ),
        _pattern(
            r"\[[^\[\]\n]{1,200}\] \((?:https?://|www\.|mailto:|\.{0,2}/|#|[^()\s]{1,200}\.[a-z]{2,5}[)#])[^()\s]{0,500}\)?",
            needs="] (",
        ),
    ),
    (
        _slip(f"{{}} is no link, since its brackets are swapped; {AS_TYPED}", "write [words](https://…)"),
        _pattern(
            r"\([^()\n]{1,200}\) ?\[(?:https?://|www\.|mailto:|\.{0,2}/|#|[^\[\]\s]{1,200}\.md)[^\[\]\s]{0,500}\]",
            needs="[",
        ),
    ),
    (
        _slip(
            f"{{}} is no link, since there is a space in its address; {AS_TYPED}",
            "put the address in angle brackets: [words](<my file.md>)",
        ),
        _pattern(r"\]\((?=[^()\n]{0,300}[/.]\S)(?=[^()\n]{0,300} )[^()\n\"'=]{1,300}\)", needs="]("),
    ),
    (
        _slip(
            f"{{}} says nowhere where a link leads, since there is a space in its address; {AS_TYPED}",
            "put the address in angle brackets: [name]: <my file.md>",
        ),
        _pattern(
            r"^\[[^\[\]\n^]{1,80}\]:[ \t]*[^\s<][^\n]{0,300} [^\n]{0,300}\w\.[A-Za-z][A-Za-z0-9]{1,4}"
            r"(?:#\S*)?(?: +[\"'(][^\n]*)?$",
            needs="]:",
        ),
    ),
    (
        _slip(
            f"{{}} is no size of a picture; {AS_TYPED}", "write the size behind it: ![words](picture.png){width=300px}"
        ),
        _pattern(r"!?\[[^\[\]\n]{0,200}\]\([^()\s]{1,300} =\d*%?x?\d*%?\)", needs="]("),
    ),
    (_STARS, _find_stars),
    (_STARS, _pattern(r"(?<![\w_])__(?=[^\W_])[^_\n]{1,80}|(?<![\w_])__ [^_\n]{1,80} __(?!_)|~~[^~\n]{1,80}~~")),
    (
        _slip(
            f"{{}}: the code is not closed; {AS_TYPED}", "close it with as many backticks as you opened it with: `code`"
        ),
        _pattern(r"(?<![\w`\u00b4'])`{1,2}\w[^`\n]{0,60}", needs="`"),
    ),
    (
        _slip(f"{{}} is no heading, since there is no space after the #; {AS_TYPED}", "put a space there: ## Heading"),
        _pattern(r"^ {0,3}#{2,6}[^\s#\ue000-\ue002].*", needs="##"),
    ),
    (
        _slip(
            f"{{}} may be meant as a heading, but there is no space after the #; {AS_TYPED}",
            "put a space there: # Heading",
        ),
        _pattern(r"\A#[^\W\d_a-z][a-zà-ÿ]+(?: [^\s#.!?,;:]+){1,7}\Z", needs="#"),
    ),
    (
        _slip(f"{{}} closes no block; {AS_TYPED}", "take it out, or open a block above it: ::: note"),
        _pattern(r"^:{3,}$", needs=":::"),
    ),
    (_LIST, _pattern(r"^\d{1,2}[.)][^\W\d_][^\n]*\n(?=\d{1,2}[.)][^\W\d_])|\A\d{1,2}[.)][^\W\d_]\w*\s[^\n]*")),
    (_LIST, _pattern(r"^[-+][^\W\d_][^\n]*\n(?=[-+][^\W\d_])")),
    (
        _slip(
            "{} begins with a dot that is typed by hand, so it is no item of a list; the lines run together",
            "write a hyphen and a space instead of the dot: - First",
        ),
        _pattern(r"^[•·▪◦‣●○■□➢✓✔][^\S\n]*\w[^\n]*(?:\n(?=[•·▪◦‣●○■□➢✓✔])|\Z)"),
    ),
    *TABLE_FINDERS,
)
"""What is looked for in paragraphs."""

INLINE_FINDERS: tuple[tuple[Kind, Finder], ...] = (
    (FORMULA, _pattern(r"\$\$[^$\n]{0,80}", needs="$$")),
    (
        _foreign(
            "a citation, which is not understood",
            "write out who and when, or make it a footnote: [^1] and [^1]: the source",
        ),
        _pattern(
            r"\[(?:[^\[\]\n]{0,80}[\s;])?-?@[A-Za-z][\w:.#$%&+?<>~/-]{1,80}[^\[\]\n]{0,200}\]|(?<![\w.@])@(?:fig|tbl|sec|eq|lst)[-:][\w-]{1,60}",
            needs="@",
        ),
    ),
    (
        _foreign("a role of Sphinx or MyST, which is not understood", "write a link: [words](other-article.md#part)"),
        _pattern(rf"\{{[A-Za-z][\w:-]{{0,40}}\}}{CODE}|(?<![\w:]):[A-Za-z][\w:-]{{0,40}}:{CODE}", needs=CODE),
    ),
    (
        _foreign("a name of an emoji, which is not understood", "type the character itself, or take it out"),
        _pattern(r"(?<![\w:]):[a-z][a-z0-9]*(?:[_+-][a-z0-9]+)*:(?![\w:\ue001])(?<!:[a-z]:)", needs=":"),
    ),
    (
        _foreign("a template tag that is not closed on its paragraph", "take it out: a book cannot run it"),
        _pattern(r"\{%[^\n]{0,60}|\{\{[<%]?\s[^\n]{0,60}", needs="{"),
    ),
    (
        _foreign("a comment that is not closed", "close it with %%, or take the signs out"),
        _pattern(r"(?<![\w%])%%(?!%)[^\n]{0,60}", needs="%%"),
    ),
)
"""What is looked for in all running text."""

BLOCK_FINDERS: tuple[tuple[Kind, Finder], ...] = (
    (
        _foreign(
            "a box of MkDocs, which is not understood", "write ::: note and a title, the words, and ::: below them"
        ),
        _pattern(r'^(?:!!!|\?\?\?\+?) ?[a-z][\w-]*(?: inline(?: end)?)?(?: "[^\n]{0,100}")?$'),
    ),
    (
        _foreign("a notice of Grav, which is not understood", "write ::: note above it and ::: below it"),
        _pattern(r'\A(?!!!! ?[a-z][\w-]*(?: inline| "|$))!{1,4} [^\n]{1,100}', needs="!"),
    ),
    (
        _foreign(
            "a directive of Sphinx, which is not understood", "use Markdown instead: ::: note, ![words](picture.png)"
        ),
        _pattern(r"^\.\. [A-Za-z][\w-]*::[^\n]{0,100}", needs="::"),
    ),
    (
        _foreign("a box of AsciiDoc, which is not understood", "write ::: note above it and ::: below it"),
        _pattern(r"\A\[(?:NOTE|TIP|WARNING|CAUTION|IMPORTANT)\]$", needs="["),
    ),
    (
        _foreign("a line of program code (MDX), which a book cannot run", "take it out"),
        _pattern(
            r"^(?:import [\w{}*, ]{1,200} from ['\"][^'\"\n]{1,200}['\"];?|export (?:const|default) [^\n]{1,100})$"
        ),
    ),
    (
        _foreign("a box of Leanpub (Markua), which is not understood", "write ::: note above it and ::: below it"),
        _pattern(r"^[ABCDEIQTWX]> [^\n]{1,100}", needs="> "),
    ),
)
"""What is looked for at the beginning of the lines of a paragraph."""
