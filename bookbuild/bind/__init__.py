"""Laid-out runs into one book: its pages counted, its PDF bound and proved. It lays out nothing."""

from bookbuild.bind.binder import bind
from bookbuild.bind.excerpt import bind_run, drawing_digests
from bookbuild.bind.furniture import furniture_jobs
from bookbuild.bind.pagination import Page, Pagination, paginate
from bookbuild.bind.proof import BoundBook, prove

__all__ = [
    "BoundBook",
    "Page",
    "Pagination",
    "bind",
    "bind_run",
    "drawing_digests",
    "furniture_jobs",
    "paginate",
    "prove",
]
