"""What shuts a program in: a small environment, no network, limits of time and size, as far as the system lets us."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

SECONDS = 60
"""How long a program may take for a diagram."""
LARGEST = 20 * 2**20
"""How many bytes a drawing may have."""
_KEPT = (
    "PATH",
    "SYSTEMROOT",
    "WINDIR",
    "COMSPEC",
    "PATHEXT",
    "JAVA_HOME",
    "PUPPETEER_EXECUTABLE_PATH",
    "FONTCONFIG_FILE",
)
"""Variables without which programs are not found or do not start; all others may hold secrets."""
_WITHOUT_NETWORK = (
    ("unshare", "--user", "--map-current-user", "--net", "--"),
    ("unshare", "--net", "--"),
    ("sandbox-exec", "-n", "no-network"),
)
"""Programs that start another one without a network, on Linux and macOS; the first that works is used."""


def environment(folder: Path) -> Mapping[str, str]:
    """Return the environment of a program that works in a folder."""
    own = str(folder)
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {**kept, "HOME": own, "TMPDIR": own, "TEMP": own, "TMP": own, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}


def confined(words: list[str]) -> list[str]:
    """Return a command that runs another one without a network and within limits of size and time."""
    return [*_without_network(), *_within_limits(), *words]


@cache
def _without_network() -> tuple[str, ...]:
    for words in _WITHOUT_NETWORK:
        program = shutil.which(words[0])
        if program and _works([program, *words[1:]]):
            return (program, *words[1:])
    return ()


@cache
def _within_limits() -> tuple[str, ...]:
    program = shutil.which("prlimit")
    words = (program or "", f"--fsize={LARGEST}", f"--cpu={SECONDS}", "--core=0")
    return words if program and _works(list(words)) else ()


def _works(words: list[str]) -> bool:
    """Return whether a program can start another one."""
    try:
        done = subprocess.run(  # noqa: S603 - programs of the system, by their paths
            [*words, sys.executable, "-S", "-E", "-c", ""], capture_output=True, check=False, timeout=SECONDS
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
