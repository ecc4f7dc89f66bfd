"""Shortcodes of Grav's plugins: what they hold stays, and their tags go."""

import pytest

from bookbuild.model import Source
from bookbuild.sites.grav.plugins import without_plugins
from bookbuild.sites.grav.versions import of_one_version


@pytest.mark.parametrize(
    ("typed", "kept", "told"),
    [
        ("[slides items=1]\nA *b*\n[/slides]", "\nA *b*\n", ["shortcode slides"]),
        ('[box title="One"]\nA\n[/box]\n[box]B[/box]', "**One**\n\nA\n\nB", ["shortcode box", "shortcode box"]),
        ("a [map center=1,2][/map] b [poll id=1 /] c", "a  b  c", ["shortcode map", "shortcode poll"]),
        ("[h3 class=x]Words[/h3]", "### Words", []),
        ("[TOC]\n[minitoc /]", "\n", []),
        (":fa-car: {c:red}a{/c}", " a", []),
        ("[u]a[/u] [fa=cog /] [link](b.md) [c][d]", "[u]a[/u] [fa=cog /] [link](b.md) [c][d]", []),
        ("`[box]a[/box]`\n\n```\n[box]a[/box]\n```", "`[box]a[/box]`\n\n```\n[box]a[/box]\n```", []),
        ("[prism=php]\n[box]a[/box]\n[/prism]", "[prism=php]\n[box]a[/box]\n[/prism]", []),
    ],
)
def test_tags_of_plugins_go_and_are_told(typed: str, kept: str, told: list[str]) -> None:
    made = without_plugins(Source("a.md", typed.encode()))
    assert made.value.data.decode() == kept
    assert [one.cause for one in made.diagnostics] == told


def test_texts_in_other_languages_are_left_out() -> None:
    page = Source("a.md", b"[language=de]\nx\n[/language]\n[language=en,fr]y[/language] [version=2]z[/version]")
    assert of_one_version(page, "", "fr").data == b"\n\n\ny [version=2]z[/version]"
