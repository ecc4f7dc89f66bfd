"""The scripts that a person or CI runs."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tools import require_tool

ROOT = Path(__file__).parents[2]
SETUP = ROOT / "scripts" / "setup.sh"
SCRIPTS = [SETUP, ROOT / ".ci" / "run"]
SHELL_TOOLS = ("sh", "cat", "cksum", "dirname", "grep")


@pytest.mark.parametrize("script", SCRIPTS)
def test_scripts_can_be_run(script: Path) -> None:
    """Scripts are executable and stop at the first command that fails."""
    assert script.stat().st_mode & 0o111
    assert "\nset -eu" in script.read_text("utf-8")


def test_scripts_pass_shellcheck() -> None:
    """ShellCheck reports nothing in any script; that of the set-up is POSIX shell."""
    installed = Path(sys.executable).with_name("shellcheck")
    shellcheck = str(installed) if installed.exists() else require_tool("shellcheck")
    run = subprocess.run([shellcheck, *SCRIPTS], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (0, "")
    assert SETUP.read_text("utf-8").startswith("#!/bin/sh\n")


def test_an_unknown_step_is_refused() -> None:
    """With an unknown step, the set-up lists those that there are, and changes nothing."""
    run = subprocess.run([SETUP, "everything"], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr == "setup: usage: scripts/setup.sh book|check|test|bench\n"


class Machine:
    """A checkout, and a machine that has nothing on its PATH but a shell, a few tools, and stand-ins for others."""

    def __init__(self, folder: Path) -> None:
        self.checkout, self.programs = folder / "checkout", folder / "bin"
        self.programs.mkdir()
        (self.checkout / "scripts").mkdir(parents=True)
        for name in ("scripts/setup.sh", "pyproject.toml", "constraints.txt"):
            shutil.copy(ROOT / name, self.checkout / name)
        for name in SHELL_TOOLS:
            (self.programs / name).symlink_to(require_tool(name))
        self.program("uname", "echo Linux").program("id", "echo 1000")

    def program(self, name: str, body: str = "") -> "Machine":
        """Add a program with this body, a shell script."""
        file = self.programs / name
        file.write_text(f"#!/bin/sh\n{body}\n", "utf-8")
        file.chmod(0o755)
        return self

    def prepared(self, *steps: str) -> "Machine":
        """Mark steps as done by an earlier run, in an environment that cannot do anything."""
        script = "pwd && cksum pyproject.toml constraints.txt scripts/setup.sh"
        environment = self.checkout / ".venv"
        (environment / "bin").mkdir(parents=True)
        (environment / "bin" / "python").symlink_to(self.programs / "sh")
        (environment / "place").write_text(f"{self.checkout}\n")
        done = subprocess.run(["sh", "-c", script], capture_output=True, check=True, cwd=self.checkout).stdout
        for step in steps:
            (environment / f"{step}.done").write_bytes(done)
        return self

    def setup(self, step: str, **environment: str) -> tuple[int, list[str]]:
        """Run the set-up; return its status and the lines it wrote to stderr."""
        run = subprocess.run(
            [self.checkout / "scripts" / "setup.sh", step],
            capture_output=True,
            text=True,
            check=False,
            env={"PATH": str(self.programs), "HOME": str(self.checkout)} | environment,
        )
        assert run.stdout == ""
        return run.returncode, run.stderr.splitlines()


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """Return a Linux machine without Python, used by a user other than root."""
    return Machine(tmp_path)


BARE = [
    "setup: missing for 'scripts/setup.sh test':",
    "setup:   Python 3.11 or newer, with its module venv",
    "setup:   Pango 1.44 or newer, HarfBuzz with its subset library, and fontconfig, which lay out text",
    "setup:   java, for the tests that run EPUBCheck; without it they are skipped",
    "setup:   pdftoppm, for the tests that look at pages; without it they are skipped",
    "setup:   Chromium, for the tests that look at the preview; without it they are skipped",
    "setup:   Python packages, into .venv: up to 400 MB, about a minute",
]
LIBRARIES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
DEBIAN = f"python3 python3-venv {LIBRARIES} default-jre-headless poppler-utils chromium"


def test_everything_missing_is_listed_with_one_command(machine: Machine) -> None:
    """A user who is not root gets all that is missing and one command for it; nothing is installed."""
    command = f"setup:   sudo apt-get update && sudo apt-get install --yes {DEBIAN}"
    machine.program("apt-get", "echo started >&2")
    assert machine.setup("test") == (1, [*BARE, "setup: type this, then the same command again:", command])
    assert not (machine.checkout / ".venv").exists()


def test_root_gets_everything_at_once_after_the_list(machine: Machine) -> None:
    """As root, one run of apt-get installs all that was listed; what is missing even then is reported."""
    machine.program("id", "echo 0").program("apt-get", 'echo "$@" >&2')
    status, lines = machine.setup("test")
    assert (status, lines[:7]) == (1, BARE)
    assert lines[7:] == [
        f"setup: installing {DEBIAN} (apt-get, one to three minutes)",
        "-qq update",
        f"-qq install --yes --no-install-recommends {DEBIAN}",
        "setup: there is still no Python 3.11 or newer with its module venv: this system's own may be older",
    ]


@pytest.mark.parametrize(
    ("system", "command"),
    [
        ("Darwin", "brew install python pango"),
        (
            "Linux",
            "install with this system's package manager: Python 3.11 or newer with its module venv; "
            "Pango, HarfBuzz with its subset library, fontconfig",
        ),
    ],
)
def test_systems_without_apt_get_their_own_commands(machine: Machine, system: str, command: str) -> None:
    """On macOS the command is Homebrew's; elsewhere the things themselves are named."""
    status, lines = machine.program("uname", f"echo {system}").setup("book")
    assert (status, lines[-1]) == (1, f"setup:   {command}")


def test_nothing_is_printed_where_nothing_is_missing(machine: Machine) -> None:
    """A checkout that is ready is left alone, in silence."""
    machine.program("java").program("pdftoppm").program("chromium").prepared("dev", "libraries", "peers")
    assert [machine.setup(step) for step in ("book", "check", "test", "bench")] == [(0, [])] * 4


def test_programs_of_the_tests_are_optional(machine: Machine) -> None:
    """Without Java, Poppler and Chromium the set-up succeeds, and names what the tests would like."""
    status, lines = machine.program("apt-get").prepared("dev", "libraries").setup("test")
    command = "sudo apt-get update && sudo apt-get install --yes default-jre-headless poppler-utils chromium"
    assert (status, lines[-1]) == (0, f"setup: to run all tests: {command}")


def test_a_changed_requirement_is_installed_again(machine: Machine) -> None:
    """What was installed for other requirements than those that are there now counts as missing."""
    machine.prepared("dev", "libraries").program("apt-get")
    with (machine.checkout / "constraints.txt").open("a") as file:
        file.write("another==1\n")
    assert BARE[-1] in machine.setup("check")[1]


def test_the_environment_of_another_checkout_is_used_and_never_changed(machine: Machine) -> None:
    """A `.venv` that is a link is taken as it is; what it lacks is not installed into it."""
    environment, elsewhere = machine.checkout / ".venv", machine.checkout.with_name("elsewhere")
    machine.program("apt-get").program("python3", "echo changed >&2").prepared("dev", "libraries")
    environment.rename(elsewhere)
    environment.symlink_to(elsewhere)
    (elsewhere / "dev.done").write_text("/elsewhere\n")
    assert machine.setup("check") == (0, [])
    (elsewhere / "dev.done").unlink()
    status, lines = machine.setup("check")
    assert (status, lines[-1].partition(":")[2].strip()) == (
        1,
        ".venv is a link to the environment of another checkout: run scripts/setup.sh check there",
    )
    assert (elsewhere / "place").exists()


def test_the_python_can_be_chosen(machine: Machine) -> None:
    """BASE_PYTHON names the Python that the environment is made with, however new others are."""
    for name in ("python3.14", "python3.12"):
        machine.program(name, f"""case $* in *venv*.venv*) echo {name} made it >&2; exit 3;; esac""")
    machine.prepared("libraries")
    assert machine.setup("check")[1][-1] == "python3.14 made it"
    assert machine.setup("check", BASE_PYTHON="python3.12")[1][-1] == "python3.12 made it"


def test_libraries_are_examined_before_any_package_is_installed() -> None:
    """The set-up runs the doctor's check of libraries with the standard library alone."""
    command = [sys.executable, "-S", "-c", "from bookbuild.doctor import libraries; libraries()"]
    run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, env=dict(os.environ))
    assert (run.returncode, run.stderr) == (0, "")
