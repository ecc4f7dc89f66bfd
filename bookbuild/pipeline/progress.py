"""How far a build has come, told to whoever asked."""

from collections.abc import Callable

Progressed = Callable[[str, int, int], None]
"""Told what is being done, how many parts of it are done, and how many there are."""
