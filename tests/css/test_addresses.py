"""Addresses in stylesheets, read by tokens."""

import pytest

from bookbuild.css.addresses import css_addresses, without_imports


@pytest.mark.parametrize(
    ("css", "addresses"),
    [
        ("p { color: red; break-after: avoid }", []),
        ("p { background: url(a.png) } q { background: URL( 'b.png' ) }", ["a.png", "b.png"]),
        (r"p { background: u\72l(a.png) }", ["a.png"]),
        ("p { background: image-set('a.png' 1x, url(b.png) 2x) }", ["a.png", "b.png"]),
        ("@font-face { font-family: x; src: local('x'), url(a.woff) }", ["a.woff"]),
        ("p { background: image-set(var(--a) 1x) }", ["var(--a)"]),
        ("/* url(a) */ p { content: 'url(b)' }", []),
        ("p { content: '/*'; background: url(a); quotes: '*/' }", ["a"]),
        ("@media print { p { background: url(a) } }", ["a"]),
        ("@namespace s url(http://www.w3.org/2000/svg); p { fill: url(#a) }", ["#a"]),
        ("background: src('a')", ["a"]),
    ],
)
def test_every_address_is_found_as_it_is_meant(css: str, addresses: list[str]) -> None:
    """Escapes, letter case and the functions for pictures hide none; comments and texts hold none."""
    assert [address.text for address in css_addresses(css)] == addresses


@pytest.mark.parametrize("rule", ["@import 'a.css'", "@IMPORT url(a.css) print", r"@\69mport src('a.css')"])
def test_imports_are_found_and_taken_out(rule: str) -> None:
    """An import is an address of its own kind; the other rules stay, and so does a stylesheet without imports."""
    css = f"p {{ margin: 0 }}\n{rule};\nq {{ margin: 0 }}"
    (found,) = css_addresses(css)
    assert (found.text, found.line, found.is_import) == ("a.css", 2, True)
    assert "".join(without_imports(css).split()) == "p{margin:0}q{margin:0}"
    assert without_imports("p { margin: 0 } /* kept */") == "p { margin: 0 } /* kept */"
