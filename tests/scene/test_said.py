"""What headers and labels say of how figures are computed makes a relation likelier, and proves none."""

from __future__ import annotations

import pytest

from lkjip_audit.induction import Axis, Operator, Shown, block_of, induce
from lkjip_audit.scene.said import said_of_column, said_of_row
from lkjip_audit.tables.model import Column, Row, RowKind
from tests.induction.tables import entry

COUNTS = ((3, 16, 28), (16, 3, 12), (3, 14, 29), (1, 10, 14), (14, 28, 4), (20, 20, 25), (23, 13, 19), (11, 18, 29))
TOTAL, NOTHING = frozenset({Operator.SUM}), frozenset[Operator]()


@pytest.mark.parametrize(
    ("header", "computed"),
    [
        ("Jumlah", {Operator.SUM}),
        ("TOTAL (Rp)", {Operator.SUM}),
        ("Rata-rata", {Operator.AVERAGE}),
        ("Nilai Rata-rata Unsur", {Operator.AVERAGE}),
        ("Selisih", {Operator.DIFFERENCE}),
        ("Belum Terlayani", {Operator.DIFFERENCE}),
        ("s.d. Bulan Ini", {Operator.RUNNING}),
        ("Kumulatif", {Operator.RUNNING}),
        ("%", {Operator.RATIO, Operator.SHARE}),
        ("Naik (%)", {Operator.RATIO, Operator.SHARE, Operator.GROWTH, Operator.DIFFERENCE}),
        ("NRR Tertimbang", {Operator.PRODUCT}),
        ("Laju Pertumbuhan", {Operator.GROWTH, Operator.DIFFERENCE}),
        ("Persentase", {Operator.RATIO, Operator.SHARE}),
        ("Jumlah Penduduk", set()),
        ("Loket Pagi", set()),
        ("", set()),
    ],
)
def test_a_header_says_how_its_column_is_computed(header: str, computed: set[Operator]) -> None:
    assert said_of_column(Column(1, header=("Kunjungan", header) if header else ())) == computed


def test_only_the_lowest_header_speaks() -> None:
    assert said_of_column(Column(1, header=("Jumlah", "Laki-laki"))) == NOTHING


@pytest.mark.parametrize(
    ("kind", "label", "computed"),
    [
        (RowKind.TOTAL, "Jumlah Seluruhnya", {Operator.SUM}),
        (RowKind.MEAN, "Rerata", {Operator.AVERAGE}),
        (RowKind.DETAIL, "Persen", {Operator.RATIO, Operator.SHARE}),
        (RowKind.DETAIL, "Kenanga", set()),
    ],
)
def test_a_row_says_how_it_is_computed(kind: RowKind, label: str, computed: set[Operator]) -> None:
    assert said_of_row(Row(4, kind, {"uraian": label})) == computed


def shown(total: str, *, row: int = 0, value: int | None = None) -> list[Shown]:
    """Small counts with their totals, which words call so or not; one count may be another."""
    grid = [[*line, sum(line)] for line in COUNTS]
    grid.append([sum(each) for each in zip(*grid, strict=True)])
    if value is not None:
        grid[row][0] = value
    said = TOTAL if total else NOTHING
    rows = tuple(said if at == len(COUNTS) else NOTHING for at in range(len(COUNTS) + 1))
    columns = (*(NOTHING for _ in COUNTS[0]), said)
    return list(induce(block_of([[entry(each) for each in line] for line in grid], rows, columns)).shown)


def test_a_total_that_is_called_so_needs_fewer_bits() -> None:
    plain, called = ({(e.axis, e.stated, e.operands): e.bits for e in shown(word)} for word in ("", "Jumlah"))
    key = (Axis.ALONG_ROWS, 3, (0, 1, 2))
    assert called[key] > plain.get(key, 0.0) + 2


def test_a_count_is_accused_where_words_call_both_its_totals_so() -> None:
    assert not any(each.misses for each in shown("", row=2, value=46))
    assert {(e.axis, miss.line) for e in shown("Jumlah", row=2, value=46) for miss in e.misses} == {
        (Axis.ALONG_ROWS, 2),
        (Axis.ALONG_COLUMNS, 0),
    }


def test_words_alone_show_nothing() -> None:
    """Columns that do not add up do not add up under any header."""
    grid = [[entry(each) for each in (a, b, c, a + 2 * b + 7 * at + 3)] for at, (a, b, c) in enumerate(COUNTS)]
    columns = (NOTHING, NOTHING, NOTHING, TOTAL)
    assert not induce(block_of(grid, (NOTHING,) * len(grid), columns)).shown
