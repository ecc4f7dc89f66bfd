"""The scripts that a person or CI runs."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SETUP = ROOT / "scripts" / "setup.sh"


@pytest.mark.parametrize("script", [SETUP, ROOT / ".ci" / "run"])
def test_scripts_can_be_run(script: Path) -> None:
    """Scripts are executable and stop at the first command that fails."""
    assert script.stat().st_mode & 0o111
    assert "\nset -eu" in script.read_text("utf-8")


def test_an_unknown_step_is_refused() -> None:
    """Asked for what it does not know, the set-up says what it does know and changes nothing."""
    run = subprocess.run([SETUP, "everything"], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr == "setup: usage: scripts/setup.sh book|check|test|bench\n"
