"""Constructs of the dialect, one module each: a plugin of the Markdown parser."""
