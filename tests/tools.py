"""Outside programs and packages that tests need: absent ones are a loud skip at home and a failure in CI."""

import importlib.util
import os
import shutil
from typing import NoReturn

import pytest


def require_package(name: str) -> None:
    """End the test where a Python package is not installed: failed in CI, skipped elsewhere."""
    if importlib.util.find_spec(name) is None:
        _end(f"the package {name} is not installed")


def require_tool(name: str, why: str = "") -> str:
    """Return the path of a program, or end the test: failed in CI, skipped elsewhere."""
    path = shutil.which(name)
    if path is None:
        message = f"{name} is not installed{f' ({why})' if why else ''}"
        _end(message)
    return path


def _end(message: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)
