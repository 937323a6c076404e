"""Text that may be thousands or decimals, decided by what the other figures of its rows compute."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from lkjip_audit.figures.model import ReadingKind
from lkjip_audit.tables.definitions import Definitions
from lkjip_audit.tables.recognise import recognise
from tests.grids import workbook_from_grids

PAIRS = ((80, 33), (120, 91), (64, 47), (250, 123), (75, 62))
HEADS = ["No", "Bakul", "Wajan", "Tampah", "Dandang"]


def read(grid: list[list[object]], column: int, definitions: Definitions) -> list[Decimal | None]:
    """What the cells of a column read as, from top to bottom; None for what is unclear."""
    (table,) = recognise(workbook_from_grids({"S": grid}), definitions).tables
    readings = [reading for (_, at), reading in sorted(table.readings.items()) if at == column]
    assert all(reading.kind in (ReadingKind.FIGURES, ReadingKind.AMBIGUOUS) for reading in readings)
    return [None if reading.figure is None else reading.figure.amount for reading in readings]


def table(result: Callable[[int, int], str], pairs: tuple[tuple[int, int], ...] = PAIRS) -> list[list[object]]:
    rows = [[str(at), f"Irus {at}", str(a), str(b), result(a, b)] for at, (a, b) in enumerate(pairs, 1)]
    return [list(HEADS), *rows]


def percent(mark: str) -> Callable[[int, int], str]:
    return lambda a, b: f"{Decimal(100 * b) / a:.3f}".replace(".", mark)


@pytest.mark.parametrize("mark", [".", ","])
def test_a_quotient_with_three_decimals_is_read_by_its_operands(mark: str, definitions: Definitions) -> None:
    found = read(table(percent(mark)), 5, definitions)
    assert found[0] == Decimal("41.250")
    assert None not in found


def test_one_cell_is_read_by_the_relation_of_the_others(definitions: Definitions) -> None:
    grid = table(lambda a, b: f"{Decimal(100 * b) / a:.2f}".replace(".", ","))
    grid[0][4], grid[1][4] = "Dandang (%)", "41.250"
    assert read(grid, 5, definitions)[0] == Decimal("41.250")


def test_a_cell_that_is_wrong_is_read_as_most_of_its_column(definitions: Definitions) -> None:
    grid = table(percent("."))
    grid[4][4] = "94.200"  # 49.200 with its digits changed about
    assert read(grid, 5, definitions)[3] == Decimal("94.200")


def test_thousands_that_add_up_with_plain_figures_are_thousands(definitions: Definitions) -> None:
    pairs = ((812, 455), (930, 2210), (1711, 640), (902, 1133), (777, 2034))
    found = read(table(lambda a, b: f"{a + b:,}".replace(",", "."), pairs), 5, definitions)
    assert found == [a + b for a, b in pairs]


def test_what_adds_up_either_way_stays_unclear(definitions: Definitions) -> None:
    def dotted(number: int) -> str:
        return f"{number:,}".replace(",", ".")

    pairs = ((8120, 4551), (9302, 2210), (1711, 6403), (9023, 1133), (7773, 2034))
    grid = table(lambda a, b: dotted(a + b), pairs)
    for row, (a, b) in zip(grid[1:], pairs, strict=True):
        row[2:4] = [dotted(a), dotted(b)]
    assert read(grid, 5, definitions) == [None] * 5


def test_figures_that_nothing_computes_stay_unclear(definitions: Definitions) -> None:
    results = iter(("41.257", "18.333", "75.911", "49.206", "80.114"))
    assert read(table(lambda _a, _b: next(results)), 5, definitions) == [None] * 5
