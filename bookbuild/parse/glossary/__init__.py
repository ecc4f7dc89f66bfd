"""The file of the glossary: terms, each on a line, and their meanings below them, behind colons."""

from bookbuild.parse.glossary.reading import GlossaryFile, glossary_of, read_glossary

__all__ = ["GlossaryFile", "glossary_of", "read_glossary"]
