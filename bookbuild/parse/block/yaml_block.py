"""YAML of a metadata block -> entries. Nodes are composed, and YAML's implicit types are not used.

Only null (``~``, ``null`` or nothing) counts as no value.
"""

import re

import yaml

from bookbuild.parse.block.entries import MAX_DEPTH, MAX_VALUES, BlockError, Entry
from bookbuild.parse.characters import xml_text

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAX_ALIASES = 50
_OPENING = ":?-[{"
"""Every list and every mapping contains at least one of these characters."""
_NULL = "tag:yaml.org,2002:null"

_INDENTED = re.compile(r" +([\w.-]+:)(?:\s|$)")
_TAB = re.compile(r" *\t")
_HINTS = {
    "mapping values": "put a text that contains a colon between quotes",
    "cannot start any token": "indent with spaces, and put a text that begins with a special character between quotes",
}


def read_yaml(block: str) -> tuple[dict[str, Entry], list[BlockError]]:
    """Return the entries of a block, and the keys that are there twice as faults.

    Raises:
        BlockError: if it cannot be read.
    """
    try:
        _guard(block)
        return _entries(yaml.compose(block, Loader=_LOADER), block)
    except yaml.YAMLError as error:
        raise _syntax_fault(error, block) from error


def _guard(block: str) -> None:
    """Raise BlockError for nesting or aliases that would overwhelm the composer, which is recursive."""
    if "*" not in block and sum(map(block.count, _OPENING)) <= MAX_DEPTH:
        return  # true of nearly every block: too few brackets to be nested too deeply
    depth = aliases = 0
    for event in yaml.parse(block, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        aliases += isinstance(event, yaml.AliasEvent)
        if depth > MAX_DEPTH:
            raise BlockError(f"keys are nested deeper than {MAX_DEPTH} levels", _line(event))
        if aliases > _MAX_ALIASES:
            message = f"more than {_MAX_ALIASES} aliases are used"
            raise BlockError(message, _line(event), code="metadata-aliases")


def _line(node: yaml.Event | yaml.Node) -> int:
    return node.start_mark.line if node.start_mark else 0


def _syntax_fault(error: yaml.YAMLError, block: str) -> BlockError:
    mark = getattr(error, "problem_mark", None)
    line = mark.line if mark else block.count("\n", 0, getattr(error, "position", 0))
    if (tab := _tab_above(block, line)) >= 0:
        message = "a tab is at the beginning of the line, where only plain spaces may be"
        hint = "write spaces there, as many as the lines beside it begin with"
        return BlockError(f"the metadata block is not valid YAML: {message}", tab, hint)
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", ""))
    if "mapping values" in problem and (indented := _INDENTED.match(block.split("\n")[line])):
        message = "the line is indented, but the key above it has a value already"
        hint = f"take out the spaces at its beginning, {indented[1]}, or put the text above between quotes"
        return BlockError(f"the metadata block is not valid YAML: {message}", line, hint)
    hint = next((hint for sign, hint in _HINTS.items() if sign in problem), "")
    return BlockError(f"the metadata block is not valid YAML: {problem}", line, hint)


def _tab_above(block: str, line: int) -> int:
    """Return the last line, down to the one of a fault, that is indented with a tab, or -1.

    A reader that stumbles over a tab may say so on the next line only.
    """
    indented = [_TAB.match(text) is not None for text in block.split("\n")[: line + 1]]
    return max((number for number, has_tab in enumerate(indented) if has_tab), default=-1)


def _entries(root: yaml.Node | None, block: str) -> tuple[dict[str, Entry], list[BlockError]]:
    if root is None or root.tag == _NULL:
        return {}, []
    if not isinstance(root, yaml.MappingNode):
        hint = "write lines of the form key: value"
        raise BlockError("the metadata block contains no keys", _line(root), hint)
    collector = _EntryCollector(block)
    collector.add_mapping("", root)
    return collector.entries, collector.faults


class _EntryCollector:
    """Collects the values of a tree of nodes by dotted key, up to a limit."""

    def __init__(self, block: str) -> None:
        self.entries: dict[str, Entry] = {}
        self.faults: list[BlockError] = []
        self._nodes, self._block = 0, block
        self._open: list[yaml.Node] = []

    def add_mapping(self, prefix: str, mapping: yaml.MappingNode) -> None:
        self._enter(mapping)
        for name, node in mapping.value:
            if not isinstance(name, yaml.ScalarNode):
                raise BlockError("a key must be plain text", _line(name), "write lines of the form key: value")
            self._add(f"{prefix}{xml_text(name.value)}", node, _line(name))
        self._open.pop()

    def _enter(self, node: yaml.Node) -> None:
        self._nodes += 1 + len(node.value)
        if self._nodes > MAX_VALUES:
            message = f"there are more than {MAX_VALUES} values after aliases are expanded"
            raise BlockError(message, _line(node), code="metadata-aliases")
        if any(node is opened for opened in self._open):
            message = "an alias refers to the list or mapping that contains it"
            raise BlockError(message, _line(node), code="metadata-aliases")
        self._open.append(node)

    def _add(self, key: str, node: yaml.Node, line: int) -> None:
        if node.tag == _NULL:
            return
        if key in self.entries:
            first = self.entries[key].line
            message = f"duplicate key {key}; it is already set on line {first}"
            self.faults.append(BlockError(message, line, "delete one of the two"))
            return
        self.entries[key] = Entry(self._value(node), line + 1, self._source(node))
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

    def _source(self, node: yaml.Node) -> str:
        """Return a list or mapping in brackets as it is written, if it is on one line."""
        is_short = node.start_mark.line == node.end_mark.line
        if not isinstance(node, yaml.CollectionNode) or not node.flow_style or not is_short:
            return ""
        return self._block.split("\n")[node.start_mark.line][node.start_mark.column : node.end_mark.column]

    def _add_sequence(self, key: str, sequence: yaml.SequenceNode, line: int) -> None:
        self._enter(sequence)
        if self.entries[key].value is None:
            for position, item in enumerate(sequence.value):
                self._add(f"{key}.{position}", item, line)
        self._open.pop()
