"""The ways in which bookbuild is measured: from nothing, after an edit, with nothing changed, and while it watches."""

import shutil
import sys
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from benchmarks.corpus import more_text
from benchmarks.measuring import Run
from benchmarks.programs import Program, run_here

TWO_PAGES = 13
"""The paragraphs that fill two pages."""


def command(verb: str, form: str, *options: str) -> tuple[str, ...]:
    """Return a command line of bookbuild's for the guide."""
    return (sys.executable, "-m", "bookbuild", verb, "-q", "-C", "guide", "-f", form, *options)


def cold(form: str, name: str = f"bookbuild {version('bookbuild')}", key: str = "bookbuild") -> Program:
    """Build as it is done first: nothing is cached, and everything will be."""
    return Program(key, name, command("build", form), f"guide/_book/*.{form}", remove_cache)


def uncached(form: str) -> Program:
    """Build without a cache, which saves the writing of it."""
    words = command("build", form, "--no-cache", "-o", "uncached")
    return Program("no-cache", "bookbuild --no-cache", words, f"guide/uncached/*.{form}")


def unchanged(form: str) -> Program:
    """Build again, with nothing changed."""

    def build(folder: Path) -> None:
        run_here(command("build", form), folder)

    words = command("build", form)
    return Program("unchanged", "bookbuild, nothing changed", words, f"guide/_book/*.{form}", build, keeps=True)


def remove_cache(folder: Path) -> None:
    """Remove everything that bookbuild has kept and made."""
    for name in (".bookbuild", "_book"):
        shutil.rmtree(folder / "guide" / name, ignore_errors=True)


@dataclass(slots=True)
class Manuscript:
    """An article in the middle of the guide that is edited: it grows by two pages, by other words each time."""

    edits: int = 0
    _article: Path | None = None
    _original: str = ""

    def grow(self, folder: Path) -> None:
        """Add two pages to the article as it was."""
        if self._article is None:
            articles = sorted((folder / "guide").rglob("article-*.md"))
            self._article = articles[len(articles) // 2]
            self._original = self._article.read_text("utf-8")
        self.edits += 1
        self._article.write_text(self._original + more_text(TWO_PAGES, self.edits), "utf-8")

    def restore(self) -> None:
        """Take away what was added."""
        if self._article is not None:
            self._article.write_text(self._original, "utf-8")


@dataclass(frozen=True, slots=True)
class Edited:
    """A build in a new process, after one article was edited; it had built the guide as it was before."""

    form: str = "pdf"
    key: str = "edited"
    name: str = "bookbuild, one article edited"
    manuscript: Manuscript = field(default_factory=Manuscript)

    @property
    def output(self) -> str:
        """The pattern of the book."""
        return f"guide/_book/*.{self.form}"

    def run(self, folder: Path) -> Run:
        """Build, edit, and measure the second build."""
        self.manuscript.restore()
        run_here(command("build", self.form), folder)
        self.manuscript.grow(folder)
        try:
            return run_here(command("build", self.form), folder)
        finally:
            self.manuscript.restore()

    def stop(self) -> None:
        """Do nothing: the command has ended."""
