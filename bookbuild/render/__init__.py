"""Book -> renditions: the XHTML of the EPUB and of the PDF's page runs, through the theme's templates.

Import from its modules: a book in one format needs few of them, and all of them take longer to import than to use.
"""
