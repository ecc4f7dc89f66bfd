"""bookbuild.toml -> Config."""

from bookbuild.config.faults import FILE_NAME, setting_line
from bookbuild.config.reading import load, require_language

__all__ = ["FILE_NAME", "load", "require_language", "setting_line"]
