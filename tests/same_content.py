"""One report's content, laid out in three ways, for the test that the layout decides nothing.

    sheets     a sheet for each table, figures as numbers with plain formats
    pasted     everything on one sheet as pasted from Word, every figure a text
    formulas   tables away from the corner, grouped headers with merges, numbers with formats, and formulas
               wherever the stated figure is what the formula gives

Each layout comes with the place of every cell of the content, so that findings can be compared cell for cell.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from lkjip_audit.workbook.model import Workbook, column_letter
from tests.grids import workbook_from_grids

Key = tuple[str, int, str]
"""A cell of the content: the table's name (or "prosa"), the row, the column's name."""

Places = dict[tuple[str, str], Key]
"""The content's cell by sheet and address."""


@dataclass
class Num:
    """A figure as printed; ``how`` computes it from the same table: (relation, operands...)."""

    value: Decimal
    decimals: int = 0
    unit: str | None = None
    how: tuple[Any, ...] | None = None


Value = str | Num | None


@dataclass
class Grid:
    """A table: its title, its columns as name -> header path, its rows as name -> value."""

    title: str
    columns: dict[str, str]
    rows: list[dict[str, Value]]


@dataclass
class Content:
    """Everything that the report says: tables by name, and the sentences before each of them."""

    tables: dict[str, Grid]
    prose: list[str]
    before: dict[str, list[int]] = field(default_factory=dict)

    def num(self, table: str, row: int, column: str) -> Num:
        value = self.tables[table].rows[row][column]
        assert isinstance(value, Num)
        return value

    def put(self, table: str, row: int, column: str, value: str) -> None:
        """Another figure, typed over: it no longer follows from others."""
        old = self.tables[table].rows[row][column]
        if isinstance(old, Num):
            self.tables[table].rows[row][column] = Num(Decimal(value), old.decimals, old.unit, old.how)
        else:
            self.tables[table].rows[row][column] = value

    def say(self, sentence: int, old: str, new: str) -> None:
        assert old in self.prose[sentence], self.prose[sentence]
        self.prose[sentence] = self.prose[sentence].replace(old, new)


def rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def rp(value: int, how: tuple[Any, ...] | None = None) -> Num:
    return Num(Decimal(value), 0, "Rp", how)


def count(value: int, how: tuple[Any, ...] | None = None) -> Num:
    return Num(Decimal(value), 0, None, how)


def number(value: str) -> Num:
    return Num(Decimal(value), max(0, -int(Decimal(value).as_tuple().exponent)))


def percent(grid: list[dict[str, Value]], row: dict[str, Value], *how: Any, decimals: int = 2) -> Num:
    made = Num(Decimal(0), decimals, "%", how)
    made.value = rounded(computed(grid, row, made), decimals)
    return made


def computed(rows: Sequence[Mapping[str, Value]], row: Mapping[str, Value], figure: Num) -> Decimal:
    """What ``figure`` should be by its own relation, unrounded."""

    def at(column: str, line: Mapping[str, Value] = row) -> Decimal:
        value = line[column]
        assert isinstance(value, Num)
        return value.value

    assert figure.how is not None
    relation, *operands = figure.how
    if relation == "ratio":
        return at(operands[0]) / at(operands[1]) * 100
    if relation == "plain_ratio":
        return at(operands[0]) / at(operands[1])
    if relation == "minus":
        return at(operands[0]) - at(operands[1])
    if relation == "plus":
        return at(operands[0]) + at(operands[1])
    if relation == "share":
        return at(operands[0]) / at(operands[0], rows[-1]) * 100
    if relation == "sum":
        return sum((at(operands[0], line) for line in rows[:-1]), Decimal(0))
    raise ValueError(relation)


# -- the content -------------------------------------------------------------------------------------------------

SASARAN = (
    "Meningkatnya mutu pengelolaan arsip daerah",
    "Meningkatnya minat baca masyarakat",
    "Meningkatnya akuntabilitas kinerja perangkat daerah",
)
INDIKATOR = (
    "Indeks Pengawasan Kearsipan",
    "Tingkat Kegemaran Membaca",
    "Nilai SAKIP Perangkat Daerah",
    "Indeks Pembangunan Literasi Masyarakat",
)
TARGET = ("72,50", "61,00", "80,00", "58,40")
REALISASI = ("74,19", "63,27", "79,21", "59,86")
LALU = ("70,12", "60,05", "78,44", "57,13")
RENSTRA = ("78,00", "66,50", "84,00", "64,00")
PAGU = (2_418_350_000, 3_764_921_450, 5_108_237_900)
TERPAKAI = (2_297_114_280, 3_541_880_125, 4_902_663_017)
PROGRAM = (
    "Program Pengelolaan Arsip",
    "Program Pembinaan Perpustakaan",
    "Program Penunjang Urusan Pemerintahan Daerah",
)


def dotted(value: Decimal | int, decimals: int = 0) -> str:
    text = f"{rounded(Decimal(value), decimals):,}"
    return text.replace(",", " ").replace(".", ",").replace(" ", ".")


MEASURED = ((0, 0), (1, 1), (1, 3), (2, 2))
"""Which sasaran each row of the performance tables is of, and which indicator it has; a sasaran is named once."""


def _sasaran(place: int) -> str | None:
    return SASARAN[MEASURED[place][0]] if place == 0 or MEASURED[place - 1][0] != MEASURED[place][0] else None


def _num(text: str) -> Num:
    return number(text.replace(",", "."))


def content() -> Content:
    """The whole report, without a fault."""
    tables = {
        "pk": _agreement(),
        "capaian": _achievement(),
        "tahun": _years(),
        "renstra": _plan(),
        "alokasi": _allocation(),
        "anggaran": _budget(),
        "rincian": _activities(),
        "efisiensi": _efficiency(),
        "pegawai": _staff(),
    }
    spent, budget = sum(TERPAKAI), sum(PAGU)
    prose = [
        f"Anggaran Dinas Arsip dan Perpustakaan Kota Contoh Tahun 2023 sebesar Rp{dotted(budget)} dengan realisasi "
        f"sebesar Rp{dotted(spent)} atau {dotted(Decimal(spent) / budget * 100, 2)}%.",
        f"Capaian indikator {INDIKATOR[1]} tahun 2023 sebesar {tables['capaian'].rows[1]['capaian'].value} persen dari "
        f"target {TARGET[1]}.".replace(".", ",", 1),
        f"Anggaran {PROGRAM[0]} tahun 2023 sebesar Rp{dotted(PAGU[0])}.",
        "Jumlah pegawai Dinas Arsip dan Perpustakaan Kota Contoh sebanyak 46 orang, terdiri atas 19 laki-laki dan "
        "27 perempuan.",
    ]
    return Content(tables, prose, {"alokasi": [0], "tahun": [1], "efisiensi": [2], "pegawai": [3]})


def _agreement() -> Grid:
    rows: list[dict[str, Value]] = [
        {
            "no": count(place + 1),
            "sasaran": _sasaran(place),
            "indikator": INDIKATOR[i],
            "satuan": "Indeks",
            "target": _num(TARGET[i]),
        }
        for place, (_, i) in enumerate(MEASURED)
    ]
    columns = {"no": "No", "sasaran": "Sasaran Strategis", "indikator": "Indikator Kinerja", "satuan": "Satuan",
               "target": "Target"}  # fmt: skip
    return Grid("Tabel 2.1 Perjanjian Kinerja Tahun 2023", columns, rows)


def _achievement() -> Grid:
    rows: list[dict[str, Value]] = []
    for place, (_, i) in enumerate(MEASURED):
        row: dict[str, Value] = {"no": count(place + 1), "sasaran": _sasaran(place), "indikator": INDIKATOR[i],
                                 "target": _num(TARGET[i]), "realisasi": _num(REALISASI[i])}  # fmt: skip
        row["capaian"] = percent(rows, row, "ratio", "realisasi", "target")
        rows.append(row)
    columns = {"no": "No", "sasaran": "Sasaran Strategis", "indikator": "Indikator Kinerja",
               "target": "Tahun 2023 > Target", "realisasi": "Tahun 2023 > Realisasi",
               "capaian": "Tahun 2023 > Capaian (%)"}  # fmt: skip
    return Grid("Tabel 3.1 Capaian Kinerja Tahun 2023", columns, rows)


def _years() -> Grid:
    rows: list[dict[str, Value]] = [
        {"no": count(i + 1), "indikator": INDIKATOR[i], "lalu": _num(LALU[i]), "kini": _num(REALISASI[i])}
        for i in range(4)
    ]
    columns = {"no": "No", "indikator": "Indikator Kinerja", "lalu": "Realisasi > 2022", "kini": "Realisasi > 2023"}
    return Grid("Tabel 3.2 Perbandingan Realisasi Kinerja Tahun 2023 dengan Tahun Sebelumnya", columns, rows)


def _plan() -> Grid:
    rows: list[dict[str, Value]] = []
    for i in range(4):
        row: dict[str, Value] = {"no": count(i + 1), "indikator": INDIKATOR[i], "realisasi": _num(REALISASI[i]),
                                 "akhir": _num(RENSTRA[i])}  # fmt: skip
        row["kemajuan"] = percent(rows, row, "ratio", "realisasi", "akhir")
        rows.append(row)
    columns = {"no": "No", "indikator": "Indikator Kinerja", "realisasi": "Realisasi 2023",
               "akhir": "Target Akhir Renstra", "kemajuan": "Tingkat Kemajuan (%)"}  # fmt: skip
    return Grid("Tabel 3.3 Perbandingan Realisasi Kinerja dengan Target Akhir Renstra", columns, rows)


def _allocation() -> Grid:
    rows: list[dict[str, Value]] = [{"no": count(i + 1), "sasaran": SASARAN[i], "pagu": rp(PAGU[i])} for i in range(3)]
    rows.append({"no": None, "sasaran": "Jumlah", "pagu": rp(sum(PAGU), ("sum", "pagu"))})
    for row in rows:
        row["porsi"] = percent(rows, row, "share", "pagu")
    columns = {"no": "No", "sasaran": "Sasaran Strategis", "pagu": "Anggaran (Rp)", "porsi": "% Anggaran"}
    return Grid("Tabel 3.4 Alokasi Anggaran per Sasaran Tahun 2023", columns, rows)


def _budget() -> Grid:
    rows: list[dict[str, Value]] = [
        {"no": count(i + 1), "program": PROGRAM[i], "pagu": rp(PAGU[i]), "realisasi": rp(TERPAKAI[i])} for i in range(3)
    ]
    rows.append({"no": None, "program": "Jumlah", "pagu": rp(sum(PAGU), ("sum", "pagu")),
                 "realisasi": rp(sum(TERPAKAI), ("sum", "realisasi"))})  # fmt: skip
    for row in rows:
        row["serapan"] = percent(rows, row, "ratio", "realisasi", "pagu")
        row["sisa"] = rp(0, ("minus", "pagu", "realisasi"))
        row["sisa"].value = computed(rows, row, row["sisa"])
    columns = {"no": "No", "program": "Program", "pagu": "Anggaran (Rp)", "realisasi": "Realisasi > Rp",
               "serapan": "Realisasi > %", "sisa": "Sisa Anggaran (Rp)"}  # fmt: skip
    return Grid("Tabel 3.5 Realisasi Anggaran per Program Tahun 2023", columns, rows)


ACTIVITIES = (
    ("2.24.02", "Program Pengelolaan Arsip", None),
    ("2.24.02.2.01", "Pengelolaan Arsip Dinamis Daerah", None),
    ("2.24.02.2.01.01", "Penciptaan dan Penggunaan Arsip Dinamis", (1_204_300_000, 1_150_114_280)),
    ("2.24.02.2.01.02", "Pemeliharaan Arsip Dinamis", (614_050_000, 580_000_000)),
    ("2.24.02.2.02", "Pengelolaan Arsip Statis Daerah", None),
    ("2.24.02.2.02.01", "Akuisisi dan Pengolahan Arsip Statis", (600_000_000, 567_000_000)),
    ("2.23.02", "Program Pembinaan Perpustakaan", None),
    ("2.23.02.2.01", "Pengelolaan Perpustakaan Tingkat Daerah", None),
    ("2.23.02.2.01.03", "Pengembangan Layanan Perpustakaan", (2_264_921_450, 2_141_880_125)),
    ("2.23.02.2.01.05", "Pengembangan Bahan Pustaka", (1_500_000_000, 1_400_000_000)),
)


def _activities() -> Grid:
    """Codes in three levels; the upper ones are the sums of those under them."""
    rows: list[dict[str, Value]] = []
    for code, name, _ in ACTIVITIES:
        under = [own for other, _, own in ACTIVITIES if own is not None and other.startswith(code)]
        row: dict[str, Value] = {"kode": code, "program": name, "pagu": rp(sum(one for one, _ in under)),
                                 "realisasi": rp(sum(two for _, two in under))}  # fmt: skip
        row["serapan"] = percent(rows, row, "ratio", "realisasi", "pagu")
        rows.append(row)
    columns = {"kode": "Kode", "program": "Program/Kegiatan/Sub Kegiatan", "pagu": "Anggaran (Rp)",
               "realisasi": "Realisasi (Rp)", "serapan": "%"}  # fmt: skip
    return Grid("Tabel 3.7 Realisasi Anggaran per Kegiatan Tahun 2023", columns, rows)


def _efficiency() -> Grid:
    rows: list[dict[str, Value]] = []
    for i in range(3):
        reached = rounded(Decimal(REALISASI[i].replace(",", ".")) / Decimal(TARGET[i].replace(",", ".")) * 100, 2)
        used = rounded(Decimal(TERPAKAI[i]) / PAGU[i] * 100, 2)
        row: dict[str, Value] = {"no": count(i + 1), "sasaran": SASARAN[i], "capaian": Num(reached, 2, "%"),
                                 "serapan": Num(used, 2, "%")}  # fmt: skip
        ratio = Num(Decimal(0), 2, None, ("plain_ratio", "capaian", "serapan"))
        ratio.value = rounded(computed(rows, row, ratio), 2)
        row |= {"efisiensi": ratio, "label": "Efisien" if ratio.value > 1 else "Tidak Efisien"}
        rows.append(row)
    columns = {"no": "No", "sasaran": "Sasaran Strategis", "capaian": "Capaian Kinerja (%)",
               "serapan": "Penyerapan Anggaran (%)", "efisiensi": "Tingkat Efisiensi",
               "label": "Keterangan"}  # fmt: skip
    return Grid("Tabel 3.6 Efisiensi Penggunaan Sumber Daya Tahun 2023", columns, rows)


def _staff() -> Grid:
    levels = (("S2", 3, 5), ("S1", 9, 14), ("D3", 4, 6), ("SLTA", 3, 2))
    rows: list[dict[str, Value]] = [
        {"no": count(i + 1), "pendidikan": level, "l": count(men), "p": count(women),
         "jumlah": count(men + women, ("plus", "l", "p"))}
        for i, (level, men, women) in enumerate(levels)
    ]  # fmt: skip
    rows.append({"no": None, "pendidikan": "Jumlah", "l": count(19, ("sum", "l")), "p": count(27, ("sum", "p")),
                 "jumlah": count(46, ("sum", "jumlah"))})  # fmt: skip
    columns = {"no": "No", "pendidikan": "Pendidikan", "l": "Laki-laki", "p": "Perempuan", "jumlah": "Jumlah"}
    return Grid("Tabel 1.1 Jumlah Pegawai menurut Pendidikan", columns, rows)


# -- the three layouts -------------------------------------------------------------------------------------------


def one_sheet_each(given: Content) -> tuple[Workbook, Places]:
    """A sheet for each table, its sentences over it, figures as numbers."""
    sheets: dict[str, list[list[Any]]] = {}
    places: Places = {}
    for name, table in given.tables.items():
        grid = sheets.setdefault(name.capitalize(), [])
        _sentences(given, name, grid, name.capitalize(), places)
        _lay(table, name, name.capitalize(), grid, places, 1, _plain_number)
    return workbook_from_grids(sheets, name="tiga.xlsx"), places


def pasted_from_word(given: Content) -> tuple[Workbook, Places]:
    """Everything on one sheet, every figure a text, merges lost."""
    grid: list[list[Any]] = [["LAPORAN KINERJA DINAS ARSIP DAN PERPUSTAKAAN KOTA CONTOH TAHUN 2023"], []]
    places: Places = {}
    for name, table in given.tables.items():
        _sentences(given, name, grid, "Laporan", places)
        _lay(table, name, "Laporan", grid, places, 1, _text, page_break=5)
        grid.append([])
    return workbook_from_grids({"Laporan": grid}, name="tiga.xlsx"), places


def formats_and_formulas(given: Content) -> tuple[Workbook, Places]:
    """Tables away from the corner with merged headers; percentages as fractions, results as formulas."""
    sheets: dict[str, list[list[Any]]] = {}
    merges: dict[str, list[str]] = {}
    places: Places = {}
    for name, table in given.tables.items():
        sheet = f"Lampiran {len(sheets) + 1}"
        grid = sheets.setdefault(sheet, [[]])
        _sentences(given, name, grid, sheet, places)
        merges[sheet] = _lay(table, name, sheet, grid, places, 2, _formatted)
    return workbook_from_grids(sheets, merges, name="tiga.xlsx"), places


LAYOUTS: Mapping[str, Callable[[Content], tuple[Workbook, Places]]] = {
    "sheets": one_sheet_each,
    "pasted": pasted_from_word,
    "formulas": formats_and_formulas,
}


def _sentences(given: Content, name: str, grid: list[list[Any]], sheet: str, places: Places) -> None:
    for number_ in given.before.get(name, ()):
        grid += [[given.prose[number_]], []]
        places[sheet, f"A{len(grid) - 1}"] = ("prosa", number_, "")


def _lay(
    table: Grid,
    name: str,
    sheet: str,
    grid: list[list[Any]],
    places: Places,
    left: int,
    write: Callable[[Num, Callable[[str, int | None], str], Grid, int], Any],
    page_break: int | None = None,
) -> list[str]:
    """Put ``table`` under what is in ``grid``; the cells to be merged.

    After ``page_break`` rows a page ends: two blank rows, the header again.
    """
    pad: list[Any] = [None] * (left - 1)
    grid += [[*pad, table.title]]
    paths = [header.split(" > ") for header in table.columns.values()]
    depth = max(map(len, paths))
    top = len(grid) + 1
    merges = []
    for level in range(depth):
        texts: list[Any] = []
        for at, path in enumerate(paths):
            text = path[level] if level < len(path) else None
            repeats = at > 0 and level < len(paths[at - 1]) - 1 and paths[at - 1][: level + 1] == path[: level + 1]
            texts.append(None if repeats and level < len(path) - 1 else text)
        grid.append([*pad, *texts])
    names = list(table.columns)
    for at, path in enumerate(paths):
        letter = column_letter(left + at)
        if len(path) < depth:
            merges.append(f"{letter}{top}:{letter}{top + depth - 1}")
        elif depth > 1 and (at == 0 or paths[at - 1][0] != path[0]):
            last = max(other for other in range(at, len(paths)) if paths[other][0] == path[0])
            merges.append(f"{letter}{top}:{column_letter(left + last)}{top}")
    first = len(grid) + 1
    again = [[], [], *deepcopy(grid[top - 1 : first - 1])]
    for number_, row in enumerate(table.rows):
        if page_break and number_ == page_break:
            grid += again

        def address(column: str, line: int | None = None, here: int = number_) -> str:
            at = here if line is None else line
            return f"{column_letter(left + names.index(column))}{first + at + len(again) * _passed(at, page_break)}"

        cells: list[Any] = []
        for column in names:
            value = row[column]
            cells.append(write(value, address, table, number_) if isinstance(value, Num) else value)
            if value is not None:
                places[sheet, address(column)] = (name, number_, column)
        grid.append([*pad, *cells])
        if row.get("sasaran", "") is None:  # one name for two rows
            letter = column_letter(left + names.index("sasaran"))
            merges.append(f"{letter}{len(grid) - 1}:{letter}{len(grid)}")
    return merges


def _passed(row: int, page_break: int | None) -> int:
    return int(page_break is not None and row >= page_break)


def _plain_number(figure: Num, address: Any, table: Grid, row: int) -> Any:
    if figure.unit == "Rp":
        return {"v": figure.value, "fmt": "#,##0"}
    return {"v": figure.value, "fmt": f"0.{'0' * figure.decimals}" if figure.decimals else "0"}


def _text(figure: Num, address: Any, table: Grid, row: int) -> str:
    text = dotted(figure.value, figure.decimals)
    return f"{text}%" if figure.unit == "%" else text


def _formatted(figure: Num, address: Callable[..., str], table: Grid, row: int) -> Any:
    decimals = f".{'0' * figure.decimals}" if figure.decimals else ""
    if figure.unit == "%":
        form, scale = f"0{decimals}%", Decimal(100)
    else:
        form, scale = (f'"Rp"#,##0{decimals}' if figure.unit == "Rp" else f"#,##0{decimals}"), Decimal(1)
    if figure.how is not None:
        exact = computed(table.rows, table.rows[row], figure)
        if rounded(exact, figure.decimals) == figure.value:
            stored = (exact / scale).normalize() if figure.decimals else exact / scale
            return {"f": _formula(figure, address, table), "v": Decimal(repr(float(stored))), "fmt": form}
    return {"v": figure.value / scale, "fmt": form}


def _formula(figure: Num, address: Callable[..., str], table: Grid) -> str:
    assert figure.how is not None
    relation, *operands = figure.how
    last = len(table.rows) - 1
    if relation in ("ratio", "plain_ratio"):
        return f"{address(operands[0])}/{address(operands[1])}"
    if relation == "minus":
        return f"{address(operands[0])}-{address(operands[1])}"
    if relation == "plus":
        return f"{address(operands[0])}+{address(operands[1])}"
    if relation == "share":
        return f"{address(operands[0])}/{address(operands[0], last)}"
    return f"SUM({address(operands[0], 0)}:{address(operands[0], last - 1)})"


# -- faults ------------------------------------------------------------------------------------------------------

Fault = Callable[[Content], None]

FAULTS: Mapping[str, Fault] = {
    "total_transposed": lambda c: c.put("anggaran", 3, "pagu", "11291590350"),
    "one_pagu_stale": lambda c: c.put("alokasi", 1, "pagu", "3746921450"),
    "serapan_digit": lambda c: c.put("anggaran", 0, "serapan", "99.94"),
    "capaian_digit": lambda c: c.put("capaian", 1, "capaian", "130.72"),
    "capaian_cut": lambda c: c.put("capaian", 3, "capaian", "99.02"),
    "target_of_last_year": lambda c: c.put("capaian", 0, "target", "71.00"),
    "realisasi_elsewhere": lambda c: c.put("renstra", 2, "realisasi", "79.12"),
    "kemajuan": lambda c: c.put("renstra", 0, "kemajuan", "98.11"),
    "porsi": lambda c: c.put("alokasi", 2, "porsi", "54.24"),
    "sisa": lambda c: c.put("anggaran", 1, "sisa", "223041352"),
    "efficiency_turned_over": lambda c: (
        c.put("efisiensi", 0, "efisiensi", "0.93"),
        c.put("efisiensi", 0, "label", "Tidak Efisien"),
    ),  # type: ignore[func-returns-value]
    "label_flipped": lambda c: c.put("efisiensi", 1, "label", "Tidak Efisien"),
    "women_miscounted": lambda c: c.put("pegawai", 1, "p", "15"),
    "total_of_staff": lambda c: c.put("pegawai", 4, "jumlah", "45"),
    "second_indicator": lambda c: c.put("capaian", 2, "realisasi", "58,96".replace(",", ".")),
    "activity_of_a_program": lambda c: c.put("rincian", 3, "pagu", "641050000"),
    "activity_after_the_break": lambda c: c.put("rincian", 9, "realisasi", "1040000000"),
    "activity_serapan": lambda c: c.put("rincian", 8, "serapan", "95.47"),
    "prose_total": lambda c: c.say(0, "11.291.509.350", "11.291.590.350"),
    "prose_percent": lambda c: c.say(0, "95,13%", "95,31%"),
    "prose_capaian": lambda c: c.say(1, "103,72", "107,32"),
    "prose_programme": lambda c: c.say(2, "2.418.350.000", "2.481.350.000"),
    "prose_people": lambda c: c.say(3, "46 orang", "45 orang"),
}


def with_faults(*names: str) -> Content:
    """The content with the faults of these names."""
    made = deepcopy(content())
    for name in names:
        FAULTS[name](made)
    return made
