"""A project's templates and stylesheets lie over the default ones, file by file, and what they name is beside them."""

import os
from pathlib import Path

import pytest

from bookbuild.diagnostics import BookError
from bookbuild.theme import load_theme, project_fonts
from tests.book import BookProject

DEFAULT = load_theme(Path(__file__).parent, {}).value


def faults(project: BookProject) -> list[str]:
    return list(map(str, load_theme(project.folder, {}).diagnostics))


def test_the_default_theme_is_whole(tmp_path: Path) -> None:
    """Without files of its own a project has the default templates and stylesheets, without fault."""
    theme = load_theme(tmp_path, {})
    assert theme.diagnostics == ()
    assert {"book.css", "print.css", "epub.css", "furniture.css"} <= theme.value.stylesheets.keys()
    assert {"imprint.xhtml", "print/article.xhtml", "epub/article.xhtml"} <= theme.value.templates.keys()
    assert {"accent", "ground", "my_grey", "ch7"} <= theme.value.palette.keys()


def test_a_project_replaces_single_files(tmp_path: Path) -> None:
    """A file of the project takes the place of the default one of its name; all others stay."""
    project = (
        BookProject(tmp_path).file("templates/print/article.xhtml", "own").file("styles/epub.css", "p { margin: 0 }")
    )
    theme = load_theme(project.folder, {}).value
    changed = {name for name, text in theme.templates.items() if text != DEFAULT.templates[name]}
    restyled = {name for name, sheet in theme.stylesheets.items() if sheet != DEFAULT.stylesheets[name]}
    assert (changed, restyled) == ({"print/article.xhtml"}, {"epub.css"})
    assert theme.stylesheets["epub.css"].css == "p { margin: 0 }"


def test_a_project_adds_a_stylesheet(tmp_path: Path) -> None:
    """styles/project.css stands beside the default stylesheets, a byte-order mark left out."""
    theme = load_theme(BookProject(tmp_path).file("styles/project.css", "\ufeffp {}").folder, {}).value
    assert theme.stylesheets["project.css"].css == "p {}"
    assert theme.stylesheets.keys() - DEFAULT.stylesheets.keys() == {"project.css"}


def test_colours_come_from_stylesheets_and_configuration(tmp_path: Path) -> None:
    """A project's `--colour-NAME` goes before the default one of that name, and the configuration before both."""
    css = ":root { --colour-my_grey: #000000; --colour-brand: #112233; --colour-ch1: #445566; }"
    theme = load_theme(BookProject(tmp_path).file("styles/project.css", css).folder, {"brand": "#ffffff"}).value
    wanted = load_theme(tmp_path / "none", {"my_grey": "#000000", "brand": "#ffffff", "ch1": "#445566"}).value
    assert theme.palette == wanted.palette


def test_default_colours_stay_known_where_their_stylesheet_is_replaced(tmp_path: Path) -> None:
    """A project that replaces book.css whole still has the colours that articles name."""
    theme = load_theme(BookProject(tmp_path).file("styles/book.css", "p {}").folder, {}).value
    assert theme.palette == DEFAULT.palette


@pytest.mark.parametrize("written", ["url(paper.png)", "url('paper.png')", "URL(paper.png)", 'url( "paper.png" )'])
def test_what_a_stylesheet_names_is_read_beside_it(tmp_path: Path, written: str) -> None:
    """A file in a `url()` is looked for in the styles folder and comes with the theme."""
    project = BookProject(tmp_path).file("styles/project.css", f"p {{ background: {written} }}")
    theme = load_theme(project.file("styles/paper.png", b"png").folder, {})
    assert (theme.diagnostics, theme.value.files) == ((), {**DEFAULT.files, "paper.png": b"png"})


@pytest.mark.parametrize(
    "target",
    [
        "gone.png",
        "../secret.png",
        "/etc/passwd",
        "file:///etc/passwd",
        "https://example.org/a.png",
        "//example.org/a.png",
        "data:image/png;base64,AAAA",
        f"data:image/png;base64,{'A' * 5000}",
        "\0",
        ".",
        "link.png",
    ],
)
def test_a_stylesheet_reads_nothing_else(tmp_path: Path, target: str) -> None:
    """Whatever is missing, outside the styles folder or on the network is an error, and is not read."""
    project = BookProject(tmp_path).file("secret.png", b"secret").link("styles/link.png", "../secret.png")
    theme = load_theme(
        project.file("styles/project.css", f"/* A\n   paper */\np {{ background: url({target}) }}").folder, {}
    )
    shown = target.replace("\0", "\ufffd")
    assert theme.value.files == DEFAULT.files
    assert list(map(str, theme.diagnostics)) == [
        f"styles/project.css:3: error[theme-file]: url({shown}) is not a file in the styles folder"
    ]


@pytest.mark.parametrize(
    "written",
    ["u\\72l(x.png)", "image-set('x.png' 1x)", "src('x.png')", "cross-fade(url(x.png), red)", "var(--a, url(x.png))",
     "url(x.png)/*"],
)  # fmt: skip
def test_no_way_of_writing_an_address_hides_it(tmp_path: Path, written: str) -> None:
    """Escapes and functions other than `url()` name files too."""
    theme = load_theme(BookProject(tmp_path).file("styles/project.css", f"p {{ background: {written} }}").folder, {})
    assert [one.message for one in theme.diagnostics] == ["url(x.png) is not a file in the styles folder"]


@pytest.mark.parametrize(
    "css",
    [
        "@namespace url(http://www.w3.org/1999/xhtml); p {}",
        "p { fill: url(#ink) }",
        "/* url(gone.png) */ p {}",
        "/* @import 'x.css'; */ p {}",
    ],
)
def test_what_names_no_file_is_no_fault(tmp_path: Path, css: str) -> None:
    """A `url()` within the document and comments ask for nothing, and the stylesheet stays as it is."""
    theme = load_theme(BookProject(tmp_path).file("styles/project.css", css).folder, {})
    assert theme.diagnostics == ()
    assert theme.value.stylesheets["project.css"].css == css


@pytest.mark.parametrize(
    "rule", ["@import 'more.css';", "@import url(more.css) print;", "@IMPORT 'more.css';", r"@\69mport 'm\6fre.css';"]
)
def test_imports_are_not_followed(tmp_path: Path, rule: str) -> None:
    """An @import is one error with a way out, however it is spelt, and no output sees it."""
    project = BookProject(tmp_path).file("styles/project.css", f"{rule} p {{ margin: 0 }}")
    theme = load_theme(project.folder, {})
    assert list(map(str, theme.diagnostics)) == [
        "styles/project.css:1: error[theme-file]: @import of more.css is not supported\n"
        "    hint: put the rules into the file itself, or into styles/project.css"
    ]
    assert theme.value.stylesheets["project.css"].css.strip() == "p { margin: 0 }"


def test_a_comment_about_imports_takes_no_rules_away(tmp_path: Path) -> None:
    """The word @import in a comment leaves the rules behind it in force."""
    css = "/* no @import here */ p { margin: 0; } q { margin: 0; }"
    theme = load_theme(BookProject(tmp_path).file("styles/project.css", css).folder, {}).value
    assert "p { margin: 0; } q { margin: 0; }" in theme.stylesheets["project.css"].css


def test_files_that_cannot_be_read_are_reported_together(tmp_path: Path) -> None:
    """A template and a stylesheet that are not UTF-8, or no files, are errors in plain words."""
    project = BookProject(tmp_path).file("styles/project.css", b"\xff").file("templates/imprint.xhtml/x", b"\xff")
    assert faults(project) == [
        "styles/project.css: error[theme-file]: cannot be read: not UTF-8",
        "templates/imprint.xhtml: error[theme-file]: cannot be read: Is a directory",
    ]


def test_links_out_of_the_theme_are_not_read(tmp_path: Path) -> None:
    """A stylesheet, template or font that is a symbolic link out of the project, or in a circle, is told."""
    BookProject(tmp_path).file("outside.css", "p {}").file("outside.otf", b"OTTO")
    project = BookProject(tmp_path / "book").link("styles/project.css", "../../outside.css")
    project.link("styles/circle.css", "circle.css").link("fonts/a.otf", "../../outside.otf")
    theme = load_theme(project.folder, {})
    assert theme.value.stylesheets.keys() & {"project.css", "circle.css"} == set()
    assert [(one.code, str(one.location)) for one in theme.diagnostics] == [
        ("theme-file", "styles/circle.css"),
        ("theme-file", "styles/project.css"),
    ]
    with pytest.raises(BookError, match=r"fonts/a.otf: error\[unreadable-font\]: a.otf is a link that leads out"):
        project_fonts(project.folder)


def test_a_link_to_another_folder_of_the_project_is_followed(tmp_path: Path) -> None:
    """Projects may share a stylesheet between their folders."""
    project = BookProject(tmp_path).file("shared.css", "p {}").link("styles/project.css", "../shared.css")
    assert load_theme(project.folder, {}).value.stylesheets["project.css"].css == "p {}"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name are Unix's")
def test_a_pipe_in_the_theme_is_told_and_not_waited_for(tmp_path: Path) -> None:
    """What is no file is not opened as one: nobody may ever write to it. A file where a folder should be is told."""
    for path in ("styles/project.css", "fonts/a.otf"):
        BookProject(tmp_path).file(path, "").folder.joinpath(path).unlink()
        os.mkfifo(tmp_path / path)
    BookProject(tmp_path).file("templates", "no folder")
    told = [(str(one.location), one.message) for one in load_theme(tmp_path, {}).diagnostics]
    assert told == [
        ("styles/project.css", "cannot be read: it is a pipe, a socket or a device, and no file"),
        ("templates", "cannot be read: Not a directory"),
    ]
    with pytest.raises(BookError, match="it is a pipe"):
        project_fonts(tmp_path)


def test_fonts_come_by_name(tmp_path: Path) -> None:
    """Font files are read in the order of their names, and nothing else in the folder is."""
    project = BookProject(tmp_path).file("fonts/b.TTF", b"b").file("fonts/a.otf", b"a").file("fonts/OFL.txt", b"text")
    assert project_fonts(project.folder) == (("a.otf", b"a"), ("b.TTF", b"b"))
    assert project_fonts(tmp_path / "none") == ()
