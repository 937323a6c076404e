"""What a lone "K" beside rupiah means, where the head over both tells no more than a year."""

from typing import Any

from lkjip_audit.tables.definitions import Definitions
from lkjip_audit.tables.recognise import recognise
from tests.grids import workbook_from_grids


def _roles(heads: list[str], definitions: Definitions, second: str = "Rp") -> list[str | None]:
    top = ["Kode", "Program", "Indikator", *(item for head in heads for item in (head, None))]
    grid: list[list[Any]] = [["Rencana Strategis"], top, [None, None, None, *["K", second] * len(heads)]]
    for number in range(1, 4):
        pairs = (item for at, _ in enumerate(heads) for item in (10 * number + at, 1_250_300_500 * number + at))
        grid.append([f"1.02.0{number}", f"Program {number}", "Jumlah warga terlayani", *pairs])
    merges = [f"{a}2:{b}2" for a, b in ("DE", "FG", "HI")][: len(heads)]
    (table,) = recognise(workbook_from_grids({"T-C.27": grid}, merges={"T-C.27": merges}), definitions).tables
    return [column.role for column in table.columns[3:]]


def test_beside_a_pagu_of_a_year_it_is_the_target(definitions: Definitions) -> None:
    assert _roles(["Tahun 2025", "2026", "2027"], definitions) == ["target", "pagu"] * 3


def test_where_the_head_says_more_it_is_what_that_says(definitions: Definitions) -> None:
    assert _roles(["Realisasi 2025", "Realisasi 2026"], definitions)[::2] == ["realisasi"] * 2


def test_beside_words_of_no_money_it_stays_unknown(definitions: Definitions) -> None:
    assert "target" not in _roles(["Tahun 2025", "2026", "2027"], definitions, second="F")
