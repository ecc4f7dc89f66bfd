"""The press that was asked for."""

from bookbuild.cache import Cache
from bookbuild.cli.asked import BuildOptions
from bookbuild.pipeline.typesetter import Typesetter


def typesetter_for(options: BuildOptions, cache: Cache) -> Typesetter:
    """Return the press that was asked for, this machine's processes or a cluster's, made ready if it will be wanted.

    Raises:
        UsageError: when there is no such cluster.
    """
    press = _press(options, cache)
    if not options.formats or set(options.formats) - {"epub"}:
        press.prepare()
    return press


def _press(options: BuildOptions, cache: Cache) -> Typesetter:
    if not options.executor:
        return Typesetter(options.jobs, cache)
    from bookbuild.pipeline.executors import connect  # noqa: PLC0415 - few want it

    return Typesetter(options.jobs, cache, crew=connect(options.executor))
