"""The words that a book has besides its author's, by language. Each module has those of one kind, English first."""

from collections.abc import Mapping

from bookbuild.render.labels.accessibility import ACCESSIBILITY
from bookbuild.render.labels.apparatus import APPARATUS
from bookbuild.render.labels.book import BOOK
from bookbuild.render.labels.divisions import DIVISIONS
from bookbuild.render.labels.pages import PAGE_WORDS
from bookbuild.render.labels.regional import REGIONAL
from bookbuild.render.labels.several import SEVERAL, as_called

_KINDS = (BOOK, DIVISIONS, APPARATUS, PAGE_WORDS, ACCESSIBILITY, SEVERAL)
_ALL: Mapping[str, Mapping[str, str]] = {
    language: {label: words for kind in _KINDS for label, words in kind.get(language, {}).items()} for language in BOOK
}
ENGLISH: Mapping[str, str] = _ALL["en"]
TRANSLATIONS: Mapping[str, Mapping[str, str]] = {
    language: words for language, words in _ALL.items() if language != "en"
}


def labels_for(language: str, own: Mapping[str, str]) -> Mapping[str, str]:
    """Return every label in a language (BCP 47), English where there is no translation, `own` over all."""
    name, region = language.partition("-")[0].lower(), REGIONAL.get(language.lower(), {})
    return {**ENGLISH, **TRANSLATIONS.get(name, {}), **region, **as_called(own), **own}
