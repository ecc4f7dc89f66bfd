"""A Debian machine without Pango and its kin, on which one is root."""

from pathlib import Path
from runpy import run_path

spoil = run_path(str(Path(__file__).parents[1] / "missing-library" / "missing_library.py"))["spoil"]
