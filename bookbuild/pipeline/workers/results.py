"""The futures of layout jobs -> their runs, as they are finished. An EPUB needs none of it."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, as_completed

from bookbuild.model import LaidOutRun


def results_of(
    futures: Mapping[Future[LaidOutRun], int],
    error_of: Callable[[Future[LaidOutRun]], BaseException | None] = Future.exception,
) -> Iterator[tuple[int, LaidOutRun]]:
    """Yield (index, run) of each future as it is finished; `error_of` returns what went wrong with one, or None.

    Raises:
        BaseException: the error of the first failed job in the order of indexes, when all others are finished.
    """
    errors: dict[int, BaseException] = {}
    for future in as_completed(futures):
        error = error_of(future)
        if error is None:
            yield futures[future], future.result()
        else:
            errors[futures[future]] = error
    if errors:
        raise errors[min(errors)]
