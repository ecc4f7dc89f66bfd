"""Which of two rules wins that set a side of a box by its physical name and by its logical one."""

import pytest

from bookbuild.layout import lay_out
from tests.layout.jobs import job
from tests.layout.letters import letters


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize(
    ("css", "is_set_in"),
    [
        (".a { padding-inline: 20pt } .a { padding: 0 }", False),
        (".a { padding: 0 } .a { padding-inline: 20pt }", True),
        ("p.a { padding-inline: 20pt } .a { padding: 0 }", True),
        (".a { padding-inline: 20pt } p.a { padding: 0 }", False),
        (".a { padding-inline: 20pt } .a { padding-left: 0; padding-right: 0 }", False),
    ],
    ids=["later", "earlier", "less specific", "more specific", "longhands"],
)
def test_the_later_rule_wins_among_those_of_equal_specificity(css: str, direction: str, *, is_set_in: bool) -> None:
    """A project's rule undoes one of the theme, whatever names the two give to the sides of a box."""
    markup = f'<p dir="{direction}" style="text-align: {"left" if direction == "ltr" else "right"}" class="{{}}">x</p>'
    plain, styled = ([left for _, _, left, _ in letters(lay_out(job(markup.format(name), css)))] for name in ("", "a"))
    assert (plain != styled) == is_set_in
