"""Whether a folder is a Grav site, or a folder of its pages; its settings, and the files of its pages."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bookbuild.model import Creator, Facts
from bookbuild.sites.data import Data, text_of, texts_of
from bookbuild.sites.folder import Folder, is_about_project
from bookbuild.sites.grav.defaults import DEFAULTS
from bookbuild.sites.grav.pages import NUMBERED, Page, PageFile, choose, take_one_version, tree_of
from bookbuild.sites.grav.site import GravSite
from bookbuild.sites.languages import Languages, listed, tag_of
from bookbuild.sites.site import LeftOut, Site, Wanted

_PAGES = ("user/pages", "pages")
_OTHER_VERSION = "of other versions than the one that is in the book"
_OTHER_TEMPLATE = "for other templates than those that most pages have"
_SETTINGS = ("config/system.yaml", "config/site.yaml")
_SHARE_OF_PAGES = 0.8
"""How many of the numbered folders hold the files of one page only, at least."""


@dataclass(frozen=True)
class Grav:
    """Grav's convention of folders: numbered folders that are pages."""

    name: str = "grav"

    def recognise(self, folder: Folder, wanted: Wanted) -> Site | None:
        """Return the site, or None if there are no pages as Grav has them."""
        pages = _folder_of_pages(folder, wanted)
        if pages is None:
            return None
        base = pages.rpartition("/")[0] if pages.rpartition("/")[2] == "pages" else pages
        settings = _Settings.of(folder, base)
        root = tree_of(folder.texts(pages), pages, settings.languages)
        others = [file.path for page in take_one_version(root) for one in _everything(page) for file in one.files]
        pages_inside = list(_everything(root))
        tags = [frozenset(file.language for file in page.files) for page in pages_inside if page.files]
        languages = Languages.of(tags, settings.languages, wanted.language)
        left_out = [LeftOut(path, _OTHER_VERSION) for path in others]
        left_out += _choose_files(pages_inside, languages)
        files = tuple(page.file.path for page in root.walk() if page.file and page is not root)
        site = GravSite(
            name=self.name,
            kind="a Grav site",
            folder=pages,
            files=files,
            left_out=tuple(left_out),
            parts=tuple(module.file.path for page in root.walk() for module in page.modules() if module.file),
            facts=settings.facts(languages.book),
            languages=listed((languages.book, *languages.others)),
            flavour="grav",
            root=root,
            base=base,
            home=settings.home,
            theme=text_of(settings.system, "pages.theme"),
            language=languages.book,
            defaults=frozenset(path for path in folder.paths(pages) if path.endswith(f"/{DEFAULTS}")),
            settings=settings.site,
            system=settings.system,
        )
        return replace(site, diagnostics=site.redirects.diagnostics)


def _folder_of_pages(folder: Folder, wanted: Wanted) -> str | None:
    """Return the folder of the pages, or None if there is none."""
    roots: list[str] = [wanted.folder, *(f"{wanted.folder}/{name}" if wanted.folder else name for name in _PAGES)]
    for pages in dict.fromkeys([*reversed(roots), *_PAGES]):
        if not folder.has(pages):
            continue
        base = pages.removesuffix("pages").rstrip("/")
        is_site = pages.endswith("pages") and any(folder.has(f"{base}/{one}".lstrip("/")) for one in _SETTINGS)
        if (is_site and folder.texts(pages)) or _has_pages(folder, pages):
            return pages
    return wanted.folder if wanted.is_named else None


def _has_pages(folder: Folder, root: str) -> bool:
    """Return whether there are numbered folders with files, and nearly all of them hold those of one page.

    A folder may hold a page for two templates, where each of these is that of other pages as well. In few sites, a
    translation has another template.
    """
    inside = defaultdict(set)
    for path in folder.texts(root):
        parts = path[len(root) :].lstrip("/").split("/")
        if len(parts) == 1 and not is_about_project(path):
            return False
        if len(parts) > 1 and NUMBERED.fullmatch(parts[-2]):
            inside["/".join(parts[:-1])].add(PageFile.of(path, ()).template)
    alone = {template for templates in inside.values() if len(templates) == 1 for template in templates}
    pages = sum(templates <= alone for templates in inside.values())
    return bool(inside) and pages >= _SHARE_OF_PAGES * len(inside)


def _everything(page: Page) -> Iterator[Page]:
    yield page
    for child in page.children:
        yield from _everything(child)


def _choose_files(pages: Sequence[Page], languages: Languages) -> Iterator[LeftOut]:
    """Set the file of each page; yield those that are left out for it."""
    templates = Counter(template for page in pages for template in {file.template for file in page.files})
    for page in pages:
        page.file, _ = choose(page, languages, templates)
        for file in page.files:
            if file is page.file:
                continue
            language = file.language or languages.bare
            if language != languages.book and language:
                yield LeftOut(file.path, "in other languages" if page.file else "only in other languages")
            elif page.file and file.version != page.file.version:
                yield LeftOut(file.path, _OTHER_VERSION)
            elif page.file and file.template != page.file.template:
                yield LeftOut(file.path, _OTHER_TEMPLATE)


@dataclass(frozen=True)
class _Settings:
    """Settings in ``site.yaml`` and ``system.yaml``."""

    site: Data
    system: Data

    @classmethod
    def of(cls, folder: Folder, base: str) -> "_Settings":
        """Read the settings of a site, below the folder that holds its pages, or in the only folder beside it that has
        settings: ``deploy/config/system.yaml``.
        """
        start = f"{base}/" if base else ""
        if not any(folder.has(f"{start}{one}") for one in _SETTINGS):
            beside = (f"{start}{name}/" for name in folder.list(base).folders)
            others = [one for one in beside if any(folder.has(f"{one}{settings}") for settings in _SETTINGS)]
            start = others[0] if len(others) == 1 else start
        return cls(folder.data(f"{start}config/site.yaml"), folder.data(f"{start}config/system.yaml"))

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the site, its default first."""
        supported = texts_of(self.system, "languages.supported")
        default = text_of(self.system, "languages.default_lang") or text_of(self.site, "default_lang")
        tags = (tag_of(one, supported) for one in dict.fromkeys((*filter(None, [default]), *supported)))
        return tuple(filter(None, tags))

    @property
    def home(self) -> str:
        """The address of the page that is at the root."""
        return text_of(self.system, "home.alias") or "/home"

    def facts(self, language: str) -> Facts:
        """Return the facts of the book in the settings."""
        names = texts_of(self.site, "author.name", "author")
        return Facts(
            title=_plain(text_of(self.site, "title")),
            language=language,
            creators=tuple(map(Creator, names)),
            description=_plain(text_of(self.site, "metadata.description", "description", "summary")),
        )


def _plain(text: str) -> str:
    """Return a text without tags."""
    return " ".join(re.sub(r"<[^<>]*>", "", text).split())
