"""Targets of MyST (``(tide)=`` above a heading, ``:name:`` of a figure), and roles -> Markdown."""

import posixpath
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

_TARGET = re.compile(r"^\((?P<id>[^()\n]+)\)=[ \t]*\n(?:[ \t]*\n)*(?:#{1,6}[ \t]+(?P<words>.+))?", re.MULTILINE)
_NAMED = re.compile(
    r"^[`:~]{3,}\{(?P<kind>[\w:-]+)\}(?P<argument>.*)\n"
    r"(?P<body>(?:.*\n)*?)[`:~]{3,}[ \t]*$",
    re.MULTILINE,
)
_NAME = re.compile(r"^(?::(?:name|label)|name|label):[ \t]*(?P<id>\S+)", re.MULTILINE)
_OPTIONS = re.compile(r"\A---[ \t]*\n(?:.*\n)*?---[ \t]*$", re.MULTILINE)
_ROLE = re.compile(r"\{(?P<name>[A-Za-z][\w:+.-]*)\}(?P<ticks>`+)(?P<text>.+?)(?P=ticks)(?!`)")
_TITLED = re.compile(r"(?P<words>.*?)\s*<(?P<target>[^<>]+)>", re.DOTALL)
_LINK = re.compile(r"(?<!!)\[(?P<words>[^\[\]]*)\]\(#?(?P<target>[\w:./-]+)\)")
_ICONS = frozenset({"fa", "fab", "fad", "far", "fas", "material-outlined", "material-regular", "octicon"})
"""Roles that show a picture of a few pixels."""
_SCHEME = re.compile(r"(?P<start>\]\(<?|<)(?:project|path|doc):(?P<path>[^\s<>()]+?)(?P<end>>?\)|>)")
"""Links that say what kind of target they have."""
_INVENTORY = re.compile(r"\[(?P<words>[^\[\]]*)\]\(<?inv:(?P<target>[^()\s<>]*)>?\)|<inv:(?P<bare>[^<>\s]+)>")
"""Links to the documentation of other programs, by names in lists that are on the web."""
_ABBREVIATION = re.compile(r"(?P<short>.*?)\s*\((?P<long>.+)\)")


class Place(NamedTuple):
    """The file of a target, and the words of its heading or caption."""

    path: str
    words: str


Places = Mapping[str, Place]


def places_in(contents: Mapping[str, bytes]) -> Places:
    """Return the targets in files by name, and the files by their paths without suffix behind a slash."""
    places: dict[str, Place] = {f"/{posixpath.splitext(path)[0]}": Place(path, "") for path in contents}
    for path, data in contents.items():
        text = data.decode("utf-8", "replace").replace("\r\n", "\n")
        for match in _TARGET.finditer(text):
            places.setdefault(match["id"], Place(path, (match["words"] or "").strip(" #")))
        for match in _NAMED.finditer(text) if "name:" in text or "label:" in text else ():
            if name := _NAME.search(match["body"]):
                is_figure = match["kind"] in {"figure", "image"}
                caption = _last_line(match["body"]) if is_figure else match["argument"].strip()
                caption = caption or match["kind"].rpartition(":")[2].capitalize()
                places.setdefault(name["id"], Place(path, caption))
    return {name: place._replace(words=_without_roles(place.words)) for name, place in places.items()}


def _without_roles(text: str) -> str:
    return _ROLE.sub(lambda match: match["text"].partition("<")[0].strip() or match["text"], text)


def _last_line(body: str) -> str:
    lines = [line.strip() for line in _OPTIONS.sub("", body).splitlines() if line.strip() and not line.startswith(":")]
    return lines[0] if lines else ""


def with_roles(text: str, path: str, places: Places) -> str:
    """Return a line of a file with its roles in Markdown; a role that is not understood stays as it is."""

    def role(match: re.Match[str]) -> str:
        name = match["name"].rpartition(":")[2]
        if name in _REFERENCES:
            return _reference(match, path, places)
        if name in _ICONS:
            return ""
        if match["name"].startswith("raw"):
            return match["text"] if match["name"].endswith("html") else ""
        if name.startswith(("bdg", "button", "badge")):  # labels of sphinx-design
            return match["text"].partition("<")[0].strip()
        make = _ROLES.get(name) or (_code if ":" in match["name"] or name in _OF_PROGRAMS else None)
        return make(match["text"]) if make else match[0]

    text = _ROLE.sub(role, text) if "}`" in text else text
    text = _INVENTORY.sub(_elsewhere, _SCHEME.sub(_plain_link, text)) if ":" in text else text
    return _LINK.sub(lambda match: _to_target(match, path, places), text) if "](" in text else text


def page_name(target: str, path: str) -> str:
    """Return the key that `Places` has for a page which a reference in the page at `path` may call."""
    folder = "" if target.startswith("/") else posixpath.dirname(path)
    return f"/{posixpath.normpath(posixpath.join(folder, target.lstrip('/').removesuffix('.md')))}"


def _plain_link(match: re.Match[str]) -> str:
    """Return a link without what says that it leads to a page of the project."""
    if match["start"] != "<":
        return f"{match['start']}{match['path']}{match['end']}"
    return f"[](<{match['path']}>)"


def _elsewhere(match: re.Match[str]) -> str:
    """Return the words of a link to another documentation, or the name in it."""
    name = (match["target"] or match["bare"] or "").rpartition("#")[2].rpartition(":")[2]
    return match["words"] or f"`{name}`"


def equation_label(label: str) -> str:
    """Return the label of a formula as one of ours."""
    return label if re.match(r"(?i)eq[:-]", label) else f"eq:{label}"


def _to_target(match: re.Match[str], path: str, places: Places) -> str:
    """Return a link whose address is the name of a target as a link to its place, or as it is."""
    place = places.get(match["target"])
    if place is None:
        return match[0]
    file = "" if place.path == path else posixpath.relpath(place.path, posixpath.dirname(path) or ".")
    return f"[{match['words'] or place.words}](<{file}#{match['target']}>)"


_OF_PROGRAMS = frozenset({
    "attr", "class", "confval", "const", "data", "envvar", "exc", "func", "keyword", "macro", "makevar", "member",
    "meth", "mimetype", "mod", "obj", "option", "program", "property", "regexp", "token", "type", "var",
})  # fmt: skip
"""Roles of Sphinx for the names in programs."""
_REFERENCES = frozenset({"any", "doc", "download", "numref", "prf", "ref", "eq"})


def _reference(match: re.Match[str], path: str, places: Places) -> str:
    titled = _TITLED.fullmatch(match["text"])
    words, target = (titled["words"], titled["target"].strip()) if titled else ("", match["text"].strip())
    words = "" if "%s" in words or "{" in words else words
    if match["name"] in {"eq", "math:numref"}:
        return words or f"(-@{equation_label(target)})"
    place = places.get(target)
    if place is not None:
        file = "" if place.path == path else posixpath.relpath(place.path, posixpath.dirname(path) or ".")
        shown = "" if match["name"] == "numref" and not words else words or place.words
        return f"[{shown}](<{file}#{target}>)"  # without words, a figure is called by its number
    if match["name"] in ("doc", "download") or (match["name"] == "any" and page_name(target, path) in places):
        return f"[{words}](<{target}>)"
    if match["name"] == "any":
        return _code(match["text"])
    return words or target


def _code(text: str) -> str:
    """Return the name of a function or the like, without the modules that a tilde hides."""
    name = text.partition("<")[0].strip() or text
    return f"`{name.rpartition('.')[2] if name.startswith('~') else name.lstrip('!')}`"


def _cited(text: str) -> str:
    """Return a citation of works by their keys."""
    return "[" + "; ".join(f"@{key.strip()}" for key in text.split(",") if key.strip()) + "]"


def _indexed(text: str) -> str:
    """Return words with their entry of the index, which may be another one: ``tides <pair: tide; high>``."""
    titled = _TITLED.fullmatch(text)
    words, entry = (titled["words"], titled["target"]) if titled else (text, text)
    key = "!".join(part.strip() for part in re.sub(r"^(?:single|pair|see|seealso|triple):", "", entry).split(";"))
    return f'{words}[]{{.index key="{key}"}}' if not set(key) & set('"{}') else words


def _standard(name: str, address: str, text: str) -> str:
    """Return a link to a document of a series by its number."""
    number, _, part = text.partition("<")[0].strip().partition("#")
    place = f"#{part}" if part else ""
    return (
        f"[{name} {number}]({address.format(int(number))}{place})" if number.isascii() and number.isdecimal() else text
    )


def _abbreviation(text: str) -> str:
    match = _ABBREVIATION.fullmatch(text)
    return f'<abbr title="{match["long"]}">{match["short"]}</abbr>' if match else text


_ROLES: Mapping[str, Callable[[str], str]] = {
    "abbr": _abbreviation, "cite": _cited, "citep": _cited, "p": _cited, "t": lambda text: f"@{text.strip()}",
    "citet": lambda text: f"@{text.strip()}", "code": lambda text: f"`{text}`", "command": lambda text: f"**{text}**",
    "dfn": lambda text: f"*{text}*", "pep": lambda text: _standard("PEP", "https://peps.python.org/pep-{:04}/", text),
    "rfc": lambda text: _standard("RFC", "https://www.rfc-editor.org/rfc/rfc{}", text),
    "del": lambda text: f"~~{text}~~", "file": lambda text: f"`{text}`", "guilabel": lambda text: f"**{text}**",
    "index": _indexed, "smallcaps": lambda text: f"[{text}]{{.smallcaps}}",
    "kbd": lambda text: f"<kbd>{text}</kbd>", "math": lambda text: f"${text}$",
    "menuselection": lambda text: f"**{text}**", "samp": lambda text: f"`{text}`", "strong": lambda text: f"**{text}**",
    "sub": lambda text: f"<sub>{text}</sub>", "subscript": lambda text: f"<sub>{text}</sub>",
    "sup": lambda text: f"<sup>{text}</sup>", "superscript": lambda text: f"<sup>{text}</sup>",
    "term": lambda text: f"*{text.partition('<')[0].strip()}*", "u": lambda text: f"<u>{text}</u>",
    "underline": lambda text: f"<u>{text}</u>",
}  # fmt: skip
