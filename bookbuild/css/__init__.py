"""Stylesheets and selectors, for any stage."""
