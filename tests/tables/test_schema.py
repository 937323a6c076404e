"""The gate: what a table of a kind should hold, with failures at their cells."""

from __future__ import annotations

import subprocess
import sys

from lkjip_audit.tables.definitions import Definitions
from lkjip_audit.tables.recognise import recognise
from lkjip_audit.tables.schema import check_tables
from tests.grids import workbook_from_grids

BUDGET = [
    ["Realisasi Anggaran"],
    ["Kode", "Program/Kegiatan", "Anggaran (Rp)", "Realisasi (Rp)"],
    ["5.03.01", "Program A", "1.000.000.000", "950.000.000"],
    ["5.03.02", "Program B", "2.000.000.000", "1.900.000.000"],
]


def _codes(grid: list[list[str]], definitions: Definitions) -> list[tuple[str, str | None]]:
    tables = recognise(workbook_from_grids({"S": grid}), definitions).tables
    return [(notice.code, notice.cell) for notice in check_tables(tables, definitions)]


def test_a_table_as_it_should_be_passes(definitions: Definitions) -> None:
    assert _codes(BUDGET, definitions) == []


def test_words_among_figures_are_told_with_their_cell(definitions: Definitions) -> None:
    grid = [*BUDGET, ["5.03.03", "Program C", "belum final", "700.000.000"]]
    assert _codes(grid, definitions) == [("table_cell_type", "C5")]


def test_a_key_that_comes_twice_is_told_at_both_places(definitions: Definitions) -> None:
    grid = [*BUDGET, ["5.03.02", "Program C", "500.000.000", "400.000.000"]]
    assert _codes(grid, definitions) == [("table_key_repeated", "A4"), ("table_key_repeated", "A5")]


def test_a_word_outside_a_closed_set_is_told(definitions: Definitions) -> None:
    grid = [
        ["Efisiensi Penggunaan Sumber Daya"],
        ["Sasaran", "Capaian Kinerja (%)", "Capaian Anggaran (%)", "Tingkat Efisiensi", "Keterangan"],
        ["Meningkatnya A", "105,00%", "95,00%", "1,11", "Efisien"],
        ["Meningkatnya B", "98,00%", "99,00%", "0,99", "Tidak Efisien"],
        ["Meningkatnya C", "100,00%", "90,00%", "1,11", "Lumayan efisien"],
    ]
    assert _codes(grid, definitions) == [("table_value_unexpected", "E5")]


def test_nothing_heavy_is_imported_with_the_tables() -> None:
    code = (
        "import sys, lkjip_audit.tables.recognise, lkjip_audit.tables.schema, lkjip_audit.tables.match;"
        "sys.exit(any(name in sys.modules for name in ('pandas', 'pandera', 'numpy', 'openpyxl')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
