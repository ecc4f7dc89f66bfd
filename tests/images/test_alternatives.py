"""Text alternatives that say nothing are told from those that do."""

import pytest

from bookbuild.images.alternatives import weakness


@pytest.mark.parametrize("alt", ["image", "Bild", "FOTO", "Picture 3", "Abbildung 2.1", "图片", "photo."])
def test_a_word_for_any_picture_says_nothing(alt: str) -> None:
    """In every language, the word for picture, with or without a number, is no alternative."""
    assert weakness(alt, "desk.png") == "only says that there is a picture"


@pytest.mark.parametrize(
    "alt", ["desk.png", "IMG_1234", "DSC00017", "PXL_20240101_120000", "desk-2", "Screenshot 2024-05-01"]
)
def test_a_name_of_a_file_says_nothing(alt: str) -> None:
    """Names that cameras and programs give, and the name of the file itself, are no alternatives."""
    assert weakness(alt, "pictures/desk-2.png?resize=10") == "is the name of a file"


@pytest.mark.parametrize(
    "alt", ["A desk", "desk", "A photograph of a desk", "Bildhauer", "12", "Image of the week: a desk"]
)
def test_words_that_say_something_are_let_be(alt: str) -> None:
    """A plain word that is also the name of the file, or a sentence with the word for picture, may say enough."""
    assert weakness(alt, "desk.png", "A desk with two chairs") == ""


def test_the_caption_again_is_no_alternative() -> None:
    """What is printed below a picture is read anyway."""
    assert weakness("A desk", "d.png", "A \n desk").startswith("is the caption again")
