"""The pages for people: what they name is there, and the commands that they show exist."""

import re
import shlex
from pathlib import Path

import click
import pytest

from bookbuild.cli.commands import command

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
EXAMPLES = {"other-article.md", "drawing.svg"}
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
    try:
        if arguments in (["--version"], ["--help"]):
            return ""
        name, found, rest = command.resolve_command(click.Context(command), arguments)
        if found is None:
            return f"there is no command {name}"
        context = click.Context(found, info_name=name)
        options, _, _ = found.make_parser(context).parse_args(args=[*rest])
        choices = {param.name: param.type.choices for param in found.params if isinstance(param.type, click.Choice)}
        given = {option: values if isinstance(values, list) else [values] for option, values in options.items()}
        wrong = [value for option in given if option in choices for value in given[option] if value not in choices[option]]
        return f"not to be chosen: {wrong}" if wrong else ""
    except click.ClickException as error:
        return error.format_message()


def test_every_edition_named_is_built_in() -> None:
    """The table of editions in README.md lists exactly the editions that are built in."""
    from bookbuild.config.editions import BUILT_IN  # noqa: PLC0415

    table = text_of(ROOT / "README.md").partition("## Editions")[2].partition("\n\n`bookbuild")[0]
    assert set(re.findall(r"(?m)^\| `([\w-]+)` \|", table)) == set(BUILT_IN)
