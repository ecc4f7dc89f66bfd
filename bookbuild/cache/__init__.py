"""What was made before, kept by what it was made of: a content-addressed store below the project's folder."""

from bookbuild.cache.entry_types import EntryType
from bookbuild.cache.memo import CACHE, Cache, open_cache
from bookbuild.cache.store import Store

__all__ = ["CACHE", "Cache", "EntryType", "Store", "open_cache"]
