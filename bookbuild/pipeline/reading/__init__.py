"""From a project's folder to its book: its site, articles, glossary, citations, diagrams, and what is wrong with them."""

from bookbuild.pipeline.reading.project import Reading, in_order, read

__all__ = ["Reading", "in_order", "read"]
