"""Filled workbooks of the forms that agencies keep, right in every figure, in words and layouts of three regions.

``python -m tests.benchmarks.agency_forms`` audits each, then plants slips in its figures one at a time and tells how
many are found, how often the spoiled cell is the first cause, and how often it is among the answers: of four quarters
and their total no arithmetic can say which is wrong.  All names and amounts are invented.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

import xlsxwriter

from lkjip_audit.pipeline import Auditor
from lkjip_audit.result import AuditResult
from tests.benchmarks import performance_forms, planning_forms
from tests.benchmarks.form_words import AGENCIES, MONTHS, NOUNS, Form, Rows, amount, percent
from tests.benchmarks.what_arithmetic_tells import answers_of


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
    pagu = [amount(random) for _ in range(10)]
    spent = [item - random.randrange(1, item // 5) for item in pagu]
    body = []
    for code, name, parts in accounts:
        whole, used = sum(pagu[p] for p in parts), sum(spent[p] for p in parts)
        rest = used - whole if region == 1 else whole - used
        body.append([code, name, whole, used, percent(used, whole), rest])
    return Form({"LRA": [["LAPORAN REALISASI ANGGARAN TAHUN 2025"], heads, *body]})


def cash_budget(random: Random, region: int) -> Form:
    """RAK: an account's budget by months."""
    months = (MONTHS, [month[:3] for month in MONTHS], [month.upper() for month in MONTHS])[region]
    last = ("Jumlah", "Total RAK", "TOTAL")[region]
    heads = [("Kode Rekening", "Kode", "KODE REKENING")[region], "Uraian", *months, last]
    details = [[amount(random, 60) for _ in range(12)] for _ in range(10)]
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
        row = [amount(random) for _ in kinds]
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
                    amount(random),
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
        before = amount(random)
        after = before + random.randrange(-before // 4, before // 3)
        body.append([number, f"Program {noun}", before, after, after - before, percent(after - before, before)])
    sums = [sum(row[place] for row in body) for place in (2, 3, 4)]
    body.append([None, "Jumlah", *sums, percent(sums[2], sums[0])])
    return Form({"Perubahan": [["Perubahan Anggaran Tahun 2025"], heads, *body]})


FORMS: Mapping[str, Callable[[Random, int], Form]] = {
    "budget_realisation": budget_realisation,
    "cash_budget": cash_budget,
    "cost_plan": cost_plan,
    "spending_matrix": spending_matrix,
    "flat_list": flat_list,
    "change": change,
    **planning_forms.FORMS,
    **performance_forms.FORMS,
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
    visible: int = 0
    """Slips that leave some equation of the form broken; of a form without declared equations none is known."""

    visible_detected: int = 0
    alone: int = 0
    """Slips whose cell alone, of all, can mend every broken equation: no tie."""

    alone_first: int = 0
    tied: int = 0
    tied_among: int = 0


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
        counted: Counter[str] = Counter()
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
            possible = answers_of(form, (sheet, row, column))
            if possible:
                told_apart = len(possible) == 1
                counted["visible"] += 1
                counted["visible_detected"] += known
                counted["alone"] += told_apart
                counted["alone_first"] += told_apart and known and named
                counted["tied"] += not told_apart
                counted["tied_among"] += not told_apart and address in answers
            if address not in answers and (possible or not form.equations):
                missed.append(f"{address} {right}->{cells[column]} {'other cell' if known else 'silent'}")
            cells[column] = right
    figures_of, tested = clean.coverage.figures, len(clean.coverage.tested)
    return Measured(figures_of, tested, alarms, slips, detected, first, among, tuple(missed), **counted)


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
            line += f" detected {got.detected}/{got.planted} first {got.first} among {got.among}"
            if got.visible:
                line += f"; visible {got.visible_detected}/{got.visible}, alone first {got.alone_first}/{got.alone}"
                line += f", tie has it {got.tied_among}/{got.tied}"
            print(line, flush=True)  # noqa: T201
            for told in (*got.alarms, *got.missed) if options.verbose else ():
                print("   ", told)  # noqa: T201


if __name__ == "__main__":
    main()
