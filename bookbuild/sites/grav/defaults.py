"""``frontmatter.yaml``: keys of metadata that the pages in its folder have unless they state their own."""

import re
from collections.abc import Collection, Iterator

from bookbuild.model import Source
from bookbuild.sites.numbered_lines import NumberedLine, lines_in, lines_of, source_of
from bookbuild.sites.site import Read
from bookbuild.sites.texts import split_file

DEFAULTS = "frontmatter.yaml"
_KEY = re.compile(r"(?P<key>[^\s#'\":][^:]*?)\s*:(?:\s.*)?")


def with_defaults(source: Source, path: str, read: Read) -> Source:
    """Return a page with the keys of a file of defaults that it lacks. The keys keep the lines where they stand."""
    split, content = split_file(source.data, source.path), read(path)
    if split is None or content is None:
        return source
    lines, end = lines_of(source), max(len(split.block) - 1, 0)
    added = list(_lacking(lines_in(content, path), split.metadata))
    if not added:
        return source
    fence = [] if split.block else [added[0]._replace(text="---")]
    return source_of(source.path, [*fence, *lines[:end], *added, *fence, *lines[end:]])


def _lacking(lines: list[NumberedLine], known: Collection[str]) -> Iterator[NumberedLine]:
    """Yield the lines of a YAML mapping whose keys are not known, with the lines below them."""
    is_taken = False
    for line in lines:
        if match := _KEY.fullmatch(line.text):
            is_taken = match["key"] not in known
        if is_taken and line.text.strip() and line.text.rstrip() not in {"---", "..."}:
            yield line
