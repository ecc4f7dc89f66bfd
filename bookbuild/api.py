"""The Python interface: build, check, list and impose from a program.

Nothing is printed, no exit code is set, and no fault of a book, a configuration or an argument's value is raised: every
result has its `diagnostics`, `ok` and `status`. An argument of a wrong type is a `TypeError`. All functions can be
called from any thread; those of one process run one after another.
"""

from collections.abc import Iterable
from os import PathLike
from pathlib import Path
from threading import RLock

from bookbuild.diagnostics import BookError, Diagnostic, Location, Severity, UsageError, diagnose
from bookbuild.model import ENGINES, FORMATS, OUTPUT_FOLDER
from bookbuild.pipeline.progress import Progress, Step, ignore_progress
from bookbuild.pipeline.request import BuildRequest, ImposeRequest
from bookbuild.pipeline.results import BuildResult, CheckResult, ContentsResult, ContentsRow, ImposeResult, OutputFile
from bookbuild.pipeline.status import Status, status_of_error

__all__ = [
    "BuildResult",
    "CheckResult",
    "ContentsResult",
    "ContentsRow",
    "Diagnostic",
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
    "impose",
]

AnyPath = str | PathLike[str]
Names = str | Iterable[str]
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

    names = (_texts(editions), _texts(formats), _texts(chapters), _texts(articles), _texts(tags))
    root, target = _path(project), _path(output)
    request = BuildRequest(root, *names, all_editions, all_chapters, target, jobs, executor, engine, use_cache, strict)
    try:
        _require_valid(request)
        with _one_at_a_time:
            return run_build(request, progress or ignore_progress)
    except BookError as error:
        return BuildResult((), error.diagnostics, status_of_error(error))


def check(project: AnyPath, *, strict: bool = False) -> CheckResult:
    """Return everything that is wrong with the content of a project, without building it.

    Raises:
        TypeError: when an argument is of a wrong type.
    """
    folder = _path(project)
    from bookbuild.pipeline.checking import check_project  # noqa: PLC0415 - imports what reads

    try:
        _require_folder(folder)
        with _one_at_a_time:
            return check_project(folder, strict=strict)
    except BookError as error:
        return CheckResult(diagnostics=error.diagnostics, status=status_of_error(error))


def contents(project: AnyPath) -> ContentsResult:
    """Return the chapters and articles of a project in reading order, with their words and files.

    Raises:
        TypeError: when an argument is of a wrong type.
    """
    folder = _path(project)
    from bookbuild.pipeline.contents import contents_of  # noqa: PLC0415 - imports what reads

    try:
        _require_folder(folder)
        with _one_at_a_time:
            return contents_of(folder)
    except BookError as error:
        return ContentsResult(diagnostics=error.diagnostics, status=status_of_error(error))


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

    target = None if output is None else _path(output)
    how = (scheme, paper, thickness, sheets_per_signature, ",".join(_texts(marks)), gutter, margin, flip)
    request = ImposeRequest(_path(file), target, *how, fit, rtl, back_cover, instructions)
    try:
        with _one_at_a_time:
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
    if unknown := [name for name in request.formats if name not in FORMATS]:
        message = f"formats: {unknown[0]!r} is no format"
        raise UsageError(diagnose("config-value", message, hint=f"there are {', '.join(FORMATS)}"))
    if request.engine not in {None, *ENGINES}:
        message = f"engine: {request.engine!r} is no layout engine"
        raise UsageError(diagnose("config-value", message, hint=f"there are {', '.join(ENGINES)}"))
    if request.jobs is not None and request.jobs < 1:
        raise UsageError(diagnose("config-value", f"jobs: {request.jobs} is less than 1"))


def _require_folder(folder: Path) -> None:
    if not folder.is_dir():
        raise UsageError(diagnose("unreadable", "there is no such folder", str(folder)))
