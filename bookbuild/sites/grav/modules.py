"""Grav's modules: folders whose names begin with an underscore, which stand in the page above."""

from collections.abc import Sequence

from bookbuild.diagnostics import Outcome, diagnose
from bookbuild.model import Source
from bookbuild.sites.data import text_of, texts_of
from bookbuild.sites.grav.pages import Page
from bookbuild.sites.site import Read
from bookbuild.sites.texts import SplitFile, joined, split_file


def with_modules(source: Source, modules: Sequence[Page], read: Read) -> Outcome[Source]:
    """Return a page with its modules behind its own text, in the order of the page's settings or of their folders."""
    page = split_file(source.data, source.path)
    if page is None:
        return Outcome(source)
    wanted = {name.strip("/"): place for place, name in enumerate(texts_of(page.metadata, "content.order.custom"))}
    ordered = sorted(modules, key=lambda one: wanted.get(one.slug, wanted.get(one.name, len(wanted))))
    files = [(module.file.path, _file(module.file.path, read)) for module in ordered if module.file]
    found = (diagnose("not-utf8", "cannot be read: not UTF-8", path) for path, file in files if file is None)
    return Outcome(joined(page, (file for _, file in files if file and _is_published(file))), tuple(found))


def _file(path: str, read: Read) -> SplitFile | None:
    return split_file(read(path) or b"", path)


def _is_published(file: SplitFile) -> bool:
    return text_of(file.metadata, "published").lower() not in {"false", "no", "off", "0"}
