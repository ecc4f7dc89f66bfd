"""Write the pages of docs/ that are made from the code; with ``--check``, only list those out of date."""

import ast
import importlib
import importlib.util
import inspect
import json
import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from bookbuild.config.editions import predefined_tables
from bookbuild.config.json_schema import json_schema
from bookbuild.config.reference import TableReference, tables
from bookbuild.diagnostics import CODES
from bookbuild.render.labels import ENGLISH

_ROOT = Path(__file__).resolve().parents[1]
_DOCS = _ROOT / "docs"
_PROGRAM = _ROOT / "bookbuild"
_WIDTH = 88


def diagnostics() -> str:
    """Return every diagnostic's meaning, an example from its test case, and what to do about it."""
    advice = tomllib.loads((_DOCS / "diagnostics.toml").read_text("utf-8"))
    advised = [code for section in advice.values() for code in section]
    if sorted(advised) != sorted(CODES):
        raise SystemExit(f"docs/diagnostics.toml and CODES differ in: {sorted(set(advised) ^ set(CODES))}")
    sections = (_section(title, remedies) for title, remedies in advice.items())
    return "\n".join((_DIAGNOSTICS_HEAD, *sections))


_DIAGNOSTICS_HEAD = """\
# Diagnostics

What bookbuild says when something is wrong with a book, and what mends it. Each line names the place, how much it
matters, and a code that never changes:

    content/ch07/offer.md:12: error[broken-link]: …

An **error** keeps the book from being made; a **warning** does so only under `--strict`; a **note** never does. A
project sets any code to another severity, or silences it, in `bookbuild.toml`:

    [check]
    broken-link = "warning"
    number-gap = "off"
"""


def _section(title: str, remedies: dict[str, str]) -> str:
    entries = (_entry(code, remedy) for code, remedy in remedies.items())
    return "\n".join((f"## {title[0].upper()}{title[1:]}\n", *entries))


def _entry(code: str, remedy: str) -> str:
    meaning = f"*{CODES[code].severity.value}*: {CODES[code].meaning}"
    return "\n".join(f"{part}\n" for part in (f"### {code}", meaning, *_example(code), remedy))


def _example(code: str) -> Iterator[str]:
    """Return the output of the program in the code's test case, or an empty text if it has none."""
    said = _ROOT / "tests" / "cases" / code / "expected.txt"
    if said.is_file():
        yield "\n".join(f"    {line}".rstrip() for line in said.read_text("utf-8").strip().splitlines())


def commands() -> str:
    """Return the help text of every command, or an empty text if there is no command line."""
    if importlib.util.find_spec("bookbuild.cli.commands") is None:
        return ""
    program: click.Command = importlib.import_module("bookbuild.cli.commands").command
    root = click.Context(program, info_name="bookbuild", terminal_width=_WIDTH, **program.context_settings)
    return "\n".join((_COMMANDS_HEAD, *_help(program, root)))


_COMMANDS_HEAD = """\
# The command

What `--help` says, of the program and of each of its commands.

## Shell completion

Commands, options and the codes of `explain` are completed by the Tab key, if the start-up file of your shell has this
line:

| shell | file | line |
| --- | --- | --- |
| Bash (4.4 or later) | `~/.bashrc` | `eval "$(_BOOKBUILD_COMPLETE=bash_source bookbuild)"` |
| Zsh | `~/.zshrc` | `eval "$(_BOOKBUILD_COMPLETE=zsh_source bookbuild)"` |
| Fish | `~/.config/fish/completions/bookbuild.fish` | `_BOOKBUILD_COMPLETE=fish_source bookbuild | source` |
"""


def _help(command: click.Command, context: click.Context) -> Iterator[str]:
    yield f"## {context.command_path}\n\n```text\n{command.get_help(context).rstrip()}\n```\n"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            if (below := command.get_command(context, name)) is not None and not below.hidden:
                yield from _help(below, click.Context(below, parent=context, info_name=name, **below.context_settings))


def configuration() -> str:
    """Return the manual of bookbuild.toml: its tables with their keys, and the editions that every project has."""
    labels = (f"| `{name}` | {words} |" for name, words in ENGLISH.items())
    parts = (_CONFIGURATION_HEAD, *map(_table, tables()), _EDITIONS_HEAD, *_predefined_editions(), _LABELS_HEAD)
    return "\n".join((*parts, *labels, ""))


_CONFIGURATION_HEAD = """\
# Configuration

Everything in `bookbuild.toml` is optional, and so is the file. An unknown key is an error, with the nearest known one.

An editor that knows TOML schemas (Even Better TOML, Taplo) completes and checks the file, if its first line is

    #:schema https://example.org/bookbuild.schema.json

with the address or the path of [bookbuild.schema.json](bookbuild.schema.json), which is also in the installed package:
`bookbuild/_docs/bookbuild.schema.json`.

What stands in capitals in the name of a table is yours to choose: `[editions.NAME]` is `[editions.workshop]`, say.
"""
_EDITIONS_HEAD = """\
## Predefined editions

Every project has these editions. A table of the same name in `bookbuild.toml` changes them key by key. `a4` is `letter`
in a book with an American trim size.
"""

_LABELS_HEAD = """\
## Labels

The keys of `[labels]`, with the words in English books. What stands in braces is filled in.

| label | words |
| --- | --- |"""


def _table(table: TableReference) -> str:
    title = ", ".join(f"`[{head}]`" for head in table.heads) if table.heads != ("",) else "Tables"
    rows = (f"| `{key.name}` | {key.type} | {key.default} | {key.meaning} | `{key.example}` |" for key in table.keys)
    lines = (f"## {title}", "", table.meaning, "", "| key | value | default | meaning | example |", "| --- " * 5 + "|")
    return "\n".join((*lines, *rows, ""))


def _predefined_editions() -> Iterator[str]:
    for name, table in predefined_tables("a4").items():
        yield "\n".join(
            (f"    [editions.{name}]", *(f"    {key} = {_toml(value)}" for key, value in table.items()), "")
        )


def _toml(value: object) -> str:
    """Return a value as TOML."""
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{key} = {_toml(inner)}' for key, inner in value.items())} }}"
    return json.dumps(value)


def editor_schema() -> str:
    """Return the JSON Schema of bookbuild.toml."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


def decisions() -> str:
    """List the decisions by their titles."""
    files = sorted((_DOCS / "decisions").glob("[0-9]*.md"))
    lines = (f"- [{file.stem[:4]}]({file.name}): {_title(file)}" for file in files)
    return "\n".join((_DECISIONS_HEAD, *lines, ""))


_DECISIONS_HEAD = """\
# Decisions

Why things are as they are, where the code alone does not say it.
"""


def modules() -> str:
    """List each package of the program and the modules in it, by the first sentences of their docstrings."""
    packages = sorted(file.parent for file in _PROGRAM.rglob("__init__.py"))
    return "\n".join((_MODULES_HEAD, *map(_package, packages)))


_MODULES_HEAD = """\
# Packages and modules

Each with the first sentence of its docstring. How they work together is in [../ARCHITECTURE.md](../ARCHITECTURE.md).
"""


def _package(folder: Path) -> str:
    name = folder.relative_to(_PROGRAM.parent).as_posix().replace("/", ".")
    entries = (f"- `{file.stem}`: {_first_sentence(file)}" for file in sorted(folder.glob("[!_]*.py")))
    return "\n".join((f"## {name}", "", _first_sentence(folder / "__init__.py"), "", *entries, ""))


def _first_sentence(file: Path) -> str:
    docstring = ast.get_docstring(ast.parse(file.read_text("utf-8"))) or ""
    paragraph = " ".join(docstring.partition("\n\n")[0].split())
    return re.split(r"(?<=[.?!]) (?=[A-Z`])", paragraph)[0]


def _title(file: Path) -> str:
    return re.sub(r"^# (?:\d+\. )?", "", file.read_text("utf-8").splitlines()[0])


_PAGES: dict[str, Callable[[], str]] = {
    "diagnostics.md": diagnostics,
    "command.md": commands,
    "configuration.md": configuration,
    "bookbuild.schema.json": editor_schema,
    "decisions/README.md": decisions,
    "modules.md": modules,
}


def main(arguments: list[str]) -> int:
    """Write or check every page; return the exit status."""
    if arguments not in ([], ["--check"]):
        sys.stderr.write(f"{inspect.getdoc(sys.modules[__name__])}\n")
        return 2
    pages = {_DOCS / name: text for name, write in _PAGES.items() if (text := write())}
    stale = {file: text for file, text in pages.items() if not file.is_file() or file.read_text("utf-8") != text}
    for file, text in stale.items():
        if arguments:
            sys.stderr.write(f"{file.relative_to(_ROOT)} is out of date: run `make docs`\n")
        else:
            file.write_text(text, "utf-8", newline="\n")
    return 1 if arguments and stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
