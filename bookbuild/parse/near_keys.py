"""Keys of a metadata block that are nearly, but not quite, keys with a meaning."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bookbuild.diagnostics import Diagnostic, diagnose
from bookbuild.parse.block import Entry, Vocabulary

_PARTS = {"article": "article.title", "chapter": "chapter.number", "taxonomy": "taxonomy.tag"}
"""Keys that hold others, and what a text in their place may be meant for."""
_SHOWN = 5
"""Keys that a message names."""
_TRUTHS = frozenset({"true", "false", "yes", "no"})


@dataclass(frozen=True, slots=True)
class NearKey:
    """A key as it is written, and the one that is meant. `is_read` is whether only case or hyphens differ."""

    key: str
    meant: str
    line: int
    is_read: bool


def near_keys(entries: Mapping[str, Entry], vocabulary: Vocabulary) -> list[NearKey]:
    """Return the keys of a block that are no known ones, but nearly."""
    own = {key for names in vocabulary.keys.values() for key in names}
    found = []
    for key, entry in entries.items():
        is_inside = any(key.startswith(f"{known}.") for known in own)
        if key in own or is_inside or entry.value is None:
            continue
        inner = _inner_of(key, own)
        meant = inner or _part_meant(key, entry, own) or vocabulary.meant_by(key) or _near_part(key, vocabulary)
        if meant:
            is_read = (bool(inner) or vocabulary.is_same(key, meant)) and meant not in entries
            found.append(NearKey(key, meant, entry.line, is_read))
    return found


def _inner_of(key: str, own: set[str]) -> str:
    """Return the key of the whole block that stands within one of its parts, ``article.draft``, or nothing."""
    part, _, inner = key.partition(".")
    return inner if part in ("article", "chapter") and inner in own else ""


def _part_meant(key: str, entry: Entry, own: set[str]) -> str:
    is_switch = isinstance(entry.value, str) and entry.value.lower() in _TRUTHS
    return "" if is_switch or _PARTS.get(key) not in own else _PARTS[key]


def _near_part(key: str, vocabulary: Vocabulary) -> str:
    """Return what a key is meant for that is nearly one of those that hold others, or nothing."""
    own = {known for names in vocabulary.keys.values() for known in names}
    is_known = "." in key or vocabulary.has(key)
    return (
        ""
        if is_known
        else next((_PARTS[part] for part in _PARTS if vocabulary.is_near(key, part) and _PARTS[part] in own), "")
    )


def with_meant(entries: Mapping[str, Entry], near: Iterable[NearKey]) -> Mapping[str, Entry]:
    """Return entries, with those that are read under the key that is meant."""
    renamed = {one.key: one.meant for one in near if one.is_read}
    return {renamed.get(key, key): entry for key, entry in entries.items()}


def faults(near: Iterable[NearKey], path: str) -> list[Diagnostic]:
    """Return one diagnostic for the keys that are read, and one for those that are not."""
    groups = [[one for one in near if one.is_read is is_read] for is_read in (True, False)]
    return [_fault(group, path) for group in groups if group]


def _fault(group: list[NearKey], path: str) -> Diagnostic:
    names, meant = _listed(one.key for one in group), _listed(dict.fromkeys(one.meant for one in group))
    word = "key" if len(group) == 1 else "keys"
    if group[0].is_read:
        message, hint = f"the {word} {names} was read as {meant}", f"write {meant}"
        message = message if len(group) == 1 else message.replace(" was ", " were ")
    else:
        message, hint = f"unknown {word} {names}", f"did you mean {meant}?"
    return diagnose("metadata-key", message, path, group[0].line, hint)


def _listed(names: Iterable[str]) -> str:
    shown = [repr(name) for name in names]
    if len(shown) > _SHOWN:
        shown[_SHOWN:] = [f"{len(shown) - _SHOWN} more"]
    return " and ".join([*([", ".join(shown[:-1])] if shown[:-1] else []), shown[-1]])
