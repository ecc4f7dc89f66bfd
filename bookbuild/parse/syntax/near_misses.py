"""Text that looks like Markdown with a slip in it, or like markup that is no Markdown: a table of kinds."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from bookbuild.parse.syntax.findings import AS_TYPED, Kind
from bookbuild.parse.syntax.flattening import CODE, LINK, OTHER
from bookbuild.parse.syntax.formulas import FORMULA
from bookbuild.parse.syntax.tables import TABLE_FINDERS

Finder = Callable[[str], Iterator[tuple[int, str]]]
"""Yields where in a flattened text something was found, and the words to quote."""


@dataclass(frozen=True, slots=True)
class Search:
    """A search for a kind of finding: nothing is found in a text without one of its `signs`, or code for a backtick."""

    kind: Kind
    find: Finder
    signs: tuple[str, ...]

    def may_find(self, source: str) -> bool:
        """Return whether the source of an article may hold what is searched for; a reference may stand for a sign."""
        return "&" in source or any(sign.strip() in source for sign in self.signs)


def trigger(searches: Iterable[Search]) -> re.Pattern[str]:
    """Return a pattern without which none of the searches finds anything in a text."""
    signs = dict.fromkeys(sign for search in searches for sign in search.signs)
    return re.compile("|".join([CODE, *map(re.escape, signs)]))


_SHOWN = str.maketrans({CODE: "`…`", OTHER: "…", LINK: ""})


def search_for(kind: Kind, pattern: str, sign: str, *others: str) -> Search:
    """Return a search for a pattern, bounded in length, which holds one of the signs."""
    compiled = re.compile(pattern, re.MULTILINE)

    def find(text: str) -> Iterator[tuple[int, str]]:
        for match in compiled.finditer(text):
            yield match.start(), match[0].translate(_SHOWN)

    return Search(kind, find, (sign, *others))


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
_NUMBERED = tuple(f"{digit}{mark}" for digit in range(10) for mark in ".)")

TEXT_SEARCHES: tuple[Search, ...] = (
    search_for(
        _slip(
            f"{{}} is no link, since a space stands between its brackets; {AS_TYPED}",
            "take the space out: [words](https://…)",
        ),
        r"\[[^\[\]\n]{1,200}\] \((?:https?://|www\.|mailto:|\.{0,2}/|#|[^()\s]{1,200}\.[a-z]{2,5}[)#])[^()\s]{0,500}\)?",
        "] (",
    ),
    search_for(
        _slip(f"{{}} is no link, since its brackets are swapped; {AS_TYPED}", "write [words](https://…)"),
        r"\([^()\n]{1,200}\) ?\[(?:https?://|www\.|mailto:|\.{0,2}/|#|[^\[\]\s]{1,200}\.md)[^\[\]\s]{0,500}\]",
        "[",
    ),
    search_for(
        _slip(
            f"{{}} is no link, since there is a space in its address; {AS_TYPED}",
            "put the address in angle brackets: [words](<my file.md>)",
        ),
        r"\]\((?=[^()\n]{0,300}[/.]\S)(?=[^()\n]{0,300} )[^()\n\"'=]{1,300}\)",
        "](",
    ),
    search_for(
        _slip(
            f"{{}} says nowhere where a link leads, since there is a space in its address; {AS_TYPED}",
            "put the address in angle brackets: [name]: <my file.md>",
        ),
        r"^\[[^\[\]\n^]{1,80}\]:[ \t]*[^\s<][^\n]{0,300} [^\n]{0,300}\w\.[A-Za-z][A-Za-z0-9]{1,4}"
        r"(?:#\S*)?(?: +[\"'(][^\n]*)?$",
        "]:",
    ),
    search_for(
        _slip(
            f"{{}} is no link, since a note or another link stands within its words; {AS_TYPED}",
            "put the note behind the link, [words](page.md)[^1], and no link within another",
        ),
        r"\[[^\[\]\n]{0,200}[\ue000\ue002][^\[\]\n]{0,200}\]\([^()\s]{1,300}\)",
        "](",
    ),
    search_for(
        _slip(
            f"{{}} is no size of a picture; {AS_TYPED}", "write the size behind it: ![words](picture.png){width=300px}"
        ),
        r"!?\[[^\[\]\n]{0,200}\]\([^()\s]{1,300} =\d*%?x?\d*%?\)",
        "](",
    ),
    Search(_STARS, _find_stars, ("**",)),
    search_for(
        _STARS, r"(?<![\w_])__(?=[^\W_])[^_\n]{1,80}|(?<![\w_])__ [^_\n]{1,80} __(?!_)|~~[^~\n]{1,80}~~", "__", "~~"
    ),
    search_for(
        _slip(
            f"{{}}: the code is not closed; {AS_TYPED}", "close it with as many backticks as you opened it with: `code`"
        ),
        r"(?<![\w`\u00b4'])`{1,2}\w[^`\n]{0,60}",
        "`",
    ),
    search_for(
        _slip(f"{{}} is no heading, since there is no space after the #; {AS_TYPED}", "put a space there: ## Heading"),
        r"^ {0,3}#{2,6}[^\s#\ue000-\ue002].*",
        "##",
    ),
    search_for(
        _slip(
            f"{{}} may be meant as a heading, but there is no space after the #; {AS_TYPED}",
            "put a space there: # Heading",
        ),
        r"\A#[^\W\d_a-z][a-zà-ÿ]+(?: [^\s#.!?,;:]+){1,7}\Z",
        "#",
    ),
    search_for(
        _slip(f"{{}} closes no block; {AS_TYPED}", "take it out, or open a block above it: ::: note"),
        r"^:{3,}$",
        ":::",
    ),
    search_for(
        _LIST,
        r"^[0-9]{1,2}[.)][^\W\d_][^\n]*\n(?=[0-9]{1,2}[.)][^\W\d_])|\A[0-9]{1,2}[.)][^\W\d_]\w*\s[^\n]*",
        *_NUMBERED,
    ),
    search_for(_LIST, r"^[-+][^\W\d_][^\n]*\n(?=[-+][^\W\d_])", "\n-", "\n+"),
    search_for(
        _slip(
            "{} begins with a dot that is typed by hand, so it is no item of a list; the lines run together",
            "write a hyphen and a space instead of the dot: - First",
        ),
        r"^[•·▪◦‣●○■□➢✓✔][^\S\n]*\w[^\n]*(?:\n(?=[•·▪◦‣●○■□➢✓✔])|\Z)",
        *"•·▪◦‣●○■□➢✓✔",
    ),
    *(Search(kind, find, ("|", "+")) for kind, find in TABLE_FINDERS),
)
"""What is looked for in paragraphs."""

INLINE_SEARCHES: tuple[Search, ...] = (
    search_for(FORMULA, r"\$\$[^$\n]{0,80}", "$$"),
    search_for(
        _foreign(
            "a citation, which is not understood",
            "write out who and when, or make it a footnote: [^1] and [^1]: the source",
        ),
        r"\[(?:[^\[\]\n]{0,80}[\s;])?-?@[A-Za-z][\w:.#$%&+?<>~/-]{1,80}[^\[\]\n]{0,200}\]|(?<![\w.@])@(?:fig|tbl|sec|eq|lst)[-:][\w-]{1,60}",
        "@",
    ),
    search_for(
        _foreign("a role of Sphinx or MyST, which is not understood", "write a link: [words](other-article.md#part)"),
        rf"\{{[A-Za-z][\w:-]{{0,40}}\}}{CODE}|(?<![\w:]):[A-Za-z][\w:-]{{0,40}}:{CODE}",
        "`",
    ),
    search_for(
        _foreign("a name of an emoji, which is not understood", "type the character itself, or take it out"),
        r"(?<![\w:]):[a-z][a-z0-9]*(?:[_+-][a-z0-9]+)*:(?![\w:\ue001])(?<!:[a-z]:)",
        ":",
    ),
    search_for(
        _foreign("a tag of Microsoft Word, which has no meaning in a book", "take it out; keep its words"),
        r"</?(?:o|w|v|m):[A-Za-z][\w-]{0,20}(?:\s[^<>\n]{0,200})?/?>",
        *(f"{mark}{name}:" for name in "owvm" for mark in ("<", "</")),
    ),
    search_for(
        _foreign("a template tag that is not closed on its paragraph", "take it out: a book cannot run it"),
        r"\{%[^\n]{0,60}|\{\{[<%]?\s[^\n]{0,60}",
        "{",
    ),
    search_for(
        _foreign("a comment that is not closed", "close it with %%, or take the signs out"),
        r"(?<![\w%])%%(?!%)[^\n]{0,60}",
        "%%",
    ),
)
"""What is looked for in all running text."""

BLOCK_SEARCHES: tuple[Search, ...] = (
    search_for(
        _foreign(
            "a box of MkDocs, which is not understood", "write ::: note and a title, the words, and ::: below them"
        ),
        r'^(?:!!!|\?\?\?\+?) ?[a-z][\w-]*(?: inline(?: end)?)?(?: "[^\n]{0,100}")?$',
        "!!!",
        "???",
    ),
    search_for(
        _foreign("a notice of Grav, which is not understood", "write ::: note above it and ::: below it"),
        r'\A(?!!!! ?[a-z][\w-]*(?: inline| "|$))!{1,4} [^\n]{1,100}',
        "!",
    ),
    search_for(
        _foreign(
            "a directive of Sphinx, which is not understood", "use Markdown instead: ::: note, ![words](picture.png)"
        ),
        r"^\.\. [A-Za-z][\w-]*::[^\n]{0,100}",
        "::",
    ),
    search_for(
        _foreign("a box of AsciiDoc, which is not understood", "write ::: note above it and ::: below it"),
        r"\A\[(?:NOTE|TIP|WARNING|CAUTION|IMPORTANT)\]$",
        "[",
    ),
    search_for(
        _foreign("a line of program code (MDX), which a book cannot run", "take it out"),
        r"^(?:import [\w{}*, ]{1,200} from ['\"][^'\"\n]{1,200}['\"];?|export (?:const|default) [^\n]{1,100})$",
        "import ",
        "export ",
    ),
    search_for(
        _foreign("a box of Leanpub (Markua), which is not understood", "write ::: note above it and ::: below it"),
        r"^[ABCDEIQTWX]> [^\n]{1,100}",
        "> ",
    ),
)
"""What is looked for at the beginning of the lines of a paragraph."""
