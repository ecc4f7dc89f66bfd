"""A machine with a WeasyPrint whose function that lays out a block is not the one that is known."""

import pytest

from bookbuild.layout import features, patches
from bookbuild.layout.source_digests import digest_of

CHANGED = "weasyprint.layout.block:block_level_layout_switch"


def spoil(patch: pytest.MonkeyPatch) -> None:
    """Change the digest of the function, and select the patches again."""
    patch.setattr(patches, "digest_of", lambda name: "another" if name == CHANGED else digest_of(name))
    patch.setattr(features, "_loaded", features._loaded.__wrapped__)
