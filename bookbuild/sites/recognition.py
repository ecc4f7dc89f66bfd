"""Which convention a folder follows: the first whose evidence is there."""

from dataclasses import replace

from bookbuild.model import SITES
from bookbuild.sites.folder import Folder
from bookbuild.sites.grav import Grav
from bookbuild.sites.hugo import Hugo
from bookbuild.sites.jekyll import Jekyll
from bookbuild.sites.leanpub import Leanpub
from bookbuild.sites.mdbook import MdBook
from bookbuild.sites.myst import Myst
from bookbuild.sites.obsidian import Obsidian
from bookbuild.sites.plain import PlainFolders
from bookbuild.sites.quarto import Quarto
from bookbuild.sites.quire import Quire
from bookbuild.sites.site import Convention, Site, Wanted

CONVENTIONS: tuple[Convention, ...] = (
    MdBook(),
    Quarto(),
    Quire(),
    Hugo(),
    Myst(),
    Jekyll(),
    Leanpub(),
    Obsidian(),
    Grav(),
)
"""Conventions in the order in which they are tried. Their names are those of `bookbuild.model.SITES`."""


def recognise(folder: Folder, wanted: Wanted, name: str = "") -> Site:
    """Return what a project's folder is.

    `name` is that of the convention that bookbuild.toml wants in any case: ``plain`` for folders, ``none`` if metadata
    blocks say everything; or empty.
    """
    if name == "none":
        return PlainFolders(are_chapters=False).recognise(folder, wanted)
    named = next((one for one in CONVENTIONS if one.name == name), None)
    if named is not None and (site := named.recognise(folder, replace(wanted, is_named=True))):
        return site
    tried = () if name in SITES else CONVENTIONS
    sites = (convention.recognise(folder, wanted) for convention in tried)
    return next((site for site in sites if site is not None), None) or PlainFolders().recognise(folder, wanted)
