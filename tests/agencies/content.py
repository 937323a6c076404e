"""What three agencies that no rule was written for have to report: every figure follows from these."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from lkjip_audit.figures.rounding import round_half_up


def percent(part: Decimal | int, whole: Decimal | int) -> Decimal:
    """``part`` of ``whole`` as people print it."""
    return round_half_up(Decimal(part) * 100 / Decimal(whole), 2)


@dataclass(frozen=True)
class Indicator:
    """One row of the agreement; ``end`` is the target for the end of the plan."""

    goal: str
    name: str
    unit: str
    target: Decimal
    actual: Decimal
    before: Decimal
    end: Decimal
    less_is_better: bool = False

    @property
    def achieved(self) -> Decimal:
        share = self.actual / self.target
        return round_half_up((2 - share if self.less_is_better else share) * 100, 2)

    @property
    def progress(self) -> Decimal:
        share = self.actual / self.end
        return round_half_up((2 - share if self.less_is_better else share) * 100, 2)

    @property
    def label(self) -> str:
        limits = ((91, "Sangat Tinggi"), (76, "Tinggi"), (66, "Sedang"), (51, "Rendah"))
        return next((label for limit, label in limits if self.achieved >= limit), "Sangat Rendah")


@dataclass(frozen=True)
class Program:
    """A program with its budget before and after the change, and what was spent."""

    name: str
    first: int
    budget: int
    spent: int


@dataclass(frozen=True)
class Agency:
    """One agency's year; ``staff`` are groups of men and women, ``counted`` what else it counts, in ``measure``."""

    name: str
    year: int
    indicators: tuple[Indicator, ...]
    programs: tuple[Program, ...]
    staff: tuple[tuple[str, int, int], ...]
    counted: tuple[tuple[str, int], ...]
    measure: tuple[str, str]

    @property
    def first(self) -> int:
        return sum(program.first for program in self.programs)

    @property
    def budget(self) -> int:
        return sum(program.budget for program in self.programs)

    @property
    def spent(self) -> int:
        return sum(program.spent for program in self.programs)


def _indicator(goal: str, name: str, unit: str, *figures: str, less: bool = False) -> Indicator:
    target, actual, before, end = map(Decimal, figures)
    return Indicator(goal, name, unit, target, actual, before, end, less)


HEALTH = Agency(
    "Dinas Kesehatan Kabupaten Mekarsari",
    2022,
    (
        _indicator(
            "Menurunnya angka kematian",
            "Angka Kematian Ibu",
            "per 100.000 KH",
            "91.00",
            "88.42",
            "97.10",
            "85.00",
            less=True,
        ),
        _indicator(
            "Membaiknya gizi masyarakat",
            "Prevalensi stunting balita",
            "%",
            "14.00",
            "12.70",
            "15.30",
            "10.00",
            less=True,
        ),
        _indicator(
            "Meningkatnya mutu layanan", "Persentase puskesmas terakreditasi", "%", "60.00", "52.50", "50.00", "75.00"
        ),
        _indicator("Meningkatnya kepuasan", "Indeks Kepuasan Masyarakat", "Indeks", "83.00", "82.16", "81.90", "85.00"),
    ),
    (
        Program("Program Penunjang Urusan Pemerintahan Daerah", 41250375900, 43118204650, 41877532118),
        Program("Program Pemenuhan Upaya Kesehatan Masyarakat", 88714520300, 93402118775, 86251904361),
        Program("Program Sediaan Farmasi dan Alat Kesehatan", 914300000, 887420500, 852316075),
    ),
    (("Golongan IV", 21, 34), ("Golongan III", 148, 302), ("Golongan II", 37, 66)),
    (("Puskesmas rawat inap", 14), ("Puskesmas nonrawat inap", 19), ("Puskesmas pembantu", 71)),
    ("Jenis Sarana", "Banyaknya"),
)
ROADS = Agency(
    "Dinas Pekerjaan Umum Kota Tirtalaya",
    2023,
    (
        _indicator(
            "Meningkatnya mutu jalan",
            "Persentase jalan dalam kondisi mantap",
            "Persen",
            "72.50",
            "73.24",
            "69.87",
            "80.00",
        ),
        _indicator(
            "Meningkatnya layanan irigasi",
            "Persentase daerah irigasi terlayani",
            "Persen",
            "81.00",
            "80.33",
            "78.12",
            "85.00",
        ),
        _indicator(
            "Terkendalinya ruang",
            "Persentase kesesuaian pemanfaatan ruang",
            "Persen",
            "64.00",
            "63.10",
            "61.20",
            "70.00",
        ),
    ),
    (
        Program("Program Penyelenggaraan Jalan", 46650000000, 50189625000, 49412868955),
        Program("Program Pengelolaan Sumber Daya Air", 8725000000, 9387350000, 9226538975),
        Program("Program Penataan Ruang", 912000000, 874315000, 861204750),
    ),
    (("Golongan IV", 6, 2), ("Golongan III", 58, 31), ("Golongan II", 24, 9)),
    (("Baik", 412), ("Sedang", 199), ("Rusak ringan", 121), ("Rusak berat", 102)),
    ("Kondisi Jalan", "Panjang (Km)"),
)
DISTRICT = Agency(
    "Kecamatan Sukahati",
    2021,
    (
        _indicator(
            "Meningkatnya pelayanan publik",
            "Nilai Survei Kepuasan Masyarakat",
            "Nilai",
            "85.50",
            "86.73",
            "84.10",
            "88.00",
        ),
        _indicator(
            "Meningkatnya tertib desa", "Prosentase desa tertib administrasi", "%", "90.00", "80.00", "70.00", "100.00"
        ),
    ),
    (
        Program("Program Penyelenggaraan Pelayanan Publik", 190250000, 186500000, 181240500),
        Program("Program Pemberdayaan Masyarakat Desa", 398000000, 412750000, 399876250),
    ),
    (("Golongan IV", 1, 0), ("Golongan III", 7, 5), ("Golongan II", 3, 1)),
    (("Desa mandiri", 4), ("Desa maju", 7), ("Desa berkembang", 2)),
    ("Status Desa", "Jumlah Desa"),
)
AGENCIES = {"health": HEALTH, "roads": ROADS, "district": DISTRICT}
