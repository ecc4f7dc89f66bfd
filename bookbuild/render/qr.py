"""QR codes (ISO/IEC 18004) for paper: what a camera reads at arm's length."""

import hashlib
from functools import cache

from bookbuild.model import Picture

QUIET_ZONE = 4
"""Modules of white on every side, which a reader needs to find the code (ISO/IEC 18004, 9.1)."""
LEAST_SIDE, LEAST_MODULE = 22.0, 0.5
"""In millimetres: of the code without its quiet zone, and of one of its modules."""


@cache
def qr_code(address: str) -> Picture | None:
    """Draw an address as a QR code of error correction level M or better, with its quiet zone.

    The drawing is an SVG in millimetres, named by what it says. There is none of an address that is too long for one.
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


def _path(rows: tuple[bytearray, ...]) -> str:
    """Draw the dark modules as one path, each row's runs as rectangles: between parts of one path no seam shows."""
    parts: list[str] = []
    for line, row in enumerate(rows, QUIET_ZONE):
        start = 0
        while (start := row.find(1, start)) >= 0:
            end = row.find(0, start)
            length = (end if end >= 0 else len(row)) - start
            parts.append(f"M{start + QUIET_ZONE} {line}h{length}v1h-{length}z")
            start += length
    return "".join(parts)
