"""Problems and results as JSON for programs, and as annotations for GitHub Actions."""

import re
from pathlib import Path
from typing import Any

import pytest

from bookbuild.cli.message_formats import JSON_VERSION, workflow_command
from bookbuild.diagnostics import Diagnostic, Location, Severity, diagnose
from tests.book import BookProject

PAGE = Path(__file__).parents[2] / "docs" / "json.md"


@pytest.fixture
def faulty(book: BookProject) -> BookProject:
    """A book with an error in one file and a warning in another."""
    return book.config().article(1, "[x](gone.md)").article(3)


@pytest.mark.parametrize("command", [("check",), ("build", "-f", "epub")])
def test_annotations_name_file_line_and_code(
    faulty: BookProject, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With --message-format github each problem is a workflow command on stdout, its path that in the repository."""
    monkeypatch.setenv("GITHUB_WORKSPACE", str(faulty.folder.parent))
    ran = faulty.run(*command, "--message-format", "github")
    assert (ran.status, ran.out.splitlines()) == (
        1,
        [
            "::error file=book/content/1.md,line=8,title=broken-link::'gone.md' leads to no article of the book"
            "%0Ahint: write the path of the article's file from here, or article: and its number",
            "::warning file=book/content/3.md,line=4,title=number-gap::article 2 is missing between 1 and 3"
            '%0Ahint: if the numbers are as you want them, write number-gap = "off" under [check] in bookbuild.toml',
        ],
    )
    assert "leads to no article" not in ran.err


def test_quiet_builds_annotate_what_stops_them(faulty: BookProject) -> None:
    """`--quiet` leaves out annotations of what does not keep the book from being made."""
    ran = faulty.run("build", "-q", "-f", "epub", "--message-format", "github")
    assert re.findall(r"(?m)^::(\w+)", ran.out) == ["error"]


def test_faults_of_the_configuration_are_annotated(book: BookProject, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stops a build before it begins is an annotation too."""
    monkeypatch.setenv("GITHUB_WORKSPACE", str(book.folder))
    for command in (("check",), ("build",)):
        ran = book.file("bookbuild.toml", "[bok]\n").run(*command, "--message-format", "github")
        assert (ran.status, ran.out[:51]) == (2, "::error file=bookbuild.toml,line=1,title=config-key")


@pytest.mark.parametrize(
    ("found", "command"),
    [
        (diagnose("no-executor", "100 %\r\nlost"), "::error title=no-executor::100 %25%0D%0Alost"),
        (diagnose("number-gap", "x: y, z", "a,b:c%.md"), "::warning file=a%2Cb%3Ac%25.md,title=number-gap::x: y, z"),
        (
            Diagnostic("cache-fault", "x", Location("a\nb.md", 3), "y", Severity.NOTE),
            "::notice file=a%0Ab.md,line=3,title=cache-fault::x%0Ahint: y",
        ),
    ],
)
def test_annotations_are_escaped(
    found: Diagnostic, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Line ends and per cents are escaped everywhere, colons and commas in properties."""
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    assert workflow_command(found, found.location, tmp_path) == command


def test_paths_are_from_here_without_a_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no repository is named, paths are relative to the current folder; those outside are absolute."""
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    found = diagnose("number-gap", "x", "a.md")
    monkeypatch.chdir(tmp_path)
    assert "file=book/a.md," in workflow_command(found, found.location, Path("book"))
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert f"file={tmp_path}/book/a.md," in workflow_command(found, found.location, tmp_path / "book")


def test_json_has_one_name_more(faulty: BookProject) -> None:
    """`--json` means `--message-format json`, and contradicts any other format."""
    assert faulty.run("check", "--json") == faulty.run("check", "--message-format", "json")
    ran = faulty.run("check", "--json", "--message-format", "github")
    assert (ran.status, ran.out) == (2, "")
    assert "exclude each other" in ran.err


def test_text_is_the_default(faulty: BookProject) -> None:
    """Without an option problems are printed as text."""
    assert faulty.run("check", "--message-format", "text") == faulty.run("check")


@pytest.mark.parametrize("command", ["check", "build"])
def test_json_holds_faults_of_the_configuration(book: BookProject, command: str) -> None:
    """A document is written even if the configuration is at fault."""
    ran = book.file("bookbuild.toml", "[bok]\n").run(command, "--json")
    assert (ran.status, [found["code"] for found in ran.json()["diagnostics"]]) == (2, ["config-key"])


def documented(section: str) -> list[str]:
    """Return the members that a section of docs/json.md describes."""
    text = re.split(rf"(?m)^## {re.escape(section)}$", PAGE.read_text("utf-8"))[1]
    return re.findall(r"(?m)^\| `(\w+)` \|", text.partition("\n## ")[0])


def test_every_member_of_json_is_documented(faulty: BookProject) -> None:
    """docs/json.md describes exactly the members of each document, in their order."""
    found = faulty.run("check", "--json").json()
    faulty.article(1).article(2)
    built = faulty.run("build", "-j", "1", "-f", "pdf", "--json").json()
    listed, editions = faulty.run("list", "--json").json(), faulty.run("list", "--editions", "--json").json()
    index = faulty.run("index", "--json").json()
    objects: dict[str, Any] = {
        "build": built,
        "check": found,
        "list": listed,
        "list --editions": editions,
        "index": index,
        "An artifact": built["artifacts"][0],
        "Runs": built["artifacts"][0]["runs"],
        "A diagnostic": found["diagnostics"][0],
        "An entry": listed["contents"][0],
        "An edition": editions["editions"][0],
    }
    assert {section: list(value) for section, value in objects.items()} == {one: documented(one) for one in objects}
    assert {document["version"] for document in (built, found, listed, editions, index)} == {JSON_VERSION}
    assert f"now {JSON_VERSION}." in PAGE.read_text("utf-8")
