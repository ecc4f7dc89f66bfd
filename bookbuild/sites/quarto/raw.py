"""Raw pieces for other formats, as pandoc has them: those of HTML are read, the others left out, as in its e-books."""

import re

_INLINE = re.compile(r"(?P<ticks>`+)(?P<inside>(?:(?!(?P=ticks)).)+?)(?P=ticks)\{=(?P<format>[\w+-]+)\}")
BLOCK = re.compile(r"\{=(?P<format>[\w+-]+)\}")
OF_BOOKS = frozenset({"html", "html4", "html5", "epub", "epub2", "epub3", "markdown", "md", "commonmark", "gfm"})
_INDEX = re.compile(r"\\index[a-z]?\{(?P<entry>(?:[^{}]|\{[^{}]*\})*)\}")
_LAYOUT = re.compile(
    r"[ \t]*(?:\\(?:appendix|backmatter|begingroup|bigskip|centering|clearpage|cleardoublepage|endgroup|frontmatter"
    r"|footnotesize|hfill|large|listoffigures|listoftables|mainmatter|medskip|noindent|normalsize|pagenumbering"
    r"|printindex|setcounter|setlength|singlespacing|small|smallskip|tableofcontents|thispagestyle|vfill|vspace"
    r"|(?:begin|end)\{(?:center|flushleft|flushright|landscape|multicols|small|footnotesize|singlespace)\})"
    r"\*?(?:\{[^{}]*\}|\[[^\[\]]*\])*[ \t]*)+"
)


def with_raw_text(line: str) -> str:
    """Return a line of text with its raw pieces of HTML, and without those of other formats; marks of an index are
    ours, and commands that are about pages of paper are left out.
    """
    if "{=" in line:
        line = _INLINE.sub(lambda match: match["inside"] if match["format"].lower() in OF_BOOKS else "", line)
    if "\\" not in line:
        return line
    if _LAYOUT.fullmatch(line):
        return ""
    return _INDEX.sub(_index, line) if "\\index" in line else line


def _index(match: re.Match[str]) -> str:
    entry = re.sub(r"\\(.)", r"\1", match["entry"].partition("|")[0])
    words = "!".join(part.rpartition("@")[2] for part in entry.split("!")).replace('"', "").strip()
    return "" if not words or set(words) & set("{}<>") else f'[]{{.index key="{words}"}}'
