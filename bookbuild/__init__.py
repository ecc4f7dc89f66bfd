"""bookbuild: a folder of Markdown articles in, a beautiful, valid, accessible and printable book out.

The functions here are those of `bookbuild.api`. They are imported when they are first used, so that importing
bookbuild costs next to nothing.
"""

from importlib import import_module

TYPE_CHECKING = False  # as type checkers know it; importing `typing` takes ten times as long as all of this
if TYPE_CHECKING:
    from bookbuild.api import (
        BuildResult,
        CheckResult,
        ContentsResult,
        ContentsRow,
        Diagnostic,
        EditionRow,
        EditionsResult,
        ImposeResult,
        Location,
        MetadataResult,
        OutputFile,
        Progress,
        Severity,
        ShopRuling,
        Status,
        Step,
        build,
        check,
        contents,
        editions,
        impose,
        metadata,
    )

__version__ = "0.1.0"

__all__ = [
    "BuildResult",
    "CheckResult",
    "ContentsResult",
    "ContentsRow",
    "Diagnostic",
    "EditionRow",
    "EditionsResult",
    "ImposeResult",
    "Location",
    "MetadataResult",
    "OutputFile",
    "Progress",
    "Severity",
    "ShopRuling",
    "Status",
    "Step",
    "__version__",
    "build",
    "check",
    "contents",
    "editions",
    "impose",
    "metadata",
]


if not TYPE_CHECKING:  # a type checker would take any name for one of ours

    def __getattr__(name: str) -> object:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module("bookbuild.api"), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
