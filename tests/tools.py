"""Outside programs that tests need: absent ones are a loud skip at home and a failure in CI."""

import os
import shutil

import pytest


def require_tool(name: str, why: str = "") -> str:
    """Return the path of a program, or end the test: failed in CI, skipped elsewhere."""
    path = shutil.which(name)
    if path is None:
        message = f"{name} is not installed{f' ({why})' if why else ''}"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return path
