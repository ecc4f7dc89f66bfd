"""Figures of Quire's data file -> pictures with captions, in our Markdown."""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bookbuild.sites.data import Data, list_of, text_of
from bookbuild.sites.titles import title_of_name

_TABLES = (".html", ".htm")
_PLAYED = (".mp3", ".mp4", ".m4a", ".mov", ".ogg", ".wav", ".webm")
_PLAYERS = {
    "soundcloud": "https://api.soundcloud.com/tracks/",
    "vimeo": "https://vimeo.com/",
    "youtube": "https://www.youtube.com/watch?v=",
}
_ON_SERVERS = ("canvasId", "manifestId", "iiif", "iiif_image", "iiifContent")
_PICTURES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".tif", ".tiff", ".webp")


@dataclass(frozen=True, slots=True)
class Layer:
    """One of several pictures that a figure shows in turn, or over one another."""

    source: str
    label: str
    alternative: str

    def paragraph(self) -> str:
        """Return it as a picture of its own."""
        return f'![{self.alternative}](<{self.source}> "{_quoted(self.label)}"){{.unnumbered}}'


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the data file. `address` is that of a film or a sound; `lost` says what of it no book can show."""

    name: str
    source: str
    caption: str
    alternative: str
    address: str = ""
    label: str = ""
    layers: tuple[Layer, ...] = ()
    lost: str = ""

    @property
    def is_table(self) -> bool:
        """Whether it is a table in a file of its own."""
        return self.source.endswith(_TABLES)

    def paragraphs(self) -> list[str]:
        """Return the figure as pictures with captions, and a link to its film."""
        film = [f"<{self.address}>"] if self.address else []
        words = " ".join(filter(None, [f"**{self.label}**" if self.label else "", self.caption]))
        if not self.source or self.is_table:
            return [one for one in (" ".join(filter(None, [words, *film])), *self._layers()) if one]
        picture = f'![{self.alternative}](<{self.source}> "{_quoted(words)}"){{#{self.name} .unnumbered}}'
        return [picture, *film, *self._layers()]

    def _layers(self) -> Iterator[str]:
        return (layer.paragraph() for layer in self.layers)


Figures = Mapping[str, Figure]


def read_figures(data: Data) -> Figures:
    """Return the figures of ``figures.yaml`` by their names."""
    figures = (_figure(one) for one in list_of(data, "figure_list") if isinstance(one, dict))
    return {figure.name: figure for figure in figures if figure.name}


def _figure(one: Data) -> Figure:
    source = text_of(one, "src", "print_src")
    is_played = source.lower().endswith(_PLAYED)
    shown = text_of(one, "poster") if is_played or not source else source
    layers = tuple(_layers(one))
    if not shown and layers:
        shown, layers = layers[0].source, layers[1:]
    address = text_of(one, "media_url") or _player(one)
    return Figure(
        name=text_of(one, "id"),
        source=shown,
        label=text_of(one, "label"),
        caption=" ".join(filter(None, [text_of(one, "caption"), text_of(one, "credit")])),
        alternative=text_of(one, "alt"),
        address=address,
        layers=layers,
        lost=_lost(one, shown, address, source if is_played else ""),
    )


def _lost(one: Data, shown: str, address: str, played: str) -> str:
    if played:
        return f"the film or sound {played}"
    kind = text_of(one, "media_type")
    if shown or address or kind == "table":
        return ""
    return "a picture of an image server (IIIF)" if any(key in one for key in _ON_SERVERS) else kind


def _layers(figure: Data) -> Iterator[Layer]:
    for group in list_of(figure, "annotations"):
        for item in list_of(group, "items"):
            source = text_of(item, "src")
            if source.lower().endswith(_PICTURES):
                name = posixpath.basename(source).rpartition(".")[0]
                yield Layer(source, text_of(item, "label") or title_of_name(name), text_of(item, "alt"))


def _player(figure: Data) -> str:
    kind, name = text_of(figure, "media_type"), text_of(figure, "media_id")
    return f"{_PLAYERS[kind]}{name}" if kind in _PLAYERS and name else ""


def _quoted(words: str) -> str:
    return words.replace('"', '\\"')
