"""The Python interface: build, check, list and impose from a program.

Nothing is printed, no exit code is set, and no fault of a book, a configuration or an argument's value is raised: every
result has its `diagnostics`, `ok` and `status`. An argument of a wrong type is a `TypeError`. All functions can be
called from any thread; those of one process run one after another.
"""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from threading import RLock
from typing import TypeVar

from bookbuild.diagnostics import BookError, Diagnostic, Location, Severity
from bookbuild.model import OUTPUT_FOLDER
from bookbuild.pipeline.arguments import AnyPath, Numbers, path_of, shops_of, texts_of
from bookbuild.pipeline.progress import Progress, Step, raising_from
from bookbuild.pipeline.request import BuildRequest, ImposeRequest, require_folder, require_valid
from bookbuild.pipeline.results import (
    BuildResult,
    CheckResult,
    ContentsResult,
    ContentsRow,
    EditionRow,
    EditionsResult,
    ImposeResult,
    MetadataResult,
    OutputFile,
    ShopRuling,
)
from bookbuild.pipeline.status import Status, status_of_error
from bookbuild.system.failures import failures_as_diagnostics

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
    "MetadataResult",
    "OutputFile",
    "Progress",
    "Severity",
    "ShopRuling",
    "Status",
    "Step",
    "build",
    "check",
    "contents",
    "editions",
    "impose",
    "metadata",
]

Names = str | Iterable[str]
Listed = TypeVar("Listed", ContentsResult, EditionsResult, MetadataResult)

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
    language: str = "",
    progress: Progress | None = None,
) -> BuildResult:
    """Build editions of a project and write them into its `output` folder. Raise TypeError for a wrong type.

    `BuildRequest` describes the arguments; a single name, number or range (``"3-5"``) need not be in a list.
    `progress` is called with each step, in this thread.
    """
    selection = texts_of(editions), texts_of(formats), texts_of(chapters), texts_of(articles), texts_of(tags)
    request = BuildRequest(
        path_of(project),
        *selection,
        all_editions=all_editions,
        all_chapters=all_chapters,
        output=path_of(output),
        jobs=jobs,
        executor=executor,
        engine=engine,
        use_cache=use_cache,
        strict=strict,
        language=language,
    )
    return _run_build(request, progress)


def _run_build(request: BuildRequest, progress: Progress | None) -> BuildResult:
    from bookbuild.pipeline.session import run_build  # noqa: PLC0415 - imports what the cache needs

    try:
        require_valid(request)
        with _one_at_a_time, raising_from(progress) as report:
            return run_build(request, report)
    except BookError as error:
        return BuildResult(diagnostics=error.diagnostics, status=status_of_error(error))


def check(  # noqa: PLR0913 - the options of the command
    project: AnyPath,
    *,
    editions: Names = (),
    all_editions: bool = False,
    pages: bool = False,
    shops: Names = (),
    strict: bool = False,
    language: str = "",
    progress: Progress | None = None,
) -> CheckResult:
    """Return everything that a build of these editions of a project would find wrong, without writing a book.

    Without names, the default editions are checked. Pages are laid out only with `pages`, which takes as long as a
    build, and stores them in the cache. `shops` are asked what they would refuse: ``kdp``, ``apple``, ``kobo``,
    ``google``, ``library``.

    Raises:
        TypeError: when an argument is of a wrong type.
    """
    request = BuildRequest(
        path_of(project), editions=texts_of(editions), all_editions=all_editions, strict=strict, language=language
    )
    from bookbuild.pipeline.checking import check_project  # noqa: PLC0415 - imports what reads

    try:
        require_folder(request.project)
        with _one_at_a_time, raising_from(progress) as report, failures_as_diagnostics("nothing can be checked"):
            return check_project(request, report, pages=pages, shops=shops_of(texts_of(shops)))
    except BookError as error:
        return CheckResult(diagnostics=error.diagnostics, status=status_of_error(error))


def contents(project: AnyPath, *, language: str = "") -> ContentsResult:
    """Return the chapters and articles of a project in reading order, with their words and files.

    `language` is the one to be listed, if the project has several. Raise TypeError for a wrong type
    of argument.
    """
    from bookbuild.pipeline.contents import contents_of  # noqa: PLC0415 - imports what reads

    return _listed(partial(contents_of, language=language), path_of(project), ContentsResult)


def editions(project: AnyPath, *, language: str = "") -> EditionsResult:
    """Return the editions of a project, predefined ones first, and what each holds.

    `language` is the one to be listed, if the project has several. Raise TypeError for a wrong type
    of argument.
    """
    from bookbuild.pipeline.contents import editions_of  # noqa: PLC0415 - imports what reads

    return _listed(partial(editions_of, language=language), path_of(project), EditionsResult)


def metadata(project: AnyPath, *, form: str = "json-ld", language: str = "") -> MetadataResult:
    """Return what a project's book is as the text of a record: ``plain``, ``onix``, ``json-ld`` or ``citation``.

    `language` is the one of several that the project has. Raise TypeError for a wrong type of argument.
    """
    from bookbuild.pipeline.describing import describe_project  # noqa: PLC0415 - imports what reads

    return _listed(partial(describe_project, form=form, language=language), path_of(project), MetadataResult)


def _listed(of: Callable[[Path], Listed], folder: Path, result: Callable[..., Listed]) -> Listed:
    """Return what a function lists of a project, or a `result` with the faults that keep it from doing so."""
    try:
        require_folder(folder)
        with _one_at_a_time, failures_as_diagnostics("nothing can be listed"):
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

    The sheets are written to `output`, by default beside the file as ``NAME.sheets.pdf``. Raise TypeError for a wrong
    type of argument.
    """
    request = ImposeRequest(
        file=path_of(file),
        output=None if output is None else path_of(output),
        scheme=scheme,
        paper=paper,
        thickness=thickness,
        sheets_per_signature=sheets_per_signature,
        marks=",".join(texts_of(marks)),
        gutter=gutter,
        margin=margin,
        flip=flip,
        fit=fit,
        rtl=rtl,
        back_cover=back_cover,
        instructions=instructions,
    )
    return _run_impose(request)


def _run_impose(request: ImposeRequest) -> ImposeResult:
    from bookbuild.pipeline.imposing import impose_file  # noqa: PLC0415 - imports what handles PDF

    try:
        with _one_at_a_time, failures_as_diagnostics("no sheets can be made"):
            return impose_file(request)
    except BookError as error:
        return ImposeResult(diagnostics=error.diagnostics, status=status_of_error(error))
