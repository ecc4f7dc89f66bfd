"""Identity -> records of a book for shops, libraries, search engines and references."""

from collections.abc import Callable, Mapping

from bookbuild.model import Identity
from bookbuild.records.citation import citation_file
from bookbuild.records.json_ld import json_ld
from bookbuild.records.onix import onix_message
from bookbuild.records.plain import plain

__all__ = ["RECORDS"]

RECORDS: Mapping[str, Callable[[Identity], str]] = {
    "plain": plain,
    "onix": onix_message,
    "json-ld": json_ld,
    "citation": citation_file,
}
"""What makes the text of a record, by the name of its kind."""
