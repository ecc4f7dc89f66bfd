"""What a reader's device would find in a finished file, found before it is written.

`bookbuild.verify.epub` and `bookbuild.verify.pdf` are imported one by one: whoever makes an EPUB needs no PDF library.
"""
