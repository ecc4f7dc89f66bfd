"""Images of articles: what is found, what is refused, and in what form they come."""

import base64
import io
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from bookbuild.diagnostics import Diagnostic, Severity
from bookbuild.images import load_cover, load_pictures, loading
from bookbuild.images.finding import ImageFinder
from bookbuild.model import Article, ImageUse, Picture, Role

ARTICLE = "content/ch07/offer.md"


def encoded(form: str, mode: str = "RGB", size: tuple[int, int] = (40, 30), **options: object) -> bytes:
    """Return a picture with something on it, in any format."""
    picture, written = Image.new(mode, size), io.BytesIO()
    ImageDraw.Draw(picture).ellipse((4, 4, 20, 20), fill="white" if mode == "RGB" else None)
    picture.save(written, form, **options)
    return written.getvalue()


def put(project: Path, path: str, data: bytes) -> None:
    (project / path).parent.mkdir(parents=True, exist_ok=True)
    (project / path).write_bytes(data)


def article(*targets: str, alt: str | None = "What it shows", path: str = ARTICLE) -> Article:
    uses = tuple(ImageUse(target, line, alt) for line, target in enumerate(targets, 7))
    return Article(path, Role.ARTICLE, "Offer", "<p/>", images=uses)


def only(project: Path, target: str) -> Picture:
    """Return the one picture of an article, for which there is no diagnostic."""
    outcome = load_pictures([article(target)], ImageFinder(project))
    assert outcome.diagnostics == ()
    return outcome.value[ARTICLE, target]


def refused(project: Path, target: str) -> Diagnostic:
    """Return the one diagnostic of an article whose image cannot be shown."""
    outcome = load_pictures([article(target)], ImageFinder(project))
    assert outcome.value == {}
    (found,) = outcome.diagnostics
    return found


@pytest.mark.parametrize(
    ("file", "target"),
    [
        ("content/ch07/a.png", "a.png"),
        ("content/ch07/a.png", "./a.png"),
        ("content/images/a.png", "../images/a.png"),
        ("content/ch07/my photo.png", "my%20photo.png"),
        ("content/ch07/größe.png", "gr%C3%B6%C3%9Fe.png"),
        ("content/ch07/a.png", "a.png#gh-dark-mode-only"),
        ("content/images/a.png", "/images/a.png"),
        ("images/a.png", "/images/a.png"),
        ("content/07.offers/a.png", "/user/pages/07.offers/a.png"),
        ("content/07.offers/a.png", "user/pages/07.offers/a.png"),
        ("user/pages/a.png", "/user/pages/a.png"),
    ],
)
def test_image_is_found_where_authors_mean_it(tmp_path: Path, file: str, target: str) -> None:
    """Paths lead from the article, or from the root of the content or the project, with percent signs undone."""
    put(tmp_path, file, encoded("PNG"))
    assert only(tmp_path, target).data == encoded("PNG")


def test_decomposed_file_name_is_the_same_name(tmp_path: Path) -> None:
    """A name with an accent is found, whether the file system composes it or not."""
    put(tmp_path, "content/ch07/u\u0308ber.png", encoded("PNG"))
    assert only(tmp_path, "%C3%BCber.png").data == encoded("PNG")


@pytest.mark.parametrize(
    ("target", "hint"),
    [
        ("phto.png", "did you mean photo.PNG?"),
        ("my photos.png", "did you mean my%20photo.png?"),
        ("x", "put the file beside the article, or write the path to it from there"),
    ],
)
def test_missing_image_names_the_nearest(tmp_path: Path, target: str, hint: str) -> None:
    """A missing image is reported with its line, and with the name that was perhaps meant."""
    put(tmp_path, "content/ch07/photo.PNG", encoded("PNG"))
    put(tmp_path, "content/ch07/my photo.png", encoded("PNG"))
    found = refused(tmp_path, target)
    assert (found.code, str(found.location), found.hint) == ("missing-image", f"{ARTICLE}:7", hint)


def noticed(project: Path, target: str) -> tuple[Picture, Diagnostic]:
    """Return the picture of an article, and its one diagnostic."""
    outcome = load_pictures([article(target)], ImageFinder(project))
    (found,) = outcome.diagnostics
    return outcome.value[ARTICLE, target], found


@pytest.mark.parametrize(
    ("file", "target", "spelling"),
    [
        ("content/ch07/foto.png", "foto.PNG", "foto.png"),
        ("content/ch07/Über Uns.JPG", "über%20uns.jpg", "Über%20Uns.JPG"),
        ("content/ch07/u\u0308ber.png", "Über.png", "u\u0308ber.png"),
        ("content/Images/a.png", "../images/a.png", "../Images/a.png"),
        ("Images/a.png", "/images/A.png", "../../Images/a.png"),
    ],
)
def test_name_in_other_case_is_shown_and_corrected(tmp_path: Path, file: str, target: str, spelling: str) -> None:
    """A name that differs in case alone shows the file, with an error that gives the name, on every system alike."""
    put(tmp_path, file, encoded("PNG"))
    picture, found = noticed(tmp_path, target)
    assert picture.data == encoded("PNG")
    assert (found.code, found.severity, found.hint.partition(";")[0]) == (
        "image-name-case",
        Severity.ERROR,
        f"write {spelling}",
    )


def test_two_names_in_other_case_are_not_guessed_between(tmp_path: Path) -> None:
    """Where two files differ in case, neither is taken for a third spelling."""
    put(tmp_path, "content/ch07/foto.png", encoded("PNG"))
    put(tmp_path, "content/ch07/Foto.png", encoded("JPEG"))
    assert only(tmp_path, "Foto.png").media_type == "image/jpeg"
    assert refused(tmp_path, "FOTO.png").code == "missing-image"


@pytest.mark.parametrize(
    ("file", "target", "way"),
    [
        ("content/ch07/images/a.png", "a.png", "images/a.png"),
        ("content/a.png", "a.png", "../a.png"),
        ("static/images/a.png", "/images/a.png", "../../static/images/a.png"),
        ("content/ch07/my photos/A 100%.png", "img/a%20100%25.png", "my%20photos/A%20100%25.png"),
    ],
)
def test_file_in_another_folder_is_named(tmp_path: Path, file: str, target: str, way: str) -> None:
    """A missing image whose name only one file of the project has is reported with the path to write."""
    put(tmp_path, file, encoded("PNG"))
    for hidden in (".git/a.png", "_book/a.png", "node_modules/a.png"):
        put(tmp_path, hidden, encoded("PNG"))
    assert refused(tmp_path, target).hint.endswith(f": write {way}")
    assert only(tmp_path, way).data == encoded("PNG")


def test_files_of_one_name_are_counted(tmp_path: Path) -> None:
    """Where several files have the name, none is proposed before the others."""
    for folder in ("a", "b"):
        put(tmp_path, f"content/{folder}/x.png", encoded("PNG"))
    assert refused(tmp_path, "x.png").hint == "there are 2 files of that name: content/a/x.png, content/b/x.png"


@pytest.mark.parametrize(
    ("file", "target"),
    [
        ("100% sure.png", "100% sure.png"),
        ("a%20b.png", "a%20b.png"),
        ("a#b & c.png", "a#b & c.png"),
        ("写真.png", "写真.png"),
        ("images/win.png", "images\\win.png"),
        ("naïve?.png", "na%C3%AFve%3F.png"),
    ],
)
def test_names_may_hold_any_character(tmp_path: Path, file: str, target: str) -> None:
    """Percent signs, number signs, spaces and letters of any script are parts of names, as written or as an address."""
    put(tmp_path, f"content/ch07/{file}", encoded("PNG"))
    assert only(tmp_path, target).data == encoded("PNG")


def test_a_diagnostic_of_a_picture_is_reported_once_an_article(tmp_path: Path) -> None:
    """A moving picture that an article shows twice is reported once there, and once in the next article."""
    frames = [Image.new("L", (8, 8), grey) for grey in (0, 255)]
    written = io.BytesIO()
    frames[0].save(written, "GIF", save_all=True, append_images=frames[1:])
    put(tmp_path, "content/ch07/a.gif", written.getvalue())
    two = [article("a.gif", "a.gif"), article("a.gif", path="content/ch07/b.md")]
    assert [str(found.location) for found in load_pictures(two, ImageFinder(tmp_path)).diagnostics] == [
        f"{ARTICLE}:7",
        "content/ch07/b.md:7",
    ]


def test_extension_does_not_matter(tmp_path: Path) -> None:
    """A drawing may be called PNG and a PNG may be called SVG: what a file is stands in its bytes."""
    put(tmp_path, "content/ch07/a.svg", encoded("PNG"))
    put(tmp_path, "content/ch07/b.png", b'<svg xmlns="http://www.w3.org/2000/svg"/>')
    assert only(tmp_path, "a.svg").media_type == "image/png"
    assert (
        load_pictures([article("b.png")], ImageFinder(tmp_path)).value[ARTICLE, "b.png"].media_type == "image/svg+xml"
    )


def test_pictures_beside_a_drawing_come_with_it(tmp_path: Path) -> None:
    """A drawing shows files that lie beside it, from there; those outside the project are left out and named."""
    project = tmp_path / "project"
    svg = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><image href="%b" width="9" height="9"/>'
        b"<text>x</text></svg>"
    )
    put(project, "content/art/tiny.png", encoded("PNG"))
    put(tmp_path, "secret.png", encoded("PNG"))
    put(project, "content/art/in.svg", svg % b"./tiny.png")
    put(project, "content/art/out.svg", svg % b"../../../secret.png")
    assert b"data:image/png;base64," in only(project, "../art/in.svg").data
    picture, found = noticed(project, "../art/out.svg")
    assert b"<image" not in picture.data
    assert (found.code, "secret.png" in found.message) == ("incomplete-image", True)


def test_what_is_no_image_file_is_reported_as_what_it_is(tmp_path: Path) -> None:
    """A folder in an image's place and a link to nothing are missing, with the reason; so is an empty file."""
    (tmp_path / "content/ch07/a.png").mkdir(parents=True)
    (tmp_path / "content/ch07/b.png").symlink_to("gone.png")
    for name in ("a.png", "b.png"):
        found = refused(tmp_path, name)
        hint = "this name belongs to a folder, or to a broken link"
        assert (found.code, found.hint) == ("missing-image", hint)
    put(tmp_path, "content/ch07/c.png", b"")
    assert refused(tmp_path, "c.png").message == "image c.png is empty"


@pytest.mark.parametrize("target", ["nowhere/a.png", "", "a\0.png", "%00", "a" * 5000, "..", ".", "/"])
def test_impossible_names_are_missing(tmp_path: Path, target: str) -> None:
    """What can be no file of the project is missing, or outside it, and breaks nothing."""
    put(tmp_path, "content/ch07/a.png", encoded("PNG"))
    assert refused(tmp_path, target).code == "missing-image"


@pytest.mark.parametrize(
    "target",
    [
        "../../../secret.png",
        "%2e%2e/%2e%2e/%2e%2e/secret.png",
        "/../secret.png",
        "user/pages/../../../../../secret.png",
        "https://example.org/a.png",
        "HTTP://example.org/a.png",
        "//example.org/a.png",
        "file:///etc/passwd",
        "C:\\a.png",
        "\\\\server\\a.png",
    ],
)
def test_what_lies_outside_is_not_read(tmp_path: Path, target: str) -> None:
    """Nothing outside the project is an image of the book: not by path, not by address."""
    project = tmp_path / "project"
    put(project, "content/ch07/a.png", encoded("PNG"))
    put(tmp_path, "secret.png", encoded("PNG"))
    assert refused(project, target).code == "outside-image"


def test_picture_within_the_article_is_read(tmp_path: Path) -> None:
    """A ``data:`` address, as in exports of Google Docs, is a picture like any other, however often it is shown."""
    address = f"data:image/png;base64,{base64.b64encode(encoded('PNG')).decode()}"
    outcome = load_pictures([article(address, address.replace("data", "DATA", 1))], ImageFinder(tmp_path))
    assert outcome.diagnostics == ()
    assert {picture.data for picture in outcome.value.values()} == {encoded("PNG")}


@pytest.mark.parametrize("rest", ["base64,AAAA", "base64,AAAAA", "base64,", "no comma"])
def test_unreadable_picture_within_the_article_is_named_briefly(tmp_path: Path, rest: str) -> None:
    """A ``data:`` address that holds no picture is unreadable; the message quotes no more than its beginning."""
    found = refused(tmp_path, f"data:image/png;{rest}{'=' * 500}")
    assert found.code == "unreadable-image"
    assert len(found.message) < 200


def test_symbolic_links_are_followed_to_where_they_lead(tmp_path: Path) -> None:
    """A link to a file outside the project is refused, a link within is not."""
    project = tmp_path / "project"
    put(project, "content/ch07/a.png", encoded("PNG"))
    put(tmp_path, "secret.png", encoded("PNG"))
    (project / "content/ch07/out.png").symlink_to(tmp_path / "secret.png")
    (project / "content/ch07/in.png").symlink_to(project / "content/ch07/a.png")
    (project / "content/ch07/loop.png").symlink_to(project / "content/ch07/loop.png")
    assert refused(project, "out.png").code == "outside-image"
    assert refused(project, "loop.png").code == "missing-image"
    assert only(project, "in.png").name.startswith("a-")


@pytest.mark.parametrize(
    ("form", "media_type"),
    [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("GIF", "image/gif"), ("WEBP", "image/webp")],
)
def test_core_media_types_pass_untouched(tmp_path: Path, form: str, media_type: str) -> None:
    """What every reader can show goes into the book byte for byte, whatever its file is called."""
    data = encoded(form)
    put(tmp_path, "content/ch07/Mein Foto (1).dat", data)
    picture = only(tmp_path, "Mein%20Foto%20(1).dat")
    assert (picture.media_type, picture.data, picture.width, picture.height) == (media_type, data, 40, 30)
    assert picture.name.startswith("mein-foto-1-")


@pytest.mark.parametrize(
    ("form", "mode", "media_type"),
    [
        ("BMP", "RGB", "image/png"),
        ("TIFF", "RGBA", "image/png"),
        ("TIFF", "1", "image/png"),
        ("TIFF", "F", "image/png"),
        ("TIFF", "CMYK", "image/jpeg"),
        ("PPM", "RGB", "image/png"),
        ("TGA", "RGBA", "image/png"),
    ],
)
def test_other_formats_are_converted(tmp_path: Path, form: str, mode: str, media_type: str) -> None:
    """What readers cannot show becomes PNG, or JPEG if it was made for print: the same bytes each time."""
    put(tmp_path, "content/ch07/a.img", encoded(form, mode))
    picture = only(tmp_path, "a.img")
    assert (picture.media_type, picture.width, picture.height) == (media_type, 40, 30)
    assert Image.open(io.BytesIO(picture.data)).size == (40, 30)
    assert only(tmp_path, "a.img") == picture


def test_turned_photograph_stands_upright(tmp_path: Path) -> None:
    """A photograph that its camera held sideways is turned, since not every reader does it."""
    exif = Image.Exif()
    exif[0x0112] = 6
    put(tmp_path, "content/ch07/a.jpg", encoded("JPEG", exif=exif))
    picture = only(tmp_path, "a.jpg")
    assert (picture.width, picture.height) == (30, 40)
    assert Image.open(io.BytesIO(picture.data)).getexif().get(0x0112, 1) == 1


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF"])
def test_truncated_image_is_unreadable(tmp_path: Path, form: str) -> None:
    """An image of which the end is missing is reported, not printed half."""
    data = encoded(form, size=(400, 300))
    put(tmp_path, "content/ch07/a.img", data[: len(data) * 2 // 3])
    assert refused(tmp_path, "a.img").code == "unreadable-image"


@pytest.mark.parametrize("data", [b"", b"no image", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", b"<html/>"])
def test_what_is_no_image_is_unreadable(tmp_path: Path, data: bytes) -> None:
    """A file that is no image, or one that another program would have to run, is reported."""
    put(tmp_path, "content/ch07/a.png", data)
    assert refused(tmp_path, "a.png").code == "unreadable-image"


def test_too_many_pixels_are_refused_unread(tmp_path: Path) -> None:
    """An image of more than 100 megapixels is refused by its header alone."""
    put(tmp_path, "content/ch07/a.png", encoded("PNG", "1", (12000, 9000)))
    put(tmp_path, "content/ch07/b.png", encoded("PNG", "1", (20000, 15000)))
    for target in ("a.png", "b.png"):
        assert "more than 100 megapixels" in refused(tmp_path, target).message


def test_too_large_files_are_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file above the limit is not even opened."""
    monkeypatch.setattr(loading, "_MAX_BYTES", 10)
    put(tmp_path, "content/ch07/a.png", encoded("PNG"))
    assert "is larger than" in refused(tmp_path, "a.png").message


def test_one_picture_for_one_file_and_for_equal_bytes(tmp_path: Path) -> None:
    """A file used twice, or its copy under another name, is in the book once."""
    for name in ("a.png", "b.png"):
        put(tmp_path, f"content/ch07/{name}", encoded("PNG"))
    outcome = load_pictures(
        [article("a.png", "./a.png", "b.png"), article("../ch07/a.png", path="content/ch08/x.md")],
        ImageFinder(tmp_path),
    )
    assert len(outcome.value) == 4
    assert len(set(outcome.value.values())) == 1


def test_image_without_alternative_is_a_warning(tmp_path: Path) -> None:
    """An image without text alternative is shown, and its line reported; an empty alternative is valid."""
    put(tmp_path, "content/ch07/a.png", encoded("PNG"))
    outcome = load_pictures([article("a.png", alt=None)], ImageFinder(tmp_path))
    (found,) = outcome.diagnostics
    assert (found.code, found.severity, str(found.location)) == ("missing-alt", Severity.WARNING, f"{ARTICLE}:7")
    assert len(outcome.value) == 1
    assert not load_pictures([article("a.png", alt="")], ImageFinder(tmp_path)).diagnostics
    (gone,) = load_pictures([article("gone.png", alt=None)], ImageFinder(tmp_path)).diagnostics  # both in one message
    assert (gone.code, gone.message) == ("missing-image", "no image gone.png, and it has no text alternative")


def test_every_use_is_reported(tmp_path: Path) -> None:
    """One missing image, used twice, is reported twice: each line must be mended."""
    outcome = load_pictures([article("a.png", "a.png")], ImageFinder(tmp_path))
    assert [str(found.location) for found in outcome.diagnostics] == [f"{ARTICLE}:7", f"{ARTICLE}:8"]


def test_own_cover_is_an_image_like_any_other(tmp_path: Path) -> None:
    """A project's own cover is found from its folder; what is wrong with it is the configuration's fault."""
    put(tmp_path, "art/cover.png", encoded("PNG"))
    found = load_cover("art/cover.png", tmp_path)
    assert found.value is not None
    assert (found.value.data, found.diagnostics) == (encoded("PNG"), ())
    missing = load_cover("art/covr.png", tmp_path)
    assert [str(told.location) for told in missing.diagnostics] == ["bookbuild.toml"]
    assert load_cover("../cover.png", tmp_path).diagnostics[0].code == "outside-image"


def test_a_bare_name_is_found_anywhere_in_the_content_folder(tmp_path: Path) -> None:
    """A picture that is named by its name alone and is not beside the article may be in any folder of the content."""
    put(tmp_path, "content/attachments/a.png", encoded("PNG"))
    outcome = load_pictures([article("a.png")], ImageFinder(tmp_path, "content"))
    assert outcome.diagnostics == ()
    assert (ARTICLE, "a.png") in outcome.value


def test_a_bare_name_beside_the_article_comes_first(tmp_path: Path) -> None:
    """The picture beside the article is the one that is meant."""
    put(tmp_path, "content/attachments/a.png", encoded("PNG"))
    put(tmp_path, "content/ch07/a.png", encoded("PNG", size=(8, 9)))
    outcome = load_pictures([article("a.png")], ImageFinder(tmp_path, "content"))
    assert outcome.value[ARTICLE, "a.png"].height == 9


def test_a_bare_name_that_several_files_have_is_missing(tmp_path: Path) -> None:
    """Where several files have the name, the hint names them; hidden folders and other folders do not count."""
    put(tmp_path, "content/one/a.png", encoded("PNG"))
    put(tmp_path, "content/two/a.png", encoded("PNG"))
    put(tmp_path, "content/.trash/b.png", encoded("PNG"))
    put(tmp_path, "other/c.png", encoded("PNG"))
    outcome = load_pictures([article("a.png", "b.png", "c.png")], ImageFinder(tmp_path, "content"))
    assert outcome.value == {}
    assert "content/one/a.png and content/two/a.png" in outcome.diagnostics[0].hint
