"""argv -> pipeline -> files on disk, stderr, exit status. The only room that prints, writes outputs or exits."""

from bookbuild.cli.entry import main

__all__ = ["main"]
