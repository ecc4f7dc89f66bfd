"""The metadata block: found at the head of a file, and read from YAML, TOML or JSON to plain text values."""

from bookbuild.parse.block.entries import Entry
from bookbuild.parse.block.finding import SplitText, split
from bookbuild.parse.block.reading import read_block
from bookbuild.parse.block.vocabulary import Vocabulary

__all__ = ["Entry", "SplitText", "Vocabulary", "read_block", "split"]
