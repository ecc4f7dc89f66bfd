"""Tests of the takeover of the layout engine, module by module."""
