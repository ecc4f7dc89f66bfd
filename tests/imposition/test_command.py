"""``bookbuild impose``, as one types it."""

import io
import shutil
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from bookbuild.cli.entry import run
from tests.book import QUIET, Ran
from tests.imposition.documents import numbered, sides_of
from tests.imposition.paper import lying

CASES = [case for case in sorted((Path(__file__).parents[1] / "cases").iterdir()) if any(case.glob("*.pdf"))]

Impose = Callable[..., Ran]


@pytest.fixture
def impose(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Impose:
    """Run the command in a folder that holds ``booklet.pdf``, of six A5 pages."""
    monkeypatch.chdir(tmp_path)
    for name, value in QUIET.items():
        monkeypatch.setenv(name, value)
    Path("booklet.pdf").write_bytes(numbered(6))

    def imposed(*arguments: str) -> Ran:
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            status = run(["impose", *arguments])
        return Ran(int(status), err.getvalue(), out.getvalue())

    return imposed


def test_the_sheets_are_beside_the_file(impose: Impose) -> None:
    """Without an option, sheets appear as FILE.sheets.pdf, and the program prints how to print them."""
    ran = impose("booklet.pdf")
    assert (ran.status, ran.out) == (0, "")
    assert "booklet.sheets.pdf" in ran.err
    assert ran.err.endswith("2 sheets of A4: print them at 100%, on both sides, turned over at the short edge\n")
    assert len(sides_of(Path("booklet.sheets.pdf").read_bytes())) == 4
    assert sorted(file.name for file in Path().iterdir()) == ["booklet.pdf", "booklet.sheets.pdf"]


def test_every_option_has_its_effect(impose: Impose) -> None:
    """Paper, thickness, signatures, marks, gutter, margin, flip, direction and instructions are taken from the
    options.
    """
    options = (
        "--scheme perfect --paper a3 --thickness 0.2mm --sheets-per-signature 1 --marks fold,crop --gutter 5mm "
        "--margin 0.5in --flip long --rtl --back-cover --instructions -o out/sheets.pdf"
    )
    ran = impose("booklet.pdf", *options.split())
    assert (ran.status, ran.out) == (0, "")
    assert "2 sheets of A3: print them at 100%, on both sides, turned over at the long edge" in ran.err
    sides = sides_of(Path("out/sheets.pdf").read_bytes())
    assert [sorted(ink.page for ink in side) for side in sides] == [[], [], [0, 3], [1, 2], [4, 5], []]
    assert [ink.page for ink in lying(sides[2])] == [0, 3]
    assert [ink.upright for ink in sides[3]] == [False, False]


def test_fitted_pages_are_reported(impose: Impose) -> None:
    """Where pages are scaled, the program prints to what."""
    ran = impose("booklet.pdf", "--scheme", "4up", "--paper", "a4", "--fit")
    assert ran.err.endswith(
        "print them at 100%, on both sides, turned over at the long edge; the pages are at 71% of their size\n"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["none.pdf"], "'none.pdf' does not exist"),
        (["booklet.pdf", "--scheme", "sadle"], "is not one of 'saddle'"),
        (["booklet.pdf", "--paper", "a99"], "known are auto, a5, a4"),
        (["booklet.pdf", "--thickness", "80"], "'80' is not a length"),
        (["booklet.pdf", "--thickness", "8cm"], "at most 2 mm"),
        (["booklet.pdf", "--gutter", "wide"], "'wide' is not a length"),
        (["booklet.pdf", "--marks", "fold,bleed"], "'bleed' is not a mark; known are fold, staple, crop"),
        (["booklet.pdf", "-o", ""], "'-o' / '--output': it is empty"),
        (["booklet.pdf", "-o", "booklet.pdf"], "the file that they are made of"),
    ],
)
def test_a_wrong_command_line_is_reported(impose: Impose, arguments: list[str], said: str) -> None:
    """An option that cannot be read ends the program with status 2, a word on it, and nothing written."""
    before = Path("booklet.pdf").read_bytes()
    ran = impose(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
    assert [file.read_bytes() for file in Path().iterdir()] == [before]


def test_what_cannot_be_written_is_reported(impose: Impose) -> None:
    """An output that has no place ends the program with status 1."""
    ran = impose("booklet.pdf", "-o", "booklet.pdf/sheets.pdf")
    assert ran.status == 1
    assert "error[unwritable-output]" in ran.err


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_has_the_expected_output(impose: Impose, case: Path, tmp_path: Path) -> None:
    """The command in arguments.txt first prints what expected.txt holds; it makes sheets unless that is an error."""
    shutil.copytree(case, tmp_path, dirs_exist_ok=True)
    _, *arguments = (case / "arguments.txt").read_text("utf-8").split()
    ran = impose(*arguments)
    expected = (case / "expected.txt").read_text("utf-8")
    assert f"[{case.name}]: " in expected
    assert ran.err.startswith(expected)
    assert (ran.status == 0) == any(tmp_path.glob("*.sheets.pdf")) == ("error[" not in expected)
