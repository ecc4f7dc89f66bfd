"""Why a diagram is not drawn."""


class DiagramError(Exception):
    """Raised when a program draws no diagram; the message says why, and `hint` what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint
