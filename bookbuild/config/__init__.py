"""bookbuild.toml -> Config."""

from bookbuild.config.reading import FILE_NAME, load

__all__ = ["FILE_NAME", "load"]
