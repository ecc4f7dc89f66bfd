"""Laid-out runs into one book: its pages counted, its page numbers settled, its PDF bound and proved."""

from bookbuild.bind.binder import bind
from bookbuild.bind.furniture import furniture_jobs
from bookbuild.bind.pagination import Page, Pagination, paginate
from bookbuild.bind.proof import BoundBook, prove
from bookbuild.bind.settling import Following, LayOut, SettledBook, lay_out_book

__all__ = [
    "BoundBook",
    "Following",
    "LayOut",
    "Page",
    "Pagination",
    "SettledBook",
    "bind",
    "furniture_jobs",
    "lay_out_book",
    "paginate",
    "prove",
]
