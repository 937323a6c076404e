"""Submissions as a kabupaten's agencies would send them: small workbooks, each unlike the others, some wrong or broken.

``python -m tests.benchmarks.submissions FOLDER 200`` writes them.  The same number gives the same workbooks.
"""

from __future__ import annotations

import io
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import xlsxwriter

AGENCIES = (
    "Dinas Perpustakaan dan Kearsipan",
    "Dinas Perhubungan",
    "Dinas Lingkungan Hidup",
    "Dinas Ketahanan Pangan",
    "Badan Kesatuan Bangsa dan Politik",
    "Dinas Pemuda dan Olahraga",
    "Kecamatan Sumberagung",
    "Kecamatan Margoluwih",
    "Dinas Kebudayaan",
    "Badan Penanggulangan Bencana Daerah",
)
REGION = "Kabupaten Tirtamukti"
GOALS = (
    ("Meningkatnya mutu layanan", ("Indeks Kepuasan Masyarakat", "Persentase aduan yang selesai")),
    ("Meningkatnya tertib administrasi", ("Persentase dokumen tepat waktu", "Persentase aset tercatat")),
    ("Meningkatnya akuntabilitas kinerja", ("Nilai SAKIP", "Persentase temuan yang ditindaklanjuti")),
)
PROGRAMS = (
    "Program Penunjang Urusan Pemerintahan Daerah",
    "Program Pelayanan Masyarakat",
    "Program Pembinaan dan Pengawasan",
    "Program Pengelolaan Data dan Informasi",
)
BROKEN = (b"", b"PK\x03\x04 terpotong di tengah jalan", b"%PDF-1.7\nbukan buku kerja")
_CENT = Decimal("0.01")


@dataclass(frozen=True)
class Submission:
    """One file of a folder: ``wrong`` is the number of figures in it that were spoiled, None for one that is broken."""

    name: str
    data: bytes
    wrong: int | None


def submissions(count: int) -> Iterator[Submission]:
    """``count`` submissions: each tenth broken, each third with a wrong figure, the others right."""
    for number in range(count):
        agency = AGENCIES[number % len(AGENCIES)]
        year = 2024 - number // len(AGENCIES) % 4
        name = f"{year}/{number:03d}-{agency.lower().replace(' ', '-')}.xlsx"
        if number % 10 == 7:
            yield Submission(name, BROKEN[number // 10 % len(BROKEN)], None)
        else:
            wrong = 1 + number % 2 if number % 3 == 1 else 0
            yield Submission(name, workbook(f"{agency} {REGION}", year, number, wrong), wrong)


def write(folder: Path, count: int) -> list[Submission]:
    """Put ``count`` submissions below ``folder``."""
    made = list(submissions(count))
    for item in made:
        path = folder / item.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(item.data)
    return made


def workbook(agency: str, year: int, seed: int, wrong: int = 0) -> bytes:
    """A small report of ``agency``: its achievement and its budget; ``wrong`` figures do not follow from the others."""
    dice = random.Random(seed)
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": datetime(2025, 2, 1, 8, 0, 0), "author": "tests"})
    head, money = book.add_format({"bold": True, "border": 1}), book.add_format({"num_format": "#,##0"})
    _achievement(book.add_worksheet("Capaian"), head, agency, year, dice, wrong > 0)
    _budget(book.add_worksheet("Anggaran"), head, money, agency, year, dice, wrong > 1)
    book.close()
    return buffer.getvalue()


def _achievement(sheet, head, agency, year, dice, wrong) -> None:
    sheet.write(0, 0, f"LAPORAN KINERJA INSTANSI PEMERINTAH {agency.upper()} TAHUN {year}")
    sheet.write(2, 0, f"Tabel 3.1 Pengukuran Kinerja {agency} Tahun {year}")
    for column, text in enumerate(
        ("No", "Sasaran", "Indikator Kinerja", "Satuan", "Target", "Realisasi", "Capaian (%)")
    ):
        sheet.write(3, column, text, head)
    rows = [(goal, name) for goal, names in GOALS for name in names]
    spoiled = dice.randrange(len(rows)) if wrong else -1
    for number, (goal, name) in enumerate(rows):
        target = Decimal(dice.randrange(7000, 9500)) / 100
        actual = Decimal(dice.randrange(6800, 9800)) / 100
        ratio = (actual / target * 100).quantize(_CENT, ROUND_HALF_UP)
        if number == spoiled:
            ratio += Decimal(dice.randrange(200, 900)) / 100
        row = (
            str(number + 1),
            goal,
            name,
            "%",
            *(f"{value:.2f}".replace(".", ",") for value in (target, actual, ratio)),
        )
        for column, text in enumerate(row):
            sheet.write_string(4 + number, column, text)


def _budget(sheet, head, money, agency, year, dice, wrong) -> None:
    sheet.write(0, 0, f"Tabel 3.2 Realisasi Anggaran {agency} Tahun {year}")
    for column, text in enumerate(("No", "Program", "Pagu Anggaran (Rp)", "Realisasi Anggaran (Rp)", "Serapan (%)")):
        sheet.write(2, column, text, head)
    total = [0, 0]
    for number, name in enumerate(PROGRAMS):
        pagu = dice.randrange(200_000_000, 4_000_000_000)
        spent = pagu * dice.randrange(8500, 9999) // 10000
        total = [total[0] + pagu, total[1] + spent]
        _line(sheet, money, 3 + number, (str(number + 1), name), pagu, spent)
    if wrong:
        total[0] += 10_000_000
    _line(sheet, money, 3 + len(PROGRAMS), ("", "JUMLAH"), *total)


def _line(sheet, money, row, words, pagu, spent) -> None:
    for column, text in enumerate(words):
        sheet.write_string(row, column, text)
    sheet.write_number(row, 2, pagu, money)
    sheet.write_number(row, 3, spent, money)
    sheet.write_string(row, 4, f"{(Decimal(spent) / pagu * 100).quantize(_CENT, ROUND_HALF_UP):.2f}".replace(".", ","))


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
