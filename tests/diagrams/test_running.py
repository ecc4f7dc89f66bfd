"""A program run for one diagram."""

from pathlib import Path

import pytest

from bookbuild.diagrams import DiagramError, command_of, draw, running
from tests.diagrams.given import DRAWING, SVG, command


def test_text_in_and_drawing_out(tmp_path: Path) -> None:
    """A program reads the text from its input and prints the drawing."""
    assert draw(command(tmp_path, DRAWING), "a -> b\n", "dot") == f"{SVG.format('a -> b')}\n".encode()


def test_files_in_and_out(tmp_path: Path) -> None:
    """A program whose command has places for files gets them, with the kind as the ending."""
    script = (
        "import sys\nopen(sys.argv[2], 'w').write('<svg>' + sys.argv[1][-4:] + open(sys.argv[1]).read() + '</svg>')"
    )
    assert draw(command(tmp_path, script, "{input}", "{output}"), "x", "d2") == b"<svg>m.d2x</svg>"


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("import sys\nsys.exit('line 3: no such node\\nmore')", "line 3: no such node"),
        ("raise SystemExit(4)", "the program ended with status 4"),
        ("print('Syntax error in line 1')\nraise SystemExit(1)", "Syntax error in line 1"),
        ("pass", "the program writes nothing"),
        ("print('PNG')", "what the program writes is no SVG"),
    ],
)
def test_what_goes_wrong(tmp_path: Path, script: str, message: str) -> None:
    """A program that fails, or writes no drawing, is an error with the first line that it says."""
    with pytest.raises(DiagramError) as raised:
        draw(command(tmp_path, script), "x", "dot")
    assert str(raised.value) == message


def test_a_program_that_does_not_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program is ended after some time."""
    monkeypatch.setattr(running, "SECONDS", 0.2)
    with pytest.raises(DiagramError, match=r"more than 0\.2 seconds"):
        draw(command(tmp_path, "import time\ntime.sleep(60)"), "x", "dot")


def test_secrets_are_not_handed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program sees no variable but those that it needs to start, and its home is a folder of its own."""
    monkeypatch.setenv("API_TOKEN", "secret")
    script = "import os\nprint('<svg>', sorted(os.environ), os.environ['HOME'] == os.getcwd(), '</svg>')"
    said = draw(command(tmp_path, script), "x", "dot").decode()
    assert "API_TOKEN" not in said
    assert "True" in said


def test_no_shell_reads_the_command(tmp_path: Path) -> None:
    """What a shell would take for a sign is an argument like others."""
    script = "import sys\nprint('<svg>' + sys.argv[1] + '</svg>')"
    assert draw(command(tmp_path, script, "$(id); x > y"), "x", "dot") == b"<svg>$(id); x > y</svg>\n"


def test_a_missing_program(tmp_path: Path) -> None:
    """A program that there is not is named."""
    with pytest.raises(DiagramError, match="there is no program 'no-such-program'"):
        command_of(["no-such-program", "-Tsvg"], tmp_path)


def test_a_changed_script_is_another_command(tmp_path: Path) -> None:
    """What a command is known by changes with the files of the project that it names."""
    first, again = command(tmp_path, DRAWING), command(tmp_path, DRAWING)
    assert first.digest == again.digest
    assert command(tmp_path, f"{DRAWING}\n").digest != first.digest
