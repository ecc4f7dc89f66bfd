"""Whether a folder is a Grav site, or a folder of its pages."""

from dataclasses import dataclass

from bookbuild.sites.folder import Folder
from bookbuild.sites.site import Site, Wanted


@dataclass(frozen=True)
class Grav:
    """Grav's convention of folders."""

    name: str = "grav"

    def recognise(self, folder: Folder, wanted: Wanted) -> Site | None:
        """Return the site, or None if no folder is a page of Grav's."""
        return None
