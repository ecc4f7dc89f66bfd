"""bookbuild.toml -> Config."""

from bookbuild.config.faults import FILE_NAME, setting_line
from bookbuild.config.reading import load

__all__ = ["FILE_NAME", "load", "setting_line"]
