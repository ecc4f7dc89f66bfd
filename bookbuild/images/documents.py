"""Pictures in Word files that are articles."""

import zipfile
from pathlib import Path

from bookbuild.system.regular_files import open_regular


def read_from_document(document: Path, name: str, limit: int) -> bytes | str:
    """Return the bytes of a picture by its path in a Word file, or an error message."""
    try:
        with (
            open(document, "rb", opener=open_regular) as file,
            zipfile.ZipFile(file) as archive,
            archive.open(name) as part,
        ):
            data = part.read(limit + 1)
    except (KeyError, zipfile.BadZipFile, EOFError, OSError, RuntimeError, NotImplementedError, ValueError):
        return "cannot be read from the Word file"
    return f"is larger than {limit // 2**20} MiB" if len(data) > limit else data or "is empty"
