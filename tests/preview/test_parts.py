"""The small parts of the preview."""

import io
import json
import os
import stat
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from bookbuild.cache.input_tracker import InputTracker
from bookbuild.diagnostics import UsageError
from bookbuild.preview.editors import arguments_for, editor_of
from bookbuild.preview.interface_texts import language_for, languages, words_for
from bookbuild.preview.last_shown import LastShown
from bookbuild.preview.png import png
from bookbuild.preview.running import Listening, open_socket, require_libraries
from bookbuild.preview.security import Access
from bookbuild.preview.state_file import RunningPreview
from bookbuild.preview.state_json import changes
from bookbuild.preview.watching import Watcher
from bookbuild.render.qr import qr_rows


@pytest.mark.parametrize("now", [[], [[1], [2]], [[1], [9], [3]], [[0], [1], [2], [3]], [[1], [2], [3], [3]], [[3]]])
def test_changes_lead_from_one_list_to_the_other(now: list[list[int]]) -> None:
    """What is sent of a new state makes the pages of the one before into its own."""
    rows = [[1], [2], [3]]
    change = changes(rows, now)
    rows[change["at"] : change["at"] + change["gone"]] = change["rows"]
    assert rows == now


def test_a_single_changed_page_is_all_that_is_sent() -> None:
    """Pages before and after a change are not sent again."""
    assert changes([[1], [2], [3]], [[1], [9], [3]]) == {"at": 1, "gone": 1, "rows": [[9]]}


def test_a_picture_has_its_pixels() -> None:
    """Rows may be longer in memory than they are wide."""
    rows = b"".join(bytes([value, 1, 2] * 3) + b"padding" for value in (7, 8))
    with Image.open(io.BytesIO(png(rows, 3, 2, 16))) as image:
        assert image.tobytes() == bytes([7, 1, 2] * 3 + [8, 1, 2] * 3)


@pytest.mark.parametrize(
    ("editor", "expected"),
    [
        ("code", ["code", "--goto", "/b/a.md:7"]),
        ("/usr/bin/subl -w", ["/usr/bin/subl", "-w", "/b/a.md:7"]),
        ("gvim", ["gvim", "+7", "/b/a.md"]),
        ("my --row {line} {file}", ["my", "--row", "7", "/b/a.md"]),
    ],
)
def test_each_editor_is_told_the_line_in_its_way(editor: str, expected: list[str]) -> None:
    """The command is a list of words, never a text for a shell."""
    assert arguments_for(editor, Path("/b/a.md"), 7) == expected


def test_an_editor_of_the_terminal_is_not_opened_in_it() -> None:
    """The preview has the terminal; an editor that needs one is used only where it is asked for."""
    assert not editor_of({"EDITOR": "vim"})
    assert editor_of({"EDITOR": "vim", "VISUAL": "code -w"}) == "code -w"
    assert editor_of({"EDITOR": "vim"}, "xterm -e vim") == "xterm -e vim"


def test_every_language_has_every_word() -> None:
    """A language is whole, and has the gaps of the others."""
    english = words_for("en")
    for language in languages():
        words = words_for(language)
        assert words.keys() == english.keys()
        assert all(("{page}" in words[name]) == ("{page}" in text) for name, text in english.items())


def test_the_reader_chooses_the_language() -> None:
    """The browser's languages count in their order, by their weights."""
    assert language_for("pt, de-AT;q=0.9, fr;q=0.8") == "de"
    assert language_for("tlh") == language_for("") == "en"


def test_only_its_user_can_read_where_a_preview_runs(tmp_path: Path) -> None:
    """The address has the token in it. A file of a preview that has ended, or of another machine, is none."""
    preview = RunningPreview.here("http://127.0.0.1:9/secret/")
    preview.write(tmp_path)
    file = tmp_path / ".bookbuild" / "preview.json"
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert RunningPreview.find(tmp_path) is None
    assert not file.exists()
    assert not RunningPreview(1, "http://example.org/secret/").answers()
    (tmp_path / "alive").write_text("bookbuild")
    assert not RunningPreview(1, f"file://127.0.0.1{tmp_path.as_posix()}/").answers()


def test_another_preview_keeps_its_file(tmp_path: Path) -> None:
    """A preview that ends removes its own file, and no other's."""
    other = RunningPreview(1, "http://127.0.0.1:9/other/")
    other.write(tmp_path)
    RunningPreview.here("http://127.0.0.1:9/secret/").remove(tmp_path)
    assert json.loads((tmp_path / ".bookbuild" / "preview.json").read_text())["process"] == 1


def test_the_preview_listens_on_this_machine_only() -> None:
    """No other machine reaches it unless it is shared."""
    with open_socket(Listening()) as opened:
        assert opened.getsockname()[0] == "127.0.0.1"


def test_a_save_is_noticed_once_and_only_if_something_is_different(tmp_path: Path) -> None:
    """Touching a file, or writing what is there already, is no save."""
    file = tmp_path / "a.md"
    file.write_text("one")
    with InputTracker(tmp_path, ()) as inputs:
        file.read_text()
    watcher = Watcher(lambda _: None)
    watcher._inputs = {(one.path, one.is_folder): one for one in inputs.seen()}
    watcher._root = str(tmp_path)
    assert watcher._changed({str(file)}) == []
    file.write_text("two")
    assert watcher._changed({str(tmp_path / "b.md")}) == []
    assert watcher._changed({str(file)}) == ["a.md"]
    assert watcher._changed(None) == []


def test_what_was_shown_last_is_kept(tmp_path: Path) -> None:
    """The pages that were fetched last are there at the next start of the same edition; a damaged file is none."""
    last = LastShown()
    for digest in "abcdefgh":
        last.keep_picture(digest, "960", digest.encode())
    last.save(tmp_path / "no-such-folder", {"edition": "book"})
    (tmp_path / ".bookbuild").mkdir()
    last.save(tmp_path, {"edition": "book", "pages": []})
    again = LastShown.load(tmp_path, "book")
    assert again.picture("h", "960") == b"h"
    assert again.picture("a", "960") is None
    assert not LastShown.load(tmp_path, "large-print").state
    (tmp_path / ".bookbuild" / "preview-last.json").write_text("{")
    assert not LastShown.load(tmp_path, "book").state


def test_a_missing_library_is_told_with_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra, the command says how to get it."""
    monkeypatch.setattr("bookbuild.preview.running.find_spec", lambda name: None if name == "uvicorn" else object())
    with pytest.raises(UsageError, match="uvicorn") as raised:
        require_libraries()
    assert "pip install 'bookbuild[preview]'" in raised.value.diagnostics[0].hint


def test_whoever_looks_on_from_elsewhere_needs_the_token_too() -> None:
    """A shared preview answers at the address of this machine in its network, and at no other name."""
    access = Access.of("secret", 8765, others=("192.168.0.7",))
    assert access.fault("GET", "/secret/", {"host": "192.168.0.7:8765"}) == 0
    assert access.fault("GET", "/", {"host": "192.168.0.7:8765"}) == 404
    assert access.fault("GET", "/secret/", {"host": "192.168.0.8:8765"}) == 421


def test_the_qr_code_of_an_address_is_read_back() -> None:
    """A camera reads the address from the rows that are printed."""
    rows = qr_rows("http://192.168.0.7:8765/a-token/")
    image = Image.new("L", (len(rows[0]), len(rows)), 255)
    image.putdata([0 if dark else 255 for row in rows for dark in row])
    (found,) = zxingcpp.read_barcodes(image.resize((image.width * 4, image.height * 4)))
    assert found.text == "http://192.168.0.7:8765/a-token/"
