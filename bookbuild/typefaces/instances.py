"""Static faces cut from font files: one weight of a variable font, and only the characters needed."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

import uharfbuzz as hb

from bookbuild.model import Typeface

_DSIG = int.from_bytes(b"DSIG", "big")


def typeface(family: str, weight: int, style: str, name: str, data: bytes, *, kind: str = "text") -> Typeface:
    """Return a font file as a typeface with its digest."""
    return Typeface(family, weight, style, name, data, hashlib.sha256(data).hexdigest(), kind)


def instantiate(face: Any, axes: Mapping[str, float]) -> bytes:
    """Return the static face of a variable font at these values of its axes, every other axis at its default."""
    plan = hb.SubsetInput()
    plan.keep_everything()
    return _pinned(face, plan, axes)


def cut(face: Any, characters: Iterable[int], axes: Mapping[str, float] | None = None) -> bytes:
    """Return a face with these characters alone and all that its layout features make of them; a variable one at these
    values of its axes.
    """
    plan = hb.SubsetInput()
    plan.unicode_set.update(characters)
    plan.layout_feature_tag_set.clear()
    plan.layout_feature_tag_set.invert()  # every feature is kept
    plan.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    return _pinned(face, plan, axes or {})


def _pinned(face: Any, plan: Any, values: Mapping[str, float]) -> bytes:
    axes = {axis.tag for axis in face.axis_infos} if face.has_var_data else set()
    if axes:
        plan.pin_all_axes_to_default(face)
    for tag in axes & values.keys():
        plan.pin_axis_location(face, tag, values[tag])
    plan.drop_table_tag_set.update({_DSIG})  # the signature is the original's
    return bytes(hb.subset(face, plan).blob.data)
