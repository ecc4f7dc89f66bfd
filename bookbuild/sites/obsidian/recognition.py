"""Whether a folder is a vault of Obsidian, and the site that it is."""

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from bookbuild.diagnostics import Outcome
from bookbuild.model import Article, Source
from bookbuild.sites.data import text_of
from bookbuild.sites.folder import Folder
from bookbuild.sites.obsidian.embeds import prepared
from bookbuild.sites.plain import PlainFolders, PlainSite, with_names_as_titles
from bookbuild.sites.site import LeftOut, Plan, Read, Site, Wanted

_SETTINGS = ".obsidian"
_DRAWING = ".excalidraw.md"
_TEMPLATES = (".obsidian/templates.json", ".obsidian/plugins/templater-obsidian/data.json")


@dataclass(frozen=True)
class Obsidian:
    """Obsidian's convention of folders."""

    name: str = "obsidian"

    def recognise(self, folder: Folder, wanted: Wanted) -> Site | None:
        """Return the site, or None if the folder has no settings of Obsidian."""
        if not (wanted.is_named or folder.has(_SETTINGS)):
            return None
        plain = PlainFolders().recognise(folder, wanted)
        templates = _templates(folder)
        left_out = {path: "templates" for path in plain.files if templates and path.startswith(f"{templates}/")}
        left_out |= {path: "drawings of Excalidraw" for path in plain.files if path.lower().endswith(_DRAWING)}
        return Vault(
            name=self.name,
            kind="a vault of Obsidian",
            folder=plain.folder,
            files=tuple(path for path in plain.files if path not in left_out),
            left_out=tuple(LeftOut(path, reason) for path, reason in left_out.items()),
            are_callouts_free=True,
            by_name=_by_name(folder),
        )


def _templates(folder: Folder) -> str:
    stated = (text_of(folder.data(path), "folder", "templates_folder") for path in _TEMPLATES)
    return next(filter(None, stated), "").strip("/")


def _by_name(folder: Folder) -> Mapping[str, str]:
    """Return the path of each file by its name; of several, the one that is nearest to the root."""
    names: dict[str, str] = {}
    for path in sorted(folder.paths(), key=lambda one: (one.count("/"), one)):
        names.setdefault(posixpath.basename(path).casefold(), path)
    return names


@dataclass(frozen=True, kw_only=True)
class Vault(PlainSite):
    """A vault: plain folders, whose files are found wherever they lie. `by_name` has their paths by names."""

    is_lenient: bool = True
    by_name: Mapping[str, str] = field(default_factory=dict)

    def arrange(self, articles: Sequence[Article]) -> Plan:
        """Return the plan of plain folders, in which a note without a title is called like its file."""
        return with_names_as_titles(super().arrange(articles), str)

    def find(self, article: str, target: str) -> Iterable[str]:
        """Return the path of the file of that name."""
        del article
        plain = unquote(target).partition("#")[0].rpartition("/")[2].casefold()
        return [self.by_name[plain]] if plain in self.by_name else []

    def prepare(self, source: Source, read: Read) -> Outcome[Source]:
        """Return a note with the notes that are embedded in it."""
        page = super().prepare(source, read)
        whole = prepared(page.value, read, self.by_name)
        return Outcome(whole.value, (*page.diagnostics, *whole.diagnostics))
