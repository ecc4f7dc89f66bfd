"""The Python interface: build, check, list and impose from a program.

Nothing is printed, no exit code is set, and no fault of a book, a configuration or an argument's value is raised: every
result has its `diagnostics`, `ok` and `status`. An argument of a wrong type is a `TypeError`. All functions can be
called from any thread; those of one process run one after another.
"""

from collections.abc import Callable, Iterable
from os import PathLike
from pathlib import Path
from threading import RLock
from typing import TypeVar

from bookbuild.diagnostics import BookError, Diagnostic, Location, Severity, UsageError, diagnose
from bookbuild.model import ENGINES, FORMATS, OUTPUT_FOLDER
from bookbuild.pipeline.progress import Progress, Step, raising_from
from bookbuild.pipeline.request import BuildRequest, ImposeRequest, wrong_argument
from bookbuild.pipeline.results import (
    BuildResult,
    CheckResult,
    ContentsResult,
    ContentsRow,
    EditionRow,
    EditionsResult,
    ImposeResult,
    OutputFile,
)
from bookbuild.pipeline.status import Status, status_of_error
from bookbuild.system.failures import failures_told

__all__ = [
    "BuildResult",
    "CheckResult",
    "ContentsResult",
    "ContentsRow",
    "Diagnostic",
    "EditionRow",
    "EditionsResult",
    "ImposeResult",
    "Location",
    "OutputFile",
    "Progress",
    "Severity",
    "Status",
    "Step",
    "build",
    "check",
    "contents",
    "editions",
    "impose",
]

AnyPath = str | PathLike[str]
Names = str | Iterable[str]
Listed = TypeVar("Listed", ContentsResult, EditionsResult)
Numbers = str | int | Iterable[str | int]

_one_at_a_time = RLock()
"""The layout engine, the input tracker and the umask are those of the whole process."""


def build(  # noqa: PLR0913 - the options of the command
    project: AnyPath,
    *,
    editions: Names = (),
    formats: Names = (),
    chapters: Numbers = (),
    articles: Numbers = (),
    tags: Names = (),
    all_editions: bool = False,
    all_chapters: bool = False,
    output: AnyPath = OUTPUT_FOLDER,
    jobs: int | None = None,
    executor: str = "",
    engine: str | None = None,
    use_cache: bool = True,
    strict: bool = False,
    progress: Progress | None = None,
) -> BuildResult:
    """Build editions of a project and write them into its `output` folder: `BuildRequest` has what each argument means.

    `editions`, `formats` and `tags` are names; `chapters` and `articles` numbers or ranges such as ``"3-5"``. A single
    one need not be in a list. `progress` is called with each step, in the thread of the caller.

    Raises:
        TypeError: when an argument is of a wrong type.
    """
    from bookbuild.pipeline.session import run_build  # noqa: PLC0415 - imports what the cache needs

    request = BuildRequest(
        project=_path(project),
        editions=_texts(editions),
        formats=_texts(formats),
        chapters=_texts(chapters),
        articles=_texts(articles),
        tags=_texts(tags),
        all_editions=all_editions,
        all_chapters=all_chapters,
        output=_path(output),
        jobs=jobs,
        executor=executor,
        engine=engine,
        use_cache=use_cache,
        strict=strict,
    )
    try:
        _require_valid(request)
        with _one_at_a_time, raising_from(progress) as told:
            return run_build(request, told)
    except BookError as error:
        return BuildResult((), error.diagnostics, status_of_error(error))


def check(
    project: AnyPath,
    *,
    editions: Names = (),
    all_editions: bool = False,
    pages: bool = False,
    strict: bool = False,
    progress: Progress | None = None,
) -> CheckResult:
    """Return everything that a build of these editions of a project would find wrong, without writing a book.

    Without names, the default editions are checked. Pages are laid out only if `pages` are wanted, which takes as long
    as a build, and keeps them in the cache.

    Raises:
        TypeError: when an argument is of a wrong type.
    """
    request = BuildRequest(_path(project), editions=_texts(editions), all_editions=all_editions, strict=strict)
    from bookbuild.pipeline.checking import check_project  # noqa: PLC0415 - imports what reads

    try:
        _require_folder(request.project)
        with _one_at_a_time, raising_from(progress) as told, failures_told("nothing can be checked"):
            return check_project(request, told, pages=pages)
    except BookError as error:
        return CheckResult(diagnostics=error.diagnostics, status=status_of_error(error))


def contents(project: AnyPath) -> ContentsResult:
    """Return the chapters and articles of a project in reading order, with their words and files.

    Raises:
        TypeError: when an argument is of a wrong type.
    """
    from bookbuild.pipeline.contents import contents_of  # noqa: PLC0415 - imports what reads

    return _listed(contents_of, _path(project), ContentsResult)


def editions(project: AnyPath) -> EditionsResult:
    """Return the editions of a project, predefined ones first, and what each holds.

    Raises:
        TypeError: when an argument is of a wrong type.
    """
    from bookbuild.pipeline.contents import editions_of  # noqa: PLC0415 - imports what reads

    return _listed(editions_of, _path(project), EditionsResult)


def _listed(of: Callable[[Path], Listed], folder: Path, result: Callable[..., Listed]) -> Listed:
    """Return what a function lists of a project, or a `result` with the faults that keep it from doing so."""
    try:
        _require_folder(folder)
        with _one_at_a_time, failures_told("nothing can be listed"):
            return of(folder)
    except BookError as error:
        return result(diagnostics=error.diagnostics, status=status_of_error(error))


def impose(  # noqa: PLR0913 - the options of the command
    file: AnyPath,
    *,
    output: AnyPath | None = None,
    scheme: str = "saddle",
    paper: str = "auto",
    fit: bool = False,
    thickness: str = "80gsm",
    sheets_per_signature: int | None = None,
    marks: Names = (),
    gutter: str = "0mm",
    margin: str = "0mm",
    flip: str = "auto",
    rtl: bool = False,
    back_cover: bool = False,
    instructions: bool = False,
) -> ImposeResult:
    """Put the pages of a PDF onto sheets to print, fold, staple or cut: `ImposeRequest` has what each argument means.

    The sheets are written to `output`, by default beside the file as ``NAME.sheets.pdf``.

    Raises:
        TypeError: when an argument is of a wrong type.
    """
    from bookbuild.pipeline.imposing import impose_file  # noqa: PLC0415 - imports what handles PDF

    request = ImposeRequest(
        file=_path(file),
        output=None if output is None else _path(output),
        scheme=scheme,
        paper=paper,
        thickness=thickness,
        sheets_per_signature=sheets_per_signature,
        marks=",".join(_texts(marks)),
        gutter=gutter,
        margin=margin,
        flip=flip,
        fit=fit,
        rtl=rtl,
        back_cover=back_cover,
        instructions=instructions,
    )
    try:
        with _one_at_a_time, failures_told("no sheets can be made"):
            return impose_file(request)
    except BookError as error:
        return ImposeResult(diagnostics=error.diagnostics, status=status_of_error(error))


def _path(value: AnyPath) -> Path:
    if isinstance(value, bytes):
        raise TypeError("a path is a str or a PathLike of str, not bytes")
    return Path(value)


def _texts(value: Numbers) -> tuple[str, ...]:
    """Return names or numbers as texts; a single one stands for itself."""
    items = (value,) if isinstance(value, str | int) else tuple(value)
    for item in items:
        if not isinstance(item, str | int):
            raise TypeError(f"expected texts or whole numbers, not {type(item).__name__}")
    return tuple(map(str, items))


def _require_valid(request: BuildRequest) -> None:
    """Raise UsageError if a value of the request cannot be meant."""
    _require_folder(request.project)
    for name in request.formats:
        if name not in FORMATS:
            raise wrong_argument("formats", f"{name!r} is no format", name, FORMATS)
    if request.engine not in {None, *ENGINES}:
        raise wrong_argument("engine", f"{request.engine!r} is no layout engine", request.engine or "", ENGINES)
    if request.jobs is not None and request.jobs < 1:
        raise wrong_argument("jobs", f"{request.jobs} is less than 1")
    request.require_valid()


def _require_folder(folder: Path) -> None:
    if not folder.is_dir():
        raise UsageError(diagnose("unreadable", "there is no such folder", str(folder)))
