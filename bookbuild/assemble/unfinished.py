"""Addresses without their beginning (``www.example.org``), and those that are none, with the reason."""

import re
from difflib import get_close_matches
from urllib.parse import quote, urlsplit

from bookbuild.model import OUTWARD_SCHEMES

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_DRIVE = re.compile(r"[a-z]:[\\/]|\\\\", re.IGNORECASE)
_MAIL = re.compile(r"[^\s@/:?#]+@[\w-]+(?:\.[\w-]+)+(?:\?\S*)?")
_TELEPHONE = re.compile(r"(?:\+|0)[\d\s()/.-]{6,20}")
_BROKEN_WEB = re.compile(r"(https?)(?::/?|//|:///+)(?=[\w\[])", re.IGNORECASE)
_HOST = re.compile(r"(?!\d+\.)(?:[\w-]+\.)+([^\W\d_]{2,})(?::\d+)?(?=[/?#]|$)")
_DOMAIN = re.compile("com|org|net|edu|gov|int|info|io|dev|app|eu|museum|name|online|site|blog|wiki|academy")
_COUNTRY = re.compile("[a-z]{2}")
_SUFFIX = re.compile("md|py|rs|sh|pl|ps|js|ts|cc|so|hs|go|vb|cs|rb|kt|gz|xz|ai")
"""Domains of countries in which the name of a file more often ends."""
_SAFE = "%/:?#@!$&'()*+,;=~"

_WRITTEN = {
    "http": "http:// and the name of a site",
    "https": "https:// and the name of a site",
    "mailto": "mailto: and an e-mail address",
    "tel": "tel: and a number with its +",
}
_INCOMPLETE = "{target!r} is not a complete address"


def completed(target: str) -> str:
    """Return the address that a target is if its missing beginning is added, or an empty string."""
    if _MAIL.fullmatch(target):
        return f"mailto:{target}"
    if _TELEPHONE.fullmatch(target):
        return "tel:" + re.sub(r"[^\d+]", "", target)
    if broken := _BROKEN_WEB.match(target):
        return _encoded(f"{broken[1].lower()}://{target[broken.end() :]}")
    return _encoded(f"https://{target}") if _begins_with_host(target) else ""


def _begins_with_host(target: str) -> bool:
    match = _HOST.match(target)
    if match is None:
        return False
    domain, path = match[1].lower(), re.split("[?#]", target)[0].lower()
    if target.lower().startswith("www.") or _DOMAIN.fullmatch(domain):
        return True
    is_name_of_file = path.endswith(".md") or ("/" not in path and _SUFFIX.fullmatch(domain))
    return _COUNTRY.fullmatch(domain) is not None and not is_name_of_file


def _encoded(address: str) -> str:
    try:
        parts = urlsplit(address)
        host = parts.netloc.encode("idna").decode()
    except (UnicodeError, ValueError):
        return ""
    return quote(parts._replace(netloc=host).geturl(), safe=_SAFE)


def address_fault(target: str) -> tuple[str, str] | None:
    """Return what is wrong with a target that looks like an address, and a hint; None if it looks like a path."""
    if _DRIVE.match(target):
        hint = "copy the file into the project, and write its path from this article"
        return f"{target!r} is a place on one computer, which no reader has", hint
    match = _SCHEME.match(target)
    if match is None:
        return None
    scheme, rest = match[1].lower(), target[match.end() :]
    if scheme in OUTWARD_SCHEMES:
        return _INCOMPLETE.format(target=target), f"write {_WRITTEN.get(scheme, f'{scheme}: and what follows it')}"
    near = get_close_matches(scheme, sorted(OUTWARD_SCHEMES), 1, 0.75)
    hint = f"did you mean '{near[0]}:{rest}'?" if near else "most addresses begin with https:, mailto: or tel:"
    return f"{target!r} begins with {scheme}:, which is no kind of address that a book knows", hint
