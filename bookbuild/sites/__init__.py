"""Conventions of folders: paths and data files -> a Site, and its articles in order. Pure."""

from bookbuild.sites.arranging import Arranged, arrange
from bookbuild.sites.folder import MARKDOWN, Folder, Names, is_about_project, is_markdown
from bookbuild.sites.inclusion import Included, with_included
from bookbuild.sites.languages import language_of_text
from bookbuild.sites.places import Places
from bookbuild.sites.recognition import CONVENTIONS, Known, recognise
from bookbuild.sites.site import Convention, LeftOut, Plan, PlannedChapter, PlannedFile, PlannedPart, Read, Site, Wanted
from bookbuild.sites.variables import with_variables

__all__ = [
    "CONVENTIONS",
    "MARKDOWN",
    "Arranged",
    "Convention",
    "Folder",
    "Included",
    "Known",
    "LeftOut",
    "Names",
    "Places",
    "Plan",
    "PlannedChapter",
    "PlannedFile",
    "PlannedPart",
    "Read",
    "Site",
    "Wanted",
    "arrange",
    "is_about_project",
    "is_markdown",
    "language_of_text",
    "recognise",
    "with_included",
    "with_variables",
]
