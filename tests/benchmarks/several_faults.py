"""Small workbooks with one to three faults at once, and whom the audit accuses.

``python -m tests.benchmarks.several_faults``

Eight forms in other words than the samples', each right in every figure, then spoiled as people spoil them: a slip, a
total typed wrong over right parts, a wrong part under a right total, a wrong figure and what was computed from it, its
copies, a percentage of the row above, a row one column off, last year's figure.  Counted are the accusations made
outright of a spoiled cell and of a right one, the ties that hold a spoiled cell and those that hold none, and the
workbooks in which nothing is accused.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from lkjip_audit.pipeline import Auditor
from lkjip_audit.result import AuditResult
from tests.benchmarks.agency_forms import slipped, write
from tests.benchmarks.form_words import Form, Place, Rows, amount, percent

THINGS = ("Jembatan", "Embung", "Terminal", "Koperasi", "Sanggar", "Puskesmas", "Tambak", "Kebun Bibit")


@dataclass(slots=True)
class Book:
    """A right workbook, and what a fault needs to know of it.

    ``sums`` and ``rates`` are totals with their parts and percentages with what they are of; ``same`` are figures that
    stand at several places, ``before`` what the figure of a place was a year ago, ``rows`` runs of figures in a row.
    """

    form: Form
    sums: dict[Place, list[Place]] = field(default_factory=dict)
    rates: dict[Place, tuple[Place, Place]] = field(default_factory=dict)
    same: list[tuple[Place, ...]] = field(default_factory=list)
    before: dict[Place, Place] = field(default_factory=dict)
    rows: list[list[Place]] = field(default_factory=list)
    wrong: set[Place] = field(default_factory=set)

    def __getitem__(self, place: Place) -> float:
        sheet, row, column = place
        return self.form.sheets[sheet][row][column]

    def spoil(self, place: Place, value: float) -> None:
        """Put ``value`` where another one is right."""
        sheet, row, column = place
        if self[place] != value:
            self.form.sheets[sheet][row][column] = value
            self.wrong.add(place)

    def details(self) -> list[Place]:
        """The figures that nothing computes."""
        computed = {*self.sums, *self.rates}
        return sorted({part for parts in (*self.sums.values(), *self.rates.values()) for part in parts} - computed)


def _table(book: Book, sheet: str, first: int, count: int, columns: Sequence[int]) -> None:
    """Totals of ``count`` rows from ``first`` in the row behind them."""
    for column in columns:
        book.sums[sheet, first + count, column] = [(sheet, row, column) for row in range(first, first + count)]


def spending(random: Random) -> Book:
    """Budget, spending and their ratio by kegiatan; the annex states both again."""
    names = random.sample(THINGS, 5)
    money = [(pagu := amount(random), pagu - random.randrange(1, pagu // 4)) for _ in names]
    body: Rows = [
        [n, f"Pembangunan {x}", p, r, percent(r, p)] for n, (x, (p, r)) in enumerate(zip(names, money, strict=True), 1)
    ]
    pagu, used = (sum(pair[at] for pair in money) for at in (0, 1))
    body.append([None, "Jumlah", pagu, used, percent(used, pagu)])
    head = ["No.", "Kegiatan", "Alokasi Anggaran (Rp)", "Realisasi Keuangan (Rp)", "Persentase (%)"]
    annex: Rows = [["Lampiran Alokasi Anggaran"], ["No.", "Kegiatan", "Anggaran (Rp)"]]
    annex += [row[:3] for row in body]
    book = Book(Form({"Keuangan": [["Realisasi Keuangan Tahun 2025"], head, *body], "Lampiran": annex}))
    _table(book, "Keuangan", 2, 5, (2, 3))
    _table(book, "Lampiran", 2, 5, (2,))
    for row in range(2, 8):
        book.rates["Keuangan", row, 4] = ("Keuangan", row, 3), ("Keuangan", row, 2)
        book.same.append((("Keuangan", row, 2), ("Lampiran", row, 2)))
        book.rows.append([("Keuangan", row, column) for column in (2, 3, 4)])
    return book


def performance(random: Random) -> Book:
    """Target, result and achievement; the agreement states the targets again, and last year's stand beside."""
    names = random.sample(THINGS, 6)
    body: Rows = []
    for number, name in enumerate(names, 1):
        target, old = random.randrange(120, 980), random.randrange(120, 980)
        done = target + random.randrange(-90, 60)
        body.append([number, f"Jumlah {name} yang dibina", "unit", old, target, done, percent(done, target)])
    head = ["No.", "Indikator", "Satuan", "Target 2024", "Target 2025", "Realisasi 2025", "Capaian 2025 (%)"]
    agreed: Rows = [["Perjanjian Kinerja Tahun 2025"], ["No.", "Indikator", "Satuan", "Target"]]
    agreed += [[row[0], row[1], row[2], row[4]] for row in body]
    book = Book(Form({"Pengukuran": [["Pengukuran Kinerja Tahun 2025"], head, *body], "Perjanjian": agreed}))
    for row in range(2, 8):
        target = ("Pengukuran", row, 4)
        book.rates["Pengukuran", row, 6] = ("Pengukuran", row, 5), target
        book.same.append((target, ("Perjanjian", row, 3)))
        book.before[target] = ("Pengukuran", row, 3)
        book.rows.append([("Pengukuran", row, column) for column in (3, 4, 5, 6)])
    return book


def quarters(random: Random) -> Book:
    """Spending of four quarters, their sum, the budget and the ratio, with totals below."""
    names = random.sample(THINGS, 5)
    body: Rows = []
    for number, name in enumerate(names, 1):
        parts = [amount(random, 200) for _ in range(4)]
        pagu = sum(parts) + amount(random, 90)
        body.append([number, f"Pemeliharaan {name}", pagu, *parts, sum(parts), percent(sum(parts), pagu)])
    sums = [sum(row[at] for row in body) for at in range(2, 8)]
    body.append([None, "Total", *sums, percent(sums[5], sums[0])])
    head = ["No", "Kegiatan", "Pagu", "Realisasi TW I", "Realisasi TW II", "Realisasi TW III", "Realisasi TW IV"]
    head += ["Realisasi s.d. TW IV", "% Serapan"]
    book = Book(Form({"Triwulan": [["Penyerapan Anggaran per Triwulan Tahun 2025"], head, *body]}))
    _table(book, "Triwulan", 2, 5, range(2, 8))
    for row in range(2, 8):
        book.sums.setdefault(("Triwulan", row, 7), [("Triwulan", row, column) for column in range(3, 7)])
        book.rates["Triwulan", row, 8] = ("Triwulan", row, 7), ("Triwulan", row, 2)
        book.rows.append([("Triwulan", row, column) for column in range(2, 9)])
    return book


def funding(random: Random) -> Book:
    """Money over four years and their sum, with totals below."""
    names, years = random.sample(THINGS, 6), (2022, 2023, 2024, 2025)
    body: Rows = []
    for number, name in enumerate(names, 1):
        parts = [amount(random) for _ in years]
        body.append([number, f"Program {name}", *parts, sum(parts)])
    body.append([None, "JUMLAH", *(sum(row[at] for row in body) for at in range(2, 7))])
    head = ["No", "Program", *(f"Pendanaan {year} (Rp)" for year in years), "Jumlah Pendanaan (Rp)"]
    book = Book(Form({"Pendanaan": [["Pendanaan Indikatif 2022-2025"], head, *body]}))
    _table(book, "Pendanaan", 2, 6, range(2, 7))
    for row in range(2, 8):
        book.sums["Pendanaan", row, 6] = [("Pendanaan", row, column) for column in range(2, 6)]
        book.before |= {("Pendanaan", row, at): ("Pendanaan", row, at - 1) for at in (3, 4, 5)}
        book.rows.append([("Pendanaan", row, column) for column in range(2, 7)])
    return book


def sources(random: Random) -> Book:
    """Money by source, with totals at the right and below; a recapitulation states the rows' totals again."""
    names = random.sample(THINGS, 6)
    body: Rows = []
    for name in names:
        parts = [amount(random) for _ in range(3)]
        body.append([f"Bidang {name}", *parts, sum(parts)])
    body.append(["Jumlah", *(sum(row[at] for row in body) for at in range(1, 5))])
    recap = [[row[0], row[4]] for row in body]
    sheets: dict[str, Rows] = {
        "Sumber Dana": [["Anggaran menurut Sumber Dana"], ["Bidang", "PAD", "DAU", "DAK", "Jumlah"]]
    }
    sheets["Sumber Dana"] += body
    sheets["Rekap"] = [["Rekapitulasi Anggaran"], ["Bidang", "Jumlah"], *recap]
    book = Book(Form(sheets))
    _table(book, "Sumber Dana", 2, 6, range(1, 5))
    _table(book, "Rekap", 2, 6, (1,))
    for row in range(2, 9):
        book.sums.setdefault(("Sumber Dana", row, 4), [("Sumber Dana", row, column) for column in (1, 2, 3)])
        book.same.append((("Sumber Dana", row, 4), ("Rekap", row, 1)))
        book.rows.append([("Sumber Dana", row, column) for column in (1, 2, 3, 4)])
    return book


def people(random: Random) -> Book:
    """Heads by unit, men, women and all."""
    names = random.sample(THINGS, 6)
    body: Rows = []
    for number, name in enumerate(names, 1):
        men, women = random.randrange(8, 90), random.randrange(8, 90)
        body.append([number, f"UPT {name}", men, women, men + women])
    body.append([None, "Jumlah", *(sum(row[at] for row in body) for at in (2, 3, 4))])
    head = ["No", "Unit Kerja", "Laki-laki", "Perempuan", "Jumlah"]
    book = Book(Form({"Pegawai": [["Jumlah Pegawai menurut Jenis Kelamin"], head, *body]}))
    _table(book, "Pegawai", 2, 6, (2, 3, 4))
    for row in range(2, 9):
        book.sums.setdefault(("Pegawai", row, 4), [("Pegawai", row, 2), ("Pegawai", row, 3)])
        book.rows.append([("Pegawai", row, column) for column in (2, 3, 4)])
    return book


def revision(random: Random) -> Book:
    """A budget before and after its change, the difference, and the spending of what it became."""
    names = random.sample(THINGS, 5)
    body: Rows = []
    for number, name in enumerate(names, 1):
        old = amount(random)
        new = old + random.randrange(1, old // 3)
        used = new - random.randrange(1, new // 5)
        body.append([number, f"Pengadaan {name}", old, new, new - old, used, percent(used, new)])
    sums = [sum(row[at] for row in body) for at in (2, 3, 4, 5)]
    body.append([None, "Jumlah", *sums, percent(sums[3], sums[1])])
    head = ["No", "Kegiatan", "Anggaran Murni (Rp)", "Anggaran Perubahan (Rp)", "Bertambah/Berkurang (Rp)"]
    head += ["Realisasi (Rp)", "%"]
    book = Book(Form({"Perubahan": [["Perubahan Anggaran dan Realisasi 2025"], head, *body]}))
    _table(book, "Perubahan", 2, 5, (2, 3, 4, 5))
    for row in range(2, 8):
        book.rates["Perubahan", row, 6] = ("Perubahan", row, 5), ("Perubahan", row, 3)
        book.before["Perubahan", row, 3] = ("Perubahan", row, 2)
        book.rows.append([("Perubahan", row, column) for column in (2, 3, 4, 5, 6)])
    return book


def monitoring(random: Random) -> Book:
    """A plan by sub kegiatan under kegiatan: volume times price, and what was spent of it."""
    body: Rows = []
    totals = [0, 0]
    book = Book(Form({}))
    heads: list[int] = []
    for n, name in enumerate(random.sample(THINGS, 3), 1):
        heads.append(2 + len(body))
        items = [(v := random.randrange(3, 60), p := random.randrange(20, 900) * 5_000, v * p) for _ in range(3)]
        used = [whole - random.randrange(1, whole // 4) for *_, whole in items]
        whole, spent = sum(item[2] for item in items), sum(used)
        body.append([f"2.11.0{n}", f"Kegiatan {name}", None, None, whole, spent, percent(spent, whole)])
        for at, ((v, p, cost), real) in enumerate(zip(items, used, strict=True), 1):
            body.append([f"2.11.0{n}.0{at}", f"Sub Kegiatan {name} {at}", v, p, cost, real, percent(real, cost)])
        totals = [totals[0] + whole, totals[1] + spent]
    body.append([None, "Jumlah", None, None, *totals, percent(totals[1], totals[0])])
    head = [
        "Kode",
        "Kegiatan/Sub Kegiatan",
        "Volume",
        "Harga Satuan (Rp)",
        "Pagu (Rp)",
        "Realisasi (Rp)",
        "Serapan (%)",
    ]
    book.form.sheets["Monitoring"] = [["Monitoring Pelaksanaan Kegiatan 2025"], head, *body]
    last = 2 + len(body) - 1
    for column in (4, 5):
        for top in heads:
            book.sums["Monitoring", top, column] = [("Monitoring", top + at, column) for at in (1, 2, 3)]
        book.sums["Monitoring", last, column] = [("Monitoring", top, column) for top in heads]
    for row in range(2, last + 1):
        book.rates["Monitoring", row, 6] = ("Monitoring", row, 5), ("Monitoring", row, 4)
    return book


FORMS: Mapping[str, Callable[[Random], Book]] = {
    "spending": spending,
    "performance": performance,
    "quarters": quarters,
    "funding": funding,
    "sources": sources,
    "people": people,
    "revision": revision,
    "monitoring": monitoring,
}


def slip(book: Book, random: Random) -> str:
    """A slip of the hand in a figure that nothing computes."""
    place = random.choice(book.details())
    book.spoil(place, slipped(book[place], random))
    return "slip"


def total_typed(book: Book, random: Random) -> str:
    """A total typed wrong over right parts."""
    place = random.choice(sorted({*book.sums, *book.rates}))
    book.spoil(place, slipped(book[place], random))
    return "result typed wrong"


def consistent(book: Book, random: Random) -> str:
    """A figure typed wrong, and its ratio and its totals computed from it: other places state the right one."""
    place = random.choice(book.details())
    off = slipped(book[place], random) - book[place]
    now = book[place] + off
    book.spoil(place, now)
    waiting, reached = [place], {place}
    while waiting:
        part = waiting.pop()
        for total in sorted(total for total, parts in book.sums.items() if part in parts and total not in reached):
            book.spoil(total, book[total] + off)
            reached.add(total)
            waiting.append(total)
    for rate, (part, whole) in book.rates.items():
        if not reached.isdisjoint((part, whole)) and book[whole]:
            book.spoil(rate, percent(book[part], book[whole]))
    return "slip and what was computed from it"


def copied(book: Book, random: Random) -> str:
    """A wrong figure at some of the places that state it."""
    if not book.same:
        return slip(book, random)
    group = random.choice(book.same)
    value = slipped(book[group[0]], random)
    for place in random.sample(group, random.randint(1, len(group))):
        book.spoil(place, value)
    return "copies of a wrong figure"


def row_above(book: Book, random: Random) -> str:
    """The figure of the row above."""
    places = sorted({*book.rates, *book.details()})
    choices = [(p, above) for p in places if (above := (p[0], p[1] - 1, p[2])) in places and book[p] != book[above]]
    place, above = random.choice(choices)
    book.spoil(place, book[above])
    return "row above"


def last_year(book: Book, random: Random) -> str:
    """Last year's figure, or that before a change."""
    if not book.before:
        return row_above(book, random)
    place = random.choice(sorted(book.before))
    book.spoil(place, book[book.before[place]])
    return "last year"


def shifted(book: Book, random: Random) -> str:
    """A row one column to the right: what stood last stands beside the table, where the first was is nothing."""
    if not book.rows:
        return slip(book, random)
    run = random.choice(book.rows)
    sheet, row, column = run[0]
    cells = book.form.sheets[sheet][row]
    cells[column:] = [None, *cells[column:]]
    book.wrong.update((*run, (sheet, row, run[-1][2] + 1)))
    return "row shifted"


FAULTS = (slip, total_typed, consistent, copied, row_above, last_year, shifted)


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one workbook."""

    name: str
    faults: tuple[str, ...]
    right: int
    tied: int
    wrong: tuple[str, ...]
    wrong_ties: tuple[str, ...]
    loud: int

    @property
    def silent(self) -> bool:
        """Whether nothing is accused."""
        return not (self.right or self.tied or self.wrong or self.wrong_ties)


def books(seed: int, count: int) -> Iterator[tuple[str, tuple[str, ...], Book]]:
    """``count`` spoiled workbooks: the forms in turn, with one, two and three faults."""
    names = sorted(FORMS)
    for number in range(count):
        random = Random(f"{seed} {number}")
        name = names[number % len(names)]
        book = FORMS[name](random)
        chosen = [random.choice(FAULTS) for _ in range(1 + number // len(names) % 3)]
        moved = shifted in chosen
        planted = [fault(book, random) for fault in chosen if fault is not shifted]
        planted += [shifted(book, random)] if moved else []
        yield name, tuple(planted), book


def told(name: str, faults: tuple[str, ...], book: Book, result: AuditResult) -> Told:
    """The accusations of ``result`` against what is wrong in ``book``."""
    right = tied = 0
    wrong, wrong_ties = [], []
    for cause in result.causes:
        if cause.kind != "figure":
            continue
        named = [(item.address.sheet, item.address.row - 1, item.address.column - 1) for item in cause.alternatives]
        own = [(at.sheet, at.row - 1, at.column - 1) for at in (cause.address, *cause.also)]
        said = f"{cause.address.place} {cause.stated} to {cause.proposed}"
        if named and book.wrong.isdisjoint((*own, *named)):
            wrong_ties.append(said)
        elif named:
            tied += 1
        elif set(own) <= book.wrong:
            right += 1
        else:
            wrong.append(said)
    loud = sum(item.severity.value != "info" for item in result.findings)
    return Told(name, faults, right, tied, tuple(wrong), tuple(wrong_ties), loud)


def audited(auditor: Auditor, seed: int, count: int) -> Iterator[tuple[Told, Book]]:
    """Each workbook written, audited and judged."""
    with tempfile.TemporaryDirectory() as folder:
        for number, (name, faults, book) in enumerate(books(seed, count)):
            path = Path(folder) / f"{number}.xlsx"
            write(book.form, path)
            yield told(name, faults, book, auditor.audit(path)), book


def main() -> None:
    """Print what was accused wrongly, and the counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--books", type=int, default=48)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    for number, (item, book) in enumerate(audited(Auditor.load(), options.seed, options.books)):
        counts.update(right=item.right, tied=item.tied, wrong=len(item.wrong), wrong_ties=len(item.wrong_ties))
        counts["silent"] += item.silent
        if item.wrong or item.wrong_ties:
            places = ", ".join(f"{sheet}!{row + 1},{column + 1}" for sheet, row, column in sorted(book.wrong))
            print(number, item.name, item.faults, "WRONG", item.wrong, "TIES", item.wrong_ties, "spoiled", places)  # noqa: T201
    print(dict(counts))  # noqa: T201


if __name__ == "__main__":
    main()
