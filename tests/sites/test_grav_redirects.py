"""Grav's redirects and routes: links lead where the site leads its visitors."""

import pytest

from bookbuild.model import Source
from bookbuild.sites.grav.redirects import Redirects

SETTINGS = {
    "redirects": {
        "/jungle": "/guide/wood[301]", "/wood": "/jungle", "/old-(.*)/page": "/new/$1", r"/v(\d+)/(.+)": "/guide/${2}",
        "/away": "https://example.org/", "/taken": "/elsewhere", "/round": "/round/", "/(a+)+b": "/x", "/(no": "/x",
    },
    "routes": {"/alias": "/guide"},
}  # fmt: skip
RULES = Redirects.of(SETTINGS, "config/site.yaml", frozenset({"/taken"}))


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("/jungle/", "/guide/wood"), ("/Wood", "/guide/wood"), ("/old-two/page", "/new/two"),
        ("/v17/a/b", "/guide/a/b"),
        ("/away", "https://example.org/"), ("/alias", "/guide"), ("/taken", "/taken"), ("/other", "/other"),
        ("/round", "/round/"), ("/" + "x" * 300, "/" + "x" * 300),
    ],
)  # fmt: skip
def test_an_address_leads_where_the_rules_lead_it(address: str, target: str) -> None:
    """Fixed addresses and patterns count, one after the other; a page that is there stays what it is."""
    assert RULES.target_of(address) == target


def test_patterns_that_are_none_or_slow_are_reported() -> None:
    """A repetition within a repetition could take for ever, and is not compared."""
    assert [("'/(a+)+b'" in one.message, "'/(no'" in one.message) for one in RULES.diagnostics] == [
        (True, False), (False, True),
    ]  # fmt: skip


def test_links_of_all_forms_are_redirected_but_not_in_code() -> None:
    """Links and definitions of Markdown, and those of HTML; lines stay where they are, and other bytes as they are."""
    text = b'[a](/jungle#x) `[b](/jungle)` <a href="/alias">c</a> \xff\n\n```\n[d](/jungle)\n```\n[e]: /away'
    expected = text.replace(b"](/jungle#", b"](/guide/wood#").replace(b'"/alias"', b'"/guide"')
    redirected = RULES.redirected(Source("a.md", text)).data
    assert redirected == expected.replace(b": /away", b": https://example.org/")
