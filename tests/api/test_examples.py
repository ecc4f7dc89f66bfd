"""The examples of docs/api.md run, in order, as a reader would type them."""

import inspect
import re
from pathlib import Path

import pytest

import bookbuild
from tests.book import BookProject

PAGE = (Path(__file__).parents[2] / "docs" / "api.md").read_text("utf-8")
FUNCTIONS = ("build", "check", "contents", "editions", "impose", "metadata")


def test_the_examples_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Each example of the page does what the page states, on a small project."""
    book = BookProject(tmp_path / "book").config(title="Bread and Work").article(1).article(2, chapter=2)
    monkeypatch.chdir(tmp_path)
    examples = re.findall(r"(?ms)^```python\n(.*?)^```", PAGE)
    names: dict[str, object] = {}
    for example in examples:
        exec(compile(example, "docs/api.md", "exec"), names)  # noqa: S102 - our own page
    assert len(examples) >= len(FUNCTIONS)
    assert sorted(book.files()) == ["bread-and-work.epub", "bread-and-work.pdf", "bread-and-work.sheets.pdf"]
    said = capsys.readouterr()
    assert "making the PDF of 'bread-and-work': 0%\n" in said.out
    assert "\n  Article 2 (1 min)\n" in said.out
    assert said.err == ""


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_page_has_every_argument_and_its_default(name: str) -> None:
    """The page shows each function with all its arguments, as they are."""
    function = getattr(bookbuild, name)
    written = re.search(rf"(?m)^`bookbuild\.{name}\((.*)\)`", PAGE)
    assert written
    parameters = inspect.signature(function).parameters.values()
    positional = [_plain(one) for one in parameters if one.kind is one.POSITIONAL_OR_KEYWORD]
    keywords = [_plain(one) for one in parameters if one.kind is one.KEYWORD_ONLY]
    assert written[1] == ", ".join([*positional, *(["*", *keywords] if keywords else [])])


def _plain(parameter: inspect.Parameter) -> str:
    if parameter.default is parameter.empty:
        return parameter.name
    default = f'"{parameter.default}"' if isinstance(parameter.default, str) else repr(parameter.default)
    return f"{parameter.name}={default}"


def test_the_page_has_every_attribute_of_the_results() -> None:
    """What a result or a file of one has is on the page; how a PDF was rebuilt is for the manifest alone."""
    results = [
        bookbuild.BuildResult,
        bookbuild.CheckResult,
        bookbuild.ContentsResult,
        bookbuild.EditionsResult,
        bookbuild.ImposeResult,
        bookbuild.MetadataResult,
    ]
    classes = (*results, bookbuild.OutputFile, bookbuild.ShopRuling, bookbuild.ContentsRow, bookbuild.EditionRow)
    names = {name for one in classes for name in _attributes(one)}
    unnamed = {name for name in names if not re.search(rf"`(\w+\.)?{name}`", PAGE)}
    assert unnamed == {"parts", "laid_out", "cached", "pages_changed"}


def _attributes(result: type) -> set[str]:
    return {name for name in dir(result) if not name.startswith("_") and not callable(getattr(result, name, None))}
