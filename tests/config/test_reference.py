"""Every key of bookbuild.toml is documented, and the JSON Schema accepts what the program accepts."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from msgspec import Struct
from msgspec.structs import fields

from bookbuild.config.documentation import doc_of
from bookbuild.config.json_schema import json_schema
from bookbuild.config.reading import load
from bookbuild.config.reference import KeyReference, tables
from bookbuild.config.tables import Table
from tests.config.test_load import configured

ROOT = Path(__file__).parents[2]
KEYS = [(head, key) for table in tables() for head in table.heads for key in table.keys]


def example_of(head: str, key: KeyReference) -> str:
    """Return a whole bookbuild.toml with the example of a key."""
    needed = 'name = "Ada Vale"\n' if head.endswith("[]") and key.name != "name" else ""
    needed = 'title = "Work"\n' if head == "book.series" and key.name != "title" else needed
    name = "7" if head.startswith(("chapters", "parts")) else "workshop"
    written = re.sub(r"^(.*)\[\]$", r"[\1]", head.replace("NAME", name))
    return f"[{written}]\n{needed}{key.name} = {key.example}" if head else f"{key.name} = {key.example}"


def table_classes(base: type[Struct] = Table) -> Iterator[type[Struct]]:
    for kind in base.__subclasses__():
        yield kind
        yield from table_classes(kind)


def in_schema(text: str) -> list[str]:
    """Return what the JSON Schema finds wrong with a configuration."""
    raw: dict[str, Any] = _with_text_dates(tomllib.loads(text))
    return [error.message for error in Draft202012Validator(json_schema()).iter_errors(raw)]


def _with_text_dates(value: Any) -> Any:
    """Return TOML as an editor's validator sees it: JSON has no dates."""
    if isinstance(value, dict):
        return {key: _with_text_dates(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_with_text_dates(inner) for inner in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


@pytest.mark.parametrize("table", list(table_classes()), ids=lambda table: table.__name__)
def test_every_key_is_documented(table: type[Struct]) -> None:
    """Each key of each table has its meaning and an example."""
    assert [info.encode_name for info in fields(table) if doc_of(info) is None] == []


def test_every_key_stands_in_the_manual() -> None:
    """docs/configuration.md has a row for every key of every table, under its head."""
    page = (ROOT / "docs" / "configuration.md").read_text("utf-8")
    sections = dict(re.findall(r"(?ms)^## (.*?)\n(.*?)(?=^## |\Z)", page))
    missing = [
        (head, key.name)
        for head, key in KEYS
        if not any(
            f"| `{key.name}` |" in body for title, body in sections.items() if f"`[{head}]`" in title or not head
        )
    ]
    assert missing == []


@pytest.mark.parametrize(("head", "key"), KEYS, ids=lambda part: part if isinstance(part, str) else part.name)
def test_every_example_is_valid(tmp_path: Path, head: str, key: KeyReference) -> None:
    """The example of a key is accepted by the program and by the JSON Schema."""
    text = example_of(head, key)
    configured(tmp_path, text)
    assert in_schema(text) == []


@pytest.mark.parametrize(("head", "key"), KEYS, ids=lambda part: part if isinstance(part, str) else part.name)
def test_every_example_sets_something(tmp_path: Path, head: str, key: KeyReference) -> None:
    """The example of a key makes another configuration than a file without the key does."""
    if key.name == "name" or (head, key.name) == ("book.series", "title"):
        pytest.skip("an author without a name, or a series without a title, is refused")
    text = example_of(head, key)
    assert configured(tmp_path, text) != configured(tmp_path, text.rpartition("\n")[0])


def test_the_schema_accepts_the_guide() -> None:
    """The JSON Schema finds nothing wrong with this repository's own book."""
    assert in_schema((ROOT / "bookbuild.toml").read_text("utf-8")) == []


@pytest.mark.parametrize(
    "text",
    [
        '[book]\ntitel = "x"',
        "[book]\ntitle = 7",
        "[page]\nspeed = 3",
        '[check]\nbroken-lnk = "off"',
        '[palette]\nred = "#f00"',
        '[editions.x]\nformats = ["pfd"]',
        "[editions.x.handout]\nfit = 41",
        '[editions.x.sheets]\nscheme = "sadle"',
        '[[book.authors]]\nrole = "ill"',
    ],
)
def test_the_schema_refuses_what_the_program_refuses(text: str) -> None:
    """An editor marks unknown keys, wrong types, wrong names and missing keys."""
    assert in_schema(text) != []


def test_the_schema_accepts_former_names() -> None:
    """Former names of keys are accepted, and marked as deprecated."""
    assert in_schema('[editions.x]\ntaste = true\neach = "chapter"') == []
    assert json_schema()["$defs"]["EditionTable"]["properties"]["taste"]["deprecated"]


def test_predefined_editions_in_the_manual_are_the_defaults(tmp_path: Path) -> None:
    """Written into a bookbuild.toml, the predefined editions of the manual change nothing."""
    page = (ROOT / "docs" / "configuration.md").read_text("utf-8")
    section = page.partition("## Predefined editions")[2].partition("\n## ")[0]
    text = "\n".join(line.strip() for line in section.splitlines() if line.startswith("    "))
    assert configured(tmp_path, text).editions == load(tmp_path / "empty", {}).value.editions
