"""The pages for people: what they name is there, and the commands that they show exist."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import click
import pytest

from bookbuild.cli.commands import command
from tests.book import BookProject

ROOT = Path(__file__).parents[2]
PAGES = [
    ROOT / name
    for name in (
        "README.md",
        "CONTRIBUTING.md",
        "SECURITY.md",
        "docs/continuous-integration.md",
        "docs/json.md",
        "docs/releasing.md",
    )
]
LINK = re.compile(r"\]\((?!https?:)([^)#\s]*)(?:#([\w-]+))?\)")
EXAMPLES = {"other-article.md", "article:53", "drawing.svg"}
"""What articles link to in examples."""


def text_of(page: Path) -> str:
    return page.read_text("utf-8")


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"(?m)^#+ (.+)$", text_of(page))
    return {re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """Every file, and every heading, that a page links to is there."""
    links = [(path, anchor) for path, anchor in LINK.findall(text_of(page)) if path not in EXAMPLES]
    targets = [(page.parent / path if path else page, anchor) for path, anchor in links]
    assert [str(file) for file, _ in targets if not file.exists()] == []
    assert [anchor for file, anchor in targets if anchor and anchor not in anchors(file)] == []


def commands(page: Path) -> set[str]:
    """Return the commands of bookbuild that a page shows: indented, fenced, or in a sentence."""
    lines = re.findall(r"(?m)^(?: {4})?(?:[\w.-]+/)*(bookbuild .+?)(?: {2,}.*)?$", text_of(page))
    return {*lines, *re.findall(r"`(bookbuild [^`]+)`", text_of(page))} - {"bookbuild check"}


def test_every_command_shown_is_one() -> None:
    """Each command of bookbuild in these pages is understood by the program, with its options."""
    shown = sorted({line for page in PAGES for line in commands(page) if not line.startswith("bookbuild is ")})
    assert len(shown) > 15
    assert {line: fault for line in shown if (fault := fault_of(shlex.split(line)[1:]))} == {}


def fault_of(arguments: list[str]) -> str:
    """Return what the program has against these arguments, without doing anything; files need not exist."""
    if arguments in (["--version"], ["--help"]):
        return ""
    try:
        name, found, rest = command.resolve_command(click.Context(command), arguments)
        assert found is not None
        given, _, _ = found.make_parser(click.Context(found, info_name=name)).parse_args(args=[*rest])
    except click.ClickException as error:
        return error.format_message()
    choices = {str(param.name): param.type.choices for param in found.params if isinstance(param.type, click.Choice)}
    chosen = {name: value if isinstance(value, list) else [value] for name, value in given.items() if name in choices}
    wrong = [value for name, values in chosen.items() for value in values if value not in choices[name]]
    return f"cannot be chosen: {', '.join(wrong)}" if wrong else ""


def test_every_edition_named_is_built_in(tmp_path: Path) -> None:
    """The table of editions in README.md lists exactly those that every project has."""
    table = text_of(ROOT / "README.md").partition("## Editions")[2].partition("\n\n`bookbuild")[0]
    listed = BookProject(tmp_path).config().article(1).run("list", "--editions", "--json").json()["editions"]
    assert re.findall(r"(?m)^\| `([\w-]+)` \|", table) == [edition["name"] for edition in listed]


def test_the_article_shown_is_sound(tmp_path: Path) -> None:
    """The article and the configuration that README.md shows are accepted as they are."""
    blocks = re.findall(r"(?m)(?:^(?: {4}.*)?\n)+", text_of(ROOT / "README.md"))
    texts = [dedent(block).strip() for block in blocks]
    (article,) = (text for text in texts if text.startswith("---"))
    (config,) = (text for text in texts if text.startswith("[book]"))
    (editions,) = (text for text in texts if text.startswith("[editions.booklet.sheets]"))
    project = (
        BookProject(tmp_path).file("content/a.md", f"{article}\n").file("bookbuild.toml", f"{config}\n{editions}\n")
    )
    project.file("styles/editions/workshop.css", "").file("content/b.md", "---\ntaxonomy:\n  tag: handout\n---\n")
    assert "error" not in project.run("check").err


def test_shell_completion_is_there() -> None:
    """The line for ~/.bashrc in README.md makes bash complete commands of the program."""
    assert 'eval "$(_BOOKBUILD_COMPLETE=bash_source bookbuild)"' in text_of(ROOT / "README.md")
    ask = {"_BOOKBUILD_COMPLETE": "bash_complete", "COMP_WORDS": "bookbuild do", "COMP_CWORD": "1"}
    program = [sys.executable, "-c", "from bookbuild.cli import main; main()"]
    run = subprocess.run(program, capture_output=True, text=True, check=False, env=os.environ | ask, cwd=ROOT)
    assert run.stdout.splitlines() == ["plain,doctor"]
