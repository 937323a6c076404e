"""Text that may be thousands or decimals, decided by what the other figures of its rows compute."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from lkjip_audit import induction
from lkjip_audit.figures.model import ReadingKind
from lkjip_audit.induction import Axis, Induction, induce
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


DOTTED = ((8120, 4551), (9302, 2210), (1711, 6403), (9023, 1133), (7773, 2034))


def dotted(number: int, mark: str = ".") -> str:
    return f"{number:,}".replace(",", mark)


def adding_up(mark: str, pairs: tuple[tuple[int, int], ...] = DOTTED) -> list[list[object]]:
    """Numbers of thousands in text and their sums, in which nothing says what the mark is."""
    grid = table(lambda a, b: dotted(a + b, mark), pairs)
    for row, (a, b) in zip(grid[1:], pairs, strict=True):
        row[2:4] = [dotted(a, mark), dotted(b, mark)]
    return grid


def test_what_adds_up_either_way_is_read_as_indonesians_write(definitions: Definitions) -> None:
    assert read(adding_up("."), 5, definitions) == [a + b for a, b in DOTTED]


def test_commas_in_what_adds_up_either_way_stay_unclear(definitions: Definitions) -> None:
    assert read(adding_up(","), 5, definitions) == [None] * 5


@pytest.mark.parametrize(("price", "wanted"), [("12,75", True), ("12.75", False)])
def test_what_adds_up_either_way_is_read_as_the_other_text_is_written(
    price: str, wanted: bool, definitions: Definitions
) -> None:
    grid = [[*row, price if at else "Irus"] for at, row in enumerate(adding_up("."))]
    found = read(grid, 5, definitions)
    assert found == [Decimal(a + b) if wanted else Decimal(a + b) / 1000 for a, b in DOTTED]


def test_what_may_be_shares_of_a_whole_stays_unclear(definitions: Definitions) -> None:
    pairs = ((41257, 58743), (18333, 81667), (75911, 24089), (49206, 50794), (30114, 69886))
    assert read(adding_up(".", pairs), 5, definitions) == [None] * 5


def test_what_one_slip_leaves_to_a_half_of_it_is_read_as_its_column(definitions: Definitions) -> None:
    """The mean is half the sum, or five hundred times it in thousandths: that says nothing of the mark."""
    pairs = tuple((a + 31 * at, b + 17 * at) for at in (0, 57, 113) for a, b in DOTTED)
    grid = adding_up(".", pairs)
    for row, (a, b) in zip(grid, ((0, 0), *pairs), strict=True):
        row.append(f"{Decimal(a + b) / 2:,.2f}".replace(",", "_").replace(".", ",").replace("_", "."))
    grid[0][5] = "Sutil"
    grid[4][3] = "11.333"  # 1.133
    assert read(grid, 5, definitions) == [a + b for a, b in pairs]


def test_figures_that_nothing_computes_stay_unclear(definitions: Definitions) -> None:
    results = iter(("41.257", "18.333", "75.911", "49.206", "80.114"))
    assert read(table(lambda _a, _b: next(results)), 5, definitions) == [None] * 5


@pytest.mark.parametrize(("texts", "times"), [(("41.257",), 0), (("41.257", "18.333"), 1)])
def test_columns_are_searched_only_where_several_of_their_cells_are_unclear(
    texts: tuple[str, ...], times: int, definitions: Definitions, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It costs far more than the search along rows, and one cell alone is in no sum under both marks."""
    asked: list[Axis] = []

    def counted(*given: Any, **options: Any) -> Induction:
        asked.extend(options["axes"])
        return induce(*given, **options)

    monkeypatch.setattr(induction, "induce", counted)
    results = iter((*texts, "75", "49", "30", "18"))
    read(table(lambda _a, _b: next(results)), 5, definitions)
    assert asked.count(Axis.ALONG_COLUMNS) == times
