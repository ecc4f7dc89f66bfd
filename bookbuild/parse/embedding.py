"""Elements that show what is on another website (films, frames) -> links to it, which a book can hold."""

import re
from html import escape

from bookbuild.parse.vocabulary import HREF, LINE, names

PARTS_OF_DRAWINGS = names(
    "animate animatetransform circle clippath defs desc ellipse filter foreignobject g image line lineargradient "
    "marker mask metadata path pattern polygon polyline radialgradient rect stop switch symbol text textpath title "
    "tspan use"
)
"""Elements of SVG."""
EMBEDDING = names("audio embed iframe object source video")
"""Elements that show what is on a website."""
FILMS = names("audio video")
"""Those that may have several files, each in an element of its own."""

_ADDRESS = re.compile(r"(?:https?:)?//[^\s/]+\.\S+", re.IGNORECASE)
_FILM = re.compile(r"(?:https?:)?//(?:www\.)?youtube(?:-nocookie)?\.com/embed/(?P<id>[\w-]{6,})(?:\?.*)?")


def link_to(address: str, words: str, line: int) -> str:
    """Return a link to what an element shows, by its words or else its address; an empty string if it is nowhere on
    the web.
    """
    if not _ADDRESS.fullmatch(address):
        return ""
    film = _FILM.fullmatch(address)
    target = f"https://www.youtube.com/watch?v={film['id']}" if film else address
    target = f"https:{target}" if target.startswith("//") else target
    return f'<a {LINE}="{line}" {HREF}="{escape(target)}">{escape(words or target)}</a> '


def is_choice(name: str, attributes: str) -> bool:
    """Return whether a tag offers a browser other files of a picture, which stands in the element itself."""
    return name == "picture" or (name == "source" and "srcset" in attributes)
