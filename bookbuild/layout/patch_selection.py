"""Which patches a job is laid out with, and the notes about those that cannot be used."""

from collections.abc import Iterator

from bookbuild.diagnostics import Diagnostic, diagnose
from bookbuild.layout import accelerators, features
from bookbuild.layout.patches import Patch

_HINT = "install the version of WeasyPrint that `bookbuild doctor` names"


def patches_for(engine: str) -> tuple[Patch, ...]:
    """Return the patches for the engine ``auto``, or for ``plain``, which has no accelerators."""
    faster = () if engine == "plain" else accelerators.fitting_accelerators()
    return (*faster, *features.fitting_features())


def notes(engine: str) -> Iterator[Diagnostic]:
    """Yield a note about the accelerators that are left out although they are enabled, and one about features."""
    if engine != "plain" and (slower := accelerators.left_out()):
        message = "WeasyPrint is another version than accelerators were written for; these are left out: "
        yield diagnose("engine-plain", message + ", ".join(slower), hint=f"pages are the same, only slower; {_HINT}")
    if missing := features.left_out():
        message = "WeasyPrint is another version than features were written for; these are left out: "
        yield diagnose("engine-feature", message + ", ".join(missing), hint=f"pages may look different; {_HINT}")
