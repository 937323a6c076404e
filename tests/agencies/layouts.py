"""Three ways to lay an agency's report out in sheets; each remembers where the figures stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lkjip_audit.workbook.model import column_letter
from tests.agencies.content import Agency, percent
from tests.agencies.typing_habits import Habit


@dataclass
class Pages:
    """Grids by sheet while they are written; ``places`` has the address of every cell that was given a name."""

    grids: dict[str, list[list[Any]]] = field(default_factory=dict)
    places: dict[str, tuple[str, str]] = field(default_factory=dict)
    sheet: str = ""

    def turn(self, sheet: str) -> None:
        """Go on on ``sheet``."""
        self.sheet = sheet
        self.grids.setdefault(sheet, [])

    def say(self, text: str, name: str = "") -> None:
        """A line of prose or a heading."""
        self._add([text], {name: 1} if name else {})

    def table(self, head: Sequence[Sequence[Any]], rows: Mapping[str, Sequence[Any]], names: Sequence[str]) -> None:
        """A table with a blank line after it; the cell of column ``c`` in row ``r`` is called "r.c"."""
        for line in head:
            self._add(list(line), {})
        for row, cells in rows.items():
            self._add(list(cells), {f"{row}.{column}": index for index, column in enumerate(names, 1) if column})
        self._add([], {})

    def _add(self, cells: list[Any], names: Mapping[str, int]) -> None:
        grid = self.grids[self.sheet]
        grid.append(cells)
        for name, column in names.items():
            self.places[name] = (self.sheet, f"{column_letter(column)}{len(grid)}")


Layout = Callable[[Agency], Pages]


def pasted_from_word(agency: Agency) -> Pages:
    """All on one sheet, all text, sentences between the tables."""
    pages, pen = Pages(), Habit()
    pages.turn("LKjIP")
    pages.say(f"LAPORAN KINERJA {agency.name.upper()} TAHUN {agency.year}")
    pages.say(
        f"Anggaran yang dikelola setelah perubahan sebesar Rp{pen.text(agency.budget, 0)} dengan realisasi sebesar "
        f"Rp{pen.text(agency.spent, 0)} atau {pen.text(percent(agency.spent, agency.budget))}%.",
        "summary",
    )
    pages.say("Capaian indikator yang makin rendah makin baik: (Target - (Realisasi - Target)) / Target x 100%.")
    pages.say("Tabel 3.1 Skala Nilai Peringkat Kinerja")
    bands = ["≥ 91", "76 - 90,99", "66 - 75,99", "51 - 65,99", "≤ 50,99"]
    labels = ["Sangat Tinggi", "Tinggi", "Sedang", "Rendah", "Sangat Rendah"]
    scale = {f"band{n}": [str(n), band, label] for n, (band, label) in enumerate(zip(bands, labels, strict=True), 1)}
    pages.table([["No", "Interval Nilai Realisasi Kinerja", "Kriteria Penilaian"]], scale, [])
    pages.say(f"Tabel 3.2 Capaian Kinerja Tahun {agency.year}")
    rows = {
        f"i{n}": [str(n), i.name, i.unit, *map(pen.figure, (i.target, i.actual)), pen.share(i.achieved), i.label]
        for n, i in enumerate(agency.indicators, 1)
    }
    head = ["No", "Indikator Kinerja", "Satuan", "Target", "Realisasi", "% Capaian", "Predikat"]
    pages.table([head], rows, ["", "", "", "target", "actual", "achieved", "label"])
    for n, i in enumerate(agency.indicators, 1):
        pages.say(
            f"Realisasi {i.name} tahun {agency.year} sebesar {pen.text(i.actual)} dari target {pen.text(i.target)} "
            f"sehingga capaiannya {pen.text(i.achieved)}%.",
            f"i{n}.prose",
        )
    _budget(pages, agency, pen, ["No", "Program", "Pagu Murni (Rp)", "Pagu Perubahan (Rp)", "Realisasi (Rp)", "%"])
    return pages


def sheet_for_each_table(agency: Agency) -> Pages:
    """Numbers with formats, heads of two rows, a sheet for each table."""
    pages, pen = Pages(), Habit(numbers=True)
    last, now = str(agency.year - 1), str(agency.year)
    pages.turn("PK")
    pages.say(f"PERJANJIAN KINERJA TAHUN {now}")
    rows = {f"pk{n}": [n, i.goal, i.name, i.unit, pen.figure(i.target)] for n, i in enumerate(agency.indicators, 1)}
    pages.table([["NO", "SASARAN", "INDIKATOR SASARAN", "SATUAN", f"TARGET {now}"]], rows, ["", "", "", "", "target"])
    pages.turn("Capaian")
    pages.say(f"CAPAIAN KINERJA TAHUN {now}")
    pages.say("Capaian indikator yang makin rendah makin baik: (Target - (Realisasi - Target)) / Target x 100%.")
    rows = {
        f"i{n}": [
            n,
            i.name,
            *map(pen.figure, (i.before, i.target, i.actual)),
            pen.share(i.achieved),
            pen.figure(i.actual - i.before),
        ]
        for n, i in enumerate(agency.indicators, 1)
    }
    head = [
        ["NO", "INDIKATOR SASARAN", f"TAHUN {last}", f"TAHUN {now}", None, None, "KENAIKAN/ PENURUNAN"],
        [None, None, "REALISASI", "TARGET", "REALISASI", "CAPAIAN (%)", None],
    ]
    pages.table(head, rows, ["", "", "before", "target", "actual", "achieved", "change"])
    pages.turn("Renstra")
    pages.say("REALISASI TERHADAP TARGET AKHIR RENSTRA")
    rows = {
        f"r{n}": [n, i.name, *map(pen.figure, (i.actual, i.end)), pen.share(i.progress)]
        for n, i in enumerate(agency.indicators, 1)
    }
    head = [["NO", "INDIKATOR SASARAN", f"REALISASI {now}", "TARGET AKHIR RENSTRA", "TINGKAT KEMAJUAN (%)"]]
    pages.table(head, rows, ["", "", "actual", "end", "progress"])
    pages.turn("Anggaran")
    _budget(
        pages,
        agency,
        pen,
        ["NO", "PROGRAM", "ANGGARAN MURNI", "ANGGARAN PERUBAHAN", "REALISASI ANGGARAN", "SERAPAN (%)"],
    )
    pages.turn("Data")
    _counts(pages, agency, pen)
    return pages


def english_marks(agency: Agency) -> Pages:
    """English marks, "Rp" in a column of its own, no column of numbers, few words of prose."""
    pages, pen = Pages(), Habit(english=True, sign="%")
    pages.turn("Bab 3")
    pages.say(f"3.1 Pengukuran Kinerja Tahun {agency.year}")
    pages.say("Capaian indikator yang makin rendah makin baik: (Target - (Realisasi - Target)) / Target x 100%.")
    rows = {
        f"i{n}": [i.goal, i.name, i.unit, *map(pen.figure, (i.target, i.actual)), pen.share(i.achieved)]
        for n, i in enumerate(agency.indicators, 1)
    }
    head = ["Sasaran Strategis", "Indikator", "Sat.", "Target", "Realisasi", "Prosentase Capaian"]
    pages.table([head], rows, ["", "", "", "target", "actual", "achieved"])
    pages.say("3.2 Realisasi Anggaran")
    rows = {
        f"p{n}": [
            p.name,
            "Rp.",
            pen.amount(p.budget),
            "Rp.",
            pen.amount(p.spent),
            pen.share(percent(p.spent, p.budget)),
        ]
        for n, p in enumerate(agency.programs, 1)
    }
    total = percent(agency.spent, agency.budget)
    rows["total"] = ["Jumlah", "Rp.", pen.amount(agency.budget), "Rp.", pen.amount(agency.spent), pen.share(total)]
    head = ["Program", "Anggaran", None, "Realisasi", None, "%"]
    pages.table([head], rows, ["", "", "budget", "", "spent", "absorbed"])
    spent = pen.text(agency.spent, 0)
    pages.say(
        f"Dari anggaran sebesar Rp. {pen.text(agency.budget, 0)},- telah terserap Rp. {spent},- ({pen.text(total)} %).",
        "spent",
    )
    pages.say("3.3 Sumber Daya")
    _counts(pages, agency, pen)
    return pages


def _budget(pages: Pages, agency: Agency, pen: Habit, head: Sequence[str]) -> None:
    pages.say(f"Realisasi Anggaran Tahun {agency.year}")
    rows = {
        f"p{n}": [str(n), p.name, *map(pen.amount, (p.first, p.budget, p.spent)), pen.share(percent(p.spent, p.budget))]
        for n, p in enumerate(agency.programs, 1)
    }
    amounts = map(pen.amount, (agency.first, agency.budget, agency.spent))
    rows["total"] = [None, "J U M L A H", *amounts, pen.share(percent(agency.spent, agency.budget))]
    pages.table([head], rows, ["", "", "first", "budget", "spent", "absorbed"])


def _counts(pages: Pages, agency: Agency, pen: Habit) -> None:
    pages.say("Keadaan Pegawai Menurut Golongan")
    rows = {
        f"s{n}": [n, name, *map(pen.count, (men, women, men + women))]
        for n, (name, men, women) in enumerate(agency.staff, 1)
    }
    men, women = (sum(group[index] for group in agency.staff) for index in (1, 2))
    rows["staff"] = [None, "Jumlah", *map(pen.count, (men, women, men + women))]
    pages.table([["No.", "Golongan", "L", "P", "Jml"]], rows, ["", "", "men", "women", "all"])
    pages.say(f"{agency.measure[0]} Tahun {agency.year}")
    whole = sum(count for _, count in agency.counted)
    rows = {
        f"c{n}": [n, name, pen.count(count), pen.share(percent(count, whole))]
        for n, (name, count) in enumerate(agency.counted, 1)
    }
    rows["counted"] = [None, "Jumlah", pen.count(whole), pen.share(percent(whole, whole))]
    pages.table([["No.", agency.measure[0], agency.measure[1], "Persentase (%)"]], rows, ["", "", "count", "share"])


LAYOUTS: Mapping[str, Layout] = {
    "pasted": pasted_from_word,
    "sheets": sheet_for_each_table,
    "english": english_marks,
}
