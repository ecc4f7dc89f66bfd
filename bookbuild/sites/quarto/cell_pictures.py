"""Pictures of files that cells of code show: ``knitr::include_graphics("tide.png")``. They need no run of the code."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bookbuild.sites.data import DataError, read_data, text_of

OPTION = re.compile(r"\s*(?:#|//|%%|--)\|\s?(?P<words>.*)")
"""Matches a line of options at the head of a cell."""
_SHOWN = re.compile(r"\binclude_graphics\(\s*(?:path\s*=\s*)?(?P<files>c\([^()]*\)|\"[^\"]*\"|'[^']*')")
_FILE = re.compile(r"\"(?P<double>[^\"]+)\"|'(?P<single>[^']+)'")
_IN_HEAD = re.compile(
    r"""\b(?P<name>fig[.-](?:cap|alt)|eval)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>\w+))"""
)
_LABEL_IN_HEAD = re.compile(r"[\s,]*(?:label\s*=\s*)?[\"']?(?P<label>[\w:-]+)[\"']?[ \t]*(?=,|$)")
_TABLE = re.compile(
    r"\b(?:kable|kbl)\((?:[^()]|\([^()]*\))*?\bcaption\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)')"
)
_CELL = re.compile(
    r"^(?P<marks>`{3,})\{[rR](?P<head>[ \t,][^{}\n]*)?\}[ \t]*\n(?P<inside>.*?)^(?P=marks)`*[ \t]*$", re.S | re.M
)


@dataclass(frozen=True, slots=True)
class CellPictures:
    """The files that a cell shows, the words for them, and its label, by which references call it."""

    files: tuple[str, ...]
    caption: str = ""
    alternative: str = ""
    label: str = ""

    @property
    def is_made(self) -> bool:
        """Whether only a run of the code makes what has the caption, and nothing says what it shows."""
        return not self.files and (not self.alternative or self.label.startswith(("tbl-", "tab:")))

    def lines(self) -> Iterator[str]:
        """Yield the pictures in our Markdown, an empty line around each; the last has the caption and the label. Of a
        picture that only a run of the code makes, the words stand in its place.
        """
        if self.is_made:
            name = f"[]{{#{self.label}}}" if self.label else ""
            yield from ("", f"{name}*{self.caption}*", "")
        elif not self.files:
            name = f' id="{self.label}"' if self.label else ""
            words = f'<p markdown="span">{self.alternative}</p>'
            yield ""
            yield f'<figure{name}>{words}<figcaption markdown="span">{self.caption}</figcaption></figure>'
            yield ""
        for place, file in enumerate(self.files, 1):
            is_last = place == len(self.files)
            caption = self.caption.replace('"', '\\"')
            title = f' "{caption}"' if caption and is_last else ""
            name = f"{{#{self.label}}}" if self.label and is_last else ""
            words = (self.alternative or self.caption).replace("[", "\\[").replace("]", "\\]")
            yield from ("", f"![{words}](<{file}>{title}){name}", "")


def pictures_of(head: str, lines: list[str]) -> CellPictures | None:
    """Return the pictures of files that a cell shows, or None. `head` is what stands behind its language."""
    code = [line for line in lines if not OPTION.fullmatch(line)]
    shown = [match["files"] for line in code if not line.lstrip().startswith("#") for match in _SHOWN.finditer(line)]
    files = tuple(file["double"] or file["single"] for one in shown for file in _FILE.finditer(one))
    options = _options(head, lines)
    if "tbl-cap" not in options and (table := _TABLE.search("\n".join(code))):
        options["tbl-cap"] = table["double"] or table["single"] or ""
    if not (files or options.get("fig-cap") or (options.get("tbl-cap") and options.get("label"))) or options.get(
        "eval", ""
    ).lower() in {"false", "f"}:
        return None
    label = options.get("label", "")
    if not files and options.get("tbl-cap"):
        return CellPictures((), options["tbl-cap"], "", label if label.startswith(("tbl-", "tab:")) else f"tab:{label}")
    is_quarto = any(map(OPTION.fullmatch, lines)) or label.startswith("fig-")
    if label and not is_quarto:
        label = f"fig:{label}"
    return CellPictures(files, options.get("fig-cap", ""), options.get("fig-alt", ""), label)


def labels_in(text: str) -> Iterator[tuple[str, str]]:
    """Yield the labels of all cells of a page that have a caption, and the caption of what only a run makes."""
    if any(sign in text for sign in ("include_graphics", "fig-cap", "fig.cap", "tbl-cap", "kable", "kbl")):
        for cell in _CELL.finditer(text):
            shown = pictures_of(cell["head"] or "", cell["inside"].split("\n"))
            if shown and shown.label:
                yield shown.label, shown.caption if shown.is_made else ""


def _options(head: str, lines: list[str]) -> dict[str, str]:
    """Return the options of a cell by name, of its head (``fig.cap = "…"``) and its first lines (``fig-cap: …``)."""
    options = {
        one["name"].replace(".", "-"): one["double"] or one["single"] or one["bare"] or ""
        for one in _IN_HEAD.finditer(head)
    }
    if label := _LABEL_IN_HEAD.match(head):
        options["label"] = label["label"]
    written = "\n".join(match["words"] for line in lines if (match := OPTION.fullmatch(line)))
    try:
        data = read_data(written.encode(), "options.yml") if written else {}
    except DataError:
        data = {}
    stated = {name: text_of(data, name) for name in ("label", "fig-cap", "fig-alt", "tbl-cap", "eval")}
    return options | {name: value for name, value in stated.items() if value}
