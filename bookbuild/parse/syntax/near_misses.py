"""Text that looks like Markdown with a slip in it: a table of kinds."""

import re
from collections.abc import Iterator

from bookbuild.model.callouts import CALLOUT_NAMES
from bookbuild.parse.syntax.attribute_syntax import is_attribute_list
from bookbuild.parse.syntax.findings import AS_TYPED
from bookbuild.parse.syntax.searches import Search, search_for, slip
from bookbuild.parse.syntax.tables import TABLE_FINDERS


def _find_stars(text: str) -> Iterator[tuple[int, str]]:
    """Yield pairs of stars that are left over; powers (``2**8``) and lines of stars are no emphasis."""
    is_text = bool(text.strip("* \n"))
    for match in _STAR_RUN.finditer(text if is_text else ""):
        before, after = text[max(match.start() - 1, 0) : match.start()], text[match.end() : match.end() + 1]
        if not (before.isalnum() and after.isdecimal()):
            yield match.start(), text[match.start() : match.start() + 80].partition("\n")[0]


def _find_braces(text: str) -> Iterator[tuple[int, str]]:
    """Yield what is written like attributes and cannot be read as them; what can is told where it is read."""
    for match in _BRACES_RUN.finditer(text):
        if not is_attribute_list(match[0]):
            yield match.start(), match[0]


_BRACES_RUN = re.compile(r"(?:(?<=\s)|(?<=\])|(?<=[\ue000-\ue002]))\{[#.][A-Za-z][^{}\n]{0,80}\}")
_BRACES = slip(
    f"{{}} cannot be read as attributes; {AS_TYPED}",
    'write a name without spaces behind # or ., and a value behind =, in quotation marks: {#name .class title="Words"}',
)
_STAR_RUN = re.compile(r"(?<!\*)\*{2,3}(?!\*)")

_STARS = slip(
    f"{{}}: the stars or lines around words do not make them strong; {AS_TYPED}",
    "close them with as many as you opened them with, with no space inside and a space outside: **like this** and on; "
    "for a star itself, type \\*",
)
_LIST = slip(
    f"{{}} is no item of a list; {AS_TYPED}",
    "put a space behind the number or the hyphen: 1. First, - First",
)
_NUMBERED = tuple(f"{digit}{mark}" for digit in range(10) for mark in ".)")

WORD_SEARCHES: tuple[Search, ...] = (
    search_for(
        slip(
            f"{{}} is no link, since a space stands between its brackets; {AS_TYPED}",
            "take the space out: [words](https://…)",
        ),
        r"\[[^\[\]\n]{1,200}\] \((?:https?://|www\.|mailto:|\.{0,2}/|#|[^()\s]{1,200}\.[a-z]{2,5}[)#])[^()\s]{0,500}\)?",
        "] (",
    ),
    search_for(
        slip(f"{{}} is no link, since its brackets are swapped; {AS_TYPED}", "write [words](https://…)"),
        r"\([^()\n]{1,200}\) ?\[(?:https?://|www\.|mailto:|\.{0,2}/|#|[^\[\]\s]{1,200}\.md)[^\[\]\s]{0,500}\]"
        r"|\((?:https?://|www\.)[^()\s]{1,500}\)\[(?=[^\W\d_])[^\[\]\n]{1,200}\](?![(\[])"
        r"|\([\w./-]{1,200}\.(?:md|png|jpe?g|svg)\)\[(?=[^\W\d_])[^\[\]\n]{1,200}\](?![(\[])",
        "[",
    ),
    search_for(
        slip(
            f"{{}} is no link, since there is a space in its address; {AS_TYPED}",
            "put the address in angle brackets: [words](<my file.md>), or take the space out",
        ),
        r"\]\((?=[^()\n]{0,300}[/.]\S|tel:|sms:|mailto:)(?=[^()\n]{0,300} )[^()\n\"'=]{1,300}\)",
        "](",
    ),
    search_for(
        slip(
            f"{{}} is no link, since its last bracket is not closed; {AS_TYPED}",
            "close the address with ): [words](https://…)",
        ),
        r"(?:\[[^\[\]\n]{0,200})?\]\((?:(?:https?://|www\.)[^()\n]{1,300}$|<[^<>()\n]{1,300}(?:\)|$)"
        r"|[^()<>\s]{1,200}\.(?:md|html?|png|jpe?g|svg|gif|pdf)\b[^()\n]{0,300}$)",
        "](",
    ),
    search_for(
        slip(f"{{}} is a link as wikis have it; {AS_TYPED}", "write [words](https://…)"),
        r"(?<!\w)\[https?://[^\s\[\]]{1,300} [^\[\]\n]{1,200}\](?!\()",
        "[http",
    ),
    search_for(
        slip(
            f"{{}} is no link, since the quotation marks of its title are not closed or stand within it; {AS_TYPED}",
            "put other quotation marks around a title that has its own: [words](page.md 'A \"big\" day')",
        ),
        r"\]\([^()\s]{1,300} {1,3}[\"'][^()\n]{0,300}\)",
        "](",
    ),
    search_for(
        slip(
            f"{{}} says nowhere where a link leads, since there is a space in its address; {AS_TYPED}",
            "put the address in angle brackets: [name]: <my file.md>",
        ),
        r"^\[[^\[\]\n^]{1,80}\]:[ \t]*[^\s<][^\n]{0,300} [^\n]{0,300}\w\.[A-Za-z][A-Za-z0-9]{1,4}"
        r"(?:#\S*)?(?: +[\"'(][^\n]*)?$",
        "]:",
    ),
    search_for(
        slip(
            f"{{}} is no link, since a note or another link stands within its words; {AS_TYPED}",
            "put the note behind the link, [words](page.md)[^1], and no link within another",
        ),
        r"\[[^\[\]\n]{0,200}[\ue000\ue002][^\[\]\n]{0,200}\]\([^()\s]{1,300}\)",
        "](",
    ),
    search_for(
        slip(
            f"{{}} is no size of a picture; {AS_TYPED}", "write the size behind it: ![words](picture.png){width=300px}"
        ),
        r"!?\[[^\[\]\n]{0,200}\]\([^()\s]{1,300} =\d*%?x?\d*%?\)"
        r"|(?<=\ue000) ?\{(?=[^{}\n]{0,60}(?:width|height|size|scale|[0-9] ?(?:%|px|cm|mm)))[^{}\n]{1,80}\}",
        "](",
        "{",
    ),
    Search(_BRACES, _find_braces, ("{#", "{.")),
    Search(_STARS, _find_stars, ("**",)),
    search_for(_STARS, r"(?<![\w_])__(?=[^\W_])[^_\n]{1,80}|(?<![\w_])__ [^_\n]{1,80} __(?!_)", "__"),
    search_for(
        slip(
            f"{{}}: the waves around words do not strike them out; {AS_TYPED}",
            "put no space inside them: ~~like this~~; for a wave itself, type \\~",
        ),
        r"~~[^~\n]{1,80}~~",
        "~~",
    ),
    search_for(
        slip(
            f"{{}}: signs around words with a space do not raise or lower them; {AS_TYPED}",
            "type a backslash before each space, x^two\\ words^ or H~two\\ words~; for a sign itself, type \\^ or \\~",
        ),
        r"(?<=\w)(?P<sign>[\^~])(?=[^\W\d_])[^\s^~][^\n^~]{0,60} [^\n^~]{0,60}(?<=\w)(?P=sign)(?![\w^~])",
        "^",
        "~",
    ),
    search_for(
        slip(
            f"{{}} is no note: it is not closed, or it stands in a note within a note within a note; {AS_TYPED}",
            "close it with ], or write it as a note of its own: [^1] here and, on a line of its own, [^1]: the note",
        ),
        r"\^\[[^\n]{0,60}",
        "^[",
    ),
    search_for(
        slip(
            f"{{}}: the code is not closed; {AS_TYPED}", "close it with as many backticks as you opened it with: `code`"
        ),
        r"(?<![\w`\u00b4'])`{1,2}\w[^`\n]{0,60}",
        "`",
    ),
)
"""What is looked for in all running text."""

LINE_SEARCHES: tuple[Search, ...] = (
    search_for(
        slip(
            f"{{}} is no box to tick; {AS_TYPED}",
            "write - [ ] for what is to do and - [x] for what is done, with a space on both sides of the brackets",
        ),
        r"\A\[[-~/><!?\u2713\u2714vV]\] \S[^\n]{0,60}|\A\[\] \w[^\n]{0,60}|^\[ \] ?\S[^\n]{0,60}"
        r"|\A\[[xX]\]\w[^\n]{0,60}|^\[[xX]\] \S[^\n]{0,60}(?=\n\[[ xX]\])|^[-*+]\[[ xX]\] ?\S[^\n]{0,60}",
        *(f"[{sign}]" for sign in ("", *"-~/><!?\u2713\u2714vV xX")),
    ),
    search_for(
        slip(f"{{}} is no heading, since there is no space after the #; {AS_TYPED}", "put a space there: ## Heading"),
        r"^ {0,3}#{2,6}[^\s#\ue000-\ue002].*",
        "##",
    ),
    search_for(
        slip(
            f"{{}} is no heading, since it begins with more than six #; {AS_TYPED}", "write at most six: ###### Heading"
        ),
        r"^ {0,3}#{7,20}[ \t]+\S.*",
        "#######",
    ),
    search_for(
        slip(
            f"{{}} may be meant as a heading, but there is no space after the #; {AS_TYPED}",
            "put a space there: # Heading",
        ),
        r"\A#[^\W\d_a-z][a-zà-ÿ]+(?: [^\s#.!?,;:]+){0,7}\Z",
        "#",
    ),
    search_for(
        slip(
            f"{{}} begins no box, since no > stands at the beginning of its lines; {AS_TYPED}",
            "write > [!NOTE] and > before each line of the box",
        ),
        rf"^\[!(?i:{'|'.join(CALLOUT_NAMES)})\][+-]?(?:[ \t][^\n]{{0,60}})?$",
        "[!",
    ),
    search_for(
        slip(
            f"{{}} explains nothing, since no term stands above it; {AS_TYPED}",
            "write the term on the line right above the colon, and an empty line above the term",
        ),
        r"^:[ \t]+\w[^\n]{0,60}",
        ": ",
        ":\t",
    ),
    search_for(
        slip(f"{{}} closes no block; {AS_TYPED}", "take it out, or open a block above it: ::: note"),
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
        slip(
            "{} begins with a dot that is typed by hand, so it is no item of a list; the lines run together",
            "write a hyphen and a space instead of the dot: - First",
        ),
        r"^[•·▪◦‣●○■□➢✓✔][^\S\n]*\w[^\n]*(?:\n(?=[•·▪◦‣●○■□➢✓✔])|\Z)",
        *"•·▪◦‣●○■□➢✓✔",
    ),
    *(Search(kind, find, ("|", "+")) for kind, find in TABLE_FINDERS),
)
"""What is looked for in paragraphs."""
