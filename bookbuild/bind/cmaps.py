"""Character maps of composite fonts (ISO 32000-1, 9.7.5.3 and 9.10.3)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

_ENTRIES = 100  # the most entries allowed in a block of a CMap
_NO_TEXT = "\u200b"  # a zero-width space, for glyphs that only complete another glyph's character

ENCODING_NAME = "bookbuild-missing"


def to_unicode(texts: Mapping[int, str]) -> bytes:
    """Return the CMap from codes to text, which viewers use to copy, search and read aloud."""
    lines = [f"<{code:04x}> <{(text or _NO_TEXT).encode('utf-16-be').hex()}>" for code, text in sorted(texts.items())]
    return _cmap("Adobe-Identity-UCS", "UCS", 2, "bfchar", lines)


def encoding(codes: Iterable[int], missing: frozenset[int]) -> bytes:
    """Return the CMap from codes to glyphs for a font that lacks characters: their codes are mapped to glyph 0."""
    lines = [f"<{code:04x}> {0 if code in missing else code}" for code in sorted(codes)]
    return _cmap(ENCODING_NAME, "Identity", 1, "cidchar", lines)


def _cmap(name: str, ordering: str, kind: int, block: str, lines: Sequence[str]) -> bytes:
    head = f"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering ({ordering}) /Supplement 0 >> def
/CMapName /{name} def
/CMapType {kind} def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
"""
    tail = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    return (head + "".join(_blocks(block, lines)) + tail).encode("ascii")


def _blocks(block: str, lines: Sequence[str]) -> Iterator[str]:
    for start in range(0, len(lines), _ENTRIES):
        some = lines[start : start + _ENTRIES]
        yield f"{len(some)} begin{block}\n" + "\n".join(some) + f"\nend{block}\n"
