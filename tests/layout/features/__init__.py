"""Tests of the features that are built into the layout engine, module by module."""
