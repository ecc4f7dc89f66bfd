"""What the data files of a publication of Quire say."""

from dataclasses import dataclass, field

from bookbuild.sites.quire.figures import Figure, Figures
from bookbuild.sites.quire.openings import Objects
from bookbuild.sites.quire.publication import Publication
from bookbuild.sites.quire.references import References
from bookbuild.sites.quire.values import Values
from bookbuild.sites.site import Read


@dataclass(frozen=True, slots=True)
class Known:
    """What the data files say, and where tables are."""

    figures: Figures
    references: References
    publication: Publication
    values: Values = field(default_factory=Values)
    label_divider: str = ". "
    objects: Objects = field(default_factory=Objects)
    places: tuple[str, ...] = ()

    def table(self, figure: Figure, read: Read) -> list[str]:
        """Return the lines of a table, or none if its file is not there."""
        content = next(filter(None, (read(f"{place}/{figure.source}") for place in self.places)), b"")
        return [line for line in content.decode("utf-8-sig", "replace").splitlines() if line.strip()]
