"""argv -> pipeline -> files on disk, stderr, exit status. Only this package prints, and sets exit codes."""

from bookbuild.cli.entry import main

__all__ = ["main"]
