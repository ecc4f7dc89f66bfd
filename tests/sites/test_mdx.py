"""Pages of MDX: what they import and write as code is what a reader sees of it."""

from collections.abc import Mapping

import pytest

from bookbuild.sites.mdx import Mdx
from bookbuild.sites.numbered_lines import lines_in

_FILES = {"site/src/a.js": "a\nb\n", "docs/c.py": "c\n"}


def _translated(text: str, files: Mapping[str, str] = _FILES) -> list[str]:
    read = {path: content.encode() for path, content in files.items()}
    return [line.text for line in Mdx(read.get, "site").translated(lines_in(text.encode(), "docs/page.mdx"))]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("{'a'}b{` `}c `{x}` {1 + 1} a={'b'}", ["ab c `{x}` {1 + 1} a={'b'}"]),
        (':::tip{title="One"}\n:::', [":::tip One", ":::"]),
        ('<Admonition type="tip" icon={<X/>} title="One">\na\n</Admonition>', [":::tip One", "a", ":::"]),
        ("```mdx-code-block\n<B/>\n```", ["<B/>", ""]),
        ("```js\n// highlight-next-line\na\n```", ["```js", "a", "```"]),
        ("![a](pathname:///a.png)", ["![a](/a.png)"]),
        ('<CodeBlock language="js">{`a\nb`}</CodeBlock>', ["````js", "a", "b", "````"]),
    ],
)
def test_code_of_a_page_is_what_it_shows(typed: str, meant: list[str]) -> None:
    assert _translated(typed) == meant


@pytest.mark.parametrize(("path", "lines"), [("!!raw-loader!@site/src/a", ["a", "b"]), ("./c.py?raw", ["c"])])
def test_files_of_code_that_a_page_imports_are_in_it(path: str, lines: list[str]) -> None:
    text = f'import S from \'{path}\';\n<CodeBlock className="language-js" title="T">\n  {{S}}\n</CodeBlock>'
    assert _translated(text)[1:] == ['````js title="T"', *lines, "````"]


def test_pictures_that_a_page_imports_have_their_paths() -> None:
    assert _translated("import P from '@site/a.png';\n<img src={P} />")[1] == '<img src="@site/a.png" />'
