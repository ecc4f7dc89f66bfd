"""What a key of bookbuild.toml means, written beside its field: one source for the manual and the JSON Schema."""

from dataclasses import dataclass
from typing import Annotated, Any, get_args, get_origin

from msgspec.structs import FieldInfo


@dataclass(frozen=True, slots=True)
class Doc:
    """The documentation of a key, for ``Annotated``.

    `example` is a value in TOML. `default` describes the default where the field's own does not show it.
    """

    meaning: str
    example: str
    default: str = ""


def doc_of(field: FieldInfo) -> Doc | None:
    """Return the documentation of a key, or None if it has none."""
    return next((part for part in get_args(field.type)[1:] if isinstance(part, Doc)), None)


def type_of(field: FieldInfo) -> Any:
    """Return the type of a key without its documentation."""
    if get_origin(field.type) is not Annotated:
        return field.type
    base, *rest = (part for part in get_args(field.type) if not isinstance(part, Doc))
    return Annotated[base, *rest] if rest else base
