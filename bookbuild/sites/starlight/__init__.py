"""Starlight: pages in the order of the sidebar in ``astro.config.mjs``."""

from bookbuild.sites.starlight.recognition import Starlight

__all__ = ["Starlight"]
