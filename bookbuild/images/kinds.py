"""What a file is that no decoder of images reads, by its first bytes, and how to turn it into an image."""

import re
from collections.abc import Iterator

_AS_PICTURE = "save it as JPEG or PNG"
_AS_DRAWING = "export it as SVG, or as PNG in a large size"
_FIRST_FRAME = "save one of its frames as JPEG or PNG"
_HEIC = (
    'save it as JPEG, or install the decoder: pip install "bookbuild[heic]"; an iPhone takes JPEG pictures with '
    'Settings, Camera, Formats, "Most Compatible"'
)
_FILE_TYPE = re.compile(rb".{4}ftyp(.{4})", re.DOTALL)
"""The box that begins files of the ISO base media file format (ISO/IEC 14496-12), and its major brand."""
_HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1")
_BEGINNINGS: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "is a PDF document", "save its page as an image: SVG for a drawing, PNG for anything else"),
    (b"%!PS", "is a PostScript file (EPS)", _AS_DRAWING),
    (b"\xc5\xd0\xd3\xc6", "is a PostScript file (EPS)", _AS_DRAWING),
    (b"8BPS", "is a Photoshop document", _AS_PICTURE),
    (b"gimp xcf", "is a GIMP document", _AS_PICTURE),
    (b"\xff\x0a", "is a JPEG XL picture", _AS_PICTURE),
    (b"\0\0\0\x0cJXL ", "is a JPEG XL picture", _AS_PICTURE),
    (b"\xd7\xcd\xc6\x9a", "is a Windows metafile (WMF)", _AS_DRAWING),
    (b"AT&TFORM", "is a DjVu document", "save its page as PNG"),
    (b"PK\x03\x04", "is a ZIP archive or an office document", "export the picture in it as PNG or SVG"),
    (b"\xd0\xcf\x11\xe0", "is an office document", "export the picture in it as PNG or SVG"),
    (b"\x1aE\xdf\xa3", "is a video (Matroska or WebM)", _FIRST_FRAME),
    (b"OggS", "is a video or a sound (Ogg)", _FIRST_FRAME),
    (b"ID3", "is a sound (MP3)", "a book on paper has no sound: link to it instead"),
    (b"\xff\xfb", "is a sound (MP3)", "a book on paper has no sound: link to it instead"),
    (b"version https://git-lfs", "is a placeholder of Git LFS, not the file itself", "get the files: git lfs pull"),
    (b"/annex/objects/", "is a placeholder of git-annex, not the file itself", "get the files: git annex get"),
)
_HTML = re.compile(rb"\s*(?:<!doctype html|<html)", re.IGNORECASE)


def kind_of(data: bytes) -> tuple[str, str]:
    """Return what a file is, in words that complete the sentence "image NAME …", and a hint; empty if unknown."""
    return next(_kinds(data), ("", ""))


def is_heif(data: bytes) -> bool:
    """Return whether a file is a HEIF picture: HEIC, as iPhones take them."""
    box = _FILE_TYPE.match(data)
    return box is not None and box[1] in _HEIF_BRANDS


def _kinds(data: bytes) -> Iterator[tuple[str, str]]:
    for beginning, kind, hint in _BEGINNINGS:
        if data.startswith(beginning):
            yield kind, hint
    if is_heif(data):
        yield "is an iPhone picture (HEIC), which not every system can read", _HEIC
    elif _FILE_TYPE.match(data):
        yield "is a video (MP4 or QuickTime)", _FIRST_FRAME
    if data[40:44] == b" EMF":
        yield "is a Windows metafile (EMF)", _AS_DRAWING
    if data.startswith(b"RIFF") and data[8:12] in (b"AVI ", b"WAVE"):
        yield "is a video or a sound (RIFF)", _FIRST_FRAME
    if _HTML.match(data[:512]):
        yield "is a web page, not an image", "the download went wrong: save the image itself"
