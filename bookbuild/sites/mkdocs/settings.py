"""``mkdocs.yml`` -> what it says of the book and of its Markdown. Python named in it is not imported."""

import posixpath
from collections.abc import Iterator, Mapping

from bookbuild.model import Creator, Facts
from bookbuild.sites.data import Data, list_of, lookup, text_of, texts_of
from bookbuild.sites.folder import Folder
from bookbuild.sites.languages import tag_of
from bookbuild.sites.mkdocs.includes import Snippets
from bookbuild.sites.mkdocs.pages import Ways
from bookbuild.sites.mkdocs.words import Words, values_of

_SETTINGS = ("mkdocs.yml", "mkdocs.yaml", "zensical.yml", "zensical.yaml", "zensical.toml")
_INCLUDING = ("mdx_include", "markdown_include.include")
_FILLING = frozenset({"macros", "markdownextradata", "mkdocs-macros-plugin"})
_REFERRING = frozenset({"autorefs", "mkdocstrings"})
_CITING = "bibtex"
_MOST_PARENTS = 5


def read_settings(folder: Folder) -> tuple[str, Data]:
    """Return the path of the settings, which is empty if there are none, and what they say, with those they inherit."""
    path = next((one for one in _SETTINGS if folder.read(one) is not None), "")
    if path.endswith(".toml"):
        settings = folder.data(path)
        return path, lookup(settings, "project") or settings
    return path, _inherited(folder, path, 0) if path else {}


def _inherited(folder: Folder, path: str, depth: int) -> Data:
    settings = folder.data(path)
    parent = text_of(settings, "INHERIT")
    if not parent or depth >= _MOST_PARENTS:
        return settings
    place = posixpath.normpath(posixpath.join(posixpath.dirname(path), parent))
    above = _inherited(folder, place, depth + 1) if not place.startswith("..") else {}
    return _merged(above, settings)


def _merged(above: Data, below: Data) -> Data:
    """Return settings with those that they inherit; mappings are merged, of others the own ones count."""
    if not (isinstance(above, dict) and isinstance(below, dict)):
        return below
    return {**above, **{name: _merged(above.get(name), value) for name, value in below.items()}}


def entries_of(listed: Data) -> Iterator[tuple[str, Data]]:
    """Yield the names in a list of extensions or plugins, each with its settings; a mapping is such a list too."""
    for one in listed if isinstance(listed, list) else [listed]:
        if isinstance(one, dict):
            yield from one.items()
        elif isinstance(one, str) and one:
            yield one, {}


def ways_of(settings: Data) -> Ways:
    """Return what the settings say of the Markdown of the pages."""
    extensions = dict(entries_of(lookup(settings, "markdown_extensions")))
    plugins = dict(entries_of(lookup(settings, "plugins")))
    snippets = extensions.get("pymdownx.snippets", {})
    critic = extensions.get("pymdownx.critic")
    mode = text_of(critic, "mode")
    changes = "" if critic is None else "reject" if mode == "reject" else "accept"
    values = values_of(settings) if plugins.keys() & _FILLING else None
    folders = (place for name in _INCLUDING for place in texts_of(extensions.get(name, {}), "base_path"))
    return Ways(
        Snippets(texts_of(snippets, "base_path"), texts_of(snippets, "auto_append")),
        tuple(folders),
        Words(changes, "pymdownx.smartsymbols" in extensions, values),
        has_references=bool(plugins.keys() & _REFERRING),
    )


def navigation_words(settings: Data, language: str) -> Mapping[str, str]:
    """Return the words of the navigation in a language, by those in ``nav``, as the plugin for languages has them."""
    plugin = dict(entries_of(lookup(settings, "plugins"))).get("i18n", {})
    stated = (one for one in list_of(plugin, "languages") if text_of(one, "locale") == language)
    found = next((lookup(one, "nav_translations") for one in stated), None)
    found = found or lookup(plugin, f"nav_translations.{language}")
    return {name: text for name, text in found.items() if isinstance(text, str)} if isinstance(found, dict) else {}


def facts_of(settings: Data) -> Facts:
    """Return the facts of the book that the settings state."""
    author, address = text_of(settings, "site_author"), text_of(settings, "site_url")
    rights = text_of(settings, "copyright")
    plugins = entries_of(lookup(settings, "plugins"))
    citing: Data = next((data for name, data in plugins if _CITING in name), {})
    style = text_of(citing, "csl_file")
    return Facts(
        title=text_of(settings, "site_name"),
        language=tag_of(text_of(settings, "theme.language", "theme.locale")),
        creators=(Creator(author),) if author else (),
        description=text_of(settings, "site_description"),
        rights=rights if "<" not in rights else "",
        address=address if address.startswith("http") and "example." not in address else "",
        works=tuple(one for one in texts_of(citing, "bib_file") if "://" not in one),
        citation_style="" if "://" in style else style,
    )
