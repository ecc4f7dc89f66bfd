"""The order of text that runs in two directions (Unicode Standard Annex 9), and the direction of languages.

For text that is drawn here: covers and sheets. Embeddings and isolates have no part in it; marks of direction do.
Libraries return the reordered text, in which Arabic letters can no longer be joined; drawing needs the levels.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile

_RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ku", "nqo", "ps", "sd", "sdh", "syr", "ug", "ur", "yi"}
)
_SCRIPTS = {"arab": "rtl", "hebr": "rtl", "thaa": "rtl", "syrc": "rtl", "nkoo": "rtl", "latn": "ltr", "cyrl": "ltr",
            "deva": "ltr"}  # fmt: skip
_BRACKETS = {
    "(": ")",
    "[": "]",
    "{": "}",
    "⁅": "⁆",
    "⟨": "⟩",
    "⟦": "⟧",
    "⟪": "⟫",
    "「": "」",
    "『": "』",
    "【": "】",
    "《": "》",
}
_CLOSING = frozenset(_BRACKETS.values())
_STRONG = frozenset("LR")
_NEUTRAL = frozenset({"B", "S", "WS", "ON"})
_IGNORED = frozenset({"BN", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})


def direction_of(language: str) -> str:
    """Return ``rtl`` or ``ltr`` for a language (BCP 47): that of its script, if it names one."""
    main, *subtags = language.lower().split("-")
    named = (_SCRIPTS[subtag] for subtag in subtags if subtag in _SCRIPTS)
    return next(named, "rtl" if main in _RIGHT_TO_LEFT else "ltr")


def direction_of_words(text: str) -> str:
    """Return ``rtl`` or ``ltr`` for a text: that of its first letter that has a direction, or an empty string."""
    kinds = map(unicodedata.bidirectional, text)
    return next(("ltr" if kind == "L" else "rtl" for kind in kinds if kind in {"L", "R", "AL"}), "")


def visual_runs(text: str, direction: str) -> Iterator[tuple[int, int, str]]:
    """Yield the runs of a line from left to right: (start, end, direction). The text of a run is in logical order.

    `direction` is that of the paragraph, ``ltr`` or ``rtl``.
    """
    levels = _levels(text, 1 if direction == "rtl" else 0)
    runs, start = [], 0
    for level, group in groupby(levels):
        end = start + len(list(group))
        runs.append((start, end, level))
        start = end
    for level in range(max(levels, default=0), 0, -1):  # rule L2
        runs = _reversed_at(runs, level)
    yield from ((start, end, "rtl" if level % 2 else "ltr") for start, end, level in runs)


def _reversed_at(runs: Sequence[tuple[int, int, int]], level: int) -> list[tuple[int, int, int]]:
    ordered: list[tuple[int, int, int]] = []
    for is_deep, group in groupby(runs, lambda run: run[2] >= level):
        same = list(group)
        ordered += reversed(same) if is_deep else same
    return ordered


def _levels(text: str, base: int) -> list[int]:
    """Return the embedding level of each character of a line."""
    own = "R" if base else "L"
    kinds = [_kind(character) for character in text]
    seen = [index for index, kind in enumerate(kinds) if kind not in _IGNORED]
    resolved = _resolve_weak([kinds[index] for index in seen], own)
    _resolve_brackets([text[index] for index in seen], resolved, own)
    _resolve_neutral(resolved, own)
    levels = [base] * len(text)
    for index, kind in zip(seen, resolved, strict=True):
        levels[index] = _level(kind, base)
    for index, kind in enumerate(kinds):  # what is not seen goes with what is before it
        if kind in _IGNORED and index:
            levels[index] = levels[index - 1]
    for index in range(len(text) - 1, -1, -1):  # rule L1: white space at the end
        if kinds[index] not in {"WS", "B", "S"} | _IGNORED:
            break
        levels[index] = base
    return levels


def _kind(character: str) -> str:
    return unicodedata.bidirectional(character) or "L"


def _level(kind: str, base: int) -> int:
    """Return the level of a resolved kind (rules I1 and I2)."""
    if base % 2:
        return base if kind == "R" else base + 1
    return base + {"L": 0, "R": 1}.get(kind, 2)


def _resolve_weak(kinds: list[str], own: str) -> list[str]:
    """Return the kinds without marks, separators and terminators (rules W1 to W7)."""
    kinds, before, strong = list(kinds), own, own
    for index, kind in enumerate(kinds):
        if kind == "NSM":
            kinds[index] = before
        elif kind == "EN" and strong == "AL":
            kinds[index] = "AN"
        if kinds[index] in {"L", "R", "AL"}:
            strong = kinds[index]
        before = kinds[index]
    kinds = ["R" if kind == "AL" else kind for kind in kinds]
    for index in range(1, len(kinds) - 1):
        left, kind, right = kinds[index - 1 : index + 2]
        if left == right and ((kind == "ES" and left == "EN") or (kind == "CS" and left in {"EN", "AN"})):
            kinds[index] = left
    _join_terminators(kinds)
    kinds = ["ON" if kind in {"ES", "ET", "CS"} else kind for kind in kinds]
    strong = own
    for index, kind in enumerate(kinds):
        if kind in _STRONG:
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[index] = "L"
    return kinds


def _join_terminators(kinds: list[str]) -> None:
    """Make the terminators beside a number, such as ``%``, a part of it (rule W5)."""
    start = 0
    for is_terminator, group in groupby(list(kinds), lambda kind: kind == "ET"):
        end = start + len(list(group))
        if is_terminator and ((start and kinds[start - 1] == "EN") or (end < len(kinds) and kinds[end] == "EN")):
            kinds[start:end] = ["EN"] * (end - start)
        start = end


def _resolve_brackets(text: Sequence[str], kinds: list[str], own: str) -> None:
    """Set both brackets of a pair to the direction of what is in them, or of what is before (rule N0)."""
    for opening, closing in _bracket_pairs(text, kinds):
        inside = {_strong(kind) for kind in kinds[opening + 1 : closing]} & _STRONG
        if not inside:
            continue
        before = next((_strong(kind) for kind in reversed(kinds[:opening]) if _strong(kind)), own)
        direction = own if own in inside or before == own else before
        for bracket in (opening, closing):
            kinds[bracket] = direction
            marks = takewhile(
                lambda index: unicodedata.bidirectional(text[index]) == "NSM", range(bracket + 1, len(text))
            )
            for index in marks:
                kinds[index] = direction


def _bracket_pairs(text: Sequence[str], kinds: Sequence[str]) -> list[tuple[int, int]]:
    waiting: list[tuple[str, int]] = []
    pairs = []
    for index, (character, kind) in enumerate(zip(text, kinds, strict=True)):
        if kind != "ON":
            continue
        if character in _BRACKETS:
            waiting.append((_BRACKETS[character], index))
        elif character in _CLOSING:
            depth = next((depth for depth in range(len(waiting) - 1, -1, -1) if waiting[depth][0] == character), None)
            if depth is not None:
                pairs.append((waiting[depth][1], index))
                del waiting[depth:]
    return sorted(pairs)


def _resolve_neutral(kinds: list[str], own: str) -> None:
    """Set what has no direction to that of its neighbours if they agree, else to the paragraph's (rules N1 and N2)."""
    start = 0
    for is_neutral, group in groupby(list(kinds), lambda kind: kind in _NEUTRAL):
        end = start + len(list(group))
        if is_neutral:
            before = _strong(kinds[start - 1]) if start else own
            after = _strong(kinds[end]) if end < len(kinds) else own
            kinds[start:end] = [before if before == after else own] * (end - start)
        start = end


def _strong(kind: str) -> str:
    """Return the direction of a kind; numbers count as right to left, and what has none is an empty string."""
    return {"L": "L", "R": "R", "EN": "R", "AN": "R"}.get(kind, "")
