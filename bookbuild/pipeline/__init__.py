"""The stages in order. The only room that knows them all.

Nothing is imported here, so that each command loads what it needs and no more.
"""
