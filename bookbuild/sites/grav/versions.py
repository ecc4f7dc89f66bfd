"""``[version=15,16]words[/version]``: texts for some versions of what a site is about, of which one is in the book, and
``[language=de]words[/language]``.
"""

import re

from bookbuild.model import Source
from bookbuild.sites.data import Data, text_of, texts_of

_TEXT = re.compile(
    r"(?P<code>^[ \t]*(?P<marks>`{3,}|~{3,}).*?^[ \t]*(?P=marks)|(?P<ticks>`+)(?!`).*?(?P=ticks))"
    r"|\[(?P<kind>version|language)=[\"']?(?P<ones>[\w., -]+)[\"']?\](?P<words>.*?)\[/(?P=kind)\]",
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


def of_one_version(source: Source, version: str, language: str) -> Source:
    """Return a page with the texts for a version and a language alone, if it has any. Every line keeps its place."""
    if b"[version=" not in source.data and b"[language=" not in source.data:
        return source
    wanted = {"version": version, "language": language}

    def chosen(match: re.Match[str]) -> str:
        if match["code"] or not wanted[match["kind"]]:
            return match[0]
        ones = match["ones"].replace(",", " ").split()
        return match["words"] if wanted[match["kind"]] in ones else "\n" * match["words"].count("\n")

    text = _TEXT.sub(chosen, source.data.decode("utf-8", "surrogateescape"))
    return Source(source.path, text.encode("utf-8", "surrogateescape"), source.lines)
