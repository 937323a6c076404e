"""What invented forms are made of: their sheets, words, amounts, and the equations that a filled form keeps to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import Any

from lkjip_audit.figures.rounding import round_half_up

Rows = list[list[Any]]
Place = tuple[str, int, int]
NOUNS = [
    "Irigasi",
    "Pasar Rakyat",
    "Arsip Daerah",
    "Penyuluhan",
    "Perpustakaan",
    "Jalan Lingkungan",
    "Perizinan",
    "Benih Padi",
]
AGENCIES = [
    "Dinas Perikanan",
    "Dinas Kebudayaan",
    "Kecamatan Lembah Hijau",
    "Badan Riset Daerah",
    "Inspektorat",
    "Dinas Pangan",
]
COMPONENTS = ["Perencanaan", "Pengukuran", "Pelaporan", "Evaluasi", "Pemanfaatan", "Tindak Lanjut"]
MONTHS = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]
QUARTERS = (
    ["I", "II", "III", "IV"],
    ["Triwulan I", "Triwulan II", "Triwulan III", "Triwulan IV"],
    ["TW 1", "TW 2", "TW 3", "TW 4"],
)


@dataclass(frozen=True, slots=True)
class Holds:
    """An equation that a filled form keeps to, over places (sheet, row, column) counted from 0.

    ``kind`` is "sum", "average", "ratio" (of the first to the second, in percent), "difference", "product" (of both,
    in hundredths), "times", "same" or "growth" (a year, in percent, on average).  What has decimals is rounded to the
    two that are shown.
    """

    kind: str
    stated: Place
    parts: tuple[Place, ...]


@dataclass(slots=True)
class Form:
    """A filled form: its sheets as grids, the merged cells of each, and the equations between its figures."""

    sheets: dict[str, Rows]
    merges: dict[str, list[str]] = field(default_factory=dict)
    equations: list[Holds] = field(default_factory=list)

    def along(self, sheet: str, rows: Iterable[int], kind: str, stated: int, *parts: int) -> Form:
        """Declare an equation of columns in each of ``rows``; cells that are empty are left out."""
        for row in rows:
            held = tuple((sheet, row, column) for column in parts if is_number(self.sheets[sheet][row][column]))
            if held and is_number(self.sheets[sheet][row][stated]):
                self.equations.append(Holds(kind, (sheet, row, stated), held))
        return self

    def down(self, sheet: str, columns: Iterable[int], kind: str, stated: int, rows: Iterable[int]) -> Form:
        """Declare an equation of rows in each of ``columns``."""
        parts = list(rows)
        for column in columns:
            held = tuple((sheet, row, column) for row in parts if is_number(self.sheets[sheet][row][column]))
            if held and is_number(self.sheets[sheet][stated][column]):
                self.equations.append(Holds(kind, (sheet, stated, column), held))
        return self


def is_number(value: object) -> bool:
    """Whether a cell holds a figure."""
    return isinstance(value, (int, float))


def amount(random: Random, most: int = 900) -> int:
    """Rupiah, round to the thousand or not."""
    return random.randrange(20_000, most * 1_000) * 1_000 + random.randrange(1, 1_000) * random.choice((0, 1))


def percent(part: float, whole: float) -> float:
    """``part`` of ``whole`` in percent, as shown."""
    return rounded(100 * Decimal(str(part)) / Decimal(str(whole)))


def rounded(value: Decimal) -> float:
    """To two decimals, halves upwards, as a sheet rounds."""
    return float(round_half_up(value, 2))
