"""Pairs of years: an invented agency's report beside that of the year before, right or with one figure changed.

python -m tests.benchmarks.years --pairs 24 --seed 1
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from lkjip_audit.result import AuditResult
from lkjip_audit.workbook.dossier import together
from lkjip_audit.workbook.model import Workbook
from tests.benchmarks.layouts_at_random import auditor
from tests.grids import workbook_from_grids

NAMES = (
    "Indeks kepuasan masyarakat",
    "Persentase arsip yang tertata",
    "Nilai SAKIP perangkat daerah",
    "Persentase aduan yang selesai",
    "Jumlah pengunjung perpustakaan",
    "Cakupan pelatihan aparatur",
    "Tingkat kehadiran pegawai",
    "Indeks profesionalitas ASN",
    "Persentase aset bersertifikat",
    "Rasio layanan daring",
)
PROGRAMS = (
    "Program Penunjang Urusan Pemerintahan",
    "Program Pengelolaan Arsip",
    "Program Pembinaan Perpustakaan",
    "Program Kepegawaian Daerah",
    "Program Pengembangan Sumber Daya Manusia",
)
_START = 2021
_PLAN = 5
Grid = list[list[object]]


@dataclass(frozen=True, slots=True)
class Agency:
    """What an agency plans and reaches, indicator by indicator and year by year, and its money by program."""

    indicators: Sequence[str]
    targets: Mapping[str, Sequence[Decimal]]
    results: Mapping[str, Sequence[Decimal]]
    money: Mapping[str, Sequence[tuple[int, int]]]


def agency(random: Random) -> Agency:
    """An agency at random; no two of its figures are alike."""
    indicators = random.sample(NAMES, random.randrange(4, 8))
    targets, results = {}, {}
    for name in indicators:
        first = Decimal(random.randrange(4000, 8000)) / 100
        plan = [first + year * Decimal(random.randrange(110, 290)) / 100 for year in range(_PLAN)]
        targets[name] = plan
        results[name] = [value * Decimal(random.randrange(880, 1060)) / 1000 for value in plan]
    results = {name: [round(value, 2) for value in values] for name, values in results.items()}
    money = {}
    for name in random.sample(PROGRAMS, random.randrange(3, 6)):
        pagu = [random.randrange(400_000_000, 9_000_000_000) for _ in range(_PLAN)]
        money[name] = [(value, value * random.randrange(880, 997) // 1000) for value in pagu]
    return Agency(indicators, targets, results, money)


def report(own: Agency, year: int, name: str, random: Random) -> Workbook:
    """The agency's report on ``year``, in a layout at random."""
    at = year - _START
    grids: dict[str, Grid] = {"Renstra": _plan(own), "Pengukuran": _measured(own, at, year)}
    grids["Perbandingan"] = _compared(own, at, year, random.choice((1, 2)) if at > 1 else 1)
    grids["Anggaran"] = _money(own, at, year)
    if random.random() < 0.5:
        grids["Anggaran Tahun Lalu"] = _money_of_years(own, at, year)
    return replace(workbook_from_grids(grids), name=name)


def _plan(own: Agency) -> Grid:
    years = [f"Target {_START + number}" for number in range(_PLAN)]
    rows: Grid = [[f"Target Renstra Tahun {_START}-{_START + _PLAN - 1}"], [], ["No", "Indikator Kinerja", *years]]
    rows += [[number, name, *own.targets[name]] for number, name in enumerate(own.indicators, 1)]
    return rows


def _measured(own: Agency, at: int, year: int) -> Grid:
    head = ["No", "Indikator Kinerja", "Target", "Realisasi", "Capaian (%)"]
    rows: Grid = [[f"Pengukuran Capaian Kinerja Tahun {year}"], [], head]
    for number, name in enumerate(own.indicators, 1):
        target, result = own.targets[name][at], own.results[name][at]
        rows.append([number, name, target, result, round(result / target * 100, 2)])
    return rows


def _compared(own: Agency, at: int, year: int, back: int) -> Grid:
    years = [year - number for number in range(back, -1, -1)]
    head = ["No", "Indikator Kinerja", *(f"Realisasi {told}" for told in years)]
    rows: Grid = [[f"Perbandingan Realisasi Kinerja {years[0]}-{year}"], [], head]
    for number, name in enumerate(own.indicators, 1):
        rows.append([number, name, *(own.results[name][told - _START] for told in years)])
    return rows


def _money(own: Agency, at: int, year: int) -> Grid:
    rows: Grid = [
        [f"Realisasi Anggaran Program Tahun {year}"],
        [],
        ["No", "Program", "Anggaran (Rp)", "Realisasi (Rp)"],
    ]
    rows += [[number, name, *own.money[name][at]] for number, name in enumerate(own.money, 1)]
    rows.append([None, "Jumlah", *(sum(column) for column in zip(*(own.money[n][at] for n in own.money), strict=True))])
    return rows


def _money_of_years(own: Agency, at: int, year: int) -> Grid:
    head = ["No", "Program", f"Realisasi Anggaran {year - 1} (Rp)", f"Realisasi Anggaran {year} (Rp)"]
    rows: Grid = [[f"Perbandingan Realisasi Anggaran {year - 1} dan {year}"], [], head]
    rows += [[n, name, own.money[name][at - 1][1], own.money[name][at][1]] for n, name in enumerate(own.money, 1)]
    return rows


@dataclass(frozen=True, slots=True)
class Change:
    """A figure of this year's report that says of an earlier year, or of the plan, what last year's did not."""

    sheet: str
    row: int
    column: int
    value: Decimal


def changes(this: Workbook, year: int, random: Random) -> Sequence[Change]:
    """Every figure that last year's report told as well, with one digit of it changed, in random order."""
    found = []
    for sheet in this.sheets:
        head = {column: str(sheet.cells[3, column].value) for column in sheet.rows[3]}
        columns = [c for c, text in head.items() if sheet.name == "Renstra" and text.startswith("Target")]
        columns += [c for c, text in head.items() if any(f" {told}" in text for told in range(_START, year))]
        for (row, column), cell in sheet.cells.items():
            if row > 3 and column in columns and isinstance(cell.value, Decimal):
                found.append(Change(sheet.name, row, column, _other(cell.value, random)))
    random.shuffle(found)
    return found


def _other(value: Decimal, random: Random) -> Decimal:
    text = str(value)
    at = random.choice([number for number, sign in enumerate(text) if sign.isdigit()][:4])
    digit = random.choice([sign for sign in "123456789" if sign != text[at]])
    return Decimal(text[:at] + digit + text[at + 1 :])


def with_change(this: Workbook, change: Change) -> Workbook:
    """The report with the change in it."""
    place = change.row, change.column
    return replace(
        this,
        sheets=tuple(
            replace(sheet, cells={**sheet.cells, place: replace(sheet.cells[place], value=change.value)})
            if sheet.name == change.sheet
            else sheet
            for sheet in this.sheets
        ),
    )


def audited(this: Workbook, last: Workbook) -> AuditResult:
    """The audit of ``this`` beside last year's report."""
    return auditor().audit_workbook(together([this], last).whole)


def measured(pairs: int, seed: int, each: int = 1) -> tuple[Mapping[str, int], list[str]]:
    """What became of ``each`` changes in every pair and of right pairs; those not told at their place, in words."""
    tally: Counter[str] = Counter()
    others = []
    for number in range(pairs):
        random = Random(f"{seed}-{number}")
        own, year = agency(random), random.randrange(_START + 1, _START + _PLAN)
        last, this = report(own, year - 1, "lalu.xlsx", random), report(own, year, "kini.xlsx", random)
        clean = audited(this, last)
        alarms = [item for item in clean.findings if item.severity.value != "info"]
        tally.update(pairs=1, alarms=len(alarms))
        others += [f"{number}: ALARM {item.address.place} {item.message}" for item in alarms]
        known = {item.fingerprint for item in clean.findings}
        for change in changes(this, year, random)[:each]:
            result = audited(with_change(this, change), last)
            at = (f"[kini.xlsx]{change.sheet}", change.row, change.column)
            new = [item for item in result.findings if item.fingerprint not in known]
            found = any(tuple(item.address[:3]) == at for item in new)
            named = any("lalu.xlsx" in item.message for item in new if tuple(item.address[:3]) == at)
            accused = [cause.address for cause in result.causes if not cause.is_tie]
            wrong = [address for address in accused if tuple(address[:3]) != at]
            tally.update(changed=1, found=found, names_last_year=named, accused_wrongly=bool(wrong))
            if not found or wrong:
                told = [f"{item.severity.value} {item.address.place} {item.stated}" for item in new]
                others.append(f"{number}: {at} -> {change.value}: {told} {[address.place for address in wrong]}")
    return tally, others


def main() -> None:
    """Print what became of the changes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=24)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=1)
    chosen = parser.parse_args()
    tally, others = measured(chosen.pairs, chosen.seed, chosen.each)
    sys.stdout.write("\n".join((str(dict(tally)), *others, "")))


if __name__ == "__main__":
    main()
