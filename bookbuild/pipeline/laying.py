"""What a worker does, on this machine or another: jobs in, runs out."""

import gc
import signal
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from bookbuild.diagnostics import BookError
from bookbuild.layout import lay_out, prepared
from bookbuild.model import LaidOutRun, LayoutJob, Stylesheet, Typeface

if TYPE_CHECKING:
    from multiprocessing.connection import Connection


@dataclass(frozen=True, slots=True)
class Design:
    """What the jobs of one book share, and what is heavy in them: it is handed over once."""

    stylesheets: tuple[Stylesheet, ...]
    typefaces: tuple[Typeface, ...]

    @classmethod
    def of(cls, job: LayoutJob) -> "Design":
        """Return the design of a job."""
        return cls(job.stylesheets, job.typefaces)


class Crew(Protocol):
    """Those who lay out: processes of this machine, or whoever is behind an executor."""

    @property
    def are_running(self) -> bool:
        """Whether they need not be started first."""

    def prepare(self) -> None:
        """Make ready while something else is done."""

    def warm(self, design: Design, most: int = sys.maxsize) -> None:
        """Stand ready for jobs of a design, so many at most."""

    def lay_out(self, jobs: Sequence[LayoutJob]) -> Iterator[tuple[int, LaidOutRun]]:
        """Lay out jobs; yield (place, run) as they come.

        Raises:
            BookError: when a run cannot be laid out.
        """

    def stop(self) -> None:
        """End at once."""


def undressed(job: LayoutJob) -> LayoutJob:
    """Return a job without its design, so that it travels light."""
    return replace(job, stylesheets=(), typefaces=())


def lay_out_dressed(design: Design, job: LayoutJob) -> LaidOutRun:
    """Lay out a job that has come without its design."""
    return lay_out(replace(job, stylesheets=design.stylesheets, typefaces=design.typefaces))


def serve(way: "Connection") -> None:
    """Answer each (number of a design, job) with a run or an error, until the press has gone.

    A (number, design) is kept for the jobs to come, and made ready at once.
    """
    from bookbuild.layout.engine import engine_for  # noqa: PLC0415 - imports WeasyPrint

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the press itself stops its workers
    gc.freeze()
    designs: dict[int, Design] = {}
    with suppress(EOFError, ConnectionError), prepared():
        while True:
            number, what = way.recv()
            if isinstance(what, LayoutJob):
                way.send(_answer(designs[number], what))
                continue
            designs[number] = what
            with suppress(BookError):  # its jobs will tell
                engine_for(what.stylesheets, what.typefaces)


def _answer(design: Design, job: LayoutJob) -> LaidOutRun | Exception:
    try:
        return lay_out_dressed(design, job)
    except BookError as error:
        return error
    except Exception as error:  # noqa: BLE001 - whatever it is, it is raised where the job came from
        return RuntimeError("".join(traceback.format_exception(error)))
