"""The store: complete entries or none, also with concurrent writers, within its size limit."""

import os
import threading
from pathlib import Path

import pytest

from bookbuild.cache.store import Store

NAME = "ab" + "0" * 62
OTHER = "cd" + "0" * 62


def entries(folder: Path) -> list[Path]:
    return [file for file in sorted((folder / "entries").rglob("*")) if file.is_file()]


def test_what_is_kept_is_found_by_its_name(tmp_path: Path) -> None:
    """Bytes come back under their own name, in another process too, and under no other."""
    Store(tmp_path).write(NAME, b"bytes")
    assert Store(tmp_path).read(NAME) == b"bytes"
    assert Store(tmp_path).read(OTHER) is None


@pytest.mark.parametrize("damage", [b"", b"x", b"checksum of nothing that is known to anybody, and then the bytes"])
def test_a_damaged_entry_counts_as_absent(tmp_path: Path, damage: bytes) -> None:
    """An entry that was cut short or changed is not given out; it is reported, and can be made again."""
    store = Store(tmp_path)
    store.write(NAME, b"bytes")
    (entry,) = entries(tmp_path)
    entry.write_bytes(damage)
    assert store.read(NAME) is None
    assert list(store.faults) == ["an entry was damaged and is made again"]
    store.write(NAME, b"bytes")
    assert store.read(NAME) == b"bytes"


def test_a_flipped_bit_is_noticed_anywhere(tmp_path: Path) -> None:
    """No byte of an entry can change without being noticed."""
    Store(tmp_path).write(NAME, b"some bytes")
    (entry,) = entries(tmp_path)
    whole = entry.read_bytes()
    for place in range(len(whole)):
        entry.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert Store(tmp_path).read(NAME) is None


def test_several_can_write_the_same_entry_at_once(tmp_path: Path) -> None:
    """Of an entry that is written and read at the same time, what is read is whole."""
    found: list[bytes | None] = []

    def work(content: bytes) -> None:
        store = Store(tmp_path)
        for _ in range(30):
            store.write(NAME, content)
            found.append(store.read(NAME))

    contents = [bytes([number]) * 10_000 for number in range(4)]
    workers = [threading.Thread(target=work, args=(content,)) for content in contents]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert set(found) - set(contents) <= {None}
    assert Store(tmp_path).read(NAME) in contents


def test_the_longest_unused_goes_first(tmp_path: Path) -> None:
    """Beyond its limit a store removes the least recently used entries, and keeps the rest."""
    store = Store(tmp_path, limit=1000)
    names = [f"{number:02}" + "0" * 62 for number in range(8)]
    for age, name in enumerate(names):
        store.write(name, b"x" * 150)
        os.utime(tmp_path / "entries" / name[:2] / name[2:], (age, age))
    store.read(names[0])
    store.trim()
    left = [name for name in names if store.read(name)]
    assert left == [names[0], *names[-len(left) + 1 :]]
    assert sum(file.stat().st_size for file in entries(tmp_path)) <= 1000


def test_trimming_leaves_room_for_new_entries(tmp_path: Path) -> None:
    """A store above its limit is trimmed to four fifths of it, so that the next entry does not trim it again."""
    store = Store(tmp_path, limit=1000)
    for number in range(12):
        store.write(f"{number:02}" + "0" * 62, b"x" * 68)  # 100 bytes with the checksum
    store.trim()
    assert sum(file.stat().st_size for file in entries(tmp_path)) == 800


def test_what_cannot_be_written_is_a_fault_and_no_more(tmp_path: Path) -> None:
    """A store in a folder that cannot be written to stores nothing, and reports it once."""
    (tmp_path / "file").write_text("no folder")
    store = Store(tmp_path / "file")
    store.write(NAME, b"bytes")
    store.write(NAME, b"bytes")
    assert store.read(NAME) is None
    assert any(fault.startswith("cannot be written to") for fault in store.faults)


def test_no_backup_and_no_repository_takes_the_cache(tmp_path: Path) -> None:
    """The folder is marked as a cache, and git ignores it."""
    Store(tmp_path).write(NAME, b"bytes")
    assert (tmp_path / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f06886806bc55")
    assert (tmp_path / ".gitignore").read_text() == "*\n"


def test_an_entry_that_changed_places_counts_as_absent(tmp_path: Path) -> None:
    """The bytes of one entry are not given out for those of another, although they are whole."""
    store = Store(tmp_path)
    store.write(NAME, b"bytes")
    store.write(OTHER, b"other bytes")
    one, two = entries(tmp_path)
    one.write_bytes(two.read_bytes())
    assert store.read(NAME) is None
    assert store.read(OTHER) == b"other bytes"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name are Unix's")
def test_what_is_no_file_in_a_store_is_a_fault_and_no_more(tmp_path: Path) -> None:
    """Pipes and folders in the places of files are neither waited for nor raised: the store does without them."""
    store = Store(tmp_path)
    store.write(NAME, b"bytes")
    (entry,) = entries(tmp_path)
    entry.unlink()
    os.mkfifo(entry)
    assert store.read(NAME) is None
    (tmp_path / "written").mkdir()
    (tmp_path / "written" / "a").touch()
    store.trim()
    assert list(store.faults) == [
        "cannot be read: it is a pipe, a socket or a device, and no file",
        "cannot be trimmed: Is a directory",
    ]
    store.write(NAME, b"bytes")
    store.trim()
    assert store.read(NAME) == b"bytes"
    assert (tmp_path / "written").is_file()
