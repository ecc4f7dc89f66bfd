"""Layout jobs as workers receive them, and what the parties of a layout agree on."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from bookbuild.diagnostics import BookError, diagnose
from bookbuild.layout import lay_out
from bookbuild.model import LaidOutRun, LayoutJob, Stylesheet, Typeface


@dataclass(frozen=True, slots=True)
class JobResources:
    """The stylesheets and typefaces that the jobs of a book share. They are large, so each worker is sent them once."""

    stylesheets: tuple[Stylesheet, ...]
    typefaces: tuple[Typeface, ...]

    @classmethod
    def of(cls, job: LayoutJob) -> "JobResources":
        """Return the resources of a job."""
        return cls(job.stylesheets, job.typefaces)


class LayoutWorkers(Protocol):
    """Workers that lay out jobs: processes of this machine, or those behind an executor."""

    @property
    def are_running(self) -> bool:
        """Whether any worker has been started."""

    def prepare(self) -> None:
        """Start loading the layout engine in the background."""

    def warm(self, resources: JobResources, most: int = sys.maxsize) -> None:
        """Start up to `most` workers and send them resources that jobs will need."""

    def lay_out(self, jobs: Sequence[LayoutJob]) -> Iterator[tuple[int, LaidOutRun]]:
        """Lay out jobs; yield (index of the job, run) as they are finished.

        Raises:
            BookError: when a run cannot be laid out.
        """

    def stop(self) -> None:
        """Stop all workers at once."""


def without_resources(job: LayoutJob) -> LayoutJob:
    """Return a job without its stylesheets and typefaces, to be sent to a worker that has them."""
    return replace(job, stylesheets=(), typefaces=())


def lay_out_with(resources: JobResources, job: LayoutJob) -> LaidOutRun:
    """Lay out a job that was sent without its resources."""
    return lay_out(replace(job, stylesheets=resources.stylesheets, typefaces=resources.typefaces))


def longest_first(jobs: Sequence[LayoutJob]) -> list[int]:
    """Return the indexes of jobs, the longest first, so that no core waits for the last one."""
    return sorted(range(len(jobs)), key=lambda index: -len(jobs[index].xhtml))


class WorkerLostError(BookError):
    """The workers of a run have died."""

    def __init__(self, name: str, hint: str) -> None:
        message = "the processes that laid out its pages have died"
        super().__init__(diagnose("worker-lost", message, name, hint=hint))
