"""Paper as people write it."""

import pytest

from bookbuild.config.papers import mark_names, paper_size, paper_thickness


@pytest.mark.parametrize(
    ("written", "size"),
    [
        ("auto", None),
        ("a4", (210, 297)),
        (" Letter ", (215.9, 279.4)),
        ("320mm x 450mm", (320, 450)),
        ("320mmx450mm", (320, 450)),
        ("13in x 19in", (330.2, 482.6)),
    ],
)
def test_a_paper_has_a_name_or_a_size(written: str, size: tuple[float, float] | None) -> None:
    """Known names, width and height with their units, or the choice left to the program."""
    assert paper_size(written) == (size and pytest.approx(size))


@pytest.mark.parametrize("written", ["", "a99", "210x297", "210mm", "2mm x 3mm", 4, None])
def test_what_is_no_paper_is_reported(written: object) -> None:
    """Anything else is an error that names what is known."""
    with pytest.raises(ValueError, match="known are auto, a5, a4"):
        paper_size(written)


@pytest.mark.parametrize(("written", "millimetres"), [("80gsm", 0.1), ("160 g/m²", 0.2), ("0.12mm", 0.12), ("0mm", 0)])
def test_thickness_is_a_length_or_a_weight(written: str, millimetres: float) -> None:
    """Office paper of 80 grams a square metre is a tenth of a millimetre thick."""
    assert paper_thickness(written) == pytest.approx(millimetres)


@pytest.mark.parametrize("written", ["80", "thin", "3mm", "5000gsm", "-1mm"])
def test_what_is_no_thickness_is_reported(written: str) -> None:
    """A number without a unit, a word, and board thicker than any paper are errors."""
    with pytest.raises(ValueError, match=r"is not a length|out of range"):
        paper_thickness(written)


def test_marks_are_named_in_a_list() -> None:
    """Marks are parted by commas, and a wrong name is reported with the right ones."""
    assert mark_names("") == ()
    assert mark_names("fold, crop") == ("fold", "crop")
    with pytest.raises(ValueError, match="'bleed' is not a mark; known are fold, staple, crop"):
        mark_names("fold,bleed")
