"""The cache: results by a digest of their inputs, in a content-addressed store in the project's folder."""

from bookbuild.cache.entry_types import EntryType
from bookbuild.cache.memo import CACHE, Cache, open_cache
from bookbuild.cache.store import Store

__all__ = ["CACHE", "Cache", "EntryType", "Store", "open_cache"]
