"""From a project's folder to its book: its site, articles, glossary, citations, diagrams, and their faults."""
