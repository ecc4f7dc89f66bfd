"""Graphics states of a page's content, saved as often as restored: as part of a sheet it must not change the others.

Viewers ignore a page's operator that restores what was never saved, or saves what is never restored (ISO 32000-1,
8.4.2). In a form XObject, many engines take the state of what is around it instead, and draw nothing, or in another
place.
"""

import re
from collections.abc import Iterable

import pikepdf

Instruction = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage
_SAVE, _RESTORE = pikepdf.Operator("q"), pikepdf.Operator("Q")
_PICTURE = re.compile(rb"(?<!\S)BI(?!\S)")
"""The beginning of a picture within the content, whose bytes may be anything."""
_DELIMITED = re.compile(rb"(?<![^\s()<>\[\]{}%])[qQ](?![^\s()<>\[\]{}/%])")


def balance(form: pikepdf.Object) -> None:
    """Take away what restores a state that was not saved, and restore at the end what is left."""
    content = form.read_bytes()
    if _looks_balanced(content):
        return
    instructions = pikepdf.parse_content_stream(form)
    kept, depth = _kept(instructions)
    if len(kept) < len(instructions):
        content = pikepdf.unparse_content_stream(kept)
    form.write(content + b"\nQ" * depth)


def _looks_balanced(content: bytes) -> bool:
    """Return whether content surely saves as often as it restores, without parsing it: a string may hold the letters of
    the operators, too, but as one side of a pair seldom.
    """
    depth = 0
    for operator in _DELIMITED.findall(content):
        depth += 1 if operator == b"q" else -1
        if depth < 0:
            return False
    return not depth and not _PICTURE.search(content)


def _kept(instructions: Iterable[Instruction]) -> tuple[list[Instruction], int]:
    """Return the instructions without those that restore nothing, and how many states are left at the end."""
    kept, depth = [], 0
    for instruction in instructions:
        is_restored = instruction.operator == _RESTORE
        if depth or not is_restored:
            depth += (instruction.operator == _SAVE) - is_restored
            kept.append(instruction)
    return kept, depth
