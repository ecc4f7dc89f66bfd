"""Texts that stand for names in pages of MyST (``{{ name }}``)."""

import re

from bookbuild.sites.data import Data, DataError, lookup, read_data

_BLOCK = re.compile(rb"\s*---[ \t]*\r?\n(?P<inside>.*?)\r?\n---[ \t]*\r?\n", re.DOTALL)
_MOST_METADATA = 10_000


def substitutions_of(content: bytes, others: Data) -> dict[str, str]:
    """Return the texts that stand for names in a page, which are the page's own or the project's."""
    block = _BLOCK.match(content) if b"substitutions" in content[:_MOST_METADATA] else None
    try:
        data = read_data(block["inside"], "block.yml") if block else {}
    except DataError:
        data = {}
    own = lookup(data, "substitutions") or lookup(data, "myst.substitutions") or {}
    named = {**(others if isinstance(others, dict) else {}), **(own if isinstance(own, dict) else {})}
    return {name: value for name, value in named.items() if isinstance(value, str)}
