"""Numbers for the articles and chapters of a folder, written into their metadata blocks in the order of the book."""

from bookbuild.pipeline.numbering.planning import NumberedFile, Numbering, lines_of_keys, numbering_of
from bookbuild.pipeline.numbering.writing import write_numbers

__all__ = ["NumberedFile", "Numbering", "lines_of_keys", "numbering_of", "write_numbers"]
