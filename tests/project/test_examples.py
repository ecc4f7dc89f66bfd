"""What the pages for people show works: settings and articles are accepted, code can be read."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import tinycss2
import yaml

from bookbuild.config.reading import load
from bookbuild.sites import Folder, Wanted
from bookbuild.sites.site import Convention, Plan
from tests.parse.given import outcome
from tests.project.manual import ROOT, SHOWN, Example, kind_of, shown, text_of
from tests.tools import require_tool

BLOCKS = "Words.\n\n- an item\n\n| a | b |\n| - | - |\n| c |  |"
"""What stands for "…" between the fences of a block."""


# ── Settings, articles, styles ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("example", shown("toml"), ids=lambda one: f"{one.page}: {one.text.splitlines()[0]}")
def test_settings_are_accepted(tmp_path: Path, example: Example) -> None:
    """Each part of a bookbuild.toml on these pages is valid, with all its keys."""
    (tmp_path / "bookbuild.toml").write_text(example.text, "utf-8")
    assert [found for found in load(tmp_path, {}).diagnostics if found.code != "config-missing"] == []


@pytest.mark.parametrize("example", shown("article"), ids=lambda one: one.page)
def test_articles_are_accepted(example: Example) -> None:
    """Each article on these pages is read without a warning."""
    assert outcome(f"{example.text}\n\nWords.\n").diagnostics == ()


@pytest.mark.parametrize("example", shown("css"), ids=lambda one: one.page)
def test_stylesheets_can_be_read(example: Example) -> None:
    """Each stylesheet on these pages consists of rules."""
    rules = tinycss2.parse_stylesheet(example.text, skip_comments=True, skip_whitespace=True)
    assert {rule.type for rule in rules} <= {"qualified-rule", "at-rule"}


@pytest.mark.parametrize("example", shown("markdown"), ids=lambda one: f"{one.page}: {one.text.splitlines()[0][:30]}")
def test_markdown_is_understood(example: Example) -> None:
    """Nothing in the examples of Markdown is foreign to the program; what is said behind them counts as a comment."""
    text = re.sub(r"(?m) {3,}\S.*$", "", example.text)
    codes = [found.code for found in outcome(f"---\ntitle: T\n---\n{text}\n", has_sources=True).diagnostics]
    # Lines that only open a block stand alone here, and files are included before an article is parsed.
    assert set(codes) <= ({"unclosed-block", "unknown-callout"} if "::: include" in text else {"unclosed-block"})


def constructs() -> list[str]:
    """Return the constructs in the first columns of the tables of docs/markdown.md, as an article would have them."""
    tabled = text_of(ROOT / "docs" / "markdown.md").replace(r"\|", "\0")
    rows = [re.findall(r"`([^`]+)`", row) for row in re.findall(r"(?m)^\| (`.*?) \| ", tabled)]
    between = {row[0]: f"\n\n{BLOCKS}\n\n" if row[-1] in (":::", "</div>", "$$ … $$") else "\n\n" for row in rows}
    return [between[row[0]].join(row).replace("\0", "|").replace("…", "a = b") for row in rows]


@pytest.mark.parametrize("construct", [one for one in constructs() if "include" not in one])
def test_what_can_be_written_is_understood(construct: str) -> None:
    """Every construct in the tables of docs/markdown.md is one, without a warning."""
    found = outcome(f"---\ntitle: T\n---\nHTML and words.\n\n{construct}\n", has_sources=True).diagnostics
    assert [one.message for one in found if one.code != "heading-level"] == []


# ── Code ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_code_can_be_read() -> None:
    """JSON, YAML and Python on these pages are what their fences name them."""
    for example in shown("json"):
        json.loads(example.text)
    for example in shown("yaml"):
        yaml.safe_load(example.text)
    for example in shown("python"):
        compile(example.text, example.page, "exec")


def test_the_convention_of_folders_works() -> None:
    """The convention that CONTRIBUTING.md shows recognises its folder, and no other."""
    (example,) = (one for one in shown("python") if one.page == "CONTRIBUTING.md")
    names: dict[str, Any] = {"__name__": "almanac"}
    exec(example.text, names)  # noqa: S102 - our own page
    convention: Convention = names["Almanac"]()
    files = {"almanac.yml": "title: Stars\npages: [b.md, a.md]", "pages/a.md": "A", "pages/b.md": "B"}
    site = convention.recognise(Folder.of(files), Wanted())
    assert site is not None
    assert (site.facts.title, site.files) == ("Stars", ("pages/b.md", "pages/a.md"))
    assert convention.recognise(Folder.of({"a.md": "A"}), Wanted()) is None
    assert site.arrange(()) == Plan()


def test_shell_commands_can_be_read() -> None:
    """What stands in a fence for the shell is valid."""
    for example in shown("sh"):
        run = subprocess.run(
            [require_tool("sh"), "-n"], input=example.text, text=True, capture_output=True, check=False
        )
        assert run.stderr == ""


def test_every_block_is_of_a_known_kind() -> None:
    """A block of code that no test here reads is one of the few that only show something."""
    unread = [example for example in SHOWN if kind_of(example) in ("", "text", "vim")]
    assert {example.page for example in unread} <= {
        "ARCHITECTURE.md",  # the map
        "README.md",  # a message
        "docs/preview.md",  # Vim's settings
        "docs/rebuilding.md",  # a part of JSON
        "docs/releasing.md",
    }
