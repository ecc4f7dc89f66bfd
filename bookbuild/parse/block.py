"""The metadata block: YAML composed to nodes and made plain texts, each with its dotted key and its line.

YAML's implicit types are not used: a value is the text that stands in the file, so ``010``, ``12:30`` and ``no`` stay
what they are. Only null (``~``, ``null`` or nothing) counts as no value.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from bookbuild.diagnostics import Diagnostic, Outcome, diagnose
from bookbuild.parse.characters import legal

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MOST_ALIASES = 50
_MOST_NODES = 10_000
_DEEPEST = 50
_OPENING = ":?-[{"
"""Each list and each mapping has one of these signs at least."""
_NULL = "tag:yaml.org,2002:null"

_HINTS = {
    "mapping values": "put a text that holds a colon between quotes",
    "cannot start any token": "indent with spaces, and put a text that begins with a sign between quotes",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands at a dotted key: a text, a list of texts, or (`None`) keys of its own."""

    value: str | tuple[str, ...] | None
    line: int


class _FaultError(Exception):
    """The block cannot be read; `line` counts from 0."""

    def __init__(self, code: str, message: str, line: int, hint: str = "") -> None:
        super().__init__(message)
        self.code, self.line, self.hint = code, line, hint

    def at(self, path: str) -> Diagnostic:
        return diagnose(self.code, str(self), path, self.line + 1, self.hint)


def read_block(block: str, path: str) -> Outcome[Mapping[str, Entry] | None]:
    """Read a metadata block. Its lines are the file's (empty lines stand for what is above it)."""
    try:
        _guard(block)
        root = yaml.compose(block, Loader=_LOADER)
        return Outcome(_entries(root))
    except yaml.YAMLError as error:
        return Outcome(None, (_syntax_fault(error, block).at(path),))
    except _FaultError as fault:
        return Outcome(None, (fault.at(path),))


def _guard(block: str) -> None:
    """Refuse what would overwhelm the composer, which is recursive and follows aliases, before it is called."""
    if "*" not in block and sum(map(block.count, _OPENING)) <= _DEEPEST:
        return  # as nearly every block: it cannot be too deep
    depth = aliases = 0
    for event in yaml.parse(block, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        aliases += isinstance(event, yaml.AliasEvent)
        if depth > _DEEPEST:
            raise _FaultError("metadata-syntax", f"keys are nested deeper than {_DEEPEST} levels", _line(event))
        if aliases > _MOST_ALIASES:
            raise _FaultError("metadata-aliases", f"more than {_MOST_ALIASES} aliases are used", _line(event))


def _line(place: yaml.Event | yaml.Node) -> int:
    return place.start_mark.line if place.start_mark else 0


def _syntax_fault(error: yaml.YAMLError, block: str) -> _FaultError:
    mark = getattr(error, "problem_mark", None)
    line = mark.line if mark else block.count("\n", 0, getattr(error, "position", 0))
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", ""))
    hint = next((hint for sign, hint in _HINTS.items() if sign in problem), "")
    return _FaultError("metadata-syntax", f"the metadata block is not valid YAML: {problem}", line, hint)


def _entries(root: yaml.Node | None) -> Mapping[str, Entry]:
    if root is None or root.tag == _NULL:
        return {}
    if not isinstance(root, yaml.MappingNode):
        hint = "write lines of the form key: value"
        raise _FaultError("metadata-syntax", "the metadata block holds no keys", _line(root), hint)
    leaves = _Leaves()
    leaves.add_mapping("", root)
    return leaves.entries


class _Leaves:
    """The leaves of a tree of nodes under their dotted keys, gathered within bounds."""

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}
        self._nodes = 0
        self._open: list[yaml.Node] = []

    def add_mapping(self, prefix: str, mapping: yaml.MappingNode) -> None:
        self._enter(mapping)
        for name, node in mapping.value:
            if not isinstance(name, yaml.ScalarNode):
                raise _FaultError("metadata-syntax", "a key is not a text", _line(name))
            self._add(f"{prefix}{legal(name.value)}", node, _line(name))
        self._open.pop()

    def _enter(self, node: yaml.Node) -> None:
        self._nodes += 1 + len(node.value)
        if self._nodes > _MOST_NODES:
            message = f"there are more than {_MOST_NODES} values, aliases followed"
            raise _FaultError("metadata-aliases", message, _line(node))
        if any(node is opened for opened in self._open):
            raise _FaultError("metadata-aliases", "an alias stands within what it names", _line(node))
        self._open.append(node)

    def _add(self, key: str, node: yaml.Node, line: int) -> None:
        if node.tag == _NULL:
            return
        if key in self.entries:
            first = self.entries[key].line
            raise _FaultError("metadata-syntax", f"the key {key} stands here again; it is on line {first} too", line)
        self.entries[key] = Entry(self._value(node), line + 1)
        if isinstance(node, yaml.MappingNode):
            self.add_mapping(f"{key}.", node)
        elif isinstance(node, yaml.SequenceNode):
            self._add_sequence(key, node, line)

    def _value(self, node: yaml.Node) -> str | tuple[str, ...] | None:
        if isinstance(node, yaml.ScalarNode):
            return legal(node.value).strip()
        if isinstance(node, yaml.SequenceNode) and all(isinstance(item, yaml.ScalarNode) for item in node.value):
            return tuple(legal(item.value).strip() for item in node.value if item.tag != _NULL)
        return None

    def _add_sequence(self, key: str, sequence: yaml.SequenceNode, line: int) -> None:
        self._enter(sequence)
        if self.entries[key].value is None:
            for position, item in enumerate(sequence.value):
                self._add(f"{key}.{position}", item, line)
        self._open.pop()
