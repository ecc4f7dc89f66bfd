"""templates/, styles/ -> Theme: the default look with the project's laid over it, file by file."""

from bookbuild.theme.loading import load_theme, project_fonts

__all__ = ["load_theme", "project_fonts"]
