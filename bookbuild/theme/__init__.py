"""templates/, styles/ -> Theme: the default theme with the project's files in place of its own, file by file."""

from bookbuild.theme.loading import EDITIONS, colours_in, load_theme, project_fonts
from bookbuild.theme.palette import tints

__all__ = ["EDITIONS", "colours_in", "load_theme", "project_fonts", "tints"]
