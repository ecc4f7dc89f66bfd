"""Lengths in formulas, as drawing reads them."""

_OURS = 0.75
"""An em of ours in those of ziamath, which takes one for 13.33 points of a type of ten."""


def ems(length: float) -> str:
    """Return a length in ems as an attribute for drawing."""
    return f"{length * _OURS:.4g}em"
