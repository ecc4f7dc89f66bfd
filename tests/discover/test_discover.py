"""Files of the content folder are read as they are, and nothing outside the project."""

import os
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookbuild.diagnostics import Outcome
from bookbuild.discover import ProjectFolder
from bookbuild.model import ContentSettings, Source
from bookbuild.pipeline.reading.site import open_site
from tests.book import BookProject

HERE = ContentSettings(folder="")
CONTENT = ContentSettings()


def discover(folder: Path, settings: ContentSettings = CONTENT) -> Outcome[tuple[Source, ...]]:
    """Read the files of a project that are its articles."""
    return open_site(folder, settings, "").sources


def paths(folder: Path, settings: ContentSettings = CONTENT) -> list[str]:
    """Return the paths found, having made sure that nothing was wrong."""
    found = discover(folder, settings)
    assert found.diagnostics == ()
    return [source.path for source in found.value]


def faults(folder: Path, settings: ContentSettings = CONTENT) -> list[str]:
    return list(map(str, discover(folder, settings).diagnostics))


def test_every_markdown_file_at_any_depth_is_read_as_it_stands(tmp_path: Path) -> None:
    """Files of any depth are found by their paths in the project, with their bytes untouched."""
    BookProject(tmp_path).file("content/b.md", "\ufeffb\r\n").file("content/a/deep/er/c.MD", b"\xff").file("a.md", "")
    found = discover(tmp_path)
    assert [(source.path, source.data) for source in found.value] == [
        ("content/b.md", "\ufeffb\r\n".encode()),
        ("content/a/deep/er/c.MD", b"\xff"),
    ]


def test_the_project_itself_is_read_where_that_is_the_content(tmp_path: Path) -> None:
    """In a bare folder articles may lie anywhere but among the look and other programs' packages."""
    project = BookProject(tmp_path)
    for path in ("offer.md", "tests/quiz.md", "docs/answers.md", "build/house.md"):
        project.file(path, "")
    for path in ("styles/a.md", "templates/a.md", "fonts/LICENCE.md", "node_modules/x/a.md", "venv/a.md", "_book/a.md"):
        project.file(path, "")
    assert paths(tmp_path, HERE) == ["offer.md", "build/house.md", "docs/answers.md", "tests/quiz.md"]


def test_a_content_folder_may_hold_folders_of_any_name(tmp_path: Path) -> None:
    """Below a content folder no folder is taken for the look."""
    BookProject(tmp_path).file("content/styles/of-work.md", "").file("content/fonts/a.md", "")
    assert paths(tmp_path) == ["content/fonts/a.md", "content/styles/of-work.md"]


def test_notes_to_oneself_are_left_out(tmp_path: Path) -> None:
    """The README of the whole, and what begins with a dot or an underscore, are no articles, at any depth."""
    project = BookProject(tmp_path).file("content/a.md", "")
    for path in ("README.md", "_drafts/b.md", "x/_b.md", ".hidden/b.md", "x/.b.md", "b.txt", "b.md.bak"):
        project.file(f"content/{path}", "")
    assert paths(tmp_path) == ["content/a.md"]


@pytest.mark.parametrize(
    ("pattern", "left"),
    [
        ("drafts", ["content/a.md", "content/x/drafts.md"]),
        ("drafts/*", ["content/a.md", "content/x/drafts.md"]),
        ("*/drafts.md", ["content/a.md", "content/drafts/b.md"]),
        ("*.md", []),
        ("DRAFTS", ["content/a.md", "content/drafts/b.md", "content/x/drafts.md"]),
    ],
)
def test_what_is_excluded_is_left_out(tmp_path: Path, pattern: str, left: list[str]) -> None:
    """A shell pattern on the path below the content folder leaves out files and whole folders; capitals count."""
    BookProject(tmp_path).file("content/a.md", "").file("content/drafts/b.md", "").file("content/x/drafts.md", "")
    found = discover(tmp_path, ContentSettings(exclude=(pattern,)))
    assert [source.path for source in found.value] == left


@given(
    names=st.sets(
        st.lists(st.sampled_from(["a", "B", "é", "10", "9", "a-b", "a.b", "Z"]), min_size=1, max_size=3).map("/".join),
        min_size=1,
        max_size=8,
    ),
    seed=st.integers(0, 99),
)
def test_the_order_does_not_depend_on_the_file_system(
    tmp_path_factory: pytest.TempPathFactory, names: set[str], seed: int
) -> None:
    """Sources come in the same order, in whatever order the file system lists them."""
    project = BookProject(tmp_path_factory.mktemp("book"))
    for name in names:
        project.file(f"content/{name}.md", "")
    found, listing = paths(project.folder), ProjectFolder.names

    def shuffled(folder: ProjectFolder, path: str) -> tuple[tuple[str, ...], ...]:
        kinds = [sorted(kind) for kind in listing(folder, path)]
        for kind in kinds:
            random.Random(seed).shuffle(kind)  # noqa: S311 - an order, not a secret
        return tuple(map(tuple, kinds))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ProjectFolder, "names", shuffled)
        assert paths(project.folder) == found


def test_links_within_the_project_are_read(tmp_path: Path) -> None:
    """A symbolic link to a file of the project is an article under the link's own name."""
    BookProject(tmp_path).file("shared/a.md", "text").link("content/b.md", "../shared/a.md")
    found = discover(tmp_path)
    assert [(source.path, source.data) for source in found.value] == [("content/b.md", b"text")]


@pytest.mark.parametrize("target", ["../../outside.md", "../../outside", "{outside}"])
def test_links_out_of_the_project_are_refused(tmp_path: Path, target: str) -> None:
    """A symbolic link out of the project, to a file or a folder, is an error at its own path; the others are read."""
    project = BookProject(tmp_path / "project").file("content/a.md", "")
    BookProject(tmp_path).file("outside.md", "secret").file("outside/secret.md", "secret")
    project.link("content/b.md", target.format(outside=tmp_path / "outside.md"))
    found = discover(project.folder)
    assert [source.path for source in found.value] == ["content/a.md"]
    assert list(map(str, found.diagnostics)) == [
        "content/b.md: error[outside-project]: the link leads out of the project\n"
        "    hint: put what it leads to in its place"
    ]


def test_a_link_to_a_folder_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    """Links to folders are not followed, since they may go in circles; that they are there is reported."""
    BookProject(tmp_path).file("content/a.md", "").file("shared/b.md", "").link("content/more", "../shared")
    assert faults(tmp_path) == [
        "content/more: error[unreadable]: is not a file; links to folders are not followed\n"
        "    hint: put what it leads to in its place",
    ]


@pytest.mark.parametrize(
    ("path", "target", "reason"),
    [
        ("content/b.md", "b.md", "the link is circular"),
        ("content/b.md", "gone.md", "it is a broken link"),
    ],
)
def test_links_that_lead_nowhere_are_reported(tmp_path: Path, path: str, target: str, reason: str) -> None:
    """A link to nothing or to itself is an error, and the other articles are read."""
    BookProject(tmp_path).file("content/a.md", "").link(path, target)
    found = discover(tmp_path)
    assert [source.path for source in found.value] == ["content/a.md"]
    assert list(map(str, found.diagnostics)) == [f"{path}: error[unreadable]: cannot be read: {reason}"]


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    """A pipe called like an article is an error, not a build that hangs."""
    (tmp_path / "content").mkdir()
    os.mkfifo(tmp_path / "content" / "pipe.md")
    assert faults(tmp_path) == [
        "content/pipe.md: error[unreadable]: is not a file; links to folders are not followed\n"
        "    hint: put what it leads to in its place",
    ]


@pytest.mark.parametrize("folder", ["..", "/", "../other", "content/../.."])
def test_a_content_folder_outside_the_project_is_refused(tmp_path: Path, folder: str) -> None:
    """A content folder that leads out of the project is an error."""
    assert faults(tmp_path, ContentSettings(folder=folder)) == [
        f"{folder}: error[outside-project]: the content folder lies outside the project",
    ]


def test_a_content_folder_that_is_a_link_out_of_the_project_is_refused(tmp_path: Path) -> None:
    """Nothing is read through a content folder that is itself a symbolic link out of the project."""
    BookProject(tmp_path).file("outside/secret.md", "secret")
    project = BookProject(tmp_path / "project").link("content", "../outside")
    assert faults(project.folder) == ["content: error[outside-project]: the content folder lies outside the project"]


@pytest.mark.parametrize("made", ["nothing", "folder", "file"])
def test_a_project_without_articles_names_the_remedy(tmp_path: Path, made: str) -> None:
    """A content folder that is empty, missing or a file is an error that states what to put there."""
    if made == "folder":
        BookProject(tmp_path).file("content/README.md", "").file("content/notes.txt", "")
    if made == "file":
        BookProject(tmp_path).file("content", "")
    assert faults(tmp_path) == [
        "content: error[no-articles]: no article was found in this folder\n"
        "    hint: put a Markdown file there: its name ends in .md"
        if made == "folder"
        else "content: error[no-articles]: there is no such folder\n"
        "    hint: create it, or set folder in the [content] table"
    ]
