"""What the pages for people show is true: commands exist, settings and articles are accepted, code can be read."""

import importlib.util
import json
import re
import shlex
import subprocess
import tomllib
from itertools import chain
from pathlib import Path
from typing import Any

import click
import pytest
import tinycss2
import yaml

from bookbuild.cli.commands import command
from bookbuild.config import load
from bookbuild.config.reference import tables
from bookbuild.diagnostics import CODES
from bookbuild.sites import Folder, Wanted
from bookbuild.sites.site import Convention, Plan
from tests.parse.given import outcome
from tests.project.manual import PAGES, ROOT, Example, examples, name_of, text_of, without_code
from tests.tools import require_tool

OTHERS = {"docs/diagnostics.md", "docs/command.md"}
"""Pages with the output of the program, which other tests compare with it."""
SHOWN = [example for example in examples() if example.page not in OTHERS and example.text]
COMMAND = re.compile(r"(?:[\w.-]+/)*(?:bookbuild|make|pip|pipx|uv|python3?|git|cd|dask)\s")
CONFIGURATION = re.compile(r"\[[\w.-]+\]$|#:schema", re.MULTILINE)
MARKDOWN = {
    f"docs/{name}.md" for name in ("back-matter", "citations", "diagrams", "divisions", "formulas", "links", "listings")
}
BLOCKS = "Words.\n\n- an item\n\n| a | b |\n| - | - |\n| c |  |"
"""What stands for "…" between the fences of a block."""


def kind_of(example: Example) -> str:
    """Return what an example is, by the language of its fence or by its first line."""
    first = example.text.splitlines()[0]
    if example.language:
        return example.language
    for kind, pattern in (
        ("toml", CONFIGURATION),
        ("article", re.compile("---$", re.MULTILINE)),
        ("css", re.compile(r"(?::root|\.[\w-]+) \{")),
        ("commands", COMMAND),
    ):
        if pattern.match(first):
            return kind
    return "markdown" if example.page in MARKDOWN else ""


def shown(kind: str) -> list[Example]:
    return [example for example in SHOWN if kind_of(example) == kind]


# ── Links ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"(?m)^#+ (.+)$", text_of(page))
    return {re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    """Every file, and every heading, that a page links to is there."""
    links = re.findall(r"\]\((?!https?:)([^)#\s]*)(?:#([\w-]+))?\)", without_code(text_of(page)))
    targets = [(page.parent / path if path else page, anchor) for path, anchor in links]
    assert [str(file) for file, _ in targets if not file.exists()] == []
    assert [f"{file}#{anchor}" for file, anchor in targets if anchor and anchor not in anchors(file)] == []


# ── Commands ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def commands() -> set[str]:
    """Return the commands that the pages show, in blocks or in a sentence, without what is said behind them."""
    blocks = chain(shown("commands"), shown("sh"))
    lines = {line for block in blocks for line in re.findall(r"(?m)^(\S.*?)(?: {2,}.*)?$", block.text)}
    texts = [text_of(page) for page in PAGES]
    spans = {
        " ".join(span.split()) for text in texts for span in re.findall(r"`([^`]+)`", re.sub("(?s)```.*?```", "", text))
    }
    return {re.sub(r"^[A-Z_]+=\S+ ", "", line) for line in lines | spans if COMMAND.match(line)}


def test_every_command_of_the_program_is_one() -> None:
    """Each command of bookbuild on these pages is understood by the program, with its options."""
    lines = {
        re.sub(r"^.*?(?=bookbuild )", "", line) for line in commands() if re.match(r"(?:[\w.-]+/)*bookbuild ", line)
    }
    faults = {line: fault for line in sorted(lines) if (fault := fault_of(shlex.split(line, comments=True)[1:]))}
    assert faults == {}
    assert len(lines) > 40


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


def test_every_target_of_make_exists() -> None:
    """Each `make …` on these pages is a target of the Makefile."""
    targets = set(re.findall(r"(?m)^(\w+):", (ROOT / "Makefile").read_text("utf-8")))
    named = {
        target
        for line in commands()
        if line.startswith("make ")
        for target in re.findall(r"[a-z]+", line.split(" ARGS")[0])[1:]
    }
    assert named - targets == set()
    assert len(named) > 5


def test_every_extra_exists() -> None:
    """Each extra that `pip install` asks for is one of the project's, and each that users need is named somewhere."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = {extra for page in PAGES for extra in re.findall(r"bookbuild\[(\w+)\]", text_of(page))}
    assert named == set(project["optional-dependencies"]) - {"dev"}


def test_every_module_that_is_run_exists() -> None:
    """Each `python -m benchmarks.…` on these pages names a module."""
    named = {name for line in commands() for name in re.findall(r"-m (benchmarks[\w.]*|tests[\w.]*)", line)}
    assert [name for name in named if importlib.util.find_spec(name) is None] == []
    assert named


# ── Settings, articles, styles ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("example", shown("toml"), ids=lambda one: f"{one.page}: {one.text.splitlines()[0]}")
def test_settings_are_accepted(tmp_path: Path, example: Example) -> None:
    """Each part of a bookbuild.toml on these pages is valid, with all its keys."""
    (tmp_path / "bookbuild.toml").write_text(example.text, "utf-8")
    assert [found for found in load(tmp_path, {}).diagnostics if found.code != "config-missing"] == []


def test_every_table_named_exists() -> None:
    """Each table of bookbuild.toml that a sentence names is one."""
    patterns = [re.escape(head).replace("NAME", r"[\w-]+") for table in tables() for head in table.heads]
    known = re.compile(
        "|".join([*patterns, r"(?:check|palette|labels|variables|diagrams)(?:\.\w+)?", r"content\.keys", "parts"])
    )
    named = {
        (name_of(page), table)
        for page in PAGES
        for table in re.findall(r"(?:[Uu]nder|[Tt]able|[Tt]ables) \[?`\[([\w.-]+)\]`", text_of(page))
    }
    assert {(page, table) for page, table in named if not known.fullmatch(table)} == set()
    assert len(named) > 10


def test_every_code_named_exists() -> None:
    """Each diagnostic that a page names behind a warning, an error or a note is one."""
    named = {
        code
        for page in PAGES
        for code in re.findall(r"\b(?:note|warning|error)s?(?: too)? \(`([^`]+)`\)", re.sub(r"\s+", " ", text_of(page)))
    }
    assert named - set(CODES) == set()
    assert len(named) > 10


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
