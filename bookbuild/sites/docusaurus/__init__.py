"""Docusaurus: pages of ``docs/`` in the order of ``sidebars.js``, or of the numbers of files and pages."""

from bookbuild.sites.docusaurus.recognition import Docusaurus

__all__ = ["Docusaurus"]
