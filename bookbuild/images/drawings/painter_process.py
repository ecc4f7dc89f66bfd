"""resvg in a process of its own: a few lines can keep it busy for days, and only a process can be ended."""

import pickle
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

from bookbuild.images.encoded import UnreadableError

SECONDS = 20
"""Seconds of processor time that a drawing may take; an ordinary one takes less than one."""
_PATIENCE = 6 * SECONDS
"""Seconds by the clock, for systems that cannot limit the processor time, and for busy ones."""
_CODE = """
import pickle, sys
sys.path[:] = {path!r}
try:
    import resource
    resource.setrlimit(resource.RLIMIT_CPU, ({seconds}, {seconds} + 1))
except (ImportError, OSError, ValueError):
    pass
arguments = pickle.load(sys.stdin.buffer)
try:
    import resvg_py
    result = bytes(resvg_py.svg_to_bytes(**arguments))
except Exception as error:
    result = str(error)
sys.stdout.buffer.write(pickle.dumps(result))
"""


def png_of(arguments: Mapping[str, Any], files: tuple[int, ...] = ()) -> bytes:
    """Return what ``resvg_py.svg_to_bytes`` makes with these arguments; the process keeps these open `files`.

    Raises:
        UnreadableError: if the drawing cannot be painted, or not in `SECONDS`.
    """
    if not sys.executable or getattr(sys, "frozen", False):  # Python is part of another program
        import resvg_py  # noqa: PLC0415 - few drawings are painted

        return bytes(resvg_py.svg_to_bytes(**arguments))
    command = [sys.executable, "-S", "-E", "-c", _CODE.format(path=sys.path, seconds=SECONDS)]
    try:
        done = subprocess.run(  # noqa: S603 - this program
            command, input=pickle.dumps(arguments), capture_output=True, check=False, timeout=_PATIENCE, pass_fds=files
        )
        result: bytes | str = pickle.loads(done.stdout)  # noqa: S301 - written by our own process
    except subprocess.TimeoutExpired as error:
        raise UnreadableError(_TOO_LONG) from error
    except (EOFError, pickle.UnpicklingError) as error:
        raise UnreadableError(_reason(done.returncode)) from error
    if isinstance(result, str):
        raise UnreadableError(f"cannot be painted for the PDF: {result}")
    return result


_TOO_LONG = f"takes more than {SECONDS} seconds to paint for the PDF: it repeats itself, or its effects are too large"


def _reason(status: int) -> str:
    """Return why a process has ended without a word: a limit of its time, a failure inside of resvg, or no memory."""
    if status in {-24, -9}:  # SIGXCPU, SIGKILL
        return _TOO_LONG
    return "cannot be painted for the PDF: the painter failed on it"
