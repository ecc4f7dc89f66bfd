"""Labels that differ by region: the quotation marks of a country are not always those of its language."""
# ruff: noqa: RUF001 - quotation marks are what this table is about

from collections.abc import Mapping

_SINGLE = {"full-book-is": "Where the text says ‘{full-book}’, that book is meant."}
_SWISS = {"full-book-is": "Mit «{full-book}» ist im Text dieses Buch gemeint."}

REGIONAL: Mapping[str, Mapping[str, str]] = {
    "en-au": _SINGLE,
    "en-gb": _SINGLE,
    "en-ie": _SINGLE,
    "en-nz": _SINGLE,
    "en-za": _SINGLE,
    "de-ch": _SWISS,
    "de-li": _SWISS,
    "pt-br": {"section": "Seção", "full-book-is": "No texto, “{full-book}” remete para esse livro."},
}
"""By language tag, in small letters."""
