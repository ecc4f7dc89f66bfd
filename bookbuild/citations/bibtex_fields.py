"""The fields of an entry in BibTeX or BibLaTeX -> a CSL item."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bibtexparser.middlewares.names import parse_single_name_into_parts, split_multiple_persons_names

from bookbuild.citations.dates import date_of_text, month_of
from bookbuild.citations.items import Item
from bookbuild.citations.latex import NO_CASE, text_of

_TYPES = {
    "article": "article-journal", "book": "book", "mvbook": "book", "booklet": "pamphlet", "bookinbook": "chapter",
    "inbook": "chapter", "incollection": "chapter", "suppbook": "chapter", "collection": "book", "manual": "book",
    "mvcollection": "book", "proceedings": "book", "mvproceedings": "book", "inproceedings": "paper-conference",
    "conference": "paper-conference", "reference": "book", "inreference": "entry-encyclopedia", "periodical":
    "periodical", "suppperiodical": "article-journal", "mastersthesis": "thesis", "phdthesis": "thesis",
    "thesis": "thesis", "techreport": "report", "report": "report", "unpublished": "manuscript", "patent": "patent",
    "online": "webpage", "www": "webpage", "electronic": "webpage", "dataset": "dataset", "software": "software",
    "movie": "motion_picture", "video": "motion_picture", "audio": "song", "music": "song", "image": "graphic",
    "artwork": "graphic", "letter": "personal_communication", "legislation": "legislation", "jurisdiction":
    "legal_case", "standard": "standard", "performance": "performance", "review": "review", "misc": "document",
}  # fmt: skip
_TEXTS = {
    "journal": "container-title", "journaltitle": "container-title", "shortjournal": "container-title-short",
    "shorttitle": "title-short", "series": "collection-title", "publisher": "publisher", "institution": "publisher",
    "school": "publisher", "organization": "publisher", "address": "publisher-place", "location": "publisher-place",
    "volume": "volume", "volumes": "number-of-volumes", "edition": "edition", "chapter": "chapter-number",
    "pagetotal": "number-of-pages", "version": "version", "note": "note", "type": "genre", "venue": "event-place",
    "eventtitle": "event-title", "library": "archive", "pubstate": "status",
}  # fmt: skip
_VERBATIM = {"isbn": "ISBN", "issn": "ISSN", "pmid": "PMID", "pmcid": "PMCID"}
_PEOPLE = {"author": "author", "editor": "editor", "translator": "translator", "bookauthor": "container-author"}
_GENRES = {"phdthesis": "PhD thesis", "mastersthesis": "Master\u2019s thesis"}
_THESES = {"phdthesis": "PhD thesis", "mathesis": "Master\u2019s thesis", "bathesis": "Bachelor\u2019s thesis"}
_LANGUAGES = {
    "english": "en", "american": "en-US", "british": "en-GB", "ukenglish": "en-GB", "usenglish": "en-US",
    "german": "de", "ngerman": "de", "austrian": "de-AT", "french": "fr", "francais": "fr", "spanish": "es",
    "italian": "it", "dutch": "nl", "portuguese": "pt", "brazilian": "pt-BR", "polish": "pl", "czech": "cs",
    "swedish": "sv", "danish": "da", "norsk": "nb", "finnish": "fi", "russian": "ru", "japanese": "ja",
}  # fmt: skip
_URL = re.compile(r"\\(?:url|href)\s*\{([^{}]+)\}|(https?://[^\s{}]+)")
_WORD = re.compile(r"<[^>]*>|[^\W\d_][\w\u2019'-]*|[.:?!\u2014]")
_DOI = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)


def item_of(kind: str, fields: Mapping[str, str], language: str) -> Item:
    """Return the CSL item of an entry; its titles are in the book's `language` if the entry says no other."""
    kind = kind.lower()
    own = _language(fields.get("langid") or fields.get("language") or "") or language
    item: dict[str, Any] = {"type": _type(kind, fields), "language": own}
    item |= dict(_titles(fields, is_english=own.startswith("en")))
    item |= {variable: text_of(fields[name]) for name, variable in _TEXTS.items() if fields.get(name)}
    item |= {variable: fields[name] for name, variable in _VERBATIM.items() if fields.get(name)}
    item |= {variable: people for name, variable in _PEOPLE.items() if (people := list(_people(fields.get(name, ""))))}
    item |= dict(_dates(fields))
    item |= dict(_addresses(fields))
    if pages := fields.get("pages") or fields.get("pages+doi"):
        item["page"] = re.sub(r"\s*[-\u2013]+\s*", "-", text_of(pages))
    if number := fields.get("number") or fields.get("issue"):
        item["issue" if item["type"].startswith("article") else "number"] = text_of(number)
    genre = _GENRES.get(kind) or _THESES.get(fields.get("type", ""))
    if genre and (kind in _GENRES or item["type"] == "thesis"):
        item["genre"] = item.get("genre", genre) if fields.get("type") not in _THESES else genre
    return item


def _type(kind: str, fields: Mapping[str, str]) -> str:
    if kind == "misc" and (fields.get("url") or "howpublished" in fields):
        return "webpage"
    return _TYPES.get(kind, "document")


def _language(name: str) -> str:
    name = name.strip("{} ").lower()
    return _LANGUAGES.get(name, name if re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", name) else "")


def _titles(fields: Mapping[str, str], *, is_english: bool) -> Iterator[tuple[str, str]]:
    for name, variable in (("title", "title"), ("booktitle", "container-title"), ("maintitle", "volume-title")):
        if fields.get(name):
            parts = [fields[name], fields.get(name.replace("title", "subtitle"), "")]
            title = ": ".join(text_of(part, has_case=True) for part in parts if part)
            yield variable, _in_sentence_case(title) if is_english else title


def _in_sentence_case(title: str) -> str:
    """Return an English title with small letters where titles have capitals; styles that want these set them.

    Names keep theirs where braces stand around them, as BibTeX asks for; so do words with more than one capital.
    """
    is_first, is_kept = True, 0

    def small(match: re.Match[str]) -> str:
        nonlocal is_first, is_kept
        word = match[0]
        if word.startswith("<"):
            is_kept += (word == NO_CASE[0]) or (-1 if word == NO_CASE[1] and is_kept else 0)
            return word
        if not word[0].isalpha():
            is_first = True
            return word
        keeps, is_first = is_first or is_kept > 0, False
        return word if keeps or word[1:] != word[1:].lower() or word == "I" else word.lower()

    return _WORD.sub(small, title)


def _people(names: str) -> Iterator[dict[str, str]]:
    for name in split_multiple_persons_names(names) if names else ():
        written = name.strip()
        if written.startswith("{") and written.endswith("}") and written.count("{") == 1:
            yield {"literal": text_of(written)}
            continue
        parts = parse_single_name_into_parts(written, strict=False)
        person = {
            "family": " ".join(parts.last),
            "given": " ".join(parts.first),
            "non-dropping-particle": " ".join(parts.von),
            "suffix": " ".join(parts.jr),
        }
        person = {part: text_of(value) for part, value in person.items() if value}
        if person:
            yield person if len(person) > 1 else {"literal": next(iter(person.values()))}


def _dates(fields: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    stated = text_of(fields.get("date") or fields.get("year") or "")
    if issued := date_of_text(stated):
        parts = issued.get("date-parts", [[]])
        if len(parts) == 1 and len(parts[0]) == 1 and (month := month_of(fields.get("month", ""))):
            issued = {"date-parts": [[*parts[0], month]]}
        yield "issued", issued
    for name, variable in (("urldate", "accessed"), ("origdate", "original-date"), ("eventdate", "event-date")):
        if date := date_of_text(text_of(fields.get(name, ""))):
            yield variable, date


def _addresses(fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if doi := fields.get("doi"):
        yield "DOI", _DOI.sub("", doi.replace("\\_", "_"))
    address = fields.get("url") or fields.get("howpublished", "")
    match = _URL.search(address)
    if match:
        yield "URL", (match[1] or match[2]).replace("\\_", "_").replace("\\%", "%").replace("\\&", "&")
    elif fields.get("eprint") and (fields.get("eprinttype") or fields.get("archiveprefix", "")).lower() == "arxiv":
        yield "URL", f"https://arxiv.org/abs/{fields['eprint']}"
