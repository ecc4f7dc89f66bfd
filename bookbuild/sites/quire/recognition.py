"""Whether a folder is a publication of Quire, its description, and its figures and references."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bookbuild.model import Creator, Facts
from bookbuild.sites.data import Data, list_of, lookup, text_of
from bookbuild.sites.folder import Folder
from bookbuild.sites.languages import tag_of
from bookbuild.sites.quire.figures import read_figures
from bookbuild.sites.quire.known import Known
from bookbuild.sites.quire.openings import Objects
from bookbuild.sites.quire.publication import Publication, name_of
from bookbuild.sites.quire.references import References
from bookbuild.sites.quire.site import QuireSite
from bookbuild.sites.quire.values import Values
from bookbuild.sites.site import Site, Wanted

_DATA = ("content/_data", "data", "_data")
_SUFFIXES = ("yaml", "yml", "json")
_IMAGES = ("content/_assets/images", "static/img", "content/_assets", "static")
_TABLES = ("content/_assets/tables", "content/_assets/images", "content/_assets", "static/tables", "static")
_ROLES = {"author": "aut", "editor": "edt", "translator": "trl", "illustrator": "ill", "photographer": "pht"}


@dataclass(frozen=True)
class Quire:
    """Quire's convention of folders, of its versions for Eleventy and for Hugo."""

    name: str = "quire"

    def recognise(self, folder: Folder, wanted: Wanted) -> Site | None:
        """Return the site, or None if no data file describes a publication."""
        del wanted
        place, publication = next(_publications(folder), ("", {}))
        pages = tuple(path for path in folder.texts("content") if "/_" not in path)
        if not place or not pages:
            return None
        config = _read(folder, place, "config")
        return QuireSite(
            name="quire",
            kind="a publication of Quire",
            folder="content",
            files=pages,
            facts=_facts(publication),
            keys={"order": ("order", "weight")},
            known=Known(
                figures=read_figures(_read(folder, place, "figures")),
                references=References.of(_read(folder, place, "references"), config),
                publication=Publication(publication),
                values=Values(_all_data(folder, place)),
                label_divider=_divider(config),
                objects=Objects.of(_read(folder, place, "objects")),
                places=_TABLES,
            ),
            images=tuple(one for one in _IMAGES if folder.has(one)),
        )


def _publications(folder: Folder) -> Iterator[tuple[str, Data]]:
    for place in _DATA:
        data = _read(folder, place, "publication")
        if isinstance(data, dict) and text_of(data, "title") and ("contributor" in data or "publisher" in data):
            yield place, data


def _all_data(folder: Folder, place: str) -> Mapping[str, Data]:
    """Return all data files by their names without suffix."""
    names = [name.rpartition(".") for name in folder.list(place).files]
    return {stem: folder.data(f"{place}/{stem}.{suffix}") for stem, _, suffix in names if suffix in _SUFFIXES}


def _read(folder: Folder, place: str, name: str) -> Data:
    paths = (f"{place}/{name}.{suffix}" for suffix in _SUFFIXES)
    return next((folder.data(path) for path in paths if folder.read(path) is not None), {})


def _facts(publication: Data) -> Facts:
    publishers = list_of(publication, "publisher")
    return Facts(
        title=text_of(publication, "title"),
        subtitle=text_of(publication, "subtitle") or text_of(publication, "reading_line"),
        language=tag_of(text_of(publication, "language"), ()),
        creators=tuple(_creators(list_of(publication, "contributor") or list_of(publication, "contributors"))),
        publisher=text_of(publishers[0], "name") if publishers else "",
        rights=text_of(publication, "copyright"),
        description=text_of(publication, "description.one_line", "description.full", "description"),
        address=text_of(publication, "url") if text_of(publication, "url").startswith("http") else "",
    )


def _creators(people: Sequence[Data]) -> Iterator[Creator]:
    for person in people:
        kind = text_of(person, "type") or "primary"
        name = name_of(person)
        if name and kind == "primary":
            yield Creator(name, _ROLES.get(text_of(person, "role").lower(), "aut"))


def _divider(config: Data) -> str:
    """Return what stands between the label of a page and its title."""
    divider = lookup(config, "pageTitle.labelDivider")
    return divider if isinstance(divider, str) and divider else ". "
