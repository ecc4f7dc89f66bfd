"""A machine with a WeasyPrint whose function that draws a line is not the one that is known."""

import pytest

from bookbuild.layout import accelerators, patches
from bookbuild.layout.source_digests import digest_of

CHANGED = "weasyprint.draw.text:draw_first_line"


def spoil(patch: pytest.MonkeyPatch) -> None:
    """Change the digest of the function, and select the patches again."""
    patch.setattr(patches, "digest_of", lambda name: "another" if name == CHANGED else digest_of(name))
    patch.setattr(accelerators, "_loaded", accelerators._loaded.__wrapped__)
