"""Styles by name, by file, and what is wrong with them."""

import pytest

from bookbuild.citations import StyleError, read_style
from bookbuild.citations.styles import DEFAULT


def test_default() -> None:
    """A book that names no style has one by author and year."""
    style = read_style("")
    assert style.name == DEFAULT
    assert not style.is_for_notes


@pytest.mark.parametrize("name", ["mla", "chicago", "nature", "ieee"])
def test_names(name: str) -> None:
    """Common names lead to a style, as do those that only refer to another."""
    assert read_style(name).citation


def test_a_style_for_notes() -> None:
    """A style whose citations are notes is known as such."""
    assert read_style("chicago-notes").is_for_notes


@pytest.mark.parametrize(
    ("name", "own", "message"),
    [
        ("ieeee", None, "there is no style 'ieeee'"),
        ("my.csl", b"<style", "is no XML"),
        ("my.csl", b"<html/>", "is no CSL style"),
        ("my.csl", b'<style xmlns="http://purl.org/net/xbiblio/csl"/>', "says nothing about citations"),
        ("../apa", None, "there is no style"),
    ],
)
def test_faults(name: str, own: bytes | None, message: str) -> None:
    """A style that is none is refused with the reason."""
    with pytest.raises(StyleError, match=message):
        read_style(name, own)
