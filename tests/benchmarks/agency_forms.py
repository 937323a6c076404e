"""Filled workbooks of the forms that agencies keep, right in every figure, in words and layouts of three regions.

``python -m tests.benchmarks.agency_forms`` audits each, then plants slips in its figures one at a time and tells how
many are found, how often the spoiled cell is the first cause, and how often it is among the answers: of four quarters
and their total no arithmetic can say which is wrong.  All names and amounts are invented.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import xlsxwriter

from lkjip_audit.pipeline import Auditor
from lkjip_audit.result import AuditResult

Rows = list[list[Any]]
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


@dataclass(slots=True)
class Form:
    """A filled form: its sheets as grids, and the merged cells of each."""

    sheets: dict[str, Rows]
    merges: dict[str, list[str]] = field(default_factory=dict)


def _money(random: Random, most: int = 900) -> int:
    return random.randrange(20_000, most * 1_000) * 1_000 + random.randrange(1, 1_000) * random.choice((0, 1))


def _percent(part: float, whole: float) -> float:
    return round(100 * part / whole, 2)


def renja_evaluation(random: Random, region: int) -> Form:
    """E.81: K and Rp. of target, four quarters, the year and its share of the target."""
    names = QUARTERS[region]
    top = [
        "No",
        ("Program/Kegiatan", "Urusan/Program/Kegiatan", "Program dan Kegiatan")[region],
        "Indikator Kinerja",
        "Satuan",
    ]
    groups = ["Target Renja Tahun 2025", *names, "Realisasi Capaian Kinerja Renja", "Tingkat Capaian Kinerja (%)"]
    halves = [None, None, None, None] + ["K", ("Rp.", "Rp", "Rp (000)")[region]] * 6 + ["K", "Rp."]
    numbers = [
        "1",
        "2",
        "3",
        "4",
        "5",
        None,
        "6",
        None,
        "7",
        None,
        "8",
        None,
        "9",
        None,
        "10 = 6+7+8+9",
        None,
        "11 = 10/5*100",
        None,
    ]
    body: Rows = []
    for number, noun in enumerate(NOUNS, 1):
        parts, money = [random.randrange(2, 40) for _ in range(4)], [_money(random, 90) for _ in range(4)]
        whole, pagu = sum(parts) + random.randrange(0, 9), sum(money) + _money(random, 60)
        pairs = [item for pair in zip(parts, money, strict=True) for item in pair]
        done = [sum(parts), sum(money), _percent(sum(parts), whole), _percent(sum(money), pagu)]
        body.append(
            [number, f"Kegiatan {noun}", f"Jumlah layanan {noun.lower()}", "layanan", whole, pagu, *pairs, *done]
        )
    over = ["Target Renja Tahun 2025", "Realisasi Kinerja Pada Triwulan", *groups[1 + len(names) :]]
    heads: Rows = [[*top, over[0], None, over[1], *[None] * 7, over[2], None, over[3], None]]
    heads += [[None] * 6 + [item for name in names for item in (name, None)] + [None] * 4]
    heads += [halves, numbers] if region != 1 else [numbers, halves]
    merges = ["A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:F3", "G2:N2", *_pairs(6, 4, 3), "O2:P3", "Q2:R3"]
    return Form(
        {"Evaluasi": [["Evaluasi Hasil Renja Perangkat Daerah Tahun 2025"], *heads, *body]}, {"Evaluasi": merges}
    )


def _pairs(after: int, pairs: int, row: int = 2) -> list[str]:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return [f"{letters[after + 2 * n]}{row}:{letters[after + 2 * n + 1]}{row}" for n in range(pairs)]


def _accounts(random: Random) -> list[tuple[str, str, list[int]]]:
    """Accounts by code with the details that each is made of, as places in the list of details."""
    tree = {
        "5.1.01": ("Belanja Pegawai", 3),
        "5.1.02": ("Belanja Barang dan Jasa", 4),
        "5.2.02": ("Belanja Modal Peralatan", 3),
    }
    rows: list[tuple[str, str, list[int]]] = []
    place = 0
    for head in ("5", "5.1", "5.2"):
        own = [f"{code}.{n:02d}" for code, (_, count) in tree.items() if code.startswith(head) for n in range(count)]
        rows.append((head, {"5": "BELANJA DAERAH", "5.1": "Belanja Operasi", "5.2": "Belanja Modal"}[head], []))
        del own
    for code, (name, count) in tree.items():
        rows.append((code, name, list(range(place, place + count))))
        rows += [(f"{code}.{n + 1:02d}", f"{name} {random.choice(NOUNS)} {n + 1}", [place + n]) for n in range(count)]
        place += count
    details = {code: parts for code, _, parts in rows if len(code) == 9}
    full = [
        (code, name, parts or sorted(p for c, own in details.items() if c.startswith(code) for p in own))
        for code, name, parts in rows
    ]
    return sorted(full)


def budget_realisation(random: Random, region: int) -> Form:
    """LRA: budget, spending, share and remainder, summed along the codes."""
    heads = (
        ["Kode Rekening", "Uraian", "Anggaran", "Realisasi", "%", "Sisa Anggaran"],
        ["KODE", "URAIAN BELANJA", "ANGGARAN SETELAH PERUBAHAN (Rp)", "REALISASI (Rp)", "(%)", "LEBIH/(KURANG)"],
        ["Kd. Rek", "Uraian", "Pagu 2025", "Realisasi s/d Desember", "Persentase", "Sisa"],
    )[region]
    accounts = _accounts(random)
    pagu = [_money(random) for _ in range(10)]
    spent = [item - random.randrange(1, item // 5) for item in pagu]
    body = []
    for code, name, parts in accounts:
        whole, used = sum(pagu[p] for p in parts), sum(spent[p] for p in parts)
        rest = used - whole if region == 1 else whole - used
        body.append([code, name, whole, used, _percent(used, whole), rest])
    return Form({"LRA": [["LAPORAN REALISASI ANGGARAN TAHUN 2025"], heads, *body]})


def cash_budget(random: Random, region: int) -> Form:
    """RAK: an account's budget by months."""
    months = (MONTHS, [month[:3] for month in MONTHS], [month.upper() for month in MONTHS])[region]
    last = ("Jumlah", "Total RAK", "TOTAL")[region]
    heads = [("Kode Rekening", "Kode", "KODE REKENING")[region], "Uraian", *months, last]
    details = [[_money(random, 60) for _ in range(12)] for _ in range(10)]
    body = []
    for code, name, parts in _accounts(random):
        row = [sum(details[p][m] for p in parts) for m in range(12)]
        body.append([code, name, *row, sum(row)])
    return Form({"RAK": [["Rencana Anggaran Kas Tahun 2025"], heads, *body]})


def cost_plan(random: Random, region: int) -> Form:
    """RKA: volume times price, summed by account."""
    heads = (
        ["Kode Rekening", "Uraian", "Volume", "Satuan", "Harga Satuan", "Jumlah"],
        ["KODE", "URAIAN", "KOEFISIEN", "SATUAN", "HARGA (Rp)", "JUMLAH (Rp)"],
        ["Rekening", "Rincian Belanja", "Vol", "Sat", "Harga Satuan (Rp)", "Jumlah Harga (Rp)"],
    )[region]
    body: Rows = []
    whole = 0
    for account in range(1, 4):
        items = [(random.randrange(2, 60), random.randrange(11, 900) * 2_500) for _ in range(4)]
        total = sum(volume * price for volume, price in items)
        whole += total
        body.append([f"5.1.02.01.01.00{account:02d}", f"Belanja {NOUNS[account]}", None, None, None, total])
        body += [[None, f"{random.choice(NOUNS)} {n}", v, "paket", p, v * p] for n, (v, p) in enumerate(items)]
    body.append([None, ("Jumlah", "JUMLAH", "Total")[region], None, None, None, whole])
    return Form({"RKA": [["Rincian Anggaran Belanja Kegiatan Tahun 2025"], heads, *body]})


def spending_matrix(random: Random, region: int) -> Form:
    """Agencies by kind of spending, with totals at the right and below."""
    kinds = [
        "Belanja Pegawai",
        "Belanja Barang dan Jasa",
        "Belanja Hibah",
        "Belanja Modal Tanah",
        "Belanja Modal Mesin",
    ]
    heads = (
        ["Nama OPD", *kinds, "TOTAL"],
        ["No", "Perangkat Daerah", *kinds, "Jumlah"],
        ["SKPD", *kinds, "JUMLAH BELANJA"],
    )[region]
    body: Rows = []
    for number, agency in enumerate(AGENCIES, 1):
        row = [_money(random) for _ in kinds]
        body.append([*([number] if region == 1 else []), agency, *row, sum(row)])
    start = 2 if region == 1 else 1
    sums = [sum(row[place] for row in body) for place in range(start, start + len(kinds) + 1)]
    body.append([*([None] if region == 1 else []), ("TOTAL", "Jumlah", "JUMLAH")[region], *sums])
    return Form({"Belanja": [["Rekapitulasi Belanja per Perangkat Daerah"], heads, *body]})


def flat_list(random: Random, region: int) -> Form:
    """A register of pagu without totals, and the recap by agency on a sheet of its own."""
    heads = (
        ["Nama SKPD", "Kode Sub Kegiatan", "Nama Sub Kegiatan", "Sumber Dana", "Pagu"],
        ["PERANGKAT DAERAH", "KODE", "SUB KEGIATAN", "SUMBER DANA", "PAGU (Rp)"],
        ["Unit Kerja", "Kode Rekening", "Uraian", "Sumber Pendanaan", "Nilai Anggaran"],
    )[region]
    body: Rows = []
    for place, agency in enumerate(AGENCIES, 1):
        for n in range(5):
            body.append(
                [
                    agency,
                    f"1.0{place}.02.2.01.00{n + 1:02d}",
                    f"Pengelolaan {NOUNS[n]}",
                    ("PAD", "DAU")[n % 2],
                    _money(random),
                ]
            )
    recap = [[agency, sum(row[4] for row in body if row[0] == agency)] for agency in AGENCIES]
    recap.append([("Jumlah", "TOTAL", "Jumlah")[region], sum(row[4] for row in body)])
    return Form({"Per Sub Kegiatan": [heads, *body], "Per OPD": [["Rekap Pagu"], [heads[0], heads[4]], *recap]})


def change(random: Random, region: int) -> Form:
    """Before and after a change of the budget, and by how much."""
    heads = (
        [
            "No",
            "Program/Kegiatan",
            "Pagu Sebelum Perubahan (Rp)",
            "Pagu Setelah Perubahan (Rp)",
            "Bertambah/(Berkurang) (Rp)",
            "%",
        ],
        ["No.", "Uraian Program", "APBD Murni", "APBD Perubahan", "Selisih", "% Selisih"],
        ["NO", "KEGIATAN", "ANGGARAN SEBELUM", "ANGGARAN SESUDAH", "BERTAMBAH / BERKURANG", "PERSENTASE"],
    )[region]
    body: Rows = []
    for number, noun in enumerate(NOUNS, 1):
        before = _money(random)
        after = before + random.randrange(-before // 4, before // 3)
        body.append([number, f"Program {noun}", before, after, after - before, _percent(after - before, before)])
    sums = [sum(row[place] for row in body) for place in (2, 3, 4)]
    body.append([None, "Jumlah", *sums, _percent(sums[2], sums[0])])
    return Form({"Perubahan": [["Perubahan Anggaran Tahun 2025"], heads, *body]})


def deviation(random: Random, region: int) -> Form:
    """Physical and financial progress by month, planned and real, and how far apart."""
    top = [
        "Bulan",
        ("Keuangan (%)", "KEUANGAN (%)", "Realisasi Keuangan (%)")[region],
        None,
        None,
        ("Fisik (%)", "FISIK (%)", "Realisasi Fisik (%)")[region],
        None,
        None,
    ]
    words = (
        ["Rencana", "Realisasi", "Deviasi"],
        ["TARGET", "REALISASI", "DEVIASI"],
        ["Target", "Realisasi", "Deviasi"],
    )[region]
    body: Rows = []
    money, work = 0.0, 0.0
    for month in MONTHS:
        money, work = money + random.randrange(200, 800) / 100, work + random.randrange(200, 800) / 100
        real, done = (
            round(money - random.randrange(-90, 150) / 100, 2),
            round(work - random.randrange(-90, 150) / 100, 2),
        )
        body.append([month, round(money, 2), real, round(real - money, 2), round(work, 2), done, round(done - work, 2)])
    return Form(
        {"Deviasi": [["Deviasi Fisik dan Keuangan Tahun 2025"], top, [None, *words, *words], *body]},
        {"Deviasi": ["B2:D2", "E2:G2", "A2:A3"]},
    )


def renstra_funding(random: Random, region: int) -> Form:
    """T-C.27: target and money over five years, and the end of the plan."""
    years = [2025, 2026, 2027, 2028, 2029]
    top = [
        "Kode",
        "Program dan Kegiatan",
        "Indikator Kinerja",
        *(item for year in years for item in (f"Tahun {year}", None)),
        "Kondisi Kinerja pada Akhir Periode Renstra",
        None,
    ]
    halves = [None, None, None] + [("Target", "target", "K")[region], ("Rp", "Rp.", "Rp")[region]] * 6
    body: Rows = []
    for number, noun in enumerate(NOUNS, 1):
        goals, money = [random.randrange(10, 90) for _ in years], [_money(random) for _ in years]
        pairs = [item for pair in zip(goals, money, strict=True) for item in pair]
        body.append(
            [f"2.09.{number:02d}", f"Program {noun}", f"Jumlah {noun.lower()} terlayani", *pairs, goals[-1], sum(money)]
        )
    sums = [sum(row[place] for row in body) for place in range(4, 15, 2)]
    body.append([None, "Jumlah", None, *(item for total in sums for item in (None, total))])
    return Form(
        {"T-C.27": [["Rencana Program, Kegiatan, dan Pendanaan Renstra Tahun 2025-2029"], top, halves, *body]},
        {"T-C.27": _pairs(3, 6)},
    )


def renstra_record(random: Random, region: int) -> Form:
    """T-C.23: targets and results of the plan's years, and their ratios."""
    years = [2021, 2022, 2023, 2024, 2025]
    groups = ("Target Renstra Perangkat Daerah Tahun", "Realisasi Capaian Tahun", "Rasio Capaian pada Tahun")
    top = ["No", "Indikator Kinerja", *(item for group in groups for item in (group, *[None] * 4))]
    under = [None, None, *[str(year) if region else f"Tahun {year}" for _ in groups for year in years]]
    body: Rows = []
    for number, noun in enumerate(NOUNS, 1):
        goals = [random.randrange(40, 90) for _ in years]
        done = [goal + random.randrange(-9, 9) for goal in goals]
        ratios = [_percent(real, goal) for real, goal in zip(done, goals, strict=True)]
        body.append([number, f"Persentase {noun.lower()} tertangani", *goals, *done, *ratios])
    return Form(
        {"T-C.23": [["Pencapaian Kinerja Pelayanan Perangkat Daerah"], top, under, *body]},
        {"T-C.23": ["C2:G2", "H2:L2", "M2:Q2"]},
    )


def quarterly_indicators(random: Random, region: int) -> Form:
    """IKU: the year's target, what each quarter added, the year's result and capaian."""
    names = QUARTERS[region]
    top = [
        "No",
        "Indikator Kinerja Utama",
        "Satuan",
        "Target 2025",
        "Realisasi",
        None,
        None,
        None,
        ("Total Realisasi", "Jumlah Realisasi", "Realisasi s.d. TW 4")[region],
        "Capaian (%)",
    ]
    body: Rows = []
    for number, noun in enumerate(NOUNS, 1):
        parts = [random.randrange(11, 400) for _ in range(4)]
        goal = sum(parts) + random.randrange(-40, 60)
        body.append(
            [number, f"Jumlah {noun.lower()} dilayani", "layanan", goal, *parts, sum(parts), _percent(sum(parts), goal)]
        )
    under = [None, None, None, None, *names, None, None]
    return Form(
        {"IKU": [["Capaian Indikator Kinerja Utama Triwulanan Tahun 2025"], top, under, *body]},
        {"IKU": ["A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:H2", "I2:I3", "J2:J3"]},
    )


def evaluation_sheet(random: Random, region: int) -> Form:
    """LKE: weights that make a hundred, a score in percent, and the weighted value."""
    heads = (
        ["No", "Komponen/Sub Komponen", "Bobot", "Skor (%)", "Nilai"],
        ["No", "Komponen Penilaian", "Bobot (%)", "Perolehan (%)", "Nilai Akhir"],
        ["NO", "ASPEK YANG DINILAI", "BOBOT", "PERSENTASE", "NILAI"],
    )[region]
    weights = [30, 25, 15, 12, 10, 8]
    body: Rows = []
    for number, weight in enumerate(weights, 1):
        share = random.randrange(5_000, 9_900) / 100
        body.append(
            [
                number,
                f"{COMPONENTS[number - 1]} Kinerja",
                weight,
                share,
                round(weight * share / 100, 2),
            ]
        )
    body.append([None, "Jumlah", sum(weights), None, round(sum(row[4] for row in body), 2)])
    return Form({"LKE": [["Lembar Kerja Evaluasi SAKIP"], heads, *body]})


FORMS: Mapping[str, Callable[[Random, int], Form]] = {
    "renja_evaluation": renja_evaluation,
    "budget_realisation": budget_realisation,
    "cash_budget": cash_budget,
    "cost_plan": cost_plan,
    "spending_matrix": spending_matrix,
    "flat_list": flat_list,
    "change": change,
    "deviation": deviation,
    "renstra_funding": renstra_funding,
    "renstra_record": renstra_record,
    "quarterly_indicators": quarterly_indicators,
    "evaluation_sheet": evaluation_sheet,
}
REGIONS = 3


def write(form: Form, path: Path) -> None:
    """``form`` as a workbook at ``path``, money in whole rupiah and what has cents with two decimals."""
    with xlsxwriter.Workbook(path) as book:
        whole, cents = book.add_format({"num_format": "#,##0"}), book.add_format({"num_format": "#,##0.00"})
        for name, rows in form.sheets.items():
            sheet = book.add_worksheet(name)
            for area in form.merges.get(name, ()):
                sheet.merge_range(area, "")
            for row, cells in enumerate(rows):
                for column, value in enumerate(cells):
                    if isinstance(value, (int, float)):
                        sheet.write_number(row, column, value, cents if isinstance(value, float) else whole)
                    elif value is not None:
                        sheet.write_string(row, column, value)


def figures(form: Form) -> Iterator[tuple[str, int, int]]:
    """The places of the figures of ``form``: sheet, row and column from 0; numbers of rows are none."""
    for name, rows in form.sheets.items():
        for row, cells in enumerate(rows):
            for column, value in enumerate(cells):
                if isinstance(value, float) or (isinstance(value, int) and (column > 0 or value > len(rows))):
                    yield name, row, column


def slipped(value: float, random: Random) -> float:
    """``value`` with one digit typed wrong, or two neighbours in the wrong order."""
    text = f"{value:.2f}" if isinstance(value, float) else str(value)
    places = [place for place, letter in enumerate(text) if letter.isdigit()]
    while True:
        letters = list(text)
        place = random.choice(places)
        after = place + 1
        if random.random() < 0.5 and after in places:
            letters[place], letters[after] = letters[after], letters[place]
        else:
            letters[place] = random.choice("0123456789")
        changed = float("".join(letters)) if isinstance(value, float) else int("".join(letters))
        if changed != value and abs(changed - value) > (0.02 if isinstance(value, float) else 0):
            return changed


@dataclass(frozen=True, slots=True)
class Measured:
    """What became of one form: figures and how many were tested, findings while right, slips found and named first."""

    figures: int
    tested: int
    alarms: tuple[str, ...]
    planted: int
    detected: int
    first: int
    among: int
    missed: tuple[str, ...] = ()


def measure(name: str, region: int, slips: int, auditor: Auditor, seed: int = 1) -> Measured:
    """The form ``name`` of ``region`` audited as it is, and with ``slips`` slips, one at a time."""
    form = FORMS[name](Random(f"{name}{region}{seed}"), region)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.xlsx"

        def audited() -> AuditResult:
            write(form, path)
            return auditor.audit(path)

        clean = audited()
        alarms = tuple(f"{item.rule} {item.place}" for item in clean.findings if item.severity.value != "info")
        random = Random(seed)
        places = random.sample(list(figures(form)), slips)
        detected = first = among = 0
        missed = []
        for sheet, row, column in places:
            cells = form.sheets[sheet][row]
            right = cells[column]
            cells[column] = slipped(right, random)
            found = audited()
            address = f"{sheet}!{chr(65 + column)}{row + 1}"
            known = any(item.severity.value != "info" for item in found.findings)
            named = bool(found.causes) and found.causes[0].address.place.replace("'", "") == address
            told = (answer for cause in found.causes for answer in (cause, *cause.alternatives))
            answers = {answer.address.place.replace("'", "") for answer in told}
            detected, first, among = detected + known, first + (known and named), among + (address in answers)
            if address not in answers:
                missed.append(f"{address} {right}->{cells[column]} {'other cell' if known else 'silent'}")
            cells[column] = right
    return Measured(
        clean.coverage.figures, len(clean.coverage.tested), alarms, slips, detected, first, among, tuple(missed)
    )


def main() -> None:
    """Print a line for each form and region."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--slips", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("names", nargs="*", default=list(FORMS))
    options = parser.parse_args()
    auditor = Auditor.load()
    for name in options.names:
        for region in range(REGIONS):
            got = measure(name, region, options.slips, auditor, options.seed)
            line = f"{name} {region}: tested {got.tested}/{got.figures} alarms {len(got.alarms)}"
            print(f"{line} detected {got.detected}/{got.planted} first {got.first} among {got.among}", flush=True)  # noqa: T201
            for told in (*got.alarms, *got.missed) if options.verbose else ():
                print("   ", told)  # noqa: T201


if __name__ == "__main__":
    main()
