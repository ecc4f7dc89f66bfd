"""Takes the README's pictures out of the book that `make book` built: openings of the PDF, screens of the EPUB.

Pages are drawn by pdfium; screens need Chromium, and are left as they are where it is missing.
"""

import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
BOOK = ROOT / "_book" / "career-guide"
PAGE_WIDTH, GAP, GROUND, EDGE = 430, 36, "#e7e9eb", "#cfd3d7"
SHEET_WIDTH = 620
SHARED = "You may care about all fourteen rows"
"""Words of the page that the picture of the editions shows."""
SCREEN = (430, 760)
DOCUMENT = "text/a53.xhtml"


def opening(pdf: pypdfium2.PdfDocument, words: str) -> Image.Image:
    """Draw the opening (verso and recto side by side) that holds the first page with those words past the contents."""
    found = next(number for number in range(7, len(pdf)) if words in pdf[number].get_textpage().get_text_range())
    verso = found if found % 2 else found - 1
    pages = [_page(pdf, number) for number in (verso, verso + 1)]
    return ImageOps.expand(_row(pages, 0, "white"), 1, EDGE)


def _page(pdf: pypdfium2.PdfDocument, number: int, width: int = PAGE_WIDTH) -> Image.Image:
    page = pdf[number]
    drawn: Image.Image = page.render(scale=width / page.get_width()).to_pil()
    return drawn.convert("RGB")


def _row(images: Sequence[Image.Image], gap: int, ground: str) -> Image.Image:
    width = sum(image.width for image in images) + gap * (len(images) + 1)
    row = Image.new("RGB", (width, max(image.height for image in images) + 2 * gap), ground)
    left = gap
    for image in images:
        row.paste(image, (left, gap))
        left += image.width + gap
    return row


def _column(images: Sequence[Image.Image]) -> Image.Image:
    column = Image.new("RGB", (max(image.width for image in images), sum(image.height for image in images)), GROUND)
    top = 0
    for image in images:
        column.paste(image, (0, top))
        top += image.height
    return column


def take_pages() -> Image.Image:
    """Put the cover and three openings into one picture."""
    pdf = pypdfium2.PdfDocument(BOOK.with_suffix(".pdf"))
    cover = ImageOps.expand(_page(pdf, 0), 1, EDGE)
    contents = ImageOps.expand(_page(pdf, 6), 1, EDGE)
    first = _row([cover, contents, opening(pdf, "An hour across")], GAP, GROUND)
    second = _row([opening(pdf, "Put them side by side"), opening(pdf, "From raw list")], GAP, GROUND)
    return _column([first, second])


def take_booklet() -> Image.Image:
    """Show the outside of a booklet's cover sheet, and the side in its middle that is read across the fold."""
    sheets = pypdfium2.PdfDocument(_made("booklet-ch7", ".sheets.pdf"))
    sides = [_framed(sheets, number, SHEET_WIDTH) for number in (0, len(sheets) - 1)]
    return _row(sides, GAP, GROUND)


def take_handout() -> Image.Image:
    """Show the pages of a handout that has addresses to scan."""
    handout = pypdfium2.PdfDocument(_made("handout-a16", ".pdf"))
    return _row([_framed(handout, number, SHEET_WIDTH) for number in range(len(handout))], GAP, GROUND)


def take_editions() -> Image.Image:
    """Show where the same words stand in three editions, as wide as their pages are."""
    scale = PAGE_WIDTH / 2 / 148
    pages = []
    for name in ("", "large-print", "easy-reading"):
        pdf = pypdfium2.PdfDocument(_made(name, ".pdf"))
        number = next(page for page in range(7, len(pdf)) if SHARED in _words(pdf, page))
        pages.append(_framed(pdf, number, round(scale * pdf[number].get_width() * 25.4 / 72)))
    return _row(pages, GAP, GROUND)


def _made(edition: str, suffix: str) -> Path:
    name = "-".join(filter(None, (BOOK.name, edition))) + suffix
    return next(BOOK.parent.rglob(name), BOOK.with_name(name))  # editions of several books have folders


def _words(pdf: pypdfium2.PdfDocument, number: int) -> str:
    return " ".join(pdf[number].get_textpage().get_text_range().split())


def _framed(pdf: pypdfium2.PdfDocument, number: int, width: int) -> Image.Image:
    return ImageOps.expand(_page(pdf, number, width), 1, EDGE)


def take_screens(browser: str) -> Image.Image:
    """Show a chapter's opening and an article of the EPUB, the latter by day and by night."""
    with tempfile.TemporaryDirectory() as folder:
        zipfile.ZipFile(BOOK.with_suffix(".epub")).extractall(folder)
        package = Path(folder) / "EPUB"
        night = package / "text" / "night.xhtml"
        styles = package / "styles" / "epub.css"
        day = [_screen(browser, package / "text" / name, folder) for name in ("ch7.xhtml", "a53.xhtml")]
        night.write_bytes((package / DOCUMENT).read_bytes())
        styles.write_text(re.sub(r"@media \(prefers-color-scheme: dark\)", "@media screen", styles.read_text("utf-8")))
        return _row([*day, _screen(browser, night, folder)], GAP, GROUND)


def _screen(browser: str, document: Path, folder: str) -> Image.Image:
    shot = Path(folder) / "shot.png"
    quiet = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-background-networking"]
    size = f"--window-size={SCREEN[0]},{SCREEN[1]}"
    command = [browser, *quiet, size, f"--user-data-dir={folder}/profile", f"--screenshot={shot}", document.as_uri()]
    subprocess.run(command, check=True, capture_output=True)
    return ImageOps.expand(Image.open(shot).convert("RGB").copy(), 1, EDGE)


def keep(picture: Image.Image, name: str) -> None:
    """Store a picture with few colours: flat tints and black text need no more."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    picture.quantize(256).save(PICTURES / name, optimize=True)


def main() -> int:
    """Take the pictures; the exit status is 1 where the book has not been built."""
    if not BOOK.with_suffix(".pdf").exists():
        sys.stderr.write("build the guide first: make book\n")
        return 1
    keep(take_pages(), "pages.png")
    if _made("answers", ".pdf").exists():
        for take, name in (
            (take_booklet, "booklet"),
            (take_handout, "handout"),
            (take_editions, "editions"),
        ):
            keep(take(), f"{name}.png")
    else:
        sys.stderr.write("no editions: for their pictures, run bookbuild build --all first\n")
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser:
        keep(take_screens(browser), "screens.png")
    else:
        sys.stderr.write("no Chromium: docs/pictures/screens.png is left as it is\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
