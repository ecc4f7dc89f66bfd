"""The plan of a site of a few files, and the paths in it."""

from collections.abc import Mapping

from bookbuild.model import Article, ContentSettings, Source
from bookbuild.parse import parse
from bookbuild.sites import Plan, PlannedChapter, PlannedFile, Site


def plan_of(site: Site, files: Mapping[str, str]) -> Plan:
    """Return the plan of a site, whose files are parsed."""
    parsed = [parse(Source(path, files[path].encode()), ContentSettings(), "en").value for path in site.files]
    return site.arrange([article for article in parsed if isinstance(article, Article)])


def paths_of(plan: Plan) -> list[object]:
    """Return the paths of a plan; those of a chapter as a list, its opening first; None for a part."""
    return [
        item.path
        if isinstance(item, PlannedFile)
        else [one.path for one in (item.opening, *item.articles) if one]
        if isinstance(item, PlannedChapter)
        else None
        for item in plan.body
    ]
