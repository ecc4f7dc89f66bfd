"""README.md shows what there is: the editions, an article and a configuration that work."""

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.book import BookProject
from tests.project.manual import ROOT, examples, text_of

README = text_of(ROOT / "README.md")


def test_every_edition_named_is_built_in(tmp_path: Path) -> None:
    """The table of editions in README.md lists exactly those that every project has."""
    table = README.partition("## Editions")[2].partition("\n\n`bookbuild")[0]
    listed = BookProject(tmp_path).config().article(1).run("list", "--editions", "--json").json()["editions"]
    assert re.findall(r"(?m)^\| `([\w-]+)` \|", table) == [edition["name"] for edition in listed]


def test_the_article_shown_is_sound(tmp_path: Path) -> None:
    """The article and the configuration that README.md shows are accepted as they are, together."""
    texts = [example.text for example in examples() if example.page == "README.md"]
    (article,) = (text for text in texts if text.startswith("---"))
    configuration = "\n".join(text for text in texts if text.startswith(("[book]", "[editions.")))
    project = BookProject(tmp_path).file("content/a.md", f"{article}\n").file("bookbuild.toml", f"{configuration}\n")
    project.file("content/b.md", "---\ntaxonomy:\n  tag: handout\n---\n")
    assert "error" not in project.run("check").err


def test_readme_can_be_read_at_one_sitting() -> None:
    """README.md stays below 240 lines: what is longer has a page in docs/."""
    assert len(README.splitlines()) < 240


def test_shell_completion_is_there() -> None:
    """The line for ~/.bashrc in docs/command.md makes bash complete commands of the program."""
    assert 'eval "$(_BOOKBUILD_COMPLETE=bash_source bookbuild)"' in text_of(ROOT / "docs" / "command.md")
    ask = {"_BOOKBUILD_COMPLETE": "bash_complete", "COMP_WORDS": "bookbuild do", "COMP_CWORD": "1"}
    program = [sys.executable, "-c", "from bookbuild.cli import main; main()"]
    run = subprocess.run(program, capture_output=True, text=True, check=False, env=os.environ | ask, cwd=ROOT)
    assert run.stdout.splitlines() == ["plain,doctor"]
