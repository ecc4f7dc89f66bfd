"""The texts of the preview's page. A language is one file, ``languages/TAG.json``."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_FOLDER = files("bookbuild.preview") / "languages"
_DEFAULT = "en"


@cache
def languages() -> frozenset[str]:
    """Return the languages that the page speaks."""
    return frozenset(file.name.removesuffix(".json") for file in _FOLDER.iterdir() if file.name.endswith(".json"))


def language_for(accepted: str) -> str:
    """Return the first language of an ``Accept-Language`` header that the page speaks, or English."""
    wanted = [_weighed(part) for part in accepted.split(",") if part.strip()]
    for _, tag in sorted(wanted, key=lambda one: -one[0]):
        if (language := tag.partition("-")[0].lower()) in languages():
            return language
    return _DEFAULT


@cache
def words_for(language: str) -> Mapping[str, str]:
    """Return the words in a language, of those that the page speaks."""
    words: dict[str, str] = json.loads((_FOLDER / f"{language}.json").read_text("utf-8"))
    return words


def _weighed(part: str) -> tuple[float, str]:
    tag, _, weight = part.strip().partition(";q=")
    try:
        return float(weight or 1), tag
    except ValueError:
        return 0, tag
