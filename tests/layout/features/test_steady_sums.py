"""Sums of lengths do not depend on the version of Python."""

from importlib import import_module

from bookbuild.layout.features.steady_sums import _MODULES, plain_sum


def test_values_are_added_from_left_to_right() -> None:
    """Errors of floats stay as they are, and minus zero becomes zero, as before Python 3.12."""
    assert plain_sum([0.1] * 10) == 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1
    assert str(plain_sum([-0.0])) == "0.0"
    assert plain_sum(([1], [2]), []) == [1, 2]


def test_the_engine_has_these_modules() -> None:
    """A module that is called otherwise in another version would add differently without a word."""
    assert all(map(import_module, _MODULES))
