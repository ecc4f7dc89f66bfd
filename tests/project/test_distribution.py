"""What other machines read of the repository: workflows, action, hook, image, citation and the package's metadata."""

import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from bookbuild import __version__
from bookbuild.cli.commands import command
from tests.book import BookProject
from tests.tools import require_tool

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
LIBRARIES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def load(name: str | Path) -> Any:
    """Return a YAML file of the repository; the key ``on`` of a workflow is True in YAML 1.1."""
    return yaml.safe_load((ROOT / name).read_text("utf-8"))


def steps() -> list[dict[str, Any]]:
    """Return the steps of all workflows and of the action."""
    jobs = [job for workflow in WORKFLOWS for job in load(workflow)["jobs"].values()]
    return [step for job in [*jobs, load("action.yml")["runs"]] for step in job.get("steps", ())]


def pythons() -> list[str]:
    """Return the versions of Python that the classifiers name."""
    return re.findall(r"(?m)^Programming Language :: Python :: (3\.\d+)$", "\n".join(PROJECT["classifiers"]))


def test_every_supported_python_is_tested() -> None:
    """The workflow tests the Pythons of the classifiers on Linux and macOS; the first is the oldest allowed."""
    matrix = load(".github/workflows/check.yml")["jobs"]["test"]["strategy"]["matrix"]
    assert matrix["python"] == pythons()
    assert {system.partition("-")[0] for system in matrix["system"]} == {"ubuntu", "macos"}
    assert PROJECT["requires-python"] == f">={pythons()[0]}"
    assert re.search(
        rf"sys\.version_info < \({pythons()[0].replace('.', ', ')}\)", (ROOT / "scripts/setup.sh").read_text()
    )


def test_workflows_type_what_there_is() -> None:
    """Every `make` target that a workflow runs is one of the Makefile."""
    targets = set(re.findall(r"(?m)^([a-z]+):", (ROOT / "Makefile").read_text("utf-8")))
    typed = {word for step in steps() for word in re.findall(r"\bmake ([a-z]+)", step.get("run", ""))}
    assert typed == {"check", "test", "book"}
    assert typed <= targets


def test_actions_of_others_are_pinned() -> None:
    """Each action of others is used at a major version, or at the branch that its authors name for releases."""
    used = {step["uses"] for step in steps() if "uses" in step}
    pinned = r"[\w-]+/[\w-]+@(v\d+|release/v\d+)"
    assert [name for name in used if not re.fullmatch(pinned, name)] == []
    assert len(used) == 6


def test_only_publishing_has_rights() -> None:
    """Workflows may read alone; the job that publishes gets an identity token, in an environment that is approved."""
    assert {str(load(workflow)["permissions"]) for workflow in WORKFLOWS} == {"{'contents': 'read'}"}
    jobs = load(".github/workflows/release.yml")["jobs"]
    assert {name for name, job in jobs.items() if "permissions" in job} == {"publish"}
    assert (jobs["publish"]["permissions"], jobs["publish"]["environment"]) == ({"id-token": "write"}, "pypi")
    assert (jobs["build"]["needs"], jobs["publish"]["needs"]) == ("check", "build")


@pytest.mark.parametrize("name", ["scripts/setup.sh", "action.yml", "Containerfile", ".github/workflows/check.yml"])
def test_the_same_libraries_everywhere(name: str) -> None:
    """Whatever installs the text libraries on Debian installs those that the doctor names."""
    doctor = "".join(file.read_text("utf-8") for file in (ROOT / "bookbuild").glob("doctor*/**/*.py"))
    doctor += "".join(file.read_text("utf-8") for file in (ROOT / "bookbuild").glob("doctor*.py"))
    assert LIBRARIES in doctor
    assert LIBRARIES in (ROOT / name).read_text("utf-8")


def test_embedded_scripts_are_shell() -> None:
    """The shell in workflows and in the action has no syntax error."""
    bash = require_tool("bash")
    for step in steps():
        script = re.sub(r"\$\{\{.*?\}\}", "value", step.get("run", ""))
        run = subprocess.run([bash, "-n"], input=script, capture_output=True, text=True, check=False)
        assert (run.returncode, run.stderr) == (0, ""), step


def test_the_action_builds_a_book(tmp_path: Path) -> None:
    """The last step of the action builds the project with its arguments, and outputs the folder of the books."""
    step, output = load("action.yml")["runs"]["steps"][-1], tmp_path / "output"
    programs = tmp_path / "bookbuild" / "bin"
    programs.mkdir(parents=True)
    (programs / "bookbuild").write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m bookbuild "$@"\n')
    (programs / "bookbuild").chmod(0o755)
    book = BookProject(tmp_path / "repository" / "my book").config().article(1).article(3)
    environment = {"RUNNER_TEMP": str(tmp_path), "GITHUB_OUTPUT": str(output), "PYTHONPATH": str(ROOT)}
    asked = {"PROJECT": "my book", "ARGUMENTS": "book -f epub", "GITHUB_WORKSPACE": str(book.folder.parent)}
    run = subprocess.run(
        [require_tool("bash"), "-eo", "pipefail", "-c", step["run"]],
        capture_output=True,
        text=True,
        check=False,
        cwd=book.folder.parent,
        env=os.environ | environment | asked,
    )
    assert (run.returncode, output.read_text()) == (0, f"folder={book.folder}/_book\n")
    assert run.stdout.startswith("::warning file=my book/content/3.md,line=4,title=number-gap::")
    assert [file.name for file in (book.folder / "_book").iterdir()] == ["a-book.epub"]


def test_the_action_is_documented() -> None:
    """The page on continuous integration has every input of the action with its default."""
    page = (ROOT / "docs" / "continuous-integration.md").read_text("utf-8")
    table = page.partition("| input |")[2].partition("\n\n")[0]
    rows = re.findall(r"(?m)^\| `([\w-]+)` \| (.+?) \|", table)
    inputs = load("action.yml")["inputs"]
    assert dict(rows) == {name: f"`{one['default']}`" if one["default"] else "none" for name, one in inputs.items()}


def test_yaml_in_the_page_parses() -> None:
    """The examples of the page on continuous integration are YAML, and use the action and the hook that there are."""
    page = (ROOT / "docs" / "continuous-integration.md").read_text("utf-8")
    workflow, hooks = (yaml.safe_load(text) for text in re.findall(r"(?s)```yaml\n(.*?)```", page))
    used = [step for step in workflow["jobs"]["build"]["steps"] if step["uses"].startswith("OWNER/bookbuild@")]
    assert set(used[0]["with"]) <= set(load("action.yml")["inputs"])
    assert [hook["id"] for hook in hooks["repos"][0]["hooks"]] == [
        hook["id"] for hook in load(".pre-commit-hooks.yaml")
    ]


def test_the_hook_is_a_command() -> None:
    """The hook runs `bookbuild check` once, without names of files, whenever an article or an image is committed."""
    (hook,) = load(".pre-commit-hooks.yaml")
    assert (hook["id"], hook["language"], hook["pass_filenames"]) == ("bookbuild-check", "python", False)
    program, name = hook["entry"].split()
    assert (program, name in command.commands) == ("bookbuild", True)
    assert {"markdown", "toml"} <= set(hook["types_or"])


def test_the_image_runs_without_rights() -> None:
    """The image's program is bookbuild, run as a user; every file that it is made of is there."""
    lines = (ROOT / "Containerfile").read_text("utf-8").replace("\\\n", " ").splitlines()
    words = [line.split() for line in lines if line and not line.startswith("#")]
    assert [rest for word, *rest in words if word in {"USER", "ENTRYPOINT"}] == [["author"], ['["bookbuild"]']]
    copied = [name for word, *rest in words if word == "COPY" and rest[0] != "--from=install" for name in rest[:-1]]
    assert [name for name in copied if not (ROOT / name).exists()] == []
    wanted = {*re.findall(r'"(\w+)" = "bookbuild/', (ROOT / "pyproject.toml").read_text("utf-8")), "bookbuild"}
    assert wanted <= set(copied)


def test_the_citation_names_this_version() -> None:
    """CITATION.cff has what CFF 1.2 demands, and the version, licence, keywords and description of the package."""
    citation = load("CITATION.cff")
    assert {"cff-version", "message", "title", "authors"} <= set(citation)
    assert (citation["cff-version"], citation["type"], citation["title"]) == ("1.2.0", "software", PROJECT["name"])
    assert (citation["version"], citation["license"]) == (__version__, PROJECT["license"])
    assert (citation["keywords"], citation["abstract"]) == (PROJECT["keywords"], PROJECT["description"])
