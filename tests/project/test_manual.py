"""What the pages for people name is there: files and headings, commands, extras, settings, diagnostics, modules."""

import importlib.util
import re
import shlex
import tomllib
from itertools import chain
from pathlib import Path

import click
import pytest

from bookbuild.cli.commands import command
from bookbuild.config.reference import tables
from bookbuild.diagnostics import CODES
from tests.project.manual import COMMAND, PAGES, ROOT, name_of, shown, text_of, without_code

FOR_PROGRAMMERS = re.compile(r"docs/decisions/.*|docs/(?:performance|reliability|preview)\.md|CONTRIBUTING\.md")
FOLDERS = {"benchmarks", "bookbuild", "scripts", "tests", *(path.name for path in (ROOT / "bookbuild").iterdir())}


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


# ── Names ────────────────────────────────────────────────────────────────────────────────────────────────────────────


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


def test_every_file_of_the_program_named_exists() -> None:
    """Each path into the program, the tests or the scripts that a page for programmers names leads to something."""
    named = {
        (name_of(page), path)
        for page in PAGES
        if FOR_PROGRAMMERS.fullmatch(name_of(page))
        for path in re.findall(r"`((?:\w+/)+[\w.*-]*)`", text_of(page))
        if path.split("/")[0] in FOLDERS and "CODE" not in path
    }
    missing = {
        (page, path)
        for page, path in named
        if not any(one.exists() for base in (ROOT, ROOT / "bookbuild") for one in (base / path, base / f"{path}.py"))
    }
    assert missing == set()
    assert len(named) > 40
