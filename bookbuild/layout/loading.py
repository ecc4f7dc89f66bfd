"""WeasyPrint, imported in half the time: importing this module imports it.

It asks for Pango and its kin by one name after the other. Before a name that is wrong here is given up, Python starts
a compiler to find out where that would look, sixteen times in all. On Linux the system's loader finds libraries alone.
"""

import ctypes.util
import sys
from contextlib import redirect_stdout
from importlib import import_module
from io import StringIO


def _load_engine() -> None:
    """Import WeasyPrint; where the loader alone does not find a library, let it look as it does."""
    find_library = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None  # noqa: ARG005 - what it is given
    try:
        with redirect_stdout(StringIO()):  # where it says what is missing
            import_module("weasyprint")
    except OSError:
        for name in [name for name in sys.modules if name.partition(".")[0] == "weasyprint"]:
            del sys.modules[name]
    finally:
        ctypes.util.find_library = find_library


if sys.platform == "linux":
    _load_engine()
