"""Workbooks of any size, right in every figure but for the slips that are asked for: what ``speed.py`` measures.

budget(path, rows=9_700, slips=5)   a budget by code, six columns: programs, kegiatan, sub kegiatan, belanja
matrix(path, columns=100)           33 accounts by region, two header rows; nothing computes from anything
blocks(path, columns=480)           eight money columns for each agency, side by side; drawn at random
text(path, rows=20_000, columns=20) words, names, codes and dates; hardly a figure
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import xlsxwriter

_MONEY, _PERCENT = "#,##0", "0.00"
_BRANCHES = (4, 5, 3)
"""Kegiatan in a program, sub kegiatan in a kegiatan, belanja in a sub kegiatan."""
_PROGRAM = 1 + 4 * (1 + 5 * (1 + 3))
"""Rows of a program with all that is in it: 85."""


@dataclass(slots=True)
class Row:
    """One row of a budget, with the rows that it is the sum of."""

    code: str
    name: str
    parts: list[Row]
    pagu: int = 0
    spent: int = 0


def budget_rows(rows: int, seed: int = 3) -> list[Row]:
    """The programs of a budget that has about so many rows, sums right."""
    random = Random(seed)
    made = []
    for number in range(1, max(1, rows // _PROGRAM) + 1):
        # Ninety-nine programs to a field of government, as in the national list of codes.
        field, place = divmod(number - 1, 99)
        made.append(_row(f"1.{field + 1:02d}.{place + 1:02d}", f"Program {number}", _BRANCHES, random))
    return made


def _row(code: str, name: str, branches: tuple[int, ...], random: Random) -> Row:
    if not branches:
        pagu = random.randrange(1_000_000, 900_000_000, 1_000)
        return Row(code, name, [], pagu, pagu - random.randrange(0, pagu // 5))
    count, *deeper = branches
    middle = {3: ".2", 2: "", 1: ".5.1"}[len(branches)]
    word = {3: "Kegiatan", 2: "Sub Kegiatan", 1: "Belanja"}[len(branches)]
    own = name.rsplit(" ", maxsplit=1)[-1]
    parts = [
        _row(f"{code}{middle}.{part:02d}", f"{word} {own}.{part}", tuple(deeper), random)
        for part in range(1, count + 1)
    ]
    return Row(code, name, parts, sum(part.pagu for part in parts), sum(part.spent for part in parts))


def budget(path: Path, rows: int, slips: int = 0, seed: int = 3) -> list[str]:
    """Write it to ``path``; the cells whose last two unlike digits were put the wrong way round are returned."""
    random = Random(seed)
    flat: list[Row] = []

    def down(row: Row) -> None:
        flat.append(row)
        for part in row.parts:
            down(part)

    programs = budget_rows(rows, seed)
    for program in programs:
        down(program)
    total = Row("", "Jumlah", programs, sum(p.pagu for p in programs), sum(p.spent for p in programs))
    table: list[list[Any]] = [
        [row.code, row.name, row.pagu, row.spent, row.pagu - row.spent, _percent(row.spent, row.pagu)]
        for row in (*flat, total)
    ]
    spoiled = []
    for place in sorted(random.sample(range(len(flat)), slips)):
        column = random.choice((2, 3))
        table[place][column] = _transposed(table[place][column])
        spoiled.append(f"{'CD'[column - 2]}{place + 4}")
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Anggaran")
    formats = [None, None, *[book.add_format({"num_format": _MONEY})] * 3, book.add_format({"num_format": _PERCENT})]
    sheet.write(0, 0, "Realisasi Anggaran menurut Program dan Kegiatan Tahun 2024")
    heads = ("Kode", "Program/Kegiatan/Sub Kegiatan", "Anggaran (Rp)", "Realisasi (Rp)", "Sisa (Rp)", "%")
    sheet.write_row(2, 0, heads)
    for place, values in enumerate(table, 3):
        for column, (value, form) in enumerate(zip(values, formats, strict=True)):
            sheet.write(place, column, value, form)
    book.close()
    return spoiled


def _percent(part: int, whole: int) -> float:
    """To two decimals, halves up as a sheet rounds: a float that lies on the edge would be cut."""
    return (20_000 * part + whole) // (2 * whole) / 100


def _transposed(value: int) -> int:
    digits = list(str(value))
    place = next(i for i in range(len(digits) - 2, -1, -1) if digits[i] != digits[i + 1])
    digits[place], digits[place + 1] = digits[place + 1], digits[place]
    return int("".join(digits))


def matrix(path: Path, columns: int, seed: int = 3) -> None:
    """Accounts down, regions across."""
    random = Random(seed)
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("APBD")
    sheet.write(0, 0, "APBD 2023")
    sheet.write_row(2, 0, ["Akun", *(f"{1 + i // 24:02d}.{i % 24:02d}" for i in range(columns))])
    sheet.write_row(3, 1, [f"Provinsi {i}" for i in range(columns)])
    sheet.write_row(4, 1, [2023] * columns)
    for row in range(33):
        values = [random.randrange(10**8, 10**13) for _ in range(columns)]
        sheet.write_row(5 + row, 0, [f"{4100 + row}. Uraian akun", *values])
    book.close()


def blocks(path: Path, columns: int, seed: int = 1) -> None:
    """Agencies side by side, each with the same eight headers over numbers that have nothing to do with each other."""
    random = Random(seed)
    heads = ("Murni", "Target", "Input", "Selisih", "Pagu", "Realisasi", "Sisa", "%")
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Lebar")
    sheet.write_row(0, 0, ["Uraian", *(f"Dinas {i // 8 + 1}" for i in range(columns))])
    sheet.write_row(1, 1, [heads[i % 8] for i in range(columns)])
    for row in range(2, 42):
        sheet.write_row(row, 0, [f"Belanja {row}", *(random.randint(1, 10**9) for _ in range(columns))])
    book.close()


def text(path: Path, rows: int, columns: int, seed: int = 5) -> None:
    """A list of what was bought: words in every column, figures in one of twenty."""
    random = Random(seed)
    words = [
        *("belanja", "alat", "tulis", "kantor", "makanan", "minuman", "rapat", "perjalanan", "dinas", "dalam"),
        *("kota", "jasa", "tenaga", "ahli", "sewa", "gedung", "pemeliharaan", "kendaraan", "cetak", "seragam"),
    ]
    kinds = (
        lambda row: " ".join(random.sample(words, 3)).capitalize(),
        lambda row: f"5.1.02.{row % 90 + 1:02d}.{random.randrange(1, 99):02d}",
        lambda row: "{} nomor {row} untuk {}".format(*random.sample(words, 2), row=row),
        lambda row: random.choice(("Selesai", "Proses", "Belum", "Ditunda")),
        lambda row: f"{random.randrange(1, 28)} Maret 2024",
    )
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("Daftar")
    sheet.write(0, 0, "Daftar Belanja Tahun 2024")
    sheet.write_row(
        2, 0, [f"{('Uraian', 'Kode', 'Keterangan', 'Status', 'Tanggal')[i % 5]} {i}" for i in range(columns)]
    )
    for row in range(rows):
        cells: list[Any] = [kinds[i % len(kinds)](row) for i in range(columns)]
        cells[-1] = random.randrange(1_000, 9_000_000)
        sheet.write_row(3 + row, 0, cells)
    book.close()
