"""The program uses all that it holds, its modules import each other in one direction, and tests say their rules."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from graphlib import TopologicalSorter
from itertools import accumulate
from pathlib import Path

TESTS = Path(__file__).parents[1]
PROGRAM = TESTS.parent / "bookbuild"
WORD = re.compile(r"\w+")
NOQA = re.compile(r"# (?:ruff: )?noqa(?:: [A-Z0-9]+(?:, [A-Z0-9]+)*)?(?P<reason>.*)")
REASON = re.compile(r"(?: -|  #) \S.*")


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


def name_of(file: Path) -> str:
    return ".".join(file.relative_to(PROGRAM.parent).with_suffix("").parts).removesuffix(".__init__")


def imported(name: str, module: ast.Module) -> Iterator[str]:
    """Yield what is loaded when a module is: what it imports at its top level, and the packages that this is in."""
    for node in module.body:
        if isinstance(node, ast.ImportFrom) and node.module:
            for one in (node.module, *(f"{node.module}.{alias.name}" for alias in node.names)):
                packages = accumulate(one.split("."), "{}.{}".format)
                yield from (package for package in packages if not f"{name}.".startswith(f"{package}."))


def test_no_module_imports_itself_by_others() -> None:
    """Modules can be loaded in an order in which each comes after all that it imports."""
    modules = {name_of(file): ast.parse(file.read_text("utf-8")) for file in PROGRAM.rglob("*.py")}
    graph = {name: {*imported(name, module)} & modules.keys() for name, module in modules.items()}
    assert list(TopologicalSorter(graph).static_order())  # raises CycleError, which names the modules


def test_every_test_says_its_rule() -> None:
    """A test has a docstring, or a name of at least five words."""
    tests = [
        (file, node)
        for file in TESTS.rglob("test_*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]
    silent = {
        f"{file.relative_to(TESTS)}: {test.name}"
        for file, test in tests
        if not ast.get_docstring(test) and test.name.count("_") < 5
    }
    assert silent == set()


def test_every_exception_from_a_lint_has_its_reason() -> None:
    """Behind each `noqa` of the program stands why."""
    marks = [
        (file.relative_to(PROGRAM), mark)
        for file in PROGRAM.rglob("*.py")
        for mark in NOQA.finditer(file.read_text("utf-8"))
    ]
    assert [f"{file}: {mark[0]}" for file, mark in marks if not REASON.fullmatch(mark["reason"])] == []
    assert len(marks) > 100
