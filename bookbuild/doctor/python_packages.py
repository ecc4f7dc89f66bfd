"""The Python packages that bookbuild needs, and the versions that it is tested with."""

import importlib.resources
import re
import shlex
import sys
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, requires, version
from operator import eq, ge, gt, le, lt, ne
from pathlib import Path

from bookbuild.doctor.findings import Finding, failed, passed

_ROOT = Path(__file__).parents[2]
_COMPARISONS = {">=": ge, "<=": le, "==": eq, "!=": ne, ">": gt, "<": lt}


def packages() -> tuple[Finding, ...]:
    """Return for each Python package that bookbuild needs whether it is installed, in a version that works."""
    tested = tested_versions()
    return tuple(_package(name, limits, tested.get(name, "")) for name, limits in _required())


def tested_versions() -> Mapping[str, str]:
    """Return the versions of ``constraints.txt``, by normalised package name."""
    packaged = importlib.resources.files("bookbuild") / "_constraints.txt"
    source = packaged if packaged.is_file() else _ROOT / "constraints.txt"
    pins = re.findall(r"(?m)^([\w.-]+)==(\S+)", source.read_text("utf-8"))
    return {_normalised(name): pin for name, pin in pins}


def installed_version(name: str) -> str:
    """Return the version of an installed package, or an empty text if it is not installed."""
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def pip_install(name: str, pin: str = "") -> str:
    """Return the command that installs a package, in a version if one is given, for the Python that runs this."""
    return shlex.join((sys.executable, "-m", "pip", "install", f"{name}=={pin}" if pin else name))


def _normalised(name: str) -> str:
    """Return a package's name as PEP 503 spells it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _required() -> Iterator[tuple[str, str]]:
    """Yield the name and the version limits, such as ``>=70,<71``, of each package that bookbuild needs."""
    for need in requires("bookbuild") or ():
        if "extra ==" not in need and (match := re.match(r"([\w.-]+)\s*(?:\[[^]]*\])?\s*([^;]*)", need)):
            yield _normalised(match[1]), match[2].strip()


def _package(name: str, limits: str, tested: str) -> Finding:
    installed = installed_version(name)
    if not installed:
        return failed(name, "not installed", pip_install(name, tested))
    if not _is_within(installed, limits):
        return failed(
            name, f"{installed} does not work with bookbuild, which needs {limits}", pip_install(name, tested)
        )
    if tested and installed != tested:
        age = "newer" if _numbers(installed) > _numbers(tested) else "older"
        return passed(name, f"{installed}, {age} than {tested}, which bookbuild is tested with")
    return passed(name, installed)


def _is_within(installed: str, limits: str) -> bool:
    """Return whether a version satisfies all limits. Those that are not plain comparisons are taken as satisfied."""
    clauses = re.findall(r"(>=|<=|==|!=|>|<)\s*(\d+(?:\.\d+)*)(?=\s*(?:,|$))", limits)
    return all(_COMPARISONS[sign](_numbers(installed), _numbers(limit)) for sign, limit in clauses)


def _numbers(text: str) -> tuple[int, ...]:
    """Return the leading numbers of a version, without zeros at the end: ``70.0`` equals ``70``."""
    match = re.match(r"\d+(?:\.\d+)*?(?=(?:\.0+)*(?:[^\d.]|\.\D|\Z))", text)
    return tuple(map(int, match[0].split("."))) if match else ()
