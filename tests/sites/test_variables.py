"""Names in braces are replaced by the words of the configuration, but in code."""

import pytest

from bookbuild.model import Source
from bookbuild.sites.variables import with_variables

WORDS = {"price": "£12", "office.room": "B *204*", "book.title": "Bread"}


def _filled(text: str) -> str:
    return with_variables(Source("a.md", text.encode()), WORDS).value.data.decode()


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("It is {{ price }}, {{price}}.", "It is £12, £12."),
        ("[{{ office.room }}](https://x.org/{{ price }})", "[B *204*](https://x.org/£12)"),
        ("title: About {{ book.title }}", "title: About Bread"),
        ("`{{ price }}` and ``{{ price }} ` `` and {{ price }}", "`{{ price }}` and ``{{ price }} ` `` and £12"),
        ("```\n{{ price }}\n```\n{{ price }}", "```\n{{ price }}\n```\n£12"),
        ("Text\n\n    {{ price }}\n\n{{ price }}", "Text\n\n    {{ price }}\n\n£12"),
        ("- item\n\n    {{ price }}", "- item\n\n    £12"),
        ('```dot {caption="For {{ price }}"}\n{{ price }}\n```', '```dot {caption="For £12"}\n{{ price }}\n```'),
        (r"\{{ price }}", r"\{\{ price }}"),
        ("{{ pagebreak }} {{ 7 * 7 }} {{}}", "{{ pagebreak }} {{ 7 * 7 }} {{}}"),
    ],
)
def test_names_are_replaced(text: str, filled: str) -> None:
    """In text, addresses, metadata blocks and captions of code; not in code, and not behind a backslash."""
    assert _filled(text) == filled


def test_what_nothing_declares_is_told_once_with_the_nearest_name() -> None:
    """It is printed as it was typed."""
    made = with_variables(Source("a.md", b"x\n{{ prise }}\n{{ prise }} {{ other }}\n", ()), WORDS)
    assert made.value.data == rb"x" + b"\n" + rb"\{\{ prise }}" + b"\n" + rb"\{\{ prise }} \{\{ other }}" + b"\n"
    assert [str(one).replace("\n    hint:", "") for one in made.diagnostics] == [
        "a.md:2: warning[unknown-variable]: there is no variable 'prise'; it is printed as it was typed "
        "(also on line 3) did you mean {{ price }}?",
        "a.md:3: warning[unknown-variable]: there is no variable 'other'; it is printed as it was typed "
        "write it under [variables] in bookbuild.toml",
    ]


def test_lines_of_included_files_keep_their_places() -> None:
    source = Source("a.md", b"{{ price }}\n{{ x }}", (("b.md", 7), ("b.md", 8)))
    made = with_variables(source, WORDS)
    assert made.value.lines == source.lines
    assert str(made.diagnostics[0]).startswith("b.md:8: ")


def test_without_a_table_of_variables_nothing_is_replaced() -> None:
    source = Source("a.md", b"{{ price }}")
    assert with_variables(source, None).value is source
