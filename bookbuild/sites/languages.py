"""Language tags in the names of files and folders, and which of a site's languages its book is in."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_TAG = re.compile(r"([a-z]{2,3})(?:[-_]([A-Za-z]{2}|[A-Za-z]{4}|[0-9]{3}))?", re.IGNORECASE)
_NAMES = (
    "aa Afar,ab Abkhaz,af Afrikaans,ak Akan,am Amharic,an Aragonese,ar Arabic,as Assamese,av Avar,ay Aymara,"
    "az Azerbaijani,ba Bashkir,be Belarusian,bg Bulgarian,bi Bislama,bm Bambara,bn Bengali,bo Tibetan,br Breton,"
    "bs Bosnian,ca Catalan,ce Chechen,ch Chamorro,co Corsican,cs Czech,cu Church Slavonic,cv Chuvash,cy Welsh,"
    "da Danish,de German,dv Divehi,dz Dzongkha,ee Ewe,el Greek,en English,eo Esperanto,es Spanish,et Estonian,"
    "eu Basque,fa Persian,ff Fula,fi Finnish,fj Fijian,fo Faroese,fr French,fy Western Frisian,ga Irish,"
    "gd Scottish Gaelic,gl Galician,gn Guaraní,gu Gujarati,gv Manx,ha Hausa,he Hebrew,hi Hindi,ho Hiri Motu,"
    "hr Croatian,ht Haitian Creole,hu Hungarian,hy Armenian,hz Herero,ia Interlingua,id Indonesian,ie Interlingue,"
    "ig Igbo,ii Sichuan Yi,ik Inupiaq,io Ido,is Icelandic,it Italian,iu Inuktitut,ja Japanese,jv Javanese,ka Georgian,"
    "kg Kongo,ki Kikuyu,kj Kuanyama,kk Kazakh,kl Greenlandic,km Khmer,kn Kannada,ko Korean,kr Kanuri,ks Kashmiri,"
    "ku Kurdish,kv Komi,kw Cornish,ky Kyrgyz,la Latin,lb Luxembourgish,lg Ganda,li Limburgish,ln Lingala,lo Lao,"
    "lt Lithuanian,lu Luba-Katanga,lv Latvian,mg Malagasy,mh Marshallese,mi Māori,mk Macedonian,ml Malayalam,"
    "mn Mongolian,mr Marathi,ms Malay,mt Maltese,my Burmese,na Nauruan,nb Norwegian Bokmål,nd North Ndebele,"
    "ne Nepali,ng Ndonga,nl Dutch,nn Norwegian Nynorsk,no Norwegian,nr South Ndebele,nv Navajo,ny Chichewa,"
    "oc Occitan,oj Ojibwe,om Oromo,or Odia,os Ossetian,pa Punjabi,pi Pali,pl Polish,ps Pashto,pt Portuguese,"
    "qu Quechua,rm Romansh,rn Kirundi,ro Romanian,ru Russian,rw Kinyarwanda,sa Sanskrit,sc Sardinian,sd Sindhi,"
    "se Northern Sami,sg Sango,si Sinhala,sk Slovak,sl Slovene,sm Samoan,sn Shona,so Somali,sq Albanian,sr Serbian,"
    "ss Swati,st Southern Sotho,su Sundanese,sv Swedish,sw Swahili,ta Tamil,te Telugu,tg Tajik,th Thai,ti Tigrinya,"
    "tk Turkmen,tl Tagalog,tn Tswana,to Tongan,tr Turkish,ts Tsonga,tt Tatar,tw Twi,ty Tahitian,ug Uyghur,"
    "uk Ukrainian,ur Urdu,uz Uzbek,ve Venda,vi Vietnamese,vo Volapük,wa Walloon,wo Wolof,xh Xhosa,yi Yiddish,"
    "yo Yoruba,za Zhuang,zh Chinese,zu Zulu"
)
LANGUAGES = dict(entry.split(" ", 1) for entry in _NAMES.split(","))
"""English names of languages by their ISO 639-1 codes."""


def tag_of(text: str, known: Iterable[str] = ()) -> str:
    """Return the language tag that a text is, as BCP 47 writes it (``pt-BR``), or an empty string.

    A language is one of ISO 639-1, or among the `known` ones of a site.
    """
    match = _TAG.fullmatch(text)
    if match is None or (match[1].lower() not in LANGUAGES and text.lower() not in map(str.lower, known)):
        return ""
    region = match[2] or ""
    region = region.title() if len(region) == len("Hans") else region.upper()
    return f"{match[1].lower()}-{region}" if region else match[1].lower()


def name_of(tag: str) -> str:
    """Return the English name of a language, with its region if the tag has one: ``Portuguese (BR)``."""
    language, _, region = tag.partition("-")
    name = LANGUAGES.get(language, tag)
    return f"{name} ({region})" if region and name != tag else name


def best_match(wanted: str, tags: Iterable[str]) -> str:
    """Return the tag that a wanted language means: the same one, or one of the same language, in the same script if
    there is one; or an empty string.
    """
    language = _language(wanted)
    near = [tag for tag in tags if language and _language(tag) == language]
    same = [tag for tag in near if tag.lower() == wanted.lower()]
    return next(iter((*same, *(tag for tag in near if _script(tag) == _script(wanted)), *near)), "")


def _language(tag: str) -> str:
    return re.split("[-_]", tag)[0].lower()


def _script(tag: str) -> str:
    """Return the script of Chinese in which a tag says that a text is written, or an empty string."""
    is_traditional = {"hant", "tw", "hk", "mo"} & set(re.split("[-_]", tag.lower())[1:])
    return "" if _language(tag) != "zh" else "Hant" if is_traditional else "Hans"


def listed(tags: Sequence[str]) -> tuple[str, ...]:
    """Return tags for a message, the first of them as a name."""
    return (name_of(tags[0]), *tags[1:]) if tags and tags[0] else tuple(tags)


@dataclass(frozen=True, slots=True)
class Languages:
    """The language of the book, that of files without a tag, and the other languages of the site. One that is not
    stated is empty.
    """

    book: str
    bare: str
    others: tuple[str, ...] = ()

    @classmethod
    def of(cls, pages: Sequence[frozenset[str]], configured: Sequence[str], wanted: str) -> "Languages":
        """Choose the languages.

        Args:
            pages: the tags of each page's files, an empty one for a file without a tag.
            configured: the languages that the site's settings name, its default first.
            wanted: the requested language, or empty.
        """
        counts = Counter(tag for page in pages for tag in page)
        are_bare = bool(counts.pop("", 0))
        tags = [tag for tag, _ in sorted(counts.items(), key=lambda one: (-one[1], one[0]))]
        default = configured[0] if configured else ""
        bare = default or _guessed(pages, tags)
        book = best_match(wanted, [*tags, *filter(None, [bare])])
        if wanted and not book and are_bare and not bare:
            book = bare = wanted
        elif not book:
            book = wanted or default or (bare if are_bare else best_match("en", tags) or "".join(tags[:1]))
        known = dict.fromkeys((*configured, *([bare] if are_bare else []), *tags))
        return cls(book, bare, tuple(tag for tag in known if tag and tag != book))


def _guessed(pages: Sequence[frozenset[str]], tags: Sequence[str]) -> str:
    """Return the language of files without a tag, if others have one: English, unless a page has both."""
    return "en" if tags and not any({"", "en"} <= page for page in pages) else ""


_SCRIPTS = (
    ("ja", r"[\u3040-\u30ff]"), ("zh", r"[\u4e00-\u9fff]"), ("ko", r"[\uac00-\ud7af]"),
    ("fa", r"[\u067e\u0686\u0698\u06af]"),
    ("ar", r"[\u0620-\u064a]"), ("he", r"[\u05d0-\u05ea]"), ("el", r"[\u0370-\u03ff]"), ("th", r"[\u0e00-\u0e7f]"),
    ("hi", r"[\u0900-\u097f]"), ("ka", r"[\u10a0-\u10ff]"), ("hy", r"[\u0530-\u058f]"), ("be", r"[\u040e\u045e]"),
    ("uk", r"[\u0404\u0406\u0407\u0454\u0456\u0457]"), ("ru", r"[\u042b\u042d\u044b\u044d]"),
    ("bg", r"[\u042a\u044a]"),
)  # fmt: skip
"""Letters by which languages can be told apart, the rarer before those that other languages have too."""
_WORDS = {
    "cs": "je na se že to ale jako aby byl jsem jsou nebo také když který podle",
    "da": "og det er ikke til som med på den af jeg har hvis eller efter kan",
    "de": "der die und ist nicht das den von mit sie auch auf für ein eine werden",
    "en": "the and of to is that it you for with are not this be have from",
    "es": "el la los que de y en una por con para las del no es su",
    "fr": "le la les et des est que une dans pour pas vous qui sur du ce",
    "it": "il che di per una è non con sono della gli nel anche più dei le",
    "nl": "de het een van en niet dat is op te voor zijn met ook aan bij",
    "pl": "nie się jest na do że to jak ale przez dla po są czy lub od",
    "pt": "o que de não uma para com os em do da mais por como você seu",
    "sv": "och att det som är inte på för med av jag har den till om eller",
}
"""The commonest words of languages in Latin letters."""
_SHARE_OF_LETTERS = 0.02
_SHARE_OF_WORDS = 0.1
_FEWEST_WORDS = 9
"""How many of the commonest words there must be at least, and one more."""


def language_of_text(text: str) -> str:
    """Return the language that a text seems to be in, by its letters or by its commonest words, or an empty string."""
    letters = sum(map(str.isalpha, text))
    is_latin = 2 * len(re.findall("[A-Za-z]", text)) > letters
    for tag, pattern in () if is_latin else _SCRIPTS:
        if letters and len(re.findall(pattern, text)) > _SHARE_OF_LETTERS * letters:
            return tag
    words = re.findall(r"[^\W\d_]+", text.lower())
    counts = {tag: sum(map(set(common.split()).__contains__, words)) for tag, common in _WORDS.items()}
    best, second = sorted(counts, key=lambda tag: -counts[tag])[:2]
    is_clear = counts[best] > max(counts[second], _SHARE_OF_WORDS * len(words), _FEWEST_WORDS)
    return best if is_clear else ""
