"""Fields of a form without an appearance -> what they look like: box, border, value (ISO 32000-1, 12.5.6.19, 12.7)."""

from dataclasses import dataclass, replace

from pikepdf import Array, Dictionary, Matrix, Name, Object, Pdf, Stream, String

from bookbuild.imposition.drawing import border_of, coloured, sign
from bookbuild.imposition.field_text import TextStyle, is_showable, shown_text, text_style
from bookbuild.imposition.pdf_values import dictionary_in, inherited, number_in, upright
from bookbuild.imposition.placing import Box

_MULTILINE, _PASSWORD, _RADIO, _BUTTON, _COMB = 1 << 12, 1 << 13, 1 << 15, 1 << 16, 1 << 24
"""Flags of fields (ISO 32000-1, 12.7.4)."""
_OFF = Name.Off
_MARKS = {"4": "check", "l": "disc", "8": "cross", "u": "square", "n": "square", "H": "disc"}
"""The marks for the characters of ZapfDingbats that forms choose from."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field's widget on a page, and the form that it belongs to."""

    widget: Object
    form: Object

    @property
    def kind(self) -> Object | None:
        """Return /Tx, /Ch, /Btn or /Sig."""
        return inherited(self.widget, "/FT")

    @property
    def flags(self) -> int:
        """Return the flags of the field."""
        value = inherited(self.widget, "/Ff")
        return int(value) if isinstance(value, int) else 0

    @property
    def is_button(self) -> bool:
        """Return whether it only starts something when it is clicked."""
        return self.kind == Name.Btn and bool(self.flags & _BUTTON)

    @property
    def state(self) -> Object:
        """Return the state of a check box or radio button."""
        state = self.widget.get("/AS", inherited(self.widget, "/V"))
        return state if isinstance(state, Name) else _OFF

    @property
    def has_text(self) -> bool:
        """Return whether its value is text."""
        return self.kind in (Name.Tx, Name.Ch)

    def set_state(self) -> None:
        """Set a check box or radio button without a state to that of its value."""
        if self.kind == Name.Btn and not self.is_button and "/AS" not in self.widget:
            self.widget.AS = self.state

    @property
    def value(self) -> str:
        """Return the text that the field shows."""
        value = inherited(self.widget, "/V")
        values = list(value) if isinstance(value, Array) else [value]  # a list of several choices
        if not self.has_text or (self.kind == Name.Tx and self.flags & _PASSWORD):
            return ""
        return "\n".join(self._label(str(text)) for text in values if isinstance(text, String))

    def draw(self, pdf: Pdf) -> bool:
        """Draw the widget's appearance, and return whether it shows the whole value."""
        rect = upright(self.widget.get("/Rect"))
        if rect is None:
            return not self.value
        look = dictionary_in(self.widget, "/MK")
        turn = int(number_in(look, "/R", 0)) % 360
        size = (rect.height, rect.width) if turn % 180 else (rect.width, rect.height)
        content, resources = [_frame(self.widget, look, size)], Dictionary()
        if self.kind == Name.Btn:
            content.append(self._mark(size))
        elif self.value and is_showable(self.value):
            style = self._style()
            content.append(shown_text(self.value, size, style))
            resources = Dictionary(Font=Dictionary(F=style.font))
        stream = Stream(pdf, "\n".join(filter(None, content)).encode())
        stream.Type, stream.Subtype, stream.Resources = Name.XObject, Name.Form, resources
        stream.BBox, stream.Matrix = Array([0, 0, *size]), Array(Matrix().rotated(turn).as_array())
        self.widget.AP = Dictionary(N=pdf.make_indirect(stream))
        return is_showable(self.value)

    def _style(self) -> TextStyle:
        appearance = inherited(self.widget, "/DA") or self.form.get("/DA") or ""
        style = text_style(str(appearance), dictionary_in(self.form, "/DR"))
        quadding, cells = inherited(self.widget, "/Q") or self.form.get("/Q"), inherited(self.widget, "/MaxLen")
        return replace(
            style,
            quadding=int(quadding) if isinstance(quadding, int) else 0,
            many_lines=(self.kind == Name.Tx and bool(self.flags & _MULTILINE)) or "\n" in self.value,
            comb=int(cells) if self.flags & _COMB and isinstance(cells, int) else 0,
        )

    def _label(self, value: str) -> str:
        """Return how a choice is shown: options may be pairs of a value and its label."""
        options = inherited(self.widget, "/Opt")
        pairs = [pair for pair in options if isinstance(pair, Array)] if isinstance(options, Array) else []
        return next((str(pair[1]) for pair in pairs if len(pair) > 1 and str(pair[0]) == value), value)

    def _mark(self, size: tuple[float, float]) -> str:
        """Return the mark of a box or button that is on."""
        if self.is_button or self.state == _OFF:
            return ""
        given = str(dictionary_in(self.widget, "/MK").get("/CA", ""))
        shape = _MARKS.get(given, "disc" if self.flags & _RADIO else "check")
        box = Box(0.25 * size[0], 0.25 * size[1], 0.75 * size[0], 0.75 * size[1])
        return sign(shape, box, self._style().colour)


def _frame(widget: Object, look: Object, size: tuple[float, float]) -> str:
    """Return the operators of background and border."""
    border = border_of(widget)
    background, edge = coloured(look.get("/BG"), fill=True), coloured(look.get("/BC"), fill=False)
    inner = border.width / 2
    box = Box(inner, inner, size[0] - inner, size[1] - inner)
    filled = f"q {background} 0 0 {size[0]:.3f} {size[1]:.3f} re f Q" if background else ""
    line = f"{box.left:.3f} {box.bottom:.3f} {box.right - box.left:.3f} {box.top - box.bottom:.3f} re S"
    if border.style == Name.U:
        line = f"0 {inner:.3f} m {size[0]:.3f} {inner:.3f} l S"
    return "\n".join(filter(None, (filled, f"q {border.operators} {edge} {line} Q" if edge and border.width else "")))
