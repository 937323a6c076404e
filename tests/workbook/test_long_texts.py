"""A text of any length is read in bounded work: what is beyond the limit is cut, and that is told."""

from __future__ import annotations

from time import process_time

import pytest

from lkjip_audit.pipeline import Auditor, open_workbook
from lkjip_audit.workbook.long_texts import LONGEST, MOST_BLANKS, without_long_blanks
from tests.fuzz.books import grids, packed, parts, sheet

BLANKS = (" ", "\u00a0", "\t", "\n", "\u200b ", "\u2003")
UNITS = (
    "1 ",
    "A",
    "1.",
    "(",
    "- ",
    "12,34 ",
    "Rp 1.000 ",
    "s.d. ",
    "dua ratus ",
    "1=a ",
    "\n",
    "% ",
    "a: 1; ",
    "dari 5 ",
    "5 dan 5 ",
    "1)",
    "1%",
    "1+ ",
    "((1+",
    "2021-",
    "naik dari 5 menjadi ",
    "Aa ",
    *BLANKS,
)
"""What is written again and again: figures, signs, words that a pattern begins with, blanks."""


def saved(path, text, places=1):
    tables = grids(1)
    for number in range(places):
        tables["Kinerja"].append([None, None, text if number % 2 else f"{text} ."])
    path.write_bytes(packed(parts({name: sheet(rows) for name, rows in tables.items()})))
    return path


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_a_long_text_is_cut_and_told_at_its_cell(tmp_path, suffix):
    path = tmp_path / f"a.{suffix}"
    if suffix == "csv":
        path.write_text(f"a;b\n{'x' * 20_000};1\n")
    else:
        saved(path, "x" * 20_000)
    book = open_workbook(path)
    texts = [cell.value for sheet in book.sheets for cell in sheet.cells.values() if isinstance(cell.value, str)]
    assert max(map(len, texts)) == LONGEST
    (notice,) = (notice for notice in book.notices if notice.code == "long_text")
    assert notice.cell
    assert dict(notice.details)["limit"] == str(LONGEST)


def test_many_long_texts_are_told_in_few_notices(tmp_path):
    book = open_workbook(saved(tmp_path / "a.xlsx", "x" * 9000, 100))
    assert len([notice for notice in book.notices if notice.code in ("long_text", "more_notices")]) == 21


@pytest.mark.parametrize("blank", BLANKS)
def test_a_run_of_blanks_is_cut_and_told_at_its_cell(tmp_path, blank):
    run = (blank * 4000)[:4000]
    book = open_workbook(saved(tmp_path / "a.xlsx", f"Realisasi 5{run}dari 6"))
    (notice,) = (notice for notice in book.notices if notice.code == "long_blanks")
    assert dict(notice.details) == {"size": "4000", "limit": str(MOST_BLANKS)}
    (text,) = (
        cell.value
        for sheet in book.sheets
        for cell in sheet.cells.values()
        if isinstance(cell.value, str) and cell.value.startswith("Realisasi 5")
    )
    assert text.endswith("dari 6 .")
    assert len(text) == len("Realisasi 5dari 6 .") + MOST_BLANKS


def test_as_many_blanks_as_people_type_stay():
    text = f"Realisasi{' ' * MOST_BLANKS}5\n\n{' ' * (MOST_BLANKS - 2)}6"
    assert without_long_blanks(text) == text


def test_lines_stay_apart_where_the_blanks_between_them_are_cut():
    assert without_long_blanks(f"Satu{' ' * 500}\nDua").splitlines()[-1] == "Dua"


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS)
def test_work_on_a_cell_of_32000_signs_is_bounded(tmp_path, unit):
    path = saved(tmp_path / "a.xlsx", (unit * 32_000)[:32_000])
    auditor = Auditor.load()
    before = process_time()
    auditor.audit(path)
    assert process_time() - before < 5
