"""The names that the model offers, whose modules are imported when they are used."""

import ast
from importlib import import_module
from pathlib import Path

from bookbuild import model


def test_each_name_is_the_one_that_type_checkers_see() -> None:
    """What the model offers is what it imports for type checkers, and all of it is there."""
    tree = ast.parse(Path(str(model.__file__)).read_text(encoding="utf-8"))
    imports = [node for branch in tree.body if isinstance(branch, ast.If) for node in branch.body]
    seen = {name.name: node.module for node in imports if isinstance(node, ast.ImportFrom) for name in node.names}
    assert sorted(seen) == sorted(model.__all__)
    for name, module in seen.items():
        assert getattr(model, name) is getattr(import_module(str(module)), name)
