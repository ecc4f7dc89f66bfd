"""Which patches a job is laid out with, and the notes about those that cannot be used."""

from collections.abc import Iterator

from bookbuild.diagnostics import Diagnostic, diagnose
from bookbuild.layout import accelerators, features
from bookbuild.layout.patches import Patch, with_needs_met

_WHOLE_PARAGRAPHS = "whole_paragraphs"
_HINT = "install the version of WeasyPrint that `bookbuild doctor` names"


def patches_for(engine: str, line_breaking: str = "paragraph") -> tuple[Patch, ...]:
    """Return the patches for the engine ``auto``, or for ``plain``, which has no accelerators, nor features that need
    them; and for lines that are chosen by the ``paragraph``, or one by one by the ``line``.
    """
    faster = () if engine == "plain" else accelerators.fitting_accelerators()
    better = features.fitting_features()
    if line_breaking == "line":
        better = tuple(feature for feature in better if feature.name != _WHOLE_PARAGRAPHS)
    return with_needs_met((*faster, *better))


def notes(engine: str) -> Iterator[Diagnostic]:
    """Yield a note about the accelerators that are left out although they are enabled, and one about features."""
    if engine != "plain" and (slower := accelerators.left_out()):
        message = "WeasyPrint is another version than accelerators were written for; these are left out: "
        yield diagnose("engine-plain", message + ", ".join(slower), hint=f"pages are the same, only slower; {_HINT}")
    if missing := features.left_out():
        message = "WeasyPrint is another version than features were written for; these are left out: "
        yield diagnose("engine-feature", message + ", ".join(missing), hint=f"pages may look different; {_HINT}")
