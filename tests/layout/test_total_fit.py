"""Where lines end, for paragraphs of boxes and spaces that are a few units wide."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from math import inf

from hypothesis import example, given
from hypothesis import strategies as st

from bookbuild.layout.line_fits import Fit, Justified, Ragged
from bookbuild.layout.total_fit import Break, choose_breaks

SPACE = 4
WIDTH = 40
JUSTIFIED = Justified(WIDTH, stretch=2, shrink=1)
WORDS = st.lists(st.integers(1, 18), min_size=1, max_size=9)


def breaks_of(words: Sequence[int]) -> list[Break]:
    """Return the places between words of these widths, and the end."""
    found, width = [], 0
    for index, word in enumerate(words):
        width += word
        found.append(Break(width, index, width + SPACE, index + 1, mark=index))
        width += SPACE
    return found


def parts_of(words: Sequence[int], hyphen: int = 1) -> dict[int, list[Break]]:
    """Return a hyphen in the middle of each word that is not short."""
    found, width = {}, 0
    for index, word in enumerate(words):
        if word > 5:
            half = width + word // 2
            found[index] = [Break(half + hyphen, index, half, index, is_hyphen=True, mark=(index, "-"))]
        width += word + SPACE
    return found


def lines_of(ends: Sequence[Break]) -> Iterator[tuple[int, int]]:
    """Yield the natural width of each line, and the number of its spaces."""
    start = after = 0
    for end in ends:
        yield end.end - start, end.spaces - after
        start, after = end.start, end.after


def demerits_of(ends: Sequence[Break], fit: Fit) -> float:
    """Return the demerits of lines without hyphens, as they are added up by definition."""
    total, before = 0.0, 1
    *lines, last = lines_of(ends)
    for width, spaces in lines:
        judgement = fit.judged(WIDTH - width, spaces)
        if judgement is None:
            return inf
        total += judgement[0] + (3000 if abs(judgement[1] - before) > 1 else 0)
        before = judgement[1]
    judgement = fit.judged_last(WIDTH - last[0], last[1])
    return total + judgement[0] if judgement else inf


def filled(places: Sequence[Break]) -> list[Break]:
    """Return the ends of lines that are each as full as they get without shrinking."""
    ends, start = [], 0
    for place, following in pairwise(places):
        if following.end - start > WIDTH:
            ends.append(place)
            start = place.start
    return [*ends, places[-1]]


@given(WORDS)
def test_no_way_to_break_a_paragraph_has_fewer_demerits(words: list[int]) -> None:
    """Of all ways to break a paragraph into lines the chosen one is the best, so also better than filling each line."""
    places = breaks_of(words)
    for fit in (JUSTIFIED, replace(JUSTIFIED, flexibility=0.02), Ragged(WIDTH), Ragged(WIDTH, is_balanced=True)):
        chosen = demerits_of(choose_breaks(places, fit), fit)
        ways = ([*inner, places[-1]] for count in range(len(places)) for inner in combinations(places[:-1], count))
        assert chosen == min(demerits_of(way, fit) for way in ways)
        assert chosen <= demerits_of(filled(places), fit)


@given(WORDS)
def test_the_same_paragraph_has_the_same_lines(words: list[int]) -> None:
    """What was chosen before changes nothing, and each word is on one line, in order."""
    places, parts = breaks_of(words), parts_of(words)
    ways = [choose_breaks(places, JUSTIFIED, parts=lambda at: parts.get(at, ())) for _ in range(2)]
    assert ways[0] == ways[1]
    ends = [end.end for end in ways[0]]
    assert ends == sorted(set(ends))
    assert ways[0][-1] is places[-1]


@given(st.lists(st.integers(1, 18), min_size=12, max_size=40))
@example([1, 1, 1, 4, 18, 13, 14, 14, 12, 1, 16, 18])
def test_hyphens_are_few(words: list[int]) -> None:
    """No three lines in a row end in a hyphen, and the last line is not the tail of a word if any other way is left."""
    parts = parts_of(words)
    fit = replace(JUSTIFIED, hyphen=0, hyphens=0)
    ends = choose_breaks(breaks_of(words), fit, parts=lambda at: parts.get(at, ()))
    hyphens = [end.is_hyphen for end in ends]
    assert not any(all(hyphens[at : at + 3]) for at in range(len(hyphens) - 2))
    assert len(ends) < 2 or ends[-2].mark != (len(words) - 1, "-")


def test_a_word_that_is_wider_than_the_line_ends_what_is_chosen() -> None:
    """Lines are chosen up to the word that has no room, and from the place behind it on."""
    places = breaks_of([20, 10, 20, 10, 90, 20, 10, 12])
    before = choose_breaks(places, JUSTIFIED)
    assert [end.mark for end in before] == [1, 3]
    assert [end.mark for end in choose_breaks(places, JUSTIFIED, begin=5)] == [6, 7]
    assert choose_breaks(places, replace(JUSTIFIED, is_strict=True)) == []


def test_a_last_line_that_is_too_short_is_refused() -> None:
    """A word that is next to nothing does not end a paragraph alone, unless the line before would be torn."""
    places = breaks_of([9, 9, 8, 9, 2])
    assert [end.mark for end in choose_breaks(places, JUSTIFIED, short=3)] == [2, 4]
    torn = breaks_of([18, 18, 2])
    assert [end.mark for end in choose_breaks(torn, JUSTIFIED, short=1)] == [1, 2]


def test_spaces_shrink_only_as_far_as_they_may() -> None:
    """A line that is too full by what its spaces can give is one; by a unit more, it is two."""
    for excess, lines in ((1, 1), (2, 2)):
        assert len(choose_breaks(breaks_of([18, 18 + excess]), JUSTIFIED)) == lines


def test_letters_become_narrower_and_wider_by_what_they_may() -> None:
    """Letters take their share of the room that a line leaves or lacks, and no more."""
    fit = replace(JUSTIFIED, flexibility=0.02)
    assert fit.scale(0, 3) == 1
    assert fit.scale(100, 3) == 1.02
    assert fit.scale(-100, 3) == 0.98
    assert 1 < fit.scale(1, 3) < 1.02


def test_a_balanced_title_has_lines_of_one_length() -> None:
    """The last line of a balanced text is about as long as the others; of another it is as long as it comes."""
    places = breaks_of([10, 10, 10, 10])
    assert [end.mark for end in choose_breaks(places, Ragged(WIDTH))] == [2, 3]
    assert [end.mark for end in choose_breaks(places, Ragged(WIDTH, is_balanced=True))] == [1, 3]
