"""The program holds nothing that it does not use."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

PROGRAM = Path(__file__).parents[2] / "bookbuild"
WORD = re.compile(r"\w+")


def defined(module: ast.Module) -> Iterator[str]:
    """Yield the names that a module defines at its top level, but for those that a decorator hands on."""
    for node in module.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.decorator_list:
            yield node.name
        elif isinstance(node, ast.Assign):
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id


def test_every_name_is_used() -> None:
    """A private name is used in its module, and a public one somewhere in the program, not by tests alone."""
    texts = {file: file.read_text("utf-8") for file in PROGRAM.rglob("*.py")}
    within = {file: Counter(WORD.findall(text)) for file, text in texts.items()}
    everywhere = sum(within.values(), Counter[str]())
    unused = [
        f"{file.relative_to(PROGRAM)}: {name}"
        for file, text in texts.items()
        for name in defined(ast.parse(text))
        if not name.startswith("__") and (within[file] if name.startswith("_") else everywhere)[name] < 2
    ]
    assert unused == []
