"""The variables of a project in its own bookbuild.toml."""

from pathlib import Path

from bookbuild.config.reading import load


def _load(folder: Path, text: str) -> tuple[str, str, str, list[str]]:
    (folder / "bookbuild.toml").write_text(text, encoding="utf-8")
    made = load(folder, {})
    config = made.value
    found = [str(one).replace("\n    hint:", "") for one in made.diagnostics if one.code == "unknown-variable"]
    return config.identity.title, config.chapters["1"].title, config.labels.get("chapter", ""), found


_TEXT = """\
[book]
title = "Work in {{ city }}"
language = "en"
[chapters.1]
title = "{{ book.title }}, {{ room.nr }}"
[labels]
chapter = "Lesson of \\\\{{ city }}"
"""
_VARIABLES = '[variables]\ncity = "Rome"\nroom = { nr = 4 }\n'


def test_texts_that_readers_see_have_the_values_of_variables(tmp_path: Path) -> None:
    assert _load(tmp_path, _TEXT + _VARIABLES) == ("Work in Rome", "Work in Rome, 4", "Lesson of {{ city }}", [])


def test_without_a_table_of_variables_texts_stay_as_they_are(tmp_path: Path) -> None:
    assert _load(tmp_path, _TEXT)[:2] == ("Work in {{ city }}", "{{ book.title }}, {{ room.nr }}")


def test_a_name_that_nothing_declares_is_told_with_its_line(tmp_path: Path) -> None:
    found = _load(tmp_path, _TEXT.replace("room.nr", "room.no") + _VARIABLES)[3]
    assert found == [
        "bookbuild.toml:5: warning[unknown-variable]: there is no variable 'room.no'; it is printed as it was typed "
        "did you mean {{ room.nr }}?"
    ]
