r"""The signs around formulas in TeX: ``$…$``, ``$$…$$``, ``\(…\)``, ``\[…\]``, ``\begin{…}…\end{…}``."""

import re

OPENING = re.compile(r"\$\$|\\\\?\[|\\\\?\(|\\begin\{(?P<environment>[A-Za-z]+\*?)\}|\$")
_MATHEMATICAL = re.compile(
    r"(?:equation|align|alignat|aligned|flalign|gather|gathered|multline|eqnarray|split|math|displaymath|cases|array"
    r"|[bBpvV]?matrix|smallmatrix|subequations|dcases)\*?"
)
_TEX_SIGN = re.compile(r"\\[A-Za-z,;!{]|[\^_=<>+{}]")
_CERTAIN_SIGN = re.compile(r"\\[A-Za-z,;!{]|[\^_={}]")
_VARIABLE = re.compile(r"[f-hj-oqs-zA-Z]'*")
r"""A letter alone: those that number items, ``\(a\)``, and the typewriter's ``\(c\)`` and ``\(r\)`` are none."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_REMARK = re.compile(r"[^\W\d_]{2}|[;,.:] ")
_UNFINISHED = ("(", "/", ",", "\\", ":", ";", "|", "&", "@", "-")
r"""What no formula ends in: there is text between two dollars, ``$HOME/$USER``."""
_SHELL_NAME = re.compile(r"[A-Z_][A-Z0-9_]+|\{[^{}]*\}")


def closing_of(opening: re.Match[str]) -> str:
    """Return the sign that closes what an opening sign opens."""
    environment = opening["environment"]
    return f"\\end{{{environment}}}" if environment else opening[0].translate(str.maketrans("[(", "])"))


def is_mathematical(opening: re.Match[str]) -> bool:
    """Return whether an opening sign is that of a formula, and not of another environment of LaTeX."""
    environment = opening["environment"]
    return not environment or _MATHEMATICAL.fullmatch(environment) is not None


def content_of(formula: str) -> str:
    """Return a formula with the signs around it without them; an environment keeps them."""
    opening = OPENING.match(formula)
    if opening is None or opening["environment"]:
        return formula
    content = formula[len(opening[0]) : -len(opening[0])]
    return content[1:-1] if len(content) > 1 and content[0] == content[-1] == "`" else content


def end_of(source: str, start: int, limit: int, closing: str) -> int:
    """Return where the sign that closes a formula stands, or -1; one with a backslash before it does not close."""
    end = source.find(closing, start, limit)
    while end > 0 and closing[0] == "$" and source[end - 1] == "\\":
        end = source.find(closing, end + 1, limit)
    return end


def is_formula(source: str, opening: re.Match[str], end: int) -> bool:
    """Return whether what stands between an opening sign and the closing one at `end` is a formula."""
    content = source[opening.end() : end]
    if opening[0] == "$":
        return _is_between_dollars(
            content, source[max(opening.start() - 1, 0) : opening.start()], source[end + 1 : end + 2]
        )
    if opening[0] == "$$":
        return bool(content.strip()) and (has_tex_sign(content) or not _WORD.search(content))
    if opening[0] in ("\\(", "\\["):
        return _is_between_brackets(content, is_inline=opening[0] == "\\(")
    return bool(content.strip())


def _is_between_dollars(content: str, before: str, after: str) -> bool:
    """Return whether dollars enclose a formula: no space stands inside them, and no digit follows (pandoc's rule).
    Sums of money are none: ``5$, not 6$``, ``$5 a week or more, in US$``; nor are the variables of a shell.
    """
    if not content or content != content.strip() or after.isdecimal():
        return False
    if len(content) > 1 and content.endswith(_UNFINISHED):
        return False
    if _SHELL_NAME.fullmatch(content) and (after.isalpha() or after in {"_", "{", "/"}):
        return False
    if content[0].isdecimal() and _REMARK.search(content):
        return _CERTAIN_SIGN.search(content) is not None
    return has_tex_sign(content) or not before.isalnum()


_LINK = re.compile(r"\]\((?:https?://|mailto:|#|[\w./-]+\.(?:md|html?)\b)")
"""The address of a link of Markdown, which no formula has."""


def _is_between_brackets(content: str, *, is_inline: bool) -> bool:
    """Return whether escaped brackets enclose a formula, and not just words."""
    return has_tex_sign(content) or (is_inline and _VARIABLE.fullmatch(content.strip()) is not None)


def has_tex_sign(content: str) -> bool:
    """Return whether a text has signs that TeX has in formulas and prose has not."""
    return _TEX_SIGN.search(content) is not None and _LINK.search(content) is None
