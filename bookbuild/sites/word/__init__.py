"""Word files (``.docx``) -> Markdown, by mammoth, which the extra ``word`` installs."""

from importlib.util import find_spec

from bookbuild.diagnostics import Diagnostic, Outcome, diagnose
from bookbuild.model import Source

SUFFIX = ".docx"
_SHOWN = 3


def is_word(path: str) -> bool:
    """Return whether a file is one of Word by its name, and not the one that Word keeps while a file is open."""
    name = path.rpartition("/")[2]
    return name.lower().endswith(SUFFIX) and not name.startswith("~$")


def can_be_read() -> bool:
    """Return whether what reads Word files is installed."""
    return find_spec("mammoth") is not None


def reader_missing(paths: tuple[str, ...]) -> Diagnostic:
    """Return the diagnostic for Word files that nothing here can read."""
    many = f"{len(paths)} Word files are" if len(paths) > 1 else "a Word file is"
    more = f" and {len(paths) - _SHOWN} more" if len(paths) > _SHOWN else ""
    message = f"{many} left out, since what reads Word files is not installed: {', '.join(paths[:_SHOWN])}{more}"
    hint = """pip install 'bookbuild[word]', or set exclude = ["*.docx"] under [content] in bookbuild.toml"""
    return diagnose("word-reader", message, hint=hint)


def from_word(source: Source) -> Outcome[Source]:
    """Return a Word file as a page of Markdown, whose pictures are named by their paths in the file."""
    from bookbuild.sites.word.conversion import converted  # noqa: PLC0415 - most books have no Word files

    return converted(source)
