"""Tests of XHTML written as Markdown."""
