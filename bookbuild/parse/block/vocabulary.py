"""Keys of metadata blocks: those with a meaning here, and those of other programs."""

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

_TEXTS = ("title", "subtitle", "chapter_title")
_COLOURS = ("background", "highlight")
_ALIKE = 0.8

_FOREIGN = {
    "Grav": "access admin body_classes cache_control cache_enable content content_type debugger etag expires "
    "external_url "
    "form forms header heading hero_classes hero_image http_response_code jscomments last_modified login media "
    "media_order menu metadata modular never_cache_twig onpage_menu order_by order_dir order_manual page-toc process "
    "redirect redirect_default_code routes show_breadcrumbs show_date show_pagination show_sidebar simplesearch "
    "sitemap slug ssl summary taxonomy template template_format theme twig_first visible",
    "Hugo": "aliases audio author authors bookcollapsesection bookflatsection bookhidden booktoc build _build cascade "
    "categories chapter cover description featured featured_image headless icon image images keywords lastmod "
    "layout linktitle markup math menus modified outputs params pre post resources seo series showtoc toc "
    "translationkey type url videos weight",
    "Jekyll": "assets category css custom_css custom_js excerpt excerpt_separator grand_parent has_children has_toc "
    "header-img last_modified_at mathjax mermaid nav_exclude nav_order paginate pagination parent permalink read_time "
    "redirect_from redirect_to search_exclude share sidebar tagline teaser thumbnail updated",
    "Obsidian": "alias cssclass cssclasses created created_at dg-home dg-publish id parents rating related source "
    "sources status uid up updated_at",
    "Docusaurus, MkDocs, VitePress, Eleventy, Astro": "canonical custom_edit_url displayed_sidebar eleventycomputed "
    "eleventyexcludefromcollections eleventynavigation head hide hide_table_of_contents hide_title inherit lang locale "
    "nav next og_image ogimage pagination_label pagination_next pagination_prev parse_number_prefixes prev pubdatetime "
    "robots sidebar_class_name sidebar_custom_props sidebar_label sidebar_position toc_depth "
    "toc_max_heading_level toc_min_heading_level unlisted",
    "MyST, Jupyter Book": "bibliography downloads exports jupytext kernelspec label math myst numbering orphan site "
    "substitutions venue",
    "pandoc, Quarto, Pelican, WordPress": "abstract affiliation bibliography citation-style copyright csl date-format "
    "date-modified documentclass doi editor email execute fontsize format geometry header-includes institute jupyter "
    "license link link-citations linkcolor mainfont name number-sections numbersections output papersize post_status "
    "post_type publisher reviewer reviewers rights runtime site standalone thanks toc-title version",
}
FOREIGN = frozenset(name for names in _FOREIGN.values() for name in names.split())
"""Keys that other programs give a meaning, in small letters."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The keys that have a meaning in a project, by meaning."""

    keys: Mapping[str, tuple[str, ...]]

    def has(self, key: str) -> bool:
        """Return whether a key at the top of a block has a meaning, here or in another program. A word with a capital
        letter is none of another program's: it may begin a sentence.
        """
        return (key.casefold() in FOREIGN and key[0].islower()) or self.is_own(key.casefold())

    def is_own(self, key: str) -> bool:
        """Return whether a key at the top of a block has a meaning here, or holds one that has."""
        return key in self._tops()

    def resembles(self, key: str) -> bool:
        """Return whether a key at the top of a block is, or nearly is, one that is known."""
        return self.has(key) or any(_alike(key.casefold(), own) for own in self._tops())

    def is_text(self, name: str) -> bool:
        """Return whether a key with this last part is printed as text: ``title``."""
        return name.casefold() in self._last_parts(_TEXTS)

    def is_colour(self, name: str) -> bool:
        """Return whether a key with this last part names a colour."""
        return name.casefold() in self._last_parts(_COLOURS)

    def meant_by(self, key: str) -> str:
        """Return the key with a meaning that a dotted key without one is nearly the same as, or nothing."""
        low = _folded(key)
        if key.partition(".")[0].casefold() in FOREIGN - self._tops() or low in FOREIGN:
            return ""
        own = {_folded(known): known for names in self.keys.values() for known in names}
        near = sorted((known for known in own if _alike(low, known)), key=lambda known: -_likeness(low, known))
        return own[low] if low in own else own[near[0]] if near else ""

    def is_same(self, key: str, known: str) -> bool:
        """Return whether two keys differ in case, hyphens and underscores only."""
        return _folded(key) == _folded(known)

    def is_near(self, key: str, known: str) -> bool:
        """Return whether a key is nearly the same as a known one."""
        return _alike(_folded(key), _folded(known))

    def _tops(self) -> frozenset[str]:
        return _tops_of(tuple(self.keys.values()))

    def _last_parts(self, meanings: tuple[str, ...]) -> frozenset[str]:
        return frozenset(key.rpartition(".")[2] for meaning in meanings for key in self.keys.get(meaning, ()))


@functools.lru_cache(maxsize=8)
def _tops_of(keys: tuple[tuple[str, ...], ...]) -> frozenset[str]:
    return frozenset(part for names in keys for key in names for part in (key, key.partition(".")[0]))


def _folded(key: str) -> str:
    return re.sub(r"[-_\s]", "", key.casefold())


def _alike(word: str, known: str) -> bool:
    if abs(len(word) - len(known)) > 2 or word[:1] != known[:1]:  # noqa: PLR2004 - two letters more or less
        return False
    return _likeness(word, known) >= _ALIKE or sorted(word) == sorted(known)


def _likeness(word: str, known: str) -> float:
    return SequenceMatcher(None, word, known, autojunk=False).ratio()
