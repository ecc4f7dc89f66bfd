"""Values in a PDF, of the type that is expected or none: other people's files hold anything anywhere."""

from decimal import Decimal

from pikepdf import Array, Dictionary, Object, Rectangle


def upright(box: object) -> Rectangle | None:
    """Return a box of a PDF from any two opposite corners (ISO 32000-1, 7.9.5), or None if it is invalid."""
    corners = numbers_in(box)
    if len(corners) != 4:  # noqa: PLR2004 - two corners of two numbers
        return None
    x1, y1, x2, y2 = corners
    return Rectangle(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))


def dictionary_in(holder: Object, key: str) -> Object:
    """Return the dictionary under a key, or an empty one."""
    value = holder.get(key)
    return value if isinstance(value, Dictionary) else Dictionary()


def dictionaries_in(holder: Object, key: str) -> list[Object]:
    """Return the dictionaries in the array under a key."""
    values = holder.get(key)
    return [value for value in values if isinstance(value, Dictionary)] if isinstance(values, Array) else []


def numbers_in(array: object) -> list[float]:
    """Return the numbers in an array of a PDF."""
    if not isinstance(array, Array):
        return []
    return [float(number) for number in array if isinstance(number, (int, Decimal))]


def number_in(holder: Object, key: str, default: float) -> float:
    """Return the number under a key, or a default."""
    value = holder.get(key)
    return float(value) if isinstance(value, (int, Decimal)) else default


def inherited(holder: Object, key: str) -> Object | None:
    """Return the value of a field or page, which may be that of one of its parents (ISO 32000-1, 7.7.3.4, 12.7.3)."""
    seen: set[tuple[int, int]] = set()
    while key not in holder:
        parent = holder.get("/Parent")
        if not isinstance(parent, Dictionary) or parent.objgen in seen:
            return None
        seen.add(parent.objgen)
        holder = parent
    return holder.get(key)
