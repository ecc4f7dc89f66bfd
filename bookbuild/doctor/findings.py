"""Findings about a machine, and the commands that install what is missing."""

import os
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was checked. `remedy` is the command that repairs it on this machine, if it is not `ok`.

    A build can do without what is `optional`.
    """

    name: str
    ok: bool
    detail: str
    remedy: str = ""
    optional: bool = False


def passed(name: str, detail: str) -> Finding:
    """Return a finding of something that is as it should be."""
    return Finding(name, ok=True, detail=detail)


def failed(name: str, detail: str, remedy: str, *, optional: bool = False) -> Finding:
    """Return a finding of something that is missing or cannot be used."""
    return Finding(name, ok=False, detail=detail, remedy=remedy, optional=optional)


def conclusion(findings: Iterable[Finding]) -> str:
    """Return one line: that this machine can build, or the commands to type first."""
    remedies = dict.fromkeys(finding.remedy for finding in findings if not (finding.ok or finding.optional))
    return f"Not ready to build. To repair it: {'; then: '.join(remedies)}" if remedies else "Ready to build."


def from_system(apt: str, brew: str, plain: str, windows: str = "") -> str:
    """Return the command that installs packages on this machine.

    Args:
        apt: packages of Debian and Ubuntu.
        brew: packages of Homebrew.
        plain: what to install, in words, where the package manager is another.
        windows: commands for Windows.
    """
    if sys.platform == "darwin":
        return f"brew install {brew}"
    if sys.platform == "win32":
        return windows or f"install {plain}"
    if shutil.which("apt-get"):
        sudo = "" if os.geteuid() == 0 else "sudo "
        return f"{sudo}apt-get update && {sudo}apt-get install --yes {apt}"
    return f"install {plain} with this system's package manager"
