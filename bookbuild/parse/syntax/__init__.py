"""Constructs of the dialect, a module each: a plugin of the parser."""
