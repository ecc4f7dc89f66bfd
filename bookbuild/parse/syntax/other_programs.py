"""Markup of other programs that is found in the running text: a table of kinds."""

import re
from collections.abc import Iterator
from dataclasses import replace

from markdown_it.common.entities import entities

from bookbuild.parse.syntax.findings import AS_TYPED, REFER, Kind
from bookbuild.parse.syntax.flattening import CODE
from bookbuild.parse.syntax.searches import Search, foreign, search_for, slip


def _find_references(text: str) -> Iterator[tuple[int, str]]:
    """Yield the names of characters (``&copy``) that lack their semicolon; ``R&D`` and addresses have none."""
    for match in _REFERENCE.finditer(text):
        if (match[1] or match[2]) in entities:
            yield match.start(), match[0]


_REFERENCE = re.compile(r"(?<!\w)&([A-Za-z]{2,31}[0-9]{0,2})(?![\w;=])|(?<=\w)&([lg]t|nbsp|amp|quot|shy)(?![\w;=])")


def _each(problem: str, hint: str) -> Kind:
    """Return a kind of slip of which each is told."""
    return replace(slip(problem, hint), name_of=str)


_INDEX = 'write [words]{.index}, or []{.index key="pay!minimum"}'
_OTHERS = "(?:numref|eq|ref|index)"
"""Roles of Sphinx that have messages of their own."""

INLINE_SEARCHES: tuple[Search, ...] = (
    Search(
        slip(
            f"{{}} is no name of a character, since its semicolon is missing; {AS_TYPED}",
            "put a semicolon behind it: &copy; or type the character itself",
        ),
        _find_references,
        ("&",),
    ),
    search_for(
        slip(
            f"{{}} is no address in angle brackets, since there is a space in it; {AS_TYPED}",
            "write %20 for each space, or a link: [words](<address with spaces>)",
        ),
        r"<(?:https?|ftp|mailto):[^<>\n]{0,300} [^<>\n]{0,300}>",
        "<http",
        "<ftp:",
        "<mailto:",
    ),
    search_for(
        slip(
            f"{{}} looks like a formula that is not closed; {AS_TYPED}",
            "write $$ behind the formula too, without an empty line in it; for two dollars type \\$\\$",
        ),
        r"\$\$[^$\n]{0,80}",
        "$$",
    ),
    search_for(
        foreign(
            "a citation, which is not understood",
            "put the works into references.bib beside bookbuild.toml; or write out who and when, or make it a footnote",
        ),
        r"\[(?:[^\[\]\n]{0,80}[\s;])?-?@[A-Za-z][\w:.#$%&+?<>~/-]{1,80}[^\[\]\n]{0,200}\]",
        "@",
    ),
    search_for(
        _each(
            f"{{}} is no reference, since labels begin with fig:, tbl:, lst:, eq:, box: or sec:; {AS_TYPED}",
            "begin the label so where it is given and here, {#fig:map} and @fig:map; a chapter is @chapter:7",
        ),
        r"(?i)(?<![\w@./\\-])@(?:figure|image|img|picture|table|listing|code|equation|eqn|section|heading|chap|ch|app"
        r"|art):[\w.-]{1,60}",
        "@",
    ),
    search_for(
        foreign("a reference of Sphinx or MyST, which is not understood", REFER),
        rf"\{{(?:numref|eq|ref)\}}{CODE}|(?<![\w:]):(?:numref|eq|ref):{CODE}",
        "`",
    ),
    search_for(
        foreign("a mark for the index of Sphinx or MyST, which is not understood", _INDEX),
        rf"\{{index\}}{CODE}|(?<![\w:]):index:{CODE}",
        "`",
    ),
    search_for(
        foreign("a reference of AsciiDoc, which is not understood", REFER),
        r"(?i)<<(?:fig|tbl|tab|lst|eq|sec|box)[:_-][\w:.-]{1,80}(?:,[^<>\n]{0,200})?>>",
        "<<",
    ),
    search_for(
        foreign("a mark for the index of AsciiDoc, which is not understood", _INDEX),
        r"(?<!\w)\(\(\([^()\n]{1,200}\)\)\)",
        "(((",
    ),
    search_for(
        foreign("a role of Sphinx or MyST, which is not understood", "write a link: [words](other-article.md#part)"),
        rf"\{{(?!{_OTHERS}\}})[A-Za-z][\w:-]{{0,40}}\}}{CODE}|(?<![\w:]):(?!{_OTHERS}:)[A-Za-z][\w:-]{{0,40}}:{CODE}",
        "`",
    ),
    search_for(
        foreign("a name of an emoji that is not known", "type the character itself, or take it out"),
        r"(?<![\w:]):[a-z][a-z0-9]*(?:[_+-][a-z0-9]+)*:(?![\w:\ue001])(?<!:[a-z]:)",
        ":",
    ),
    search_for(
        foreign("a tag of Microsoft Word, which has no meaning in a book", "take it out; keep its words"),
        r"</?(?:o|w|v|m):[A-Za-z][\w-]{0,20}(?:\s[^<>\n]{0,200})?/?>",
        *(f"{mark}{name}:" for name in "owvm" for mark in ("<", "</")),
    ),
    search_for(
        foreign("a template tag that is not closed on its paragraph", "take it out: a book cannot run it"),
        r"\{%[^\n]{0,60}|\{\{[<%]?\s[^\n]{0,60}",
        "{",
    ),
    search_for(
        foreign("a comment that is not closed", "close it with %%, or take the signs out"),
        r"(?<![\w%])%%(?!%)[^\n]{0,60}",
        "%%",
    ),
)
"""What is looked for in all running text."""

BLOCK_SEARCHES: tuple[Search, ...] = (
    search_for(
        foreign(
            "a title block of pandoc, which is not understood",
            "write a metadata block: a line ---, title: and the title, and a line --- below",
        ),
        r"\A% \w[^\n]{0,100}(?=\n%|\Z)",
        "% ",
    ),
    search_for(
        foreign(
            "a box of MkDocs, which is not understood", "write ::: note and a title, the words, and ::: below them"
        ),
        r'^(?:!!!|\?\?\?\+?) ?[a-z][\w-]*(?: inline(?: end)?)?(?: "[^\n]{0,100}")?$',
        "!!!",
        "???",
    ),
    search_for(
        foreign("a notice of Grav, which is not understood", "write ::: note above it and ::: below it"),
        r'\A(?!!!! ?[a-z][\w-]*(?: inline| "|$))!{1,4} [^\n]{1,100}',
        "!",
    ),
    search_for(
        foreign(
            "a directive of Sphinx, which is not understood", "use Markdown instead: ::: note, ![words](picture.png)"
        ),
        r"^\.\. [A-Za-z][\w-]*::[^\n]{0,100}",
        "::",
    ),
    search_for(
        foreign("a box of AsciiDoc, which is not understood", "write ::: note above it and ::: below it"),
        r"\A\[(?:NOTE|TIP|WARNING|CAUTION|IMPORTANT)\]$",
        "[",
    ),
    search_for(
        foreign("a line of program code (MDX), which a book cannot run", "take it out"),
        r"^(?:import [\w{}*, ]{1,200} from ['\"][^'\"\n]{1,200}['\"];?|export (?:const|default) [^\n]{1,100})$",
        "import ",
        "export ",
    ),
    search_for(
        foreign("a box of Leanpub (Markua), which is not understood", "write ::: note above it and ::: below it"),
        r"^[ABCDEIQTWX]> [^\n]{1,100}",
        "> ",
    ),
)
"""What is looked for at the beginning of the lines of a paragraph."""
