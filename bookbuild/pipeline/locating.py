"""The book that a folder belongs to: itself, or one of the folders above it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from bookbuild.config.faults import FILE_NAME

_SIGNS = (
    *("book.toml", "book.json", ".gitbook.yaml", "SUMMARY.md", "src/SUMMARY.md", "_quarto.yml", "_bookdown.yml"),
    *("content/_data/publication.yaml", "data/publication.yml", "hugo.toml", "config.toml", "_config.yml"),
    *(
        "user/pages",
        "config/site.yaml",
        "config/system.yaml",
        "_toc.yml",
        "myst.yml",
        "mkdocs.yml",
        "Book.txt",
        ".obsidian",
    ),
)
"""Files and folders that the root of a site may have. Whether it is one is examined only where there is such a sign."""


def book_folder(here: Path) -> Path:
    """Return the folder of the book that a folder lies in: the nearest one, of it and those above it, that has a
    bookbuild.toml; else the root of a site whose articles are there; else the folder itself.

    The search ends at the root of a repository and below the home directory.
    """
    here = here.absolute()
    folders = list(_upwards(here))
    configured = next((folder for folder in folders if (folder / FILE_NAME).is_file()), None)
    return configured or _site_root(folders)


def _upwards(here: Path) -> Iterator[Path]:
    """Yield a folder, and those above it that may be a book's."""
    home = Path.home()
    for folder in (here, *here.parents):
        if folder != here and folder in (home, folder.parent):
            return
        yield folder
        if (folder / ".git").exists():
            return


def _site_root(folders: Sequence[Path]) -> Path:
    """Return the root of the site that the first of some folders lies in, or that folder. The others are above it."""
    roots = [folder for folder in folders if _is_site_of(folder, folders[0])]
    root = roots[0] if roots else folders[0]
    while root in roots and root.parent in roots:  # Grav's user/ is enough for a site, and the site is what it lies in
        root = root.parent
    return root


def _is_site_of(root: Path, here: Path) -> bool:
    """Return whether a folder is the root of a site in whose articles another folder, or the same one, lies."""
    if not any((root / sign).exists() for sign in _SIGNS):
        return False
    from bookbuild.model import ContentSettings  # noqa: PLC0415 - needed only where a folder may be a site
    from bookbuild.pipeline.reading.site import open_site  # noqa: PLC0415 - few folders need it

    site = open_site(root, ContentSettings(), "").site
    return site.is_lenient and (here == root or here.is_relative_to(root / site.folder))
