from __future__ import annotations

from decimal import Decimal
from random import Random

from lkjip_audit.induction import Axis, Operator, Shown, block_of, induce
from tests.induction.tables import FIRST, SECOND, Text, along_rows, entry

THIRD = (812, 1455, 930, 2210, 1711, 640, 1902, 1133, 777, 2034, 1287, 1560)


def means_of(shown: list[Shown]) -> dict[int, set[int]]:
    """Operands of each shown mean by where it is stated."""
    return {each.stated: {*each.operands} for each in shown if each.operator is Operator.AVERAGE}


def mean(*figures: Text) -> str:
    """With one decimal."""
    return str((sum(Decimal(figure or 0) for figure in figures) / len(figures)).quantize(Decimal("0.1")))


def test_a_year_is_the_mean_of_its_months_or_of_its_quarters_and_not_of_both() -> None:
    months: list[tuple[Text, ...]] = [FIRST, SECOND, THIRD, FIRST[::-1], SECOND[3:] + SECOND[:3], THIRD[5:] + THIRD[:5]]
    first = [mean(*row) for row in zip(*months[:3], strict=True)]
    second = [mean(*row) for row in zip(*months[3:], strict=True)]
    year = [mean(*row) for row in zip(*months, strict=True)]
    found = means_of(along_rows(*months[:3], first, *months[3:], second, year))
    assert found[3] == {0, 1, 2}
    assert found[7] == {4, 5, 6}
    assert found[8] in ({3, 7}, {0, 1, 2, 4, 5, 6})


def test_details_are_meant_where_groups_differ_in_size() -> None:
    details: list[tuple[Text, ...]] = [FIRST, SECOND, THIRD, FIRST[::-1], SECOND[4:] + SECOND[:4]]
    first = [mean(*row) for row in zip(*details[:3], strict=True)]
    second = [mean(*row) for row in zip(*details[3:], strict=True)]
    whole = [mean(*row) for row in zip(*details, strict=True)]
    found = means_of(along_rows(*details[:3], first, *details[3:], second, whole))
    assert found[7] == {0, 1, 2, 4, 5}


def test_a_mean_of_means_that_is_taken_across_accuses_nothing() -> None:
    """Down each column the mean of its rows; in the last column, of means over what differs in number, across."""
    rows: list[list[Text]] = [[*each] for each in zip(FIRST, SECOND, THIRD, strict=True)]
    rows = [[*row, mean(*(part for part in row[: 2 + at % 2]))] for at, row in enumerate(rows)]
    feet = [mean(*column) for column in list(zip(*rows, strict=True))[:3]]
    grid = [[entry(value) for value in row] for row in [*rows, [*feet, mean(*feet)]]]
    found = [each for each in induce(block_of(grid)).shown if each.axis is Axis.ALONG_COLUMNS]
    assert means_of(found)[len(rows)] == {*range(len(rows))}
    assert not any(each.misses for each in found)


def test_an_index_of_two_groups_of_nearly_equal_weight_is_no_mean_however_long_it_is() -> None:
    """Month after month tells the same: that the weights are near each other."""
    dice, low, high = Random(3), 800, 880
    rows: list[tuple[str, str, str]] = []
    for _ in range(200):
        low, high = low + dice.randrange(-4, 6), high + dice.randrange(-4, 6)
        rows.append((f"{low / 10:.1f}", f"{high / 10:.1f}", f"{(0.505 * low + 0.495 * high) / 10:.1f}"))
    assert means_of(along_rows(*zip(*rows, strict=True))) == {}


def test_a_mean_of_two_amounts_is_one() -> None:
    dice = Random(4)
    pairs = [(dice.randrange(10**5, 10**6), dice.randrange(10**5, 10**6)) for _ in range(12)]
    found = along_rows(*zip(*[(a, b, f"{(a + b) / 2:.1f}") for a, b in pairs], strict=True))
    assert means_of(found) == {2: {0, 1}}
