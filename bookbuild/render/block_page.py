"""The page on which text blocks are laid out, whichever side they come to stand on."""

from bookbuild.model import Geometry, Stylesheet

_PRINTED_PAGES = """
.printed-page {
  position: absolute; right: 100%; margin-right: 1.5mm; padding-right: 1mm; border-right: 0.6pt solid currentcolor;
  font-family: var(--head-face); font-size: 0.7rem; font-weight: 400; font-style: normal; line-height: 1.2;
  font-variant-numeric: lining-nums tabular-nums; letter-spacing: 0; color: var(--quiet); text-align: right;
  text-indent: 0; hyphens: none; white-space: nowrap;
}
.chapter-title .printed-page { color: inherit; }
[dir="rtl"] .printed-page {
  right: auto; left: 100%; margin: 0 0 0 1.5mm; padding: 0 0 0 1mm;
  border-right: 0; border-left: 0.6pt solid currentcolor;
}
"""
PRINTED_PAGES = (Stylesheet("printed-pages.css", _PRINTED_PAGES),)
"""Where a page of the printed book begins, its number stands in the margin. A project can have older stylesheets of its
own, which know nothing of that, so that it is no part of them; they can change it, since they come later.
"""


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
