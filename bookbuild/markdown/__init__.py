"""XHTML -> Markdown of our dialect. Pure. What Markdown has no form for stays HTML, which the dialect reads too."""

from bookbuild.markdown.blocks import to_markdown
from bookbuild.markdown.inline import title_markdown

__all__ = ["title_markdown", "to_markdown"]
