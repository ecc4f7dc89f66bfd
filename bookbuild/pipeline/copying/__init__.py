"""A recognised site copied into articles with metadata blocks, their pictures beside them: ``init --into``."""

from bookbuild.pipeline.copying.writing import Copied, copy_site

__all__ = ["Copied", "copy_site"]
