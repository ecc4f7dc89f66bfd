"""What finds the terms of a glossary in bodies of articles."""

import re
from collections.abc import Mapping
from functools import lru_cache
from html import escape

from bookbuild.model import Glossary, Term
from bookbuild.render.apparatus.term_forms import Forms

_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3007\u3041-\u309f"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Characters of scripts that set no spaces between words: Thai, Lao, Burmese, Khmer, Hiragana, Chinese characters."""
_KATAKANA, _HANGUL = "\u30a1-\u30ff\u31f0-\u31ff", "\uac00-\ud7a3"
_BEGIN, _END = r"(?<![\w&-])", r"(?![\w-])"
_SCRIPT_CHANGES = rf"(?<=[{_KATAKANA}])(?![{_KATAKANA}])|(?<![{_KATAKANA}])(?=[{_KATAKANA}])"
_BEGIN_UNSPACED = rf"(?:{_BEGIN}|(?=[{_UNSPACED}])|(?<=[{_UNSPACED}])|{_SCRIPT_CHANGES})"
_END_UNSPACED = rf"(?:{_END}|(?<=[{_UNSPACED}{_HANGUL}])|(?=[{_UNSPACED}])|{_SCRIPT_CHANGES})"
"""Where words begin and end beside these. A word in Katakana is a row of it; Korean words have endings."""
_ANY = re.compile(f"[{_UNSPACED}{_KATAKANA}{_HANGUL}]")
_LANGUAGES = frozenset({"ja", "ko", "km", "lo", "my", "th", "zh"})
_TAG = r"<(?P<end>/?)(?P<name>[A-Za-z][\w:-]*)(?P<attributes>[^<>]*?)(?P<empty>/?)>"


class TermFinder:
    """Finds terms by their forms, and by what authors call them in marks.

    `pattern` matches tags, which have a name, and forms of terms.
    """

    def __init__(self, glossary: Glossary, language: str) -> None:
        self._language = glossary.article.language or language
        found = [term for term in glossary.terms if not term.is_by_hand]
        self._forms, self._all = Forms(found, self._language), Forms(glossary.terms, self._language)
        self._by_key: Mapping[str, Term] = {term.key.casefold(): term for term in glossary.terms}
        is_unspaced = _main(self._language) in _LANGUAGES or _ANY.search(self._forms.pattern)
        begin, end = (_BEGIN_UNSPACED, _END_UNSPACED) if is_unspaced else (_BEGIN, _END)
        words = rf"|{begin}(?:{self._forms.pattern}){end}" if found else ""
        self.pattern = re.compile(_TAG + words)

    def named(self, mark: str) -> Term | None:
        """Return the term that a mark of an author names, by its key or by any of its forms, or None."""
        return self._by_key.get(mark.casefold()) or self._all.term_of(escape(mark, quote=False))

    def term_of(self, words: str, language: str) -> Term | None:
        """Return the term of which words are a form, or None. `language` is that of the text in which they stand.

        A term of the glossary's own language is none in another one; one in a foreign language is found in both.
        """
        term = self._forms.term_of(words)
        known = term and {_main(self._language), _main(term.language)}
        return term if known and _main(language) in known else None


@lru_cache(maxsize=8)
def finder_of(glossary: Glossary, language: str) -> TermFinder:
    """Return what finds the terms of a glossary in a book in a language (BCP 47)."""
    return TermFinder(glossary, language)


def _main(language: str) -> str:
    return language.partition("-")[0].lower()
