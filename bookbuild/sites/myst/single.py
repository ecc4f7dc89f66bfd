"""Directives of MyST that stand for one thing: code, a formula, a film, a piece of HTML, the list of works."""

from collections.abc import Iterable, Iterator

from bookbuild.sites.myst.directives import Directive
from bookbuild.sites.myst.references import equation_label
from bookbuild.sites.numbered_lines import NumberedLine

FILMS = {"youtube": "https://www.youtube.com/watch?v=", "vimeo": "https://vimeo.com/", "iframe": "", "video": ""}
"""Directives that show films, and what their addresses begin with."""

_LANGUAGES = {"doctest": "python", "eval-rst": "rst", "mermaid": "mermaid", "testcode": "python", "testoutput": ""}
"""The languages of code whose directive says it: its argument, if it has one, is something else."""


def formula(directive: Directive, _name: str, _depth: int) -> Iterator[NumberedLine]:
    """Yield a formula with its label."""
    label = directive.options.get("label") or directive.options.get("name")
    argument = [directive.line(directive.argument)] if directive.argument else []
    last = f"$$ {{#{equation_label(label)}}}" if label else "$$"
    yield from between(directive, "$$", last, (*argument, *directive.body))


def film(directive: Directive, name: str, _depth: int) -> Iterator[NumberedLine]:
    """Yield a link to a film; one of the project is named."""
    address = f"{FILMS[name]}{directive.argument}"
    yield directive.line(f"<{address}>" if "://" in address else f"[{address}](<{address}>)")


def code(directive: Directive, name: str, _depth: int) -> Iterator[NumberedLine]:
    """Yield a block of code, unless its tags hide it."""
    if "remove" in directive.options.get("tags", ""):
        return
    language = _LANGUAGES.get(name, directive.argument.split(" ")[0].removeprefix("{").rstrip("}"))
    if label := directive.options.get("name") or directive.options.get("label"):
        yield from map(directive.line, (f"[]{{#{label}}}", ""))
    if caption := directive.options.get("caption", ""):
        yield directive.line(f"**{caption}**")
        yield directive.line("")
    yield from between(directive, f"````{language}", "````", directive.body)


def raw(directive: Directive, _name: str, _depth: int) -> Iterator[NumberedLine]:
    """Yield a piece of HTML as it is; one for another format is for no book."""
    if directive.argument.lower() in {"html", "epub"}:
        yield from (directive.line(""), *directive.body, directive.line(""))


def works(directive: Directive, _name: str, _depth: int) -> Iterator[NumberedLine]:
    """Yield the place of the list of works."""
    yield from map(directive.line, ("", "[]{#refs}", ""))


def between(directive: Directive, first: str, last: str, lines: Iterable[NumberedLine]) -> Iterator[NumberedLine]:
    """Yield lines, indented as their directive, between two others."""
    yield directive.line(first)
    yield from (line._replace(text=f"{directive.indent}{line.text}" if line.text else "") for line in lines)
    yield directive.line(last)
