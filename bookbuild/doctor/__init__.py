"""This machine -> Findings, each with its remedy. It needs none of the packages and libraries that it looks for."""

from collections.abc import Callable, Sequence
from pathlib import Path

from bookbuild.doctor.findings import Finding, conclusion
from bookbuild.doctor.system_libraries import libraries, missing_library

__all__ = ["Finding", "conclusion", "examine", "libraries", "missing_library"]


def examine(project: Path = Path(), left_out: Callable[[], Sequence[str]] | None = None) -> tuple[Finding, ...]:
    """Return a finding for everything that a build of the project in that folder needs on this machine.

    Args:
        project: the project's folder.
        left_out: returns the names of the accelerators that the installed layout engine cannot use; it may raise
            ImportError or OSError. It is called only if the engine's libraries can be loaded.
    """
    from bookbuild.doctor.machine import examine_machine  # noqa: PLC0415 - slow; every build calls missing_library

    return examine_machine(project, left_out)
