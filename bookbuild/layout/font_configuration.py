"""A configuration of Fontconfig with the book's typefaces and no font of the machine.

WeasyPrint loads the machine's configuration, which the environment names. That variable is not changed, since code that
uses WeasyPrint in the same process needs the machine's fonts.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import FunctionType, SimpleNamespace
from typing import Any

from weasyprint.text import fonts
from weasyprint.text.ffi import ffi, fontconfig

from bookbuild.layout.libraries import open_library
from bookbuild.system.font_files import FontFolder

_FILE = Path(__file__).with_name("fonts.conf")
_DECLARATIONS = """
    FcConfig * FcConfigCreate (void);
    FcBool FcConfigBuildFonts (FcConfig *config);
"""


class BookFontConfiguration(fonts.FontConfiguration):  # type: ignore[misc]  # WeasyPrint ships no types
    """WeasyPrint's fonts of a document, but for those of the machine."""

    def __init__(self) -> None:
        initialise = fonts.FontConfiguration.__init__
        names = {**vars(fonts), "fontconfig": _Fontconfig()}
        # The same code, to which `fontconfig` is the one below.
        FunctionType(initialise.__code__, names, closure=initialise.__closure__)(self)
        self._folder = FontFolder()
        self.learned: Callable[[], Any] = lambda: None
        """Returns the root of the document whose words were shaped last, while there is one (`accelerators.lines`)."""

    def __del__(self) -> None:
        """Do nothing: the files end with their folder."""


class _Fontconfig(SimpleNamespace):
    """The library, of which the function that loads the machine's configuration loads ours."""

    def __getattr__(self, name: str) -> Any:
        return getattr(fontconfig, name)

    def FcInitLoadConfigAndFonts(self) -> Any:  # noqa: N802 - the library's name
        """Return a new configuration from our file."""
        own, library = _library()
        config = ffi.cast("FcConfig *", int(own.cast("uintptr_t", library.FcConfigCreate())))
        fontconfig.FcConfigParseAndLoadFromMemory(config, _FILE.read_bytes(), True)  # noqa: FBT003 - C has no keywords
        library.FcConfigBuildFonts(config)
        return config


@cache
def _library() -> tuple[Any, Any]:
    return open_library("fontconfig", 1, _DECLARATIONS)
