"""The stages in order. The only package that imports all of them.

Nothing is imported here, so that each command loads what it needs and no more.
"""
