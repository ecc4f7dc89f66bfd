"""A machine on which the extra for Word files is not installed."""

import pytest

from bookbuild.sites import word


def spoil(patch: pytest.MonkeyPatch) -> None:
    """Let mammoth be missing."""
    patch.setattr(word, "find_spec", lambda _: None)
