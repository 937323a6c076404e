"""The dossier of an invented hospital: figures as texts, quarters, a table for each indicator under its sentence."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from lkjip_audit.figures.rounding import round_half_up
from tests.benchmarks.dossier_facts import Facts, Indicator, budget, indicator, mean, percent
from tests.benchmarks.dossier_files import ABOVE, LEFT, Blocks, File, Grid, Rows, Text, Told, indonesian

AGENCY = "RSUD BHAKTI HUSADA KOTA SERANGKAI"
GOALS = (
    ("Meningkatnya mutu pelayanan rumah sakit", "Persentase capaian standar pelayanan minimal", "%", "71.20", "94.80"),
    ("Meningkatnya mutu pelayanan rumah sakit", "Indeks kepuasan pasien", "Poin", "79.10", "91.90"),
    ("Meningkatnya mutu pelayanan rumah sakit", "Jumlah kunjungan rawat jalan", "Kunjungan", "41000", "68000"),
    ("Meningkatnya kemandirian keuangan BLUD", "Cost recovery rate", "%", "61.25", "88.75"),
)
TREE = (
    (
        "Program Penunjang Urusan Pemerintahan Daerah",
        (
            ("Peningkatan Pelayanan BLUD", ("Pelayanan dan Penunjang Pelayanan BLUD", "Pengadaan Obat BLUD")),
            ("Administrasi Keuangan", ("Penyediaan Gaji ASN", "Koordinasi Pelaporan Keuangan")),
        ),
    ),
    (
        "Program Pemenuhan Upaya Kesehatan Perorangan",
        (
            (
                "Penyediaan Fasilitas Pelayanan Kesehatan",
                ("Pengadaan Alat Kesehatan", "Rehabilitasi Gedung Rawat Inap"),
            ),
            ("Penyediaan Layanan Kesehatan Rujukan", ("Pengelolaan Pelayanan Rujukan", "Akreditasi Rumah Sakit")),
        ),
    ),
)
_SCHOOLS = ("S2/Spesialis", "S1/Profesi", "D3", "SLTA")
_QUARTERS = ("TW I", "TW II", "TW III", "TW IV")


def facts(random: Random) -> Facts:
    """The hospital's year at random."""
    return Facts(2023, [indicator(*told, random) for told in GOALS], budget("1.02", TREE, random))


def files(own: Facts) -> list[File]:
    """Its five workbooks and its report."""
    return [
        File("perjanjian_kinerja_murni.xlsx", {"Perjanjian": _agreement(own)}),
        File("perjanjian_kinerja_perubahan.xlsx", {"PKP": _changed(own), "Rencana Aksi": _quarters(own)}),
        File("RKT_2023.xlsx", {"RKT": _year_plan(own)}),
        File("lra_desember.xlsx", {"LRA": _spending(own)}),
        File("tabel_bab_3.xlsx", {"3.1": _reached(own), "3.2": _compared(own), "3.3": _money_of_goals(own)}),
        File("Laporan Kinerja RSUD 2023.docx", blocks=_report(own)),
    ]


def _typed(item: Indicator, value: Decimal) -> str:
    return f"{{{indonesian(value)}}}" + (" %" if item.unit == "%" else f" {item.unit}")


def _agreement(own: Facts) -> Rows:
    rows: list[list[Told]] = [["PERJANJIAN KINERJA TAHUN 2023"], [AGENCY], []]
    rows.append(["NO.", "SASARAN", "INDIKATOR SASARAN", "TARGET"])
    rows.append(["(1)", "(2)", "(3)", "(4)"])
    for at, (goal, items) in enumerate(own.goals, 1):
        for place, item in enumerate(items):
            first: list[Told] = [f"{at}.", goal] if not place else [ABOVE, ABOVE]
            rows.append([*first, item.name, _typed(item, item.first)])
    rows += [[], ["", "Program", "", "Anggaran"]]
    rows += [[f"{at}.", line.name, None, f"Rp {{{indonesian(line.first)}}}"] for at, line in enumerate(own.programs, 1)]
    rows.append(["", "JUMLAH", None, f"Rp {{{indonesian(own.total.first)}}}"])
    return rows


def _changed_rows(own: Facts) -> list[list[Told]]:
    rows: list[list[Told]] = [["NO.", "SASARAN", "INDIKATOR SASARAN", "SATUAN", "TARGET"]]
    for at, (goal, items) in enumerate(own.goals, 1):
        for place, item in enumerate(items):
            first: list[Told] = [f"{at}.", goal] if not place else [ABOVE, ABOVE]
            rows.append([*first, item.name, item.unit, item.target])
    return rows


def _changed(own: Facts) -> Rows:
    rows: list[list[Told]] = [["PERJANJIAN KINERJA PERUBAHAN TAHUN 2023"], [AGENCY], [], *_changed_rows(own), []]
    rows.append(["No", "Program/Kegiatan", "Anggaran Semula (Rp)", "Anggaran Menjadi (Rp)", "Bertambah/(Berkurang)"])
    for at, program in enumerate(own.programs, 1):
        for line in (program, *program.parts):
            number = f"{at}" if line is program else None
            rows.append([number, line.name, line.first, line.pagu, line.pagu - line.first])
    total = own.total
    rows.append([None, "Total Anggaran", total.first, total.pagu, total.pagu - total.first])
    return rows


def _quarter(item: Indicator, number: int) -> Decimal:
    return item.target if number == 4 else round_half_up(item.target * number / 4, item.decimals)


def _quarters(own: Facts) -> Rows:
    rows: list[list[Told]] = [["RENCANA AKSI ATAS PERJANJIAN KINERJA PERUBAHAN TAHUN 2023"], []]
    rows.append(["No", "Indikator Kinerja", "Satuan", "Target Tahunan", "Target Kumulatif Triwulan", *[LEFT] * 3])
    rows.append([ABOVE, ABOVE, ABOVE, ABOVE, *_QUARTERS])
    for at, item in enumerate(own.indicators, 1):
        told = [_quarter(item, number) for number in range(1, 5)]
        rows.append([f"{at}", item.name, item.unit, item.target, *told])
    return rows


def _year_plan(own: Facts) -> Rows:
    rows: list[list[Told]] = [["RENCANA KINERJA TAHUNAN (RKT) TAHUN 2023"], [AGENCY], []]
    rows.append(["Sasaran", "Indikator Kinerja", "Target", "Satuan", "Target Akhir Renstra 2026"])
    for goal, items in own.goals:
        for place, item in enumerate(items):
            rows.append([ABOVE if place else goal, item.name, item.first, item.unit, item.plan[-1]])
    return rows


def _spending_rows(own: Facts, *, details: bool) -> list[list[Told]]:
    rows: list[list[Told]] = [["No. Rek", "Uraian", "Jumlah Anggaran", "Realisasi", LEFT, "Sisa"]]
    rows.append([ABOVE, ABOVE, ABOVE, "Rp", "%", ABOVE])
    for program in own.programs:
        for line in program.lines():
            if details or line.parts:
                rows.append([line.code, line.name, line.pagu, line.spent, line.used, line.pagu - line.spent])
    total = own.total
    rows.append([None, "JUMLAH BELANJA", total.pagu, total.spent, total.used, total.pagu - total.spent])
    return rows


def _spending(own: Facts) -> Rows:
    title = "REALISASI FISIK DAN KEUANGAN SAMPAI DENGAN BULAN DESEMBER 2023"
    return [[title], [AGENCY], [], *_spending_rows(own, details=True)]


def _category(reached: Decimal) -> str:
    bounds = ((91, "Sangat Tinggi"), (76, "Tinggi"), (66, "Sedang"), (51, "Rendah"))
    return next((name for bound, name in bounds if reached >= bound), "Sangat Rendah")


def _reached_rows(own: Facts) -> list[list[Told]]:
    rows: list[list[Told]] = [["Sasaran", "Indikator", "Target 2023", "Realisasi 2023", "% Capaian", "Kategori"]]
    for goal, items in own.goals:
        for place, item in enumerate(items):
            first = ABOVE if place else goal
            rows.append([first, item.name, item.target, item.result, item.reached, _category(item.reached)])
    return rows


def _reached(own: Facts) -> Rows:
    return [["Tabel 3.1 Capaian Kinerja Tahun 2023"], [], *_reached_rows(own)]


def _compared(own: Facts) -> Rows:
    """One small table for each indicator, the years from left to right."""
    rows: list[list[Told]] = []
    for at, item in enumerate(own.indicators, 1):
        rows.append([f"Tabel 3.2.{at} Perbandingan Capaian {item.name}"])
        rows += _own_table(item)
        rows.append([])
    return rows


def _own_table(item: Indicator) -> list[list[Told]]:
    head = ["Indikator Kinerja", "Realisasi 2022", "Tahun 2023", LEFT, LEFT, "Target Akhir Renstra", "Kemajuan (%)"]
    below: list[Told] = [ABOVE, ABOVE, "Target", "Realisasi", "Capaian (%)", ABOVE, ABOVE]
    last = item.plan[-1]
    figures = [item.before, item.target, item.result, item.reached, last, percent(item.result, last)]
    return [[*head], below, [item.name, *figures]]


def _money_of_goals(own: Facts) -> Rows:
    rows: list[list[Told]] = [["Tabel 3.3 Pagu dan Realisasi Anggaran yang Mendukung Sasaran"], []]
    rows.append(["No", "Sasaran", "Program", "Pagu (Rp)", "Realisasi (Rp)", "Persentase"])
    for at, ((goal, _), line) in enumerate(zip(own.goals, reversed(own.programs), strict=True), 1):
        rows.append([f"{at}", goal, line.name, line.pagu, line.spent, line.used])
    rows.append(["", "Total", None, own.total.pagu, own.total.spent, own.total.used])
    return rows


def _staff(own: Facts) -> list[list[Told]]:
    """How many work there, from figures of the year, so that they differ from dossier to dossier."""
    men = [own.programs[0].spent // 7**at % 37 + 4 for at in range(4)]
    women = [own.programs[1].spent // 7**at % 53 + 6 for at in range(4)]
    rows: list[list[Told]] = [["No", "Pendidikan", "Laki-laki", "Perempuan", "Jumlah"]]
    for at, told in enumerate(zip(_SCHOOLS, men, women, strict=True), 1):
        rows.append([f"{at}", *told, told[1] + told[2]])
    rows.append(["", "Jumlah", sum(men), sum(women), sum(men) + sum(women)])
    return rows


def _report(own: Facts) -> Blocks:
    total, staff = own.total, _staff(own)
    blocks: list[Text | Grid] = [
        Text("BAB I PENDAHULUAN", 1),
        Text("Sumber Daya Manusia", 2),
        Text(f"RSUD Bhakti Husada didukung oleh {{{staff[-1][-1]}}} orang pegawai."),
        Text("Tabel 1.1 Pegawai menurut Pendidikan dan Jenis Kelamin"),
        Grid(staff),
        Text("BAB II PERENCANAAN KINERJA", 1),
        Text("Tabel 2.1 Perjanjian Kinerja Perubahan RSUD Tahun 2023"),
        Grid(_changed_rows(own)),
        Text("BAB III AKUNTABILITAS KINERJA", 1),
        Text("A. Capaian Kinerja", 2),
        Text(
            f"Rata-rata capaian seluruh indikator adalah {{{indonesian(mean([i.reached for i in own.indicators]))}}}%."
        ),
        Text("Tabel 3.1 Pengukuran Kinerja Tahun 2023"),
        Grid(_reached_rows(own)),
    ]
    for at, item in enumerate(own.indicators, 1):
        direction = "meningkat" if item.result > item.before else "menurun"
        if item.result == item.before:
            direction = "berubah"
        blocks += [
            Text(f"{at}. {item.name}", 3),
            Text(
                f"Target {item.name.lower()} tahun 2023 ditetapkan {_typed(item, item.target)} dan dapat "
                f"direalisasikan {_typed(item, item.result)} atau tercapai "
                f"{{{indonesian(item.reached)}}}%. Dibandingkan tahun 2022, realisasi "
                f"{direction} dari {{{indonesian(item.before)}}} menjadi {{{indonesian(item.result)}}}."
            ),
            Text(f"Tabel 3.{at + 1} Perbandingan {item.name}"),
            Grid(_own_table(item)),
        ]
    return [
        *blocks,
        Text("B. Realisasi Anggaran", 2),
        Text(
            f"Dari pagu anggaran sebesar Rp {{{indonesian(total.pagu)}}},00 terserap "
            f"Rp {{{indonesian(total.spent)}}},00 ({{{indonesian(total.used)}}}%), "
            f"sehingga tersisa Rp {{{indonesian(total.pagu - total.spent)}}},00."
        ),
        Text("Tabel 3.9 Realisasi Anggaran per Program dan Kegiatan"),
        Grid(_spending_rows(own, details=False)),
        Text("BAB IV PENUTUP", 1),
        Text(f"Penyerapan anggaran tahun 2023 mencapai {{{indonesian(total.used)}}} persen."),
    ]
