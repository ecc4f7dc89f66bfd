"""What pages of Jekyll have that goes over lines, or that kramdown alone reads: tags, tables, marks, templates."""

from collections.abc import Mapping

import pytest

from bookbuild.model import Source
from bookbuild.sites.data import Data
from bookbuild.sites.jekyll.galleries import gallery
from bookbuild.sites.jekyll.pages import prepared
from bookbuild.sites.jekyll.tables import with_our_tables
from bookbuild.sites.jekyll.verse import with_verse
from bookbuild.sites.numbered_lines import lines_in

HEAD = "---\ntitle: T\n---\n"


def _text(typed: str, files: Mapping[str, str] | None = None, settings: Mapping[str, str] | None = None) -> str:
    given = files or {}
    source = Source("a.md", f"{HEAD}{typed}".encode())
    outcome = prepared(source, lambda path: given[path].encode() if path in given else None, dict(settings or {}))
    return outcome.value.data.decode().removeprefix(HEAD.rstrip()).strip("\n")


FIGURE = '{% include figure\n   image="map.svg"\n   reference="Figure 1"\n   caption="A _map_"\n   alt-text="Where"\n%}'


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (FIGURE, '![Where](<map.svg> "Figure 1: A _map_"){#figure-1}'),
        (f"{{% raw %}}\n{FIGURE}\n{{% endraw %}}", FIGURE.replace("{%", "\\{%")),
        (f"```\n{FIGURE}\n```", f"```\n{FIGURE}\n```"),
        (
            '{% include figure images="a.png, b.png" alt-text="A | B" caption="Both" source="Ann" %}',
            '![A](<a.png>)\n\n![B](<b.png> "Both Ann")',
        ),
        ('{% include figure markdown="*One*" caption="Words" %}', "*One*\n\n*Words*"),
        ('{% include video id="https://example.org/f.mp4" host="other" %}', "<https://example.org/f.mp4>"),
        ('Is {% include select options="a | b" %}.', "Is (a / b)."),
        ("- {:.box}One\n- Two{:.end}", "- One\n- Two"),
        ("*One*{:.a} `{:.b}`", "*One*{:.a} `{:.b}`"),
        ("One\n\n{:.gone}\n\nTwo\n{:.stays}", "One\n\n\n\nTwo\n{:.stays}"),
        ("One\\\\\nTwo", "One\\\nTwo"),
        ("Words.\n{: .note }\n\nMore", "::: note\nWords.\n:::\n\nMore"),
        ("```liquid\n{% raw %}{{ x }}{% endraw %}\n```", "```liquid\n{{ x }}\n```"),
        ("{% mermaid %}\na\n{% endmermaid %}", "```mermaid\na\n```"),
        ("{% gist 12 %}", "<https://gist.github.com/12>"),
        ("One {% icon x %}{% tab y %}two{% endtab %}", "One two"),
        ("{% details More words %}\na\n{% enddetails %}", "**More words**\n\na"),
        ("{% tabs one %}{% tab one Two %}a{% endtab %}{% endtabs %}", "**Two**\na"),
        (
            '<div>\n  {% include figure path="a.png" alt="A" caption="B" %}\n</div>',
            '<div>\n  <figure><img src="a.png" alt="A"/><figcaption>B</figcaption></figure>\n</div>',
        ),
        ("Of $$ a $$, `$$b$$`.\n\n$$c$$\n\n- $$d$$", "Of $a$, `$$b$$`.\n\n$$c$$\n\n- $$d$$"),
        ("> Words\n{: .block-tip }", "::: tip\nWords\n:::"),
        ("{% raw %}\n$$ a_{{1}} $$\n{% endraw %}", "$$ a_{{1}} $$"),
    ],
)
def test_pages_are_read_as_kramdown_and_the_templates_of_sites_have_them(typed: str, meant: str) -> None:
    assert _text(typed) == meant


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        ("<div>\n\n  <p>{{ include.words }}</p>\n</div>", "<div>\n<p>Hello</p>\n</div>"),
        ("{% if include.gone %}<b>{{ include.gone }}</b>{% endif %}<i>{{ site.name }}</i>", "<i>S</i>"),
        ("{% for one in site.posts %}x{% endfor %}", ""),
        ("<script>x</script>", ""),
    ],
)
def test_a_template_is_put_in_unless_it_has_loops_or_what_only_websites_show(template: str, shown: str) -> None:
    files = {"_includes/box.html": template}
    assert _text('{% include box.html words="Hello" %}', files, {"name": "S"}) == shown


@pytest.mark.parametrize(
    ("table", "ours"),
    [
        ("| A | B\n| ---\n| 1 | 2", "| A | B\n|---|---|\n| 1 | 2"),
        ("| A | B |\n|---|:-:|\n| 1 | 2 |", "| A | B |\n|---|:-:|\n| 1 | 2 |"),
        ("|---\n| A | B\n|-|:-:\n| x | y\n|===\n| sum | z", "| A | B\n|-|:-:|\n| x | y\n| sum | z"),
        ("| A | B\n|---\n| c | d\n|---\n| e | f", "| A | B\n|---|---|\n| c | d\n| e | f"),
        ("| a | `b | c` |\n| d | e |", "|   |   |\n|---|---|\n| a | `b | c` |\n| d | e |"),
        ("x\n| a | b |\n| d | e |", "x\n| a | b |\n| d | e |"),
        ("```\n| A | B\n| ---\n```", "```\n| A | B\n| ---\n```"),
    ],
)
def test_rules_of_tables_are_as_wide_as_their_heads(table: str, ours: str) -> None:
    """Only the one below the head is left."""
    assert "\n".join(line.text for line in with_our_tables(lines_in(table.encode(), "a.md"))) == ours


@pytest.mark.parametrize(
    ("typed", "ours"),
    [
        ("- One\n-   {:.indent-2}two\n-\n- three\n{:.verse .wide}", "| One\n|     two\n| \n| three"),
        ("> - ### Door\n> - One\n> {:.verse}", "> ### Door\n> \n> | One"),
        ("```\n- One\n{:.verse}\n```", "```\n- One\n{:.verse}\n```"),
        ("- One\n\nTwo\n{:.verse}", "- One\n\nTwo\n{:.verse}"),
    ],
)
def test_a_list_of_lines_is_verse(typed: str, ours: str) -> None:
    assert "\n".join(line.text for line in with_verse(lines_in(typed.encode(), "a.md"))) == ours


def test_pictures_that_a_page_lists_are_shown() -> None:
    row = {"image_path": "b.png", "alt": "B", "title": "Two", "excerpt": "Words.", "url": "/c/", "btn_label": "More"}
    page: Data = {"gallery": [{"url": "a.png", "alt": "A", "title": "One"}], "row": [row]}
    shown = [line for line in gallery("gallery", {"caption": "All"}, page) if line]
    assert shown == ['![A](<a.png> "One")', "*All*"]
    shown = [line for line in gallery("feature_row", {"id": "row"}, page) if line]
    assert shown == ["![B](<b.png>)", "**Two**", "Words.", "[More](</c/>)"]
    assert gallery("gallery", {}, {}) == []
