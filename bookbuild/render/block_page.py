"""The page on which text blocks are laid out, whichever side they come to stand on."""

from bookbuild.model import Geometry, Stylesheet


def block_page(page: Geometry) -> Stylesheet:
    """Return the stylesheet for laying out text blocks: equal side margins, so that a run suits either side."""
    side = round((page.inner + page.outer) / 2, 3)
    css = (
        f"@page {{ size: {page.width:g}mm {page.height:g}mm; margin: {page.top:g}mm {side:g}mm {page.bottom:g}mm }}\n"
        f"@page turned {{ size: {page.height:g}mm {page.width:g}mm; "
        f"margin: {side:g}mm {page.top:g}mm {side:g}mm {page.bottom:g}mm }}\n"
        f":root {{ --page-width: {page.width:g}mm; --page-height: {page.height:g}mm; --side-margin: {side:g}mm; "
        f"--top-margin: {page.top:g}mm; --bottom-margin: {page.bottom:g}mm; "
        f"--text-size: {page.text_size:g}pt; --leading: {page.leading:g}pt }}\n"
    )
    return Stylesheet("page.css", css)
