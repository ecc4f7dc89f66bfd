"""Camera data is left out of photographs, and nothing else."""

import io

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from bookbuild.images import scaling
from bookbuild.images.camera_data import without_camera_data
from bookbuild.images.raster import read_raster

PLACE = {1: "N", 2: (52.0, 31.0, 12.0)}


def photograph(form: str, *, place: bool = False, marked: bool = True) -> bytes:
    """Return a photograph with Exif and a colour profile."""
    written = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Maker of cameras"
    if place:
        exif.get_ifd(0x8825).update(PLACE)
    more = {"exif": exif.tobytes()} if marked else {}
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    Image.linear_gradient("L").convert("RGB").save(written, form, icc_profile=profile, **more)
    return written.getvalue()


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_exif_is_left_out_and_pixels_stay(form: str) -> None:
    """The picture and its colour profile are as before, without Exif; the report says that there was some."""
    data = photograph(form)
    plain, left_out = without_camera_data(f"image/{form.lower()}", data)
    assert left_out == "camera data"
    assert b"Maker of cameras" not in plain
    with Image.open(io.BytesIO(data)) as before, Image.open(io.BytesIO(plain)) as after:
        assert after.tobytes() == before.tobytes()
        assert after.info["icc_profile"] == before.info["icc_profile"]
        assert len(after.getexif()) == 0


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_what_has_none_keeps_its_bytes(form: str) -> None:
    """A picture without such data, and bytes that are no picture, stay as they are."""
    data = photograph(form, marked=False)
    assert without_camera_data(f"image/{form.lower()}", data) == (data, "")
    assert without_camera_data(f"image/{form.lower()}", data[:30]) == (data[:30], "")


def test_a_place_is_named() -> None:
    """That a photograph told where it was taken is said."""
    (remark,) = read_raster(photograph("JPEG", place=True)).remarks
    assert remark.code == "camera-data"
    assert remark.message.startswith("had the place where it was taken")


def test_words_in_a_png_are_left_out() -> None:
    """Texts that programs write into a PNG are left out too."""
    written, words = io.BytesIO(), PngImagePlugin.PngInfo()
    words.add_text("Author", "Ada Vale")
    Image.new("L", (3, 3)).save(written, "PNG", pnginfo=words)
    assert b"Ada Vale" not in without_camera_data("image/png", written.getvalue())[0]


@pytest.mark.parametrize(("form", "mode"), [("PNG", "1"), ("JPEG", "RGB"), ("WEBP", "RGBA")])
def test_large_pictures_are_made_smaller_for_screens(form: str, mode: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A picture with too many pixels keeps its format and shape, and has as many as are allowed."""
    monkeypatch.setattr(scaling, "MOST_PIXELS", 5_000)
    written = io.BytesIO()
    Image.new(mode, (300, 200)).save(written, form)
    made = scaling.scaled_down(f"image/{form.lower()}", written.getvalue())
    assert (made.width, made.height) == (86, 57)
    with Image.open(io.BytesIO(made.data)) as image:
        assert (image.format, image.size) == (form, (86, 57))
