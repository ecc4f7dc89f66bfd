"""The metadata block: YAML composed to nodes and converted to plain text values, each with its dotted key and its line.

YAML's implicit types are not used: a value is the text as it is in the file, so ``010``, ``12:30`` and ``no`` stay
what they are. Only null (``~``, ``null`` or nothing) counts as no value.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from bookbuild.diagnostics import Diagnostic, Outcome, diagnose
from bookbuild.parse.characters import xml_text

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAX_ALIASES = 50
_MAX_NODES = 10_000
_MAX_DEPTH = 50
_OPENING = ":?-[{"
"""Every list and every mapping contains at least one of these characters."""
_NULL = "tag:yaml.org,2002:null"

_HINTS = {
    "mapping values": "put a text that contains a colon between quotes",
    "cannot start any token": "indent with spaces, and put a text that begins with a special character between quotes",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """The value of a dotted key: a text, a list of texts, or None for a nested mapping."""

    value: str | tuple[str, ...] | None
    line: int


class _FaultError(Exception):
    """Raised when the block cannot be read; `line` counts from 0."""

    def __init__(self, code: str, message: str, line: int, hint: str = "") -> None:
        super().__init__(message)
        self.code, self.line, self.hint = code, line, hint

    def at(self, path: str) -> Diagnostic:
        return diagnose(self.code, str(self), path, self.line + 1, self.hint)


def read_block(block: str, path: str) -> Outcome[Mapping[str, Entry] | None]:
    """Return the entries of a metadata block by key, or None if it cannot be read. Its line numbers are the file's."""
    try:
        _guard(block)
        root = yaml.compose(block, Loader=_LOADER)
        return Outcome(_entries(root))
    except yaml.YAMLError as error:
        return Outcome(None, (_syntax_fault(error, block).at(path),))
    except _FaultError as fault:
        return Outcome(None, (fault.at(path),))


def _guard(block: str) -> None:
    """Raise _FaultError for nesting or aliases that would overwhelm the composer, which is recursive."""
    if "*" not in block and sum(map(block.count, _OPENING)) <= _MAX_DEPTH:
        return  # true of nearly every block: too few brackets to be nested too deeply
    depth = aliases = 0
    for event in yaml.parse(block, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        aliases += isinstance(event, yaml.AliasEvent)
        if depth > _MAX_DEPTH:
            raise _FaultError("metadata-syntax", f"keys are nested deeper than {_MAX_DEPTH} levels", _line(event))
        if aliases > _MAX_ALIASES:
            raise _FaultError("metadata-aliases", f"more than {_MAX_ALIASES} aliases are used", _line(event))


def _line(node: yaml.Event | yaml.Node) -> int:
    return node.start_mark.line if node.start_mark else 0


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
        raise _FaultError("metadata-syntax", "the metadata block contains no keys", _line(root), hint)
    collector = _EntryCollector()
    collector.add_mapping("", root)
    return collector.entries


class _EntryCollector:
    """Collects the values of a tree of nodes by dotted key, up to a limit."""

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}
        self._nodes = 0
        self._open: list[yaml.Node] = []

    def add_mapping(self, prefix: str, mapping: yaml.MappingNode) -> None:
        self._enter(mapping)
        for name, node in mapping.value:
            if not isinstance(name, yaml.ScalarNode):
                raise _FaultError("metadata-syntax", "a key must be plain text", _line(name))
            self._add(f"{prefix}{xml_text(name.value)}", node, _line(name))
        self._open.pop()

    def _enter(self, node: yaml.Node) -> None:
        self._nodes += 1 + len(node.value)
        if self._nodes > _MAX_NODES:
            message = f"there are more than {_MAX_NODES} values after aliases are expanded"
            raise _FaultError("metadata-aliases", message, _line(node))
        if any(node is opened for opened in self._open):
            raise _FaultError(
                "metadata-aliases", "an alias refers to the list or mapping that contains it", _line(node)
            )
        self._open.append(node)

    def _add(self, key: str, node: yaml.Node, line: int) -> None:
        if node.tag == _NULL:
            return
        if key in self.entries:
            first = self.entries[key].line
            raise _FaultError("metadata-syntax", f"duplicate key {key}; it is already set on line {first}", line)
        self.entries[key] = Entry(self._value(node), line + 1)
        if isinstance(node, yaml.MappingNode):
            self.add_mapping(f"{key}.", node)
        elif isinstance(node, yaml.SequenceNode):
            self._add_sequence(key, node, line)

    def _value(self, node: yaml.Node) -> str | tuple[str, ...] | None:
        if isinstance(node, yaml.ScalarNode):
            return xml_text(node.value).strip()
        if isinstance(node, yaml.SequenceNode) and all(isinstance(item, yaml.ScalarNode) for item in node.value):
            return tuple(xml_text(item.value).strip() for item in node.value if item.tag != _NULL)
        return None

    def _add_sequence(self, key: str, sequence: yaml.SequenceNode, line: int) -> None:
        self._enter(sequence)
        if self.entries[key].value is None:
            for position, item in enumerate(sequence.value):
                self._add(f"{key}.{position}", item, line)
        self._open.pop()
