"""The programs that bookbuild is measured against, each told to make the same kind of book as ours as far as it can."""

import os
import sys
from collections.abc import Callable
from functools import partial
from importlib.metadata import distributions, version
from json import loads
from pathlib import Path

from benchmarks.programs import PEERS, SITE, Absent, Peer, Program, run_here, said_version, where

_NODE = PEERS / "node" / "node_modules"
_BROWSER = next(filter(where, ("chromium", "chromium-browser", "google-chrome")), "chromium")
_AS_ROOT = ("--no-sandbox",) if os.geteuid() == 0 else ()  # Chromium does not run as root with it

# What pandoc is told, whatever it makes, and what it is told for pages.
_TITLED = ("guide.md", "--toc", "--toc-depth=2", "-M", "title=Guide", "-M", "lang=en")
_PRINTED = (*_TITLED, "-V", "papersize=a5", "-V", "fontsize=10pt")


def _package(name: str) -> Callable[[], str]:
    return lambda: next((found.version for found in distributions(name=name, path=[str(SITE)])), "?")


def _pagedjs_release() -> str:
    return str(loads((_NODE / "pagedjs-cli" / "package.json").read_text("utf-8"))["version"])


def _xelatex_release() -> str:
    return said_version("xelatex").rpartition("-")[2]


def _write_asciidoc(folder: Path) -> None:
    if not (folder / "guide.adoc").exists():
        run_here(("pandoc", "guide.md", "-s", "-M", "title=Guide", "-o", "guide.adoc"), folder)


def _write_typst() -> str:
    """Return the shell's words for pandoc's Typst of the guide, and Typst's PDF of that."""
    convert = f"pandoc -s -t typst {' '.join(_PRINTED)} -V 'mainfont=Source Serif 4' -H head.typ -o guide.typ"
    compiling = "import typst; typst.compile('guide.typ', 'typst.pdf', font_paths=['fonts'], ignore_system_fonts=True)"
    return f'{convert} && "{PEERS}/bin/python" -c "{compiling}"'


_pandoc, _weasyprint = partial(said_version, "pandoc"), partial(version, "weasyprint")
_FACES = "Path=fonts/,Extension=.ttf,UprightFont=*-Regular,ItalicFont=*-Italic,BoldFont=*-Bold"

_PEERS: dict[str, Peer] = {
    "weasyprint": Peer(
        "WeasyPrint, one tagged document",
        (),
        (_weasyprint,),
        (sys.executable, "-m", "weasyprint", "--pdf-tags", "--quiet", "guide.html", "weasyprint.pdf"),
        "weasyprint.pdf",
    ),
    "same-pages": Peer(
        "WeasyPrint, our pages in one tagged document",
        (),
        (_weasyprint,),
        (sys.executable, "-m", "benchmarks.same_pages", "guide", "same-pages.pdf"),
        "same-pages.pdf",
        environment={"PYTHONPATH": str(Path(__file__).parents[1])},
    ),
    "chromium": Peer(
        "Chromium",
        (_BROWSER,),
        (partial(said_version, _BROWSER),),
        (
            *(_BROWSER, "--headless", *_AS_ROOT, "--disable-gpu", "--user-data-dir=browser", "--no-pdf-header-footer"),
            *("--generate-pdf-document-outline", "--print-to-pdf=chromium.pdf", "guide.html"),
        ),
        "chromium.pdf",
        "apt-get install chromium",
    ),
    "typst": Peer(
        "pandoc and Typst",
        ("pandoc", str(SITE / "typst")),
        (_pandoc, _package("typst")),
        ("sh", "-c", _write_typst()),
        "typst.pdf",
    ),
    "pandoc-weasyprint": Peer(
        "pandoc with WeasyPrint",
        ("pandoc",),
        (_pandoc, _weasyprint),
        (
            *("pandoc", *_TITLED, f"--pdf-engine={Path(sys.executable).with_name('weasyprint')}"),
            *("--css", "guide.css", "-o", "pandoc-weasyprint.pdf"),
        ),
        "pandoc-weasyprint.pdf",
    ),
    "xelatex": Peer(
        "pandoc with XeLaTeX",
        ("pandoc", "xelatex"),
        (_pandoc, _xelatex_release),
        (
            *("pandoc", *_PRINTED, "--pdf-engine=xelatex", "--top-level-division=chapter", "-H", "head.tex"),
            *("-V", "documentclass=book", "-V", "geometry:hmargin=20.4mm,top=20mm,bottom=32mm"),
            *("-V", "mainfont=SourceSerif4", "-V", f"mainfontoptions={_FACES}", "-o", "xelatex.pdf"),
        ),
        "xelatex.pdf",
        "apt-get install texlive-xetex texlive-latex-recommended texlive-fonts-recommended lmodern",
    ),
    "asciidoctor": Peer(
        "Asciidoctor PDF",
        ("pandoc", "asciidoctor-pdf"),
        (partial(said_version, "asciidoctor-pdf", 2),),
        (
            *("asciidoctor-pdf", "-d", "book", "-a", "toc", "-a", "toclevels=2", "-a", "pdf-page-size=A5"),
            *("guide.adoc", "-o", "asciidoctor.pdf"),
        ),
        "asciidoctor.pdf",
        "apt-get install ruby-asciidoctor-pdf",
        _write_asciidoc,
    ),
    "pagedjs": Peer(
        "Paged.js",
        (_BROWSER, str(_NODE / "pagedjs-cli")),
        (_pagedjs_release,),
        (
            *(str(_NODE / ".bin" / "pagedjs-cli"), "guide.html", "-o", "pagedjs.pdf", "--outline-tags", "h1,h2"),
            *("-t", "1800000", *(f"--browserArgs={word}" for word in _AS_ROOT)),
        ),
        "pagedjs.pdf",
        "install npm and Chromium, then scripts/setup.sh bench",
        environment={"PUPPETEER_EXECUTABLE_PATH": where(_BROWSER)},
    ),
    "bookforge": Peer(
        "BookForge",
        ("bookforge", "pandoc"),
        (_package("bookforge-kdp"),),
        ("sh", "-c", "cd bookforge && bookforge build pdf"),
        "bookforge/dist/interior.pdf",
    ),
    "plutoprint": Peer(
        "PlutoPrint",
        ("plutoprint",),
        (_package("plutoprint"),),
        ("plutoprint", "guide.html", "plutoprint.pdf"),
        "plutoprint.pdf",
    ),
    "pandoc-epub": Peer(
        "pandoc, EPUB",
        ("pandoc",),
        (_pandoc,),
        ("pandoc", *_TITLED, "--split-level=2", "-o", "pandoc.epub"),
        "pandoc.epub",
    ),
}


def peer(key: str) -> Program | Absent:
    """Look for a peer on this machine."""
    return _PEERS[key].find(key)


PDF_PEERS = tuple(key for key in _PEERS if key != "pandoc-epub")
"""All that make a PDF."""
