"""QR codes (ISO/IEC 18004) for print, readable by a camera at arm's length."""

import hashlib
from functools import cache

from bookbuild.model import Picture

QUIET_ZONE = 4
"""White modules on every side, needed to detect the code (ISO/IEC 18004, 9.1)."""
LEAST_SIDE, LEAST_MODULE = 22.0, 0.5
"""In millimetres: of the code without its quiet zone, and of one of its modules."""


@cache
def qr_code(address: str) -> Picture | None:
    """Return a QR code of an address with error correction level M or better, or None if it is too long.

    The picture is an SVG in millimetres, named by a digest of the address, and includes the quiet zone.
    """
    import segno  # noqa: PLC0415 - slow to import, and only handouts print codes

    try:
        rows = segno.make(address, error="m", micro=False).matrix
    except segno.DataOverflowError:
        return None
    module = max(LEAST_SIDE / len(rows), LEAST_MODULE)
    modules = len(rows) + 2 * QUIET_ZONE
    side = round(modules * module, 2)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{side}mm" height="{side}mm" viewBox="0 0 {modules} {modules}">'
        f'<path fill="#fff" d="M0 0h{modules}v{modules}H0z"/><path d="{_path(rows)}"/></svg>'
    )
    pixels = round(side / 25.4 * 96)
    name = f"qr-{hashlib.sha256(address.encode()).hexdigest()[:16]}.svg"
    return Picture(name, "image/svg+xml", svg.encode("ascii"), pixels, pixels)


def qr_rows(address: str) -> list[list[bool]]:
    """Return the rows of an address's QR code for a screen, True for dark, with a quiet zone; an even number of rows.

    Raises:
        ValueError: when the address is too long.
    """
    import segno  # noqa: PLC0415 - slow to import

    code = segno.make(address, error="l", micro=False)
    rows = [[bool(module) for module in row] for row in code.matrix_iter(border=2)]
    return rows if len(rows) % 2 == 0 else [*rows, [False] * len(rows[0])]


def _path(rows: tuple[bytearray, ...]) -> str:
    """Return the dark modules as one path of rectangles, one for each run in a row: one path has no visible seams."""
    parts: list[str] = []
    for line, row in enumerate(rows, QUIET_ZONE):
        start = 0
        while (start := row.find(1, start)) >= 0:
            end = row.find(0, start)
            length = (end if end >= 0 else len(row)) - start
            parts.append(f"M{start + QUIET_ZONE} {line}h{length}v1h-{length}z")
            start += length
    return "".join(parts)
