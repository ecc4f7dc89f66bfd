"""templates/, styles/ -> Theme: the default theme with the project's files in place of its own, file by file."""

from bookbuild.theme.callouts import with_callouts
from bookbuild.theme.font_families import defined_families, named_families, with_fallbacks
from bookbuild.theme.loading import EDITIONS, colours_in, load_theme, project_fonts, project_styles
from bookbuild.theme.palette import tints

__all__ = [
    "EDITIONS",
    "colours_in",
    "defined_families",
    "load_theme",
    "named_families",
    "project_fonts",
    "project_styles",
    "tints",
    "with_callouts",
    "with_fallbacks",
]
