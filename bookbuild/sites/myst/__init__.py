"""MyST and Jupyter Book: ``_toc.yml``, ``myst.yml`` or a ``toctree`` holds the order."""

from bookbuild.sites.myst.recognition import Myst

__all__ = ["Myst"]
