"""Tests of the accelerators of the layout engine, module by module."""
