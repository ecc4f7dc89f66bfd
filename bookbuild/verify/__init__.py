"""Verification of a finished file, as a reading system or viewer would see it, before it is written.

`bookbuild.verify.epub` and `bookbuild.verify.pdf` are imported separately: making an EPUB needs no PDF library.
"""
