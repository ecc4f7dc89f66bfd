"""VitePress and VuePress: pages in the order of the sidebar in ``.vitepress/config.ts``."""

from bookbuild.sites.vitepress.recognition import VitePress

__all__ = ["VitePress"]
