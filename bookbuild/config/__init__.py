"""bookbuild.toml -> Config."""

from bookbuild.config.faults import FILE_NAME
from bookbuild.config.reading import load

__all__ = ["FILE_NAME", "load"]
