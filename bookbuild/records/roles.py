"""What people did, in the words of other lists, by the relator codes of MARC (https://www.loc.gov/marc/relators/)."""

from collections.abc import Mapping

from bookbuild.model import Creator

_ONIX: Mapping[str, str] = {
    "adp": "B05", "aft": "A19", "ann": "B02", "arr": "B25", "art": "A12", "aui": "A24", "aut": "A01", "bkd": "A36",
    "cmm": "A21", "cmp": "A06", "com": "C01", "cov": "A36", "ctb": "A32", "ctg": "A39", "drm": "A35", "dtc": "A32",
    "edt": "B01", "ill": "A12", "lyr": "A05", "nrt": "E07", "pht": "A13", "trl": "B06", "wpr": "A23",
}  # fmt: skip
"""ONIX code list 17."""
_OTHER = "Z99"
_SCHEMA: Mapping[str, str] = {"aut": "author", "edt": "editor", "ill": "illustrator", "trl": "translator"}
"""Properties of schema.org's Book."""


def onix_role(person: Creator) -> str:
    """Return the code of a person's role in ONIX."""
    return _ONIX.get(person.role, _OTHER)


def schema_role(person: Creator) -> str:
    """Return the property of schema.org that has a person."""
    return _SCHEMA.get(person.role, "contributor")
