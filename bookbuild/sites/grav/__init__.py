"""Grav: a page is a folder with a number for its place, and a file named after its template and its language."""

from bookbuild.sites.grav.recognition import Grav

__all__ = ["Grav"]
