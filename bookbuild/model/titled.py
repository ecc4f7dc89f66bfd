"""What has a title and a subtitle, in plain text and with markup."""

import html


class Titled:
    """Has a title and a subtitle. `title_markup` and `subtitle_markup` are inline XHTML, or empty without markup."""

    __slots__ = ()

    title: str
    subtitle: str
    title_markup: str
    subtitle_markup: str

    @property
    def title_xhtml(self) -> str:
        """Return the title as inline XHTML."""
        return self.title_markup or html.escape(self.title, quote=False)

    @property
    def subtitle_xhtml(self) -> str:
        """Return the subtitle as inline XHTML."""
        return self.subtitle_markup or html.escape(self.subtitle, quote=False)
