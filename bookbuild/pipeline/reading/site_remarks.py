"""Notes on a folder: what it was taken for, and which of its files are not in the book."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from bookbuild.diagnostics import Diagnostic, diagnose
from bookbuild.model import Book
from bookbuild.sites import Folder, LeftOut, Plan, Site, is_about_project
from bookbuild.sites.conversion import is_notebook

_SHOWN = 3
"""Files that a note names for each reason."""
_ELSE = "if it is something else, set site under [content] in bookbuild.toml"
_RENAME = "names that begin with _, and files about the project, are no articles; rename what should be one"
_SAVE = "save those that should be articles as Markdown, or list them in the site's contents"
_SUFFIX = "let the names of those that should be articles end in .md"


def site_remarks(site: Site, folder: Folder, plan: Plan, book: Book) -> Iterator[Diagnostic]:
    """Yield the notes on a project's folder whose book is made."""
    chapters = sum(chapter.number is not None for chapter in book.chapters)
    if site.is_lenient or site.languages or (plan.is_of_folders and chapters):
        yield diagnose("recognised-site", _taken_for(site, book, chapters), hint=_ELSE)
    yield from _left_out((*site.left_out, *plan.left_out))
    known = {*site.files, *site.parts, *(one.path for one in site.left_out)}
    unread = [path for path in folder.texts(site.folder) if path not in known]
    if not plan.is_of_folders:  # where metadata blocks state everything, a README is known to be none
        unread = [path for path in unread if not is_about_project(path)]
    yield from _passed_over(unread, "Markdown file", _RENAME)
    others = [path for path in folder.unread(site.folder) if path not in known]
    yield from _passed_over(others, "file with Markdown in it and another name", _SUFFIX)
    notebooks = [path for path in folder.paths(site.folder) if is_notebook(path) and path not in known]
    yield from _passed_over(notebooks, "notebook", _SAVE)


def _taken_for(site: Site, book: Book, chapters: int) -> str:
    articles = sum(len(chapter.articles) for chapter in book.chapters) + len(book.front) + len(book.back)
    parts = [*([_counted(chapters, "chapter")] if chapters else []), _counted(articles, "article")]
    language, *others = site.languages or ("",)
    also = f"; also {', '.join(others)}" if others else ""
    return f"read as {site.kind}: {', '.join([*parts, *filter(None, [language])])}{also}"


def _passed_over(paths: Sequence[str], what: str, hint: str) -> Iterator[Diagnostic]:
    if paths:
        several = f"{what}s" if what == "notebook" else what.replace("file", "files", 1).replace("in it", "in them")
        many = f"{len(paths)} {several} are" if len(paths) > 1 else f"a {what} is"
        yield diagnose("passed-over", f"{many} passed over: {_listed(paths)}", hint=hint)


def _left_out(files: Iterable[LeftOut]) -> Iterator[Diagnostic]:
    reasons: dict[str, list[str]] = defaultdict(list)
    for file in files:
        reasons[file.reason].append(file.path)
    for reason, paths in reasons.items():
        many = f"{len(paths)} files are left out" if len(paths) > 1 else "a file is left out"
        yield diagnose("left-out", f"{many}: {reason} ({_listed(paths)})")


def _listed(paths: Sequence[str]) -> str:
    more = f" and {len(paths) - _SHOWN} more" if len(paths) > _SHOWN else ""
    return ", ".join(paths[:_SHOWN]) + more


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
