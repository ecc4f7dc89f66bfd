"""The manifest of a build: its files and diagnostics as values that JSON can express."""

from bookbuild.diagnostics import Diagnostic
from bookbuild.pipeline.results import BuildResult, OutputFile


def manifest_of(result: BuildResult) -> dict[str, object]:
    """Return the manifest of a build."""
    return {
        "artifacts": [_file(file) for file in result.files],
        "diagnostics": [plain_diagnostic(found) for found in result.diagnostics],
    }


def plain_diagnostic(found: Diagnostic) -> dict[str, object]:
    """Return a diagnostic as a mapping."""
    return {
        "code": found.code,
        "severity": found.severity.value,
        "path": found.location.path if found.location else None,
        "line": found.location.line if found.location else None,
        "message": found.message,
        "hint": found.hint,
        "also_at": [{"path": place.path, "line": place.line} for place in found.also_at],
    }


def _file(file: OutputFile) -> dict[str, object]:
    runs = {"runs": {"laid_out": file.laid_out, "cached": file.cached}} if file.parts else {}
    return {
        "edition": file.edition,
        "format": file.format,
        "path": file.path,
        "bytes": file.size,
        "sha256": file.sha256,
        "pages": file.pages,
        "pages_of": file.pages_of or None,
        "changed": file.changed,
        **runs,
    }
