"""What was made before, kept by what it was made of: a content-addressed store below the project's folder."""

from bookbuild.cache.kinds import Kind
from bookbuild.cache.memo import CACHE, Cache, open_cache
from bookbuild.cache.store import Store

__all__ = ["CACHE", "Cache", "Kind", "Store", "open_cache"]
