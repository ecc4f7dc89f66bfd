"""Colours and icons of a project's kinds of callouts, as rules at the end of stylesheets that there are."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from lxml import etree

from bookbuild.diagnostics import Diagnostic, Outcome, diagnose
from bookbuild.model import Theme, Tint
from bookbuild.model.callouts import CALLOUTS, CalloutSettings
from bookbuild.system.regular_files import read_bytes, resolved
from bookbuild.theme.palette import tints

_SHEET, _SCREENS = "book.css", "epub.css"
"""The stylesheets that all books have, and those for screens: layout engines know no night."""
_HINT = "write the path of an SVG file from the folder of bookbuild.toml, or the name of an icon: " + ", ".join(
    CALLOUTS
)


def with_callouts(theme: Theme, kinds: Sequence[CalloutSettings], project: Path) -> Outcome[Theme]:
    """Return a theme with the colours and the icons of kinds of callouts."""
    if not kinds:
        return Outcome(theme)
    files, found = dict(theme.files), list[Diagnostic]()
    coloured = [kind for kind in kinds if kind.colour]
    tints_of = tints({**theme.colours, **{kind.classes: kind.colour for kind in coloured}})
    rules = [rule for kind in coloured for rule in _colours(kind, tints_of[kind.classes])]
    for kind in kinds:
        rules += _icon(kind, project, files, found)
    night = [_at_night(kind, tints_of[kind.classes]) for kind in coloured]
    sheets = dict(theme.stylesheets)
    for name, more in ((_SHEET, rules), (_SCREENS, night)):
        if name in sheets and more:
            sheets[name] = replace(sheets[name], css="\n".join([sheets[name].css.rstrip("\n"), *more, ""]))
    return Outcome(replace(theme, stylesheets=sheets, files=files), tuple(found))


def _colours(kind: CalloutSettings, tint: Tint) -> Iterator[str]:
    """Yield the rules for a colour, which is black where a book is printed without colours."""
    yield f".callout-{kind.name} {{ --accent: {tint.ink}; --accent-ground: {tint.ground}; }}"
    yield f".monochrome .callout-{kind.name} {{ --accent: #000000; --accent-ground: #ffffff; }}"


def _at_night(kind: CalloutSettings, tint: Tint) -> str:
    colours = f"--accent: {tint.ink_dark}; --accent-ground: {tint.ground_dark};"
    return f"@media (prefers-color-scheme: dark) {{ .callout-{kind.name} {{ {colours} }} }}"


def _icon(kind: CalloutSettings, project: Path, files: dict[str, bytes], found: list[Diagnostic]) -> Iterator[str]:
    if not kind.icon:
        return
    name = f"icons/{kind.icon}.svg"
    if kind.icon.endswith(".svg"):
        name = f"icons/callout-{kind.name}.svg"
        data, fault = _drawing(project, kind.icon)
        if fault:
            message = f"the icon of the callout {kind.name!r}, {kind.icon}, {fault}"
            found.append(diagnose("theme-file", message, "bookbuild.toml", hint=_HINT))
            return
        files[name] = data
    yield f'.callout-{kind.name} .callout-icon {{ background-image: url("{name}"); }}'


def _drawing(project: Path, path: str) -> tuple[bytes, str]:
    """Return an SVG file of a project, or what is wrong with it."""
    root = project.resolve()
    try:
        file = resolved(project / path)
        if not file.is_relative_to(root):
            return b"", "is outside the project"
        data = read_bytes(file)
        drawing = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except OSError as error:
        return b"", f"cannot be read: {error.strerror}"
    except etree.XMLSyntaxError as error:
        return b"", f"is no SVG: {error}"
    return (data, "") if etree.QName(drawing).localname == "svg" else (b"", "is no SVG")
