"""Whether a folder is a Hugo site; its settings, and its pages in the language of the book."""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bookbuild.model import Creator, Facts
from bookbuild.sites.data import Data, list_of, lookup, text_of, texts_of
from bookbuild.sites.folder import Folder, is_about_project
from bookbuild.sites.hugo.pages import Filled
from bookbuild.sites.hugo.site import HugoSite, stem_of
from bookbuild.sites.languages import best_match, listed, tag_of
from bookbuild.sites.site import LeftOut, Site, Wanted
from bookbuild.sites.texts import split_file

_SUFFIXES = ("toml", "yaml", "yml", "json")
_SIGNS = ("baseURL", "baseurl", "languageCode", "theme", "module", "markup", "params")
"""Keys of which one is in the settings of most Hugo sites; ``config.toml`` alone may be anybody's."""
_OTHER_MARKUP = (".adoc", ".asciidoc", ".htm", ".html", ".org", ".pandoc", ".rst")
_INCLUDED = "includes"
"""A folder beside the sections whose files are put into pages."""


@dataclass(frozen=True)
class Hugo:
    """Hugo's convention of folders."""

    name: str = "hugo"

    def recognise(self, folder: Folder, wanted: Wanted) -> Site | None:
        """Return the site, or None if there are no settings of Hugo's with pages beside them."""
        settings = _settings(folder)
        is_own = any(folder.has(f"hugo.{suffix}") for suffix in _SUFFIXES)
        if not (wanted.is_named or is_own or any(lookup(settings, sign) is not None for sign in _SIGNS)):
            return None
        content = posixpath.normpath(text_of(settings, "contentDir", "contentdir") or "content")
        languages = _Languages.of(settings, content, wanted.language)
        return _site(folder, settings, languages) if any(map(folder.texts, set(languages.folders.values()))) else None


def _settings(folder: Folder) -> Data:
    """Return the settings: of one file, or of several in ``config/_default``, each with the keys of its name."""
    for name in ("hugo", "config"):
        for suffix in _SUFFIXES:
            if folder.read(f"{name}.{suffix}") is not None:
                data = folder.data(f"{name}.{suffix}")
                return data if isinstance(data, dict) else {}
    merged: dict[str, Data] = {}
    for path in folder.list("config/_default").files:
        stem, _, suffix = path.partition(".")
        data = folder.data(f"config/_default/{path}") if suffix in _SUFFIXES else {}
        if isinstance(data, dict):
            merged |= data if stem in ("hugo", "config") else {stem: data}
    return merged


def _site(folder: Folder, settings: Data, languages: "_Languages") -> Site:
    files, left_out = [], []
    for path in languages.paths(folder):
        if is_about_project(path) and posixpath.dirname(path) in languages.folders.values():
            continue
        if languages.of_file(path) == languages.book:
            files.append(path)
        else:
            left_out.append(LeftOut(path, "in other languages"))
    left_out += [LeftOut(path, "not in Markdown") for path in _in_other_markup(folder, languages)]
    bundles = {posixpath.dirname(path) for path in files if stem_of(path, languages.tags) == "index"}
    bundles |= {f"{languages.folders[languages.book]}/{_INCLUDED}"}
    pages = tuple(path for path in files if not _is_resource(path, bundles, languages.tags, folder))
    disabled = {tag_of(tag, [tag]) or tag for tag in texts_of(settings, "disableLanguages", "disablelanguages")}
    others = tuple(tag for tag in languages.tags if tag != languages.book and tag not in disabled)
    return HugoSite(
        name="hugo",
        kind="a Hugo site",
        folder=languages.common or languages.folders[languages.book],
        files=pages,
        left_out=tuple(left_out),
        parts=tuple(path for path in files if path not in pages),
        facts=_facts(settings, languages.book),
        languages=listed((languages.book, *others)),
        root=languages.folders[languages.book],
        tags=languages.tags,
        filled=Filled(lookup(settings, "params"), _words(folder, settings, languages.book)),
    )


def _in_other_markup(folder: Folder, languages: "_Languages") -> Iterator[str]:
    """Yield the pages in the language of the book that Hugo reads and we do not."""
    for path in folder.paths(languages.folders[languages.book]):
        if path.lower().endswith(_OTHER_MARKUP) and languages.of_file(path) == languages.book:
            yield path


def _words(folder: Folder, settings: Data, tag: str) -> Data:
    """Return the words of the theme in a language."""
    stated = text_of(settings, f"languages.{tag}.i18nDir", f"languages.{tag.lower()}.i18nDir", "i18nDir")
    places = [f"{place}/{name}" for place in (stated, "i18n", "data/i18n") if place for name in (tag, f"{tag}/{tag}")]
    paths = (posixpath.normpath(f"{place.lower()}.{suffix}") for place in places for suffix in _SUFFIXES)
    return next((folder.data(path) for path in paths if folder.has(path)), None)


def _is_resource(path: str, bundles: set[str], tags: tuple[str, ...], content: Folder) -> bool:
    """Return whether a file lies in the folder of a page, of which it is a part and no page itself; or in a folder
    of texts that others include, by an underscore before its name, and none before the file's title.
    """
    folder = posixpath.dirname(path)
    if any(part.startswith("_") for part in folder.split("/")):
        split = split_file(content.read(path) or b"", path)
        return not (split and text_of(split.metadata, "title"))
    if folder in bundles:
        return stem_of(path, tags) != "index"
    return any(folder.startswith(f"{bundle}/") for bundle in bundles)


def _mounts(settings: Data) -> Iterator[tuple[str, str]]:
    """Yield the folders that are mounted as that of the pages, by their language; for all languages it is empty."""
    for mount in list_of(settings, "module.mounts"):
        if text_of(mount, "target").strip("/") == "content" and (source := text_of(mount, "source")):
            for tag in texts_of(mount, "lang", "sites.matrix.languages") or ("",):
                yield tag_of(tag, [tag]) or tag, source


@dataclass(frozen=True)
class _Languages:
    """The languages of a site, the folders of their pages, and the language of the book."""

    tags: tuple[str, ...]
    folders: Mapping[str, str]
    book: str
    default: str
    common: str
    """The folder that holds those of all languages, or the only one; empty if that is the project itself."""

    @classmethod
    def of(cls, settings: Data, content: str, wanted: str) -> "_Languages":
        """Return the languages of a site's settings; `wanted` is the requested one, or empty."""
        stated = lookup(settings, "languages") or {}
        own = tag_of(text_of(settings, "languageCode", "languagecode", "locale"), ())
        default = text_of(settings, "defaultContentLanguage", "defaultcontentlanguage")
        default = tag_of(default, [default]) or (own if not stated else next(iter(stated), "")) or "en"
        tags = {tag_of(tag, [tag]) or tag: data for tag, data in stated.items()} if isinstance(stated, dict) else {}
        tags = {default: tags.get(default, {}), **tags}
        mounts = dict(_mounts(settings))
        stated_folders = {
            tag: text_of(data, "contentDir", "contentdir") or mounts.get(tag) or mounts.get("") or content
            for tag, data in tags.items()
        }
        folders = {tag: posixpath.normpath(folder) for tag, folder in stated_folders.items()}
        book = best_match(wanted, tags) or default
        return cls(tuple(tags), folders, book, default, posixpath.commonpath(folders.values()))

    def paths(self, folder: Folder) -> Iterator[str]:
        """Yield the Markdown files in the folders of all languages, each once."""
        folders = sorted(set(self.folders.values()))
        outer = [one for one in folders if not any(one.startswith(f"{other}/") for other in folders)]
        yield from (path for one in outer for path in folder.texts(one))

    def of_file(self, path: str) -> str:
        """Return the language of a page."""
        folders = [tag for tag, folder in self.folders.items() if path.startswith(f"{folder}/")]
        stem = posixpath.basename(path).rpartition(".")[0]
        suffix = tag_of(stem.rpartition(".")[2], self.tags) if "." in stem else ""
        if suffix in self.tags:
            return suffix
        if len(set(self.folders.values())) > 1:
            return max(folders, key=lambda tag: len(self.folders[tag]), default="")
        return self.default


def _facts(settings: Data, language: str) -> Facts:
    own = lookup(settings, f"languages.{language}") or {}
    names = texts_of(settings, "params.author.name", "params.author", "author.name", "author", "params.authors")
    return Facts(
        title=text_of(own, "title", "params.title") or text_of(settings, "title", "params.title"),
        language=language,
        creators=tuple(map(Creator, names)),
        description=text_of(own, "params.description", "description") or text_of(settings, "params.description"),
        rights=text_of(settings, "copyright"),
        address=_address(text_of(settings, "baseURL", "baseurl")),
    )


def _address(text: str) -> str:
    return text if text.startswith(("http://", "https://")) and "example." not in text else ""
