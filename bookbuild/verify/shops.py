"""What shops and libraries refuse in an EPUB, by their published rules: one row a rule, with its source.

Limits are those of the pages named, as they stood when they were read. A rule that a shop only advises is a
recommendation here.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import urlsplit

from bookbuild.diagnostics import Diagnostic, diagnose
from bookbuild.model import SHOPS
from bookbuild.verify.epub_facts import EpubFacts, Image

_MB, _GB = 10**6, 10**9


class Page(NamedTuple):
    """A page with rules, and how it stood: its own version or revision, or the month in which it was read."""

    address: str
    as_of: str


_KDP_COVER = Page("https://kdp.amazon.com/en_US/help/topic/G6GTK3T3NUHKLEFX", "2026-11")
_APPLE_IMAGES = Page("https://help.apple.com/itc/booksassetguide/en.lproj/itca71ad3c33.html", "2026-11")
_APPLE_BOOK = Page("https://itunespartner.apple.com/books/support/9-prepare-book", "2026-11")
_KOBO = Page("https://github.com/kobolabs/epub-spec", "revision 00eabb4")
_GOOGLE_FILES = Page("https://support.google.com/books/partner/answer/3424254", "2026-11")
_GOOGLE_EPUB = Page("https://support.google.com/books/partner/answer/3316879", "2026-11")
_EDRLAB = Page("https://qualebook.edrlab.org/en/rules/085", "2026-11")
_INGRAM = Page("https://help.ingramspark.com/hc/en-us/articles/5281127966989", "2026-11")

_SELLERS = re.compile(
    r"(?:^|\.)(?:amazon\.[a-z.]+|amzn\.to|books\.apple\.com|kobo\.com|barnesandnoble\.com|bookshop\.org|smashwords\.com|"
    r"play\.google\.com)$"
)
_PLAIN_NAME = re.compile(r"[A-Za-z0-9._/-]+")

Find = Callable[[EpubFacts], str]
"""Returns what a file has that is against a rule, or an empty text."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of a shop: what it is about, its limit, where it is published, and what finds what is against it."""

    shop: str
    what: str
    limit: str
    page: Page
    find: Find
    refuses: bool = True


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a file has that is against a rule, empty if nothing."""

    rule: Rule
    file: str
    found: str


def rulings(shops: Iterable[str], name: str, data: bytes) -> tuple[Ruling, ...]:
    """Return what each rule of these shops finds in an EPUB of a name."""
    facts, wanted = EpubFacts(name, data), set(shops)
    return tuple(Ruling(rule, name, rule.find(facts)) for rule in RULES if rule.shop in wanted)


def refusals(found: Iterable[Ruling]) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each rule by which a shop would refuse a file."""
    for one in found:
        if one.found and one.rule.refuses:
            message = f"{SHOPS[one.rule.shop]} would refuse this file: {one.rule.what}: {one.found} ({one.rule.limit})"
            yield diagnose("shop-rule", message, one.file, hint=f"the rule is published at {one.rule.page.address}")


def _cover(is_wrong: Callable[[Image], bool] = lambda _image: False) -> Find:
    def find(facts: EpubFacts) -> str:
        if facts.cover is None:
            return "there is no cover image"
        return _described(facts.cover) if is_wrong(facts.cover) else ""

    return find


def _cover_kinds(*allowed: str) -> Find:
    return _cover(lambda image: image.media_type.removeprefix("image/") not in allowed)


def _cover_below(longer: int, shorter: int) -> Find:
    """Find a cover with fewer pixels; a drawing has none, and is a matter of its kind."""
    return _cover(
        lambda image: bool(image.size.pixels) and (max(image.size[:2]) < longer or min(image.size[:2]) < shorter)
    )


def _cover_above(longer: int) -> Find:
    return _cover(lambda image: max(image.size[:2]) > longer)


def _cover_over(file_size: int) -> Find:
    return _cover(lambda image: image.file_size > file_size)


def _images(is_wrong: Callable[[Image], bool]) -> Find:
    def find(facts: EpubFacts) -> str:
        wrong = [_described(image) for image in facts.images if is_wrong(image)]
        return _some(wrong)

    return find


def _described(image: Image) -> str:
    size = f"{image.size.width} x {image.size.height} px, " if image.size.pixels else ""
    return f"{PurePosixPath(image.name).name}: {size}{image.file_size / _MB:.1f} MB"


def _some(found: list[str]) -> str:
    more = len(found) - 1
    return found[0] + (f" and {more} more" if more else "") if found else ""


def _too_large(limit: int) -> Find:
    return lambda facts: f"{facts.file_size / _MB:.1f} MB" if facts.file_size >= limit else ""


def _undescribed(facts: EpubFacts) -> str:
    return f"{facts.undescribed} without" if facts.undescribed else ""


def _lacking(*elements: str) -> Find:
    return lambda facts: ", ".join(f"no {name}" for name in elements if not facts.texts(name))


def _fonts(facts: EpubFacts) -> str:
    return _some([name for name in facts.fonts if not name.lower().endswith((".ttf", ".otf", ".woff"))])


def _isbn(facts: EpubFacts) -> str:
    return "" if facts.isbn else "none"


def _file_names(facts: EpubFacts) -> str:
    return _some([name for name in facts.files if not _PLAIN_NAME.fullmatch(name)])


def _sellers(facts: EpubFacts) -> str:
    return _some([link for link in facts.links if _SELLERS.search(urlsplit(link).hostname or "")])


def _kinds(*allowed: str) -> Find:
    return _images(lambda image: image.media_type.removeprefix("image/") not in allowed)


def _above(pixels: int) -> Find:
    return _images(lambda image: image.size.pixels > pixels)


def _over(file_size: int) -> Find:
    return _images(lambda image: image.file_size > file_size)


_CMYK = 4
_cover_in_cmyk = _cover(lambda image: image.size.inks == _CMYK)
_in_cmyk = _images(lambda image: image.size.inks == _CMYK)
_moving = _images(lambda image: image.moves)

RULES: tuple[Rule, ...] = (
    Rule("kdp", "cover, least size", "1000 x 625 px", _KDP_COVER, _cover_below(1000, 625)),
    Rule("kdp", "cover, largest size", "10,000 x 10,000 px", _KDP_COVER, _cover_above(10_000)),
    Rule("kdp", "cover, file", "at most 50 MB", _KDP_COVER, _cover_over(50 * _MB)),
    Rule("kdp", "kind of cover", "pixels (they take JPEG or TIFF)", _KDP_COVER,
         _cover_kinds("jpeg", "tiff", "png")),
    Rule("kdp", "colours of cover", "RGB", _KDP_COVER, _cover_in_cmyk),
    Rule("kdp", "cover, ideal size", "2560 x 1600 px", _KDP_COVER, _cover_below(2560, 1600), refuses=False),
    Rule("apple", "images", "at most 5.6 million pixels", _APPLE_IMAGES, _above(5_600_000)),
    Rule("apple", "colours of images", "RGB", _APPLE_IMAGES, _in_cmyk),
    Rule("apple", "kinds of images", "JPEG or PNG", _APPLE_IMAGES, _kinds("jpeg", "png", "svg+xml"), refuses=False),
    Rule("apple", "file", "at most 2 GB", _APPLE_BOOK, _too_large(2 * _GB)),
    Rule("apple", "file, better", "below 1 GB", _APPLE_BOOK, _too_large(_GB), refuses=False),
    Rule("apple", "descriptions of images", "all", _APPLE_BOOK, _undescribed, refuses=False),
    Rule("kobo", "kind of cover", "no GIF", _KOBO, _cover(lambda image: image.media_type == "image/gif")),
    Rule("kobo", "cover, file", "at most 3 MB", _KOBO, _cover_over(3 * _MB), refuses=False),
    Rule("kobo", "images, file", "at most 5 MB each", _KOBO, _over(5 * _MB), refuses=False),
    Rule("kobo", "colours of images", "RGB", _KOBO, _in_cmyk),
    Rule("kobo", "kinds of images", "JPEG, PNG, SVG, GIF", _KOBO,
         _kinds("jpeg", "png", "svg+xml", "gif"), refuses=False),
    Rule("kobo", "fonts", "TTF, OTF, WOFF 1", _KOBO, _fonts),
    Rule("kobo", "names of files", "letters and digits", _KOBO, _file_names, refuses=False),
    Rule("kobo", "ISBN", "in the identifier or the file's name", _KOBO, _isbn, refuses=False),
    Rule("google", "file", "below 2 GB", _GOOGLE_FILES, _too_large(2 * _GB)),
    Rule("google", "cover, least size", "640 px", _GOOGLE_FILES, _cover_below(640, 640)),
    Rule("google", "cover, largest size", "7,200 px", _GOOGLE_FILES, _cover_above(7200)),
    Rule("google", "kind of cover", "JPEG, PNG, TIFF, PDF", _GOOGLE_FILES, _cover_kinds("jpeg", "png", "tiff")),
    Rule("google", "kinds of images", "GIF, JPEG, PNG, SVG", _GOOGLE_EPUB, _kinds("jpeg", "png", "svg+xml", "gif")),
    Rule("google", "GIF images", "not moving", _GOOGLE_EPUB, _moving),
    Rule("library", "metadata", "title, author, publisher, language", _EDRLAB,
         _lacking("title", "creator", "publisher", "language")),
    Rule("library", "cover", "one", _EDRLAB, _cover()),
    Rule("library", "source edition", "the ISBN of the printed book", _EDRLAB, _lacking("source"), refuses=False),
    Rule("library", "description", "one", _INGRAM, _lacking("description")),
    Rule("library", "links", "none to sellers of books", _INGRAM, _sellers),
)  # fmt: skip
"""The rules, by shop."""
