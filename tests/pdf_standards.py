"""Standards of PDF, judged by a program of others (page-validation) that knows nothing of how a file was made."""

from pathlib import Path

from tests.tools import require_package


def check_pdf(path: Path, *profiles: str) -> list[str]:
    """Return the rules that a PDF breaks, of profiles such as ``"ua1"`` and ``"3a"``."""
    require_package("page")
    from page import validate_pdf  # noqa: PLC0415  # it may be missing: see require_package

    reports = ((profile, validate_pdf(str(path), profile=profile)) for profile in profiles)
    return [f"{profile}: {failure.rule_id}" for profile, report in reports for failure in report.failures]
