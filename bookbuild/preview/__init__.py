"""The live preview: a book's pages in the browser while its articles are written. What is slow to import is not here.

Its libraries are those of the extra `preview`.
"""
