"""Raster images of every mode come with the colours that they have, in kinds that every reading system shows."""

import io
import sys

import pytest
from PIL import Image, ImageCms

from bookbuild.images.encoded import Encoded, UnreadableError
from bookbuild.images.raster import read_raster
from tests.images.pixels import colour_at, opened, png_of

PLAIN = {"1", "L", "LA", "P", "RGB", "RGBA"}


def written(image: Image.Image, form: str, **options: object) -> bytes:
    output = io.BytesIO()
    image.save(output, form, **options)
    return output.getvalue()


def ramp(mode: str, white: float) -> Image.Image:
    """Return greys from black on the left to white on the right."""
    image = Image.new(mode, (5, 2))
    for x in range(5):
        for y in range(2):
            value = white * x / 4
            image.putpixel((x, y), value if mode == "F" else round(value))
    return image


def greys(encoded: Encoded) -> list[int]:
    image = opened(encoded.data)
    assert image.mode in PLAIN
    return [colour_at(image, x / 4, 0)[0] for x in range(5)]


@pytest.mark.parametrize(
    ("mode", "white", "form"),
    [
        ("I;16", 65535, "PNG"),
        ("I;16", 65535, "TIFF"),
        ("I;16B", 65535, "TIFF"),
        ("I;16", 65535, "JPEG2000"),
        ("I", 65535, "TIFF"),
        ("I", 1_000_000, "TIFF"),
        ("F", 1, "TIFF"),
        ("F", 255, "TIFF"),
        ("F", 70_000, "TIFF"),
        ("L", 255, "TIFF"),
    ],
)
def test_greys_stay_greys(mode: str, white: float, form: str) -> None:
    """Greys of 16 bits, of 32 bits and of fractions are those that their author sees."""
    found = greys(read_raster(written(ramp(mode, white), form)))
    assert found == pytest.approx([0, 64, 128, 191, 255], abs=1)


def test_transparent_grey_of_16_bits_stays_transparent() -> None:
    """A PNG of 16 bits of grey names one value as transparent: only that one becomes so."""
    image = opened(read_raster(written(ramp("I;16", 65535), "PNG", transparency=0)).data)
    assert image.mode == "LA"
    assert list(image.getchannel("A").tobytes()[:5]) == [0, 255, 255, 255, 255]


@pytest.mark.parametrize("mode", ["LA", "RGBA", "P", "1", "RGB"])
@pytest.mark.parametrize("form", ["PNG", "TIFF", "WEBP"])
def test_common_modes_look_the_same(mode: str, form: str) -> None:
    """Transparency, palettes and black and white survive in every format that can hold them."""
    source = Image.new("RGBA", (4, 2), (250, 0, 0, 255) if mode in {"RGBA", "RGB", "P"} else (255, 255, 255, 255))
    source.paste((0, 0, 0, 255), (0, 0, 2, 2))
    encoded = read_raster(written(source.convert(mode), form, **({"lossless": True} if form == "WEBP" else {})))
    image = opened(encoded.data)
    assert colour_at(image, 0, 0) == (0, 0, 0)
    assert colour_at(image, 1, 0)[0] >= 250


def test_palette_with_transparency_keeps_both() -> None:
    """What is transparent in a palette is so in the book."""
    image = Image.new("P", (2, 1))
    image.putpalette([255, 0, 0, 0, 0, 255])
    image.putpixel((1, 0), 1)
    encoded = read_raster(written(image, "PNG", transparency=0))
    found = opened(encoded.data).convert("RGBA")
    assert (found.getpixel((0, 0)), found.getpixel((1, 0))) == ((255, 0, 0, 0), (0, 0, 255, 255))


@pytest.mark.parametrize("form", ["JPEG", "TIFF"])
def test_inks_become_colours_of_screens(form: str) -> None:
    """Pictures made for print, with inverted inks as Adobe writes them or not, come in colours that readers know."""
    encoded = read_raster(written(Image.new("CMYK", (16, 16), (0, 255, 255, 0)), form))
    red, green, blue = colour_at(opened(encoded.data), 0.5, 0.5)
    assert opened(encoded.data).mode == "RGB"
    assert red > 240
    assert max(green, blue) < 20


def test_colours_of_another_profile_are_converted() -> None:
    """A profile that makes colours others than those of sRGB is worked in: the PDF has no profiles of pictures."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    lab = Image.new("LAB", (8, 8), (255, 128, 128))
    encoded = read_raster(written(lab, "TIFF", icc_profile=profile))
    assert min(colour_at(opened(encoded.data), 0.5, 0.5)) > 245
    assert "icc_profile" not in opened(encoded.data).info


def test_usual_profile_changes_nothing() -> None:
    """A photograph whose profile is that of sRGB passes byte for byte."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = written(Image.new("RGB", (8, 8), "red"), "JPEG", icc_profile=profile)
    assert read_raster(data).data == data


def test_damaged_profile_is_ignored() -> None:
    """A profile that cannot be read is ignored."""
    data = written(Image.new("RGB", (8, 8), "red"), "JPEG", icc_profile=b"no profile")
    assert read_raster(data).data == data


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_every_turned_format_stands_upright(form: str) -> None:
    """A picture whose metadata state how to turn it is turned, in every format."""
    exif = Image.Exif()
    exif[0x0112] = 6
    encoded = read_raster(written(Image.new("RGB", (40, 30), "red"), form, exif=exif))
    assert (encoded.width, encoded.height) == (30, 40)
    assert opened(encoded.data).size == (30, 40)
    assert opened(encoded.data).getexif().get(0x0112, 1) == 1


@pytest.mark.parametrize("form", ["GIF", "WEBP", "PNG", "AVIF"])
def test_moving_picture_is_shown_and_reported(form: str) -> None:
    """A picture that moves is in the book, with a note that paper shows its first frame."""
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue", "lime")]
    encoded = read_raster(written(frames[0], form, save_all=True, append_images=frames[1:], duration=100))
    assert [remark.code for remark in encoded.remarks] == ["moving-image"]
    assert "of 3" in encoded.remarks[0].message


def test_pages_of_a_tiff_are_counted() -> None:
    """A scan of several pages shows the first, and reports how many there are."""
    pages = [Image.new("L", (8, 8), grey) for grey in (0, 255)]
    encoded = read_raster(written(pages[0], "TIFF", save_all=True, append_images=pages[1:]))
    assert [(remark.code, "2 pages" in remark.message) for remark in encoded.remarks] == [("incomplete-image", True)]


FILES = {
    "a PDF document": b"%PDF-1.7\n",
    "a PostScript file": b"%!PS-Adobe-3.0 EPSF-3.0\n",
    "an iPhone picture": b"\0\0\0\x18ftypheic\0\0\0\0",
    "a video (MP4": b"\0\0\0\x20ftypisom\0\0\2\0",
    "a sound": b"ID3\x04\0\0\0",
    "a Photoshop document": b"8BPS\0\1",
    "a JPEG XL picture": b"\xff\x0a\xfa",
    "an office document": b"PK\x03\x04\x14",
    "a web page": b"<!DOCTYPE html><title>404</title>",
    "Git LFS": b"version https://git-lfs.github.com/spec/v1\n",
    "a video or a sound": b"RIFF\0\0\0\0AVI LIST",
}


@pytest.mark.parametrize("kind", FILES)
def test_files_of_other_kinds_are_called_by_their_names(kind: str) -> None:
    """What is no image is called what it is, with a hint how to get one."""
    with pytest.raises(UnreadableError) as refused:
        read_raster(FILES[kind])
    message, _, hint = str(refused.value).partition("\n")
    assert kind in message
    assert hint or "damaged" in message


def test_iphone_pictures_need_a_decoder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the decoder, the message names the kind, how to install the decoder, and how to do without."""
    monkeypatch.setitem(sys.modules, "pillow_heif", None)
    with pytest.raises(UnreadableError) as refused:
        read_raster(FILES["an iPhone picture"])
    assert "HEIC" in str(refused.value)
    assert 'pip install "bookbuild[heic]"' in str(refused.value)
    assert "save it as JPEG" in str(refused.value)


def test_iphone_pictures_are_read() -> None:
    """With the decoder, an iPhone's picture becomes a JPEG, and Pillow is left as it is."""
    heif = pytest.importorskip("pillow_heif")
    output = io.BytesIO()
    heif.from_pillow(Image.new("RGB", (64, 48), "red")).save(output)
    formats = set(Image.OPEN)
    encoded = read_raster(output.getvalue())
    assert (encoded.media_type, encoded.width, encoded.height) == ("image/jpeg", 64, 48)
    assert colour_at(opened(encoded.data), 0.5, 0.5)[0] > 240
    assert set(Image.OPEN) == formats


def test_png_passes_untouched() -> None:
    """What every program shows alike is not encoded again."""
    data = png_of("teal")
    assert read_raster(data).data == data
