"""Works that a publication of Quire cites, and lists of them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from bookbuild.sites.data import Data, list_of, text_of


@dataclass(frozen=True, slots=True)
class Work:
    """A work: how it is called in a text, and its description."""

    short: str
    full: str


@dataclass(frozen=True, slots=True)
class References:
    """The works of ``references.yaml`` by their names, and how ``config.yaml`` wants them to be listed."""

    works: Mapping[str, Work] = field(default_factory=dict)
    heading: str = "Bibliography"
    is_on_pages: bool = True
    shows_short: bool = True

    @classmethod
    def of(cls, data: Data, config: Data) -> "References":
        """Return what the data files say."""
        works = {}
        for one in list_of(data, "entries"):
            if isinstance(one, dict) and (name := text_of(one, "id", "short")):
                works[name] = Work(text_of(one, "short") or name, text_of(one, "full"))
        return cls(
            works,
            text_of(config, "bibliography.heading") or "Bibliography",
            text_of(config, "bibliography.displayOnPage") != "false",
            text_of(config, "bibliography.displayShort") != "false",
        )

    def listed(self, names: Iterable[str] | None = None) -> Iterator[str]:
        """Yield the lines of a list of works, of all without `names`, in the order of the data file."""
        wanted = None if names is None else set(names)
        for name, work in self.works.items():
            if not work.full or (wanted is not None and name not in wanted):
                continue
            yield from (work.short, f": {work.full}", "") if self.shows_short else (work.full, "")

    def below_page(self, names: Iterable[str]) -> Iterator[str]:
        """Yield the lines below a page that cites works: they are listed, unless the settings say otherwise."""
        lines = list(self.listed(names)) if self.is_on_pages else []
        if lines:
            yield from ("", f"## {self.heading}", "", *lines)
