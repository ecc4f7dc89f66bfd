"""Code in colour is the code itself; its colours can be read by day, by night and in black."""

import re
from pathlib import Path

import pytest

from bookbuild.render.listings import draw_line_numbers, has_listings, set_listings
from bookbuild.render.monochrome import _INKS
from bookbuild.render.trees import Element, markup_of, tree_of

STYLES = Path(__file__).parents[2] / "styles"
CODE = 'def f(x):\n    """A\n    text."""\n\n    return x &lt; 1  # so\n'


def listing(language: str, classes: str = "", code: str = CODE) -> Element:
    """Return a body with one block of code, set."""
    tree = tree_of(f'<pre class="{classes}"><code class="language-{language}">{code}</code></pre>')
    set_listings(tree)
    return tree


@pytest.mark.parametrize("language", ["python", "PY", "html", "no-such-language", "diff", "json,ignore"])
@pytest.mark.parametrize("classes", ["", "numbered from-9", "marked-2-3", "numbered from-1 marked-4-4"])
def test_text_of_code_stays_the_code(language: str, classes: str) -> None:
    """Whatever is set, the text of a block is to the letter what its author typed."""
    tree = listing(language, classes)
    draw_line_numbers(tree)
    assert "".join(map(str, tree.itertext())) == CODE.replace("&lt;", "<")


def test_pieces_of_code_have_classes() -> None:
    """Words of the language, names, texts and comments are set apart; unknown languages stay as they are."""
    markup = markup_of(listing("python"))
    for piece in ('code-word">def<', 'code-name">f<', 'code-number">1<', 'code-comment"># so<'):
        assert piece in markup
    assert "<span" not in markup_of(listing("no-such-language"))
    assert not has_listings("<pre><code>a</code></pre>")


@pytest.mark.parametrize("language", ["yml", "kt", "htm", "rs", "sh"])
def test_a_language_is_known_by_the_ending_of_its_files(language: str) -> None:
    """Names that are endings of files are known, as on GitHub."""
    tree = tree_of(f'<pre><code class="language-{language}">a: 1 # "x" &lt;b&gt; //\n</code></pre>')
    set_listings(tree)
    assert tree[0][0].find("span") is not None


def test_lines_have_numbers_and_stand_out() -> None:
    """Each line is an element with its number; the lines that are named stand out, also within a text of several."""
    lines = list(listing("python", "numbered from-9 marked-2-3").iter("span"))
    lines = [line for line in lines if "code-line" in (line.get("class") or "")]
    assert [line.get("data-line") for line in lines] == ["9", "10", "11", "12", "13"]
    assert ["code-marked" in (line.get("class") or "") for line in lines] == [False, True, True, False, False]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, after WCAG 2."""

    def luminance(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("sheet", "part"), [("book.css", 0), ("epub.css", -1)])
def test_colours_of_code_have_contrast_by_day_and_by_night(sheet: str, part: int) -> None:
    """Each colour of code has the contrast of WCAG's level AA with the ground of code."""
    css = (STYLES / sheet).read_text(encoding="utf-8")
    values = dict(re.findall(r"--(code-\w+|wash): (#[0-9a-f]{6})", css.split("prefers-color-scheme: dark")[part]))
    assert len(values) == 6
    assert {name for name, value in values.items() if name != "wash" and contrast(value, values["wash"]) < 4.5} == set()


def test_code_is_black_where_a_book_is() -> None:
    """A theme without colours has none for code; words of the language are bold."""
    named = set(re.findall(r"--code-(?!face)\w+", (STYLES / "book.css").read_text(encoding="utf-8")))
    assert {f"{name}: #000" for name in named} <= set(re.findall(r"--code-\w+: #000", _INKS.css))
