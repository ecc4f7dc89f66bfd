"""Digests of sources show whether the layout engine is the one that a patch was written against."""

import inspect
import sys
from importlib import import_module
from types import ModuleType
from typing import Any

import pytest

from bookbuild.layout import accelerators, features
from bookbuild.layout.source_digests import digest_of, source_of

PATCHES = (*accelerators.fitting_accelerators(), *features.fitting_features())
NAMES = sorted({name for patch in PATCHES for name in patch.sources})
CODE = '''
LIMIT = {
    "a": 1,
}

class First:
    """A class.

    Of two paragraphs.
    """

    def one(self):
        return 1

    @property
    def two(self):
        return 2

    @two.setter
    def two(
        self, value
    ):
        self.value = value
        # The end.


def after(value=LIMIT):
    return value
'''


@pytest.fixture
def module(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    (tmp_path / "some_engine.py").write_text(CODE)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "some_engine", raising=False)
    return import_module("some_engine")


def test_a_definition_is_found_by_its_name(module: ModuleType) -> None:
    """Constants, classes, functions and both definitions of a property are found, with decorators and no more."""
    del module
    assert source_of("some_engine:LIMIT") == 'LIMIT = {\n    "a": 1,\n}\n'
    assert source_of("some_engine:First.one") == "    def one(self):\n        return 1\n"
    assert source_of("some_engine:First.two").count("def two") == 2
    assert source_of("some_engine:First.two").startswith("    @property\n")
    assert source_of("some_engine:First").endswith("# The end.\n")
    assert source_of("some_engine:after") == "def after(value=LIMIT):\n    return value\n"
    assert source_of("some_engine") == CODE


@pytest.mark.parametrize("name", ["some_engine:missing", "some_engine:First.missing", "no_such_module:one"])
def test_what_is_not_there_has_no_digest(name: str, module: ModuleType) -> None:
    """A name that the engine does not have fits nothing."""
    del module
    assert digest_of(name) == ""


def found(name: str) -> Any:
    module, _, path = name.partition(":")
    thing: Any = import_module(module)
    for part in filter(None, path.split(".")):
        thing = inspect.getattr_static(thing, part)
    return thing


def is_written_out(thing: Any) -> bool:
    return inspect.isfunction(thing) or (inspect.isclass(thing) and not hasattr(thing, "_fields"))


@pytest.mark.parametrize("name", [name for name in NAMES if is_written_out(found(name))])
def test_a_source_is_the_one_that_inspect_returns(name: str) -> None:
    """The source of each function and class that a patch names is what `inspect` returns."""
    assert source_of(name) == inspect.getsource(found(name))


def test_a_module_that_could_not_be_imported_is_looked_at_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """A library that is missing when a source is first looked for does not leave it unknown."""

    def refuse(_: str) -> ModuleType:
        raise OSError

    name = "json.scanner:py_make_scanner"
    with monkeypatch.context() as patch:
        patch.setattr("bookbuild.layout.source_digests.import_module", refuse)
        assert digest_of(name) == ""
    assert digest_of(name)
