"""``[version=15,16]words[/version]``: texts for some versions of what a site is about, of which one is in the book."""

import re

from bookbuild.model import Source
from bookbuild.sites.data import Data, text_of, texts_of

_TEXT = re.compile(
    r"(?P<code>^[ \t]*(?P<marks>`{3,}|~{3,}).*?^[ \t]*(?P=marks)|(?P<ticks>`+)(?!`).*?(?P=ticks))"
    r"|\[version=\"?(?P<versions>[\d., ]+)\"?\](?P<words>.*?)\[/version\]",
    re.DOTALL | re.MULTILINE,
)


def version_of(settings: Data) -> str:
    """Return the version that a site shows its visitors first, or an empty string. Such sites name their versions where
    others name languages.
    """
    supported = texts_of(settings, "languages.supported")
    default = text_of(settings, "languages.default_lang")
    if not supported or not all(map(str.isdigit, supported)):
        return ""
    return default if default in supported else supported[-1]


def of_one_version(source: Source, version: str) -> Source:
    """Return a page with the texts for a version alone, if it has any. Every line keeps its place."""
    if not version or b"[version=" not in source.data:
        return source

    def chosen(match: re.Match[str]) -> str:
        if match["code"]:
            return match[0]
        versions = match["versions"].replace(",", " ").split()
        return match["words"] if version in versions else "\n" * match["words"].count("\n")

    text = _TEXT.sub(chosen, source.data.decode("utf-8", "surrogateescape"))
    return Source(source.path, text.encode("utf-8", "surrogateescape"), source.lines)
