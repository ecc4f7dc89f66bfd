"""A machine beside a cluster on which an older layout engine is installed."""

from concurrent.futures import ThreadPoolExecutor
from threading import current_thread, main_thread

import pytest

from bookbuild.pipeline.workers import executors


class Run:
    """The versions that decide how runs are laid out: here, and in the threads that stand for the cluster."""

    @staticmethod
    def circumstances() -> dict[str, str]:
        """Return the versions of what lays out."""
        return {"weasyprint": "70.0" if current_thread() is main_thread() else "69.0"}


def spoil(patch: pytest.MonkeyPatch) -> None:
    """Make that cluster available at any address."""
    patch.setattr(executors, "RUN", Run)
    patch.setattr(executors, "connect", lambda _: executors.ExecutorWorkers(ThreadPoolExecutor(1)))
