"""A column of percentages stored as fractions is known as one; ratios, wholes and typed percentages are not."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from lkjip_audit.tables.definitions import Definitions
from lkjip_audit.tables.model import Column
from lkjip_audit.tables.recognise import recognise
from tests.grids import workbook_from_grids


def last_column(header: str, values: list[Any], definitions: Definitions, *, knows_formats: bool = True) -> Column:
    rows = [[place + 1, f"Sasaran {place}", 80, 84, value] for place, value in enumerate(values)]
    grid = [["No", "Sasaran", "Target", "Realisasi", header], *rows]
    (table,) = recognise(workbook_from_grids({"S": grid}, knows_formats=knows_formats), definitions).tables
    return table.columns[-1]


def test_small_bare_numbers_under_a_percentage_are_fractions(definitions: Definitions) -> None:
    column = last_column("Capaian (%)", [Decimal("1.05"), Decimal("0.9963")], definitions)
    assert (column.role, column.unit, column.multiplier) == ("capaian", "%", 100)


def test_without_formats_the_role_is_enough(definitions: Definitions) -> None:
    values = [Decimal("1.05"), Decimal("0.9963")]
    assert last_column("Capaian", values, definitions, knows_formats=False).multiplier == 100
    assert last_column("Capaian", values, definitions).multiplier == 1


@pytest.mark.parametrize(
    "values",
    [
        [Decimal("105.00"), Decimal("99.63")],
        [Decimal("1.05"), Decimal("99.63")],
        [{"v": Decimal("1.05"), "fmt": "0.00%"}, {"v": Decimal("0.9963"), "fmt": "0.00%"}],
        ["1,05%", "0,99%"],
        ["1,05", "0,99"],
        [1, 1],
        [Decimal("1.05")],
    ],
    ids=["percent", "mixed", "formatted", "typed percent", "typed", "wholes", "one alone"],
)
def test_what_is_no_column_of_fractions_stays_as_it_is(values: list[Any], definitions: Definitions) -> None:
    assert last_column("Capaian (%)", values, definitions).multiplier == 1


def test_a_ratio_is_no_percentage(definitions: Definitions) -> None:
    column = last_column("Tingkat Efisiensi", [Decimal("1.0371"), Decimal("0.96")], definitions, knows_formats=False)
    assert column.multiplier == 1
