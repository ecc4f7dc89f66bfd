"""How citeproc-py writes what a style wants italic, bold and the like: as XHTML."""

from citeproc.string import String

from bookbuild.citations.styles import HIDDEN


class _Formatter:
    """The interface that citeproc-py asks of a formatter: functions whose names begin with capitals."""

    @staticmethod
    def preformat(text: object) -> String:
        """Return a text of a style."""
        return String(str(text).translate(HIDDEN))

    Italic = Oblique = staticmethod(lambda text: String(f"<i>{text}</i>"))
    Bold = staticmethod(lambda text: String(f"<b>{text}</b>"))
    Light = staticmethod(String)
    Underline = staticmethod(lambda text: String(f"<u>{text}</u>"))
    Superscript = staticmethod(lambda text: String(f"<sup>{text}</sup>"))
    Subscript = staticmethod(lambda text: String(f"<sub>{text}</sub>"))
    SmallCaps = staticmethod(lambda text: String(f'<span class="small-caps">{text}</span>'))


FORMATTER = _Formatter()
