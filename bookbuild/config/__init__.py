"""bookbuild.toml -> Config, by `bookbuild.config.reading.load`.

What reads it is not imported with the package: a build of what has not changed only asks where the file is.
"""

from bookbuild.config.faults import FILE_NAME, setting_line

__all__ = ["FILE_NAME", "setting_line"]
