"""Where the articles are, what their keys mean, and what a site says of its book."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bookbuild.model.identity import Creator
from bookbuild.model.syntax import OURS, Syntax

DEFAULT_KEYS: Mapping[str, tuple[str, ...]] = {
    "title": ("article.title", "title"),
    "number": ("article.number", "number"),
    "subtitle": ("article.subtitle", "chapter.subtitle", "subtitle"),
    "chapter": ("chapter.number",),
    "chapter_title": ("chapter.title",),
    "after": ("chapter.after",),
    "tags": ("taxonomy.tag", "tags", "tag"),
    "background": ("background",),
    "highlight": ("highlight",),
    "matter": ("matter",),
    "part": ("part.number",),
    "part_title": ("part.title", "part"),
    "numbered": ("article.numbered", "chapter.numbered", "numbered"),
    "order": ("order",),
    "published": ("published", "publish"),
    "draft": ("draft",),
    "routable": ("routable",),
    "publish_date": ("publish_date", "publishDate", "publishdate", "date"),
    "unpublish_date": ("unpublish_date", "expiryDate", "expirydate"),
    "language": ("language", "lang"),
}


SITES = (
    "none", "plain", "grav", "mdbook", "quarto", "quire", "hugo", "jekyll", "myst", "mkdocs", "docusaurus", "vitepress",
    "leanpub", "notion", "obsidian", "pandoc", "starlight", "wiki",
)  # fmt: skip
"""What ``site`` in the ``[content]`` table may be: metadata blocks alone, plain folders, or the kind of a site."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts of the book in a site's settings. What is not stated is empty."""

    title: str = ""
    subtitle: str = ""
    language: str = ""
    creators: tuple[Creator, ...] = ()
    publisher: str = ""
    rights: str = ""
    description: str = ""
    subjects: tuple[str, ...] = ()
    address: str = ""
    """Where the site is on the web."""
    works: tuple[str, ...] = ()
    """Files of works that it cites."""
    citation_style: str = ""
    words_language: str = ""
    """The language that its words seem to be in, if nothing states one."""


@dataclass(frozen=True, slots=True)
class ContentSettings:
    """Where the articles are, and which metadata keys mean what (`keys`: meaning to dotted keys, first found wins).

    `site` is the kind of site that bookbuild.toml names, of `SITES`, or empty; `flavour` is the Markdown that the
    articles are written in, of `bookbuild.parse.flavours.FLAVOURS`, or empty for ours.
    """

    folder: str = "content"
    exclude: tuple[str, ...] = ()
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: DEFAULT_KEYS)
    day: date | None = None
    """The day by which dates of publication are judged, from the configuration or ``SOURCE_DATE_EPOCH``."""
    site: str = ""
    flavour: str = ""
    syntax: Syntax = OURS
    """What texts have because of other settings: citations, diagrams."""
    variables: Mapping[str, str] | None = None
    """Words that texts may call by name; None if the project declares none."""
    is_lenient: bool = False
    """Whether an article whose metadata block cannot be read is used without it, as on a site, with a warning."""
