"""Pages that Grav runs as templates: which of Twig's tags go, and what stays."""

import pytest

from bookbuild.model import Source
from bookbuild.sites.grav.twig import without_tags

PATH = "pages/01.a/docs.md"
RUN = "---\nprocess:\n  twig: true\n---\n"


def _text(typed: str) -> str:
    return without_tags(Source(PATH, f"{RUN}{typed}".encode()), {}).value.data.decode().removeprefix(RUN)


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("{% if home %}\n- One\n  {% elseif away %}\n- Two\n{% endif %}", "- One\n- Two"),
        ("On {% if card %}a card{% else %}a disc{% endif %}.", "On a card / a disc."),
        ("{%if a%}\n\nOne\n{%- endif -%}\nTwo", "\nOne\nTwo"),
        ('{% set kind = "board" %}\n{% set kind = "other" %}\nThe {{ kind }}', "The board"),
        ("The {{ kind|upper }} {{ kind }}", "The {{ kind|upper }} {{ kind }}"),
        ("{% set map = {\n  a: 1,\n  b: 2 } %}\nOne", "One"),
        ("One {# two #}three {# four\nfive #}six", "One three \nsix"),
        ("{{ page.media['a.jpg'].resize(4, 2).html('Title', 'A door', 'x') }}", "![A door](a.jpg)"),
        ("{{ page.media['a.jpg'].html() }} {{ page.media['a.jpg'] }}", "![](a.jpg) ![](a.jpg)"),
        ("`{% if a %}` {% if a %}b{% endif %}", "`{% if a %}` b"),
        ("```\n{% if a %}\n```\n{% if a %}", "```\n{% if a %}\n```"),
        ("{% verbatim %}\n{% if a %}\n{% endverbatim %}", "{% verbatim %}\n{% if a %}\n{% endverbatim %}"),
        ("{% raw %}{% if a %}{% endraw %}", "{% raw %}{% if a %}{% endraw %}"),
    ],
)
def test_tags_go_and_what_stands_between_stays(typed: str, left: str) -> None:
    """Lines of tags alone are none; a name set to a text stands for the first; code is as it was typed."""
    assert _text(typed) == left


def test_all_tags_of_a_page_are_one_message() -> None:
    """It names the first tag, its line and how many there are; lines that are left keep their places."""
    outcome = without_tags(Source(PATH, f"{RUN}{{% if a %}}\nOne\n{{% endif %}}\nTwo".encode()), {})
    (found,) = outcome.diagnostics
    assert (found.code, str(found.location)) == ("foreign-markup", f"{PATH}:5")
    assert found.message.startswith("'{% if a %}' and 1 more tag of Twig are left out")
    assert outcome.value.lines[-2:] == ((PATH, 6), (PATH, 8))


def test_a_page_that_is_no_template_stays() -> None:
    """Whether it is one, its own metadata say, or the settings of the site."""
    source = Source(PATH, b"{% if a %}\nOne")
    assert without_tags(source, {}).value is source
    assert without_tags(source, {"pages": {"process": {"twig": "true"}}}).value.data == b"One"
