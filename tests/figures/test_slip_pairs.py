"""Numbers that are one slip apart are found by index, as they are by trying every slip."""

from random import Random

import pytest

from lkjip_audit.figures.slip_pairs import SAME_LENGTH, slip_pairs
from lkjip_audit.figures.slipped import variants


def by_trying(numbers: set[int]) -> dict[int, tuple[int, ...]]:
    texts = {str(number) for number in numbers}
    found = {int(text): tuple(sorted({int(v) for v in variants(text, SAME_LENGTH)} & numbers)) for text in texts}
    without_itself = {
        one: tuple(v for v in others if v != one and len(str(v)) == len(str(one))) for one, others in found.items()
    }
    return {one: others for one, others in without_itself.items() if others}


SLIPS = [
    (14645969413, 14645969431),  # two neighbours
    (14645969413, 14645969418),  # one digit
    (14645969413, 14645413969),  # two groups
    (14645969413, 14645696413),  # the digits of one group mixed up
]


@pytest.mark.parametrize(("right", "typed"), SLIPS)
def test_one_slip_is_known_both_ways(right: int, typed: int) -> None:
    assert slip_pairs([right, typed]) == {right: (typed,), typed: (right,)}


def test_two_slips_are_none() -> None:
    assert slip_pairs([14645969413, 14645969524]) == {}


@pytest.mark.parametrize("seed", range(12))
def test_the_index_finds_what_trying_every_slip_finds(seed: int) -> None:
    draw = Random(seed)
    length = draw.randrange(3, 18)
    numbers = {draw.randrange(10 ** (length - 1), 10**length) for _ in range(40)}
    for number in list(numbers):
        made = sorted(text for text in variants(str(number), SAME_LENGTH) if text[0] != "0")
        numbers.update(int(draw.choice(made)) for _ in range(3))
    assert slip_pairs(numbers) == by_trying(numbers)


def test_a_number_is_not_near_itself_nor_one_of_another_length() -> None:
    assert slip_pairs([1_234_567, 1_234_567, 234_567, 12_345_678]) == {}
