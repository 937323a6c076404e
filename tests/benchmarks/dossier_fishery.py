"""The dossier of an invented fishery agency: agreement, change, renja, realisasi, Bab III, and the report in Word."""

from __future__ import annotations

from random import Random

from tests.benchmarks.dossier_facts import Facts, budget, indicator, mean, percent
from tests.benchmarks.dossier_files import ABOVE, LEFT, Blocks, File, Grid, Rows, Text, Told, indonesian

AGENCY = "DINAS PERIKANAN KABUPATEN RANUPATI"
GOALS = (
    ("Meningkatnya produksi perikanan", "Jumlah produksi perikanan budidaya", "Ton", "16000", "24000"),
    ("Meningkatnya produksi perikanan", "Jumlah produksi perikanan tangkap", "Ton", "3100", "5900"),
    ("Meningkatnya kesejahteraan pelaku usaha perikanan", "Nilai Tukar Pembudidaya Ikan", "Indeks", "101.10", "109.90"),
    ("Meningkatnya kesejahteraan pelaku usaha perikanan", "Persentase kelompok yang naik kelas", "%", "41.20", "69.80"),
    ("Meningkatnya akuntabilitas kinerja dinas", "Nilai SAKIP Dinas", "Nilai", "70.05", "79.95"),
    ("Meningkatnya akuntabilitas kinerja dinas", "Indeks Kepuasan Masyarakat", "Indeks", "80.15", "89.85"),
)
TREE = (
    (
        "PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN/KOTA",
        (
            ("Administrasi Keuangan Perangkat Daerah", ("Penyediaan Gaji dan Tunjangan ASN", "Pelaporan Keuangan")),
            ("Administrasi Umum Perangkat Daerah", ("Penyediaan Bahan Logistik Kantor", "Rapat Koordinasi SKPD")),
        ),
    ),
    (
        "PROGRAM PENGELOLAAN PERIKANAN TANGKAP",
        (("Pengelolaan Penangkapan Ikan", ("Penyediaan Sarana Usaha Nelayan", "Penyediaan Data Sumber Daya Ikan")),),
    ),
    (
        "PROGRAM PENGELOLAAN PERIKANAN BUDIDAYA",
        (
            ("Pemberdayaan Pembudi Daya Ikan Kecil", ("Pengembangan Kapasitas Pembudi Daya", "Pendampingan Usaha")),
            ("Pengelolaan Pembudidayaan Ikan", ("Penyediaan Benih Unggul", "Pembinaan Kesehatan Ikan", "Sarana Kolam")),
        ),
    ),
)


def facts(random: Random) -> Facts:
    """The agency's year at random."""
    return Facts(2024, [indicator(*told, random) for told in GOALS], budget("3.25", TREE, random))


def files(own: Facts) -> list[File]:
    """Its five workbooks and its report."""
    return [
        File("PK 2024.xlsx", {"PK": _agreement(own, changed=False)}),
        File("PK Perubahan 2024.xlsx", {"PK-P": _agreement(own, changed=True)}),
        File("Renja Perubahan 2024.xlsx", {"Renja": _work_plan(own), "Target Renstra": _renstra(own)}),
        File("Realisasi Anggaran 2024.xlsx", {"LRA": _spending(own), "Per Program": _programs(own)}),
        File("Lampiran Bab III.xlsx", {"Capaian": _reached(own), "Tahun Lalu": _years(own), "Efisiensi": _saved(own)}),
        File("LKjIP Dinas Perikanan 2024.docx", blocks=_report(own)),
    ]


def _agreement(own: Facts, *, changed: bool) -> Rows:
    kind = "PERUBAHAN PERJANJIAN KINERJA" if changed else "PERJANJIAN KINERJA"
    rows: list[list[Told]] = [[f"{kind} TAHUN {own.year}"], [AGENCY], []]
    rows.append(["No", "Sasaran Strategis", "Indikator Kinerja", "Satuan", "Target"])
    number = 0
    for at, (goal, items) in enumerate(own.goals, 1):
        for place, item in enumerate(items):
            number += 1
            first = [f"{at}", goal] if not place else [None, None]
            rows.append([*first, item.name, item.unit, item.target if changed else item.first])
    rows += [[], ["No", "Program", "Anggaran (Rp)", "Keterangan"]]
    for at, line in enumerate(own.programs, 1):
        rows.append([f"{at}", line.name, line.pagu if changed else line.first, "APBD"])
    rows.append([None, "Jumlah", own.total.pagu if changed else own.total.first])
    return rows


def _work_plan(own: Facts) -> Rows:
    rows: list[list[Told]] = [[f"RENCANA KERJA PERUBAHAN (RENJA-P) {AGENCY} TAHUN {own.year}"], []]
    rows.append(
        ["Kode", "Program / Kegiatan / Sub Kegiatan", "Pagu Sebelum Perubahan", "Pagu Setelah Perubahan", "+/-"]
    )
    for program in own.programs:
        rows += [[line.code, line.name, line.first, line.pagu, line.pagu - line.first] for line in program.lines()]
    total = own.total
    rows.append([None, "Total", total.first, total.pagu, total.pagu - total.first])
    return rows


def _renstra(own: Facts) -> Rows:
    rows: list[list[Told]] = [["TARGET KINERJA RENSTRA TAHUN 2022-2026"], []]
    rows.append(["No", "Indikator Kinerja", "Satuan", "Target Renstra", *[LEFT] * 4])
    rows.append([ABOVE, ABOVE, ABOVE, *(f"{year}" for year in range(2022, 2027))])
    rows += [[f"{at}", item.name, item.unit, *item.plan] for at, item in enumerate(own.indicators, 1)]
    return rows


def _spending(own: Facts) -> Rows:
    rows: list[list[Told]] = [["LAPORAN REALISASI ANGGARAN"], [AGENCY], [f"TAHUN ANGGARAN {own.year}"], []]
    rows.append(["Kode", "Uraian", "Anggaran (Rp)", "Realisasi (Rp)", "%", "Sisa Anggaran (Rp)"])
    for program in (*own.programs, own.total):
        for line in program.lines() if program.code else (program,):
            rows.append([line.code, line.name, line.pagu, line.spent, line.used, line.pagu - line.spent])
    return rows


def _program_rows(own: Facts) -> Rows:
    rows: list[list[Told]] = [["No", "Program", "Pagu Anggaran (Rp)", "Realisasi (Rp)", "Serapan (%)"]]
    rows += [[f"{at}", line.name, line.pagu, line.spent, line.used] for at, line in enumerate(own.programs, 1)]
    rows.append([None, "Jumlah", own.total.pagu, own.total.spent, own.total.used])
    return rows


def _programs(own: Facts) -> Rows:
    return [[f"REKAPITULASI REALISASI ANGGARAN PER PROGRAM TAHUN {own.year}"], [], *_program_rows(own)]


def _reached_rows(own: Facts) -> Rows:
    rows: list[list[Told]] = [["No", "Indikator Kinerja", "Satuan", "Target", "Realisasi", "Capaian (%)"]]
    for at, item in enumerate(own.indicators, 1):
        rows.append([f"{at}", item.name, item.unit, item.target, item.result, item.reached])
    rows.append([None, "Rata-rata capaian", None, None, None, mean([item.reached for item in own.indicators])])
    return rows


def _reached(own: Facts) -> Rows:
    return [[f"PENGUKURAN KINERJA TAHUN {own.year}"], [AGENCY], [], *_reached_rows(own)]


def _year_rows(own: Facts) -> Rows:
    year = own.year
    rows: list[list[Told]] = [["No", "Indikator Kinerja", f"Realisasi {year - 1}", f"Realisasi {year}", "Naik/Turun"]]
    for at, item in enumerate(own.indicators, 1):
        rows.append([f"{at}", item.name, item.before, item.result, item.result - item.before])
    return rows


def _years(own: Facts) -> Rows:
    title = f"PERBANDINGAN REALISASI KINERJA TAHUN {own.year - 1} DAN {own.year}"
    rows: list[list[Told]] = [[title], [], *_year_rows(own), [], ["PERBANDINGAN DENGAN TARGET AKHIR RENSTRA"], []]
    rows.append(
        ["No", "Indikator Kinerja", f"Realisasi {own.year}", "Target Akhir Renstra (2026)", "Tingkat Kemajuan (%)"]
    )
    for at, item in enumerate(own.indicators, 1):
        rows.append([f"{at}", item.name, item.result, item.plan[-1], percent(item.result, item.plan[-1])])
    return rows


def _saved(own: Facts) -> Rows:
    """Efisiensi by sasaran: mean capaian beside the serapan of the program that serves it."""
    rows: list[list[Told]] = [["ANALISIS EFISIENSI PENGGUNAAN SUMBER DAYA"], []]
    rows.append(["No", "Sasaran Strategis", "Capaian Kinerja (%)", "Serapan Anggaran (%)", "Tingkat Efisiensi (%)"])
    for at, ((goal, items), line) in enumerate(zip(own.goals, reversed(own.programs), strict=True), 1):
        reached = mean([item.reached for item in items])
        rows.append([f"{at}", goal, reached, line.used, reached - line.used])
    return rows


def _report(own: Facts) -> Blocks:
    total, year = own.total, own.year
    reached = mean([item.reached for item in own.indicators])
    return [
        Text("IKHTISAR EKSEKUTIF", 1),
        Text(
            f"Dinas Perikanan Kabupaten Ranupati pada tahun {year} menetapkan 3 sasaran dengan "
            f"{{{len(own.indicators)}}} indikator kinerja. Rata-rata capaian kinerja sebesar "
            f"{{{indonesian(reached)}}} persen."
        ),
        Text(
            f"Anggaran tahun {year} setelah perubahan sebesar Rp{{{indonesian(total.pagu)}}} dan terealisasi sebesar "
            f"Rp{{{indonesian(total.spent)}}} atau {{{indonesian(total.used)}}}%."
        ),
        Text("BAB II PERENCANAAN KINERJA", 1),
        Text("2.1 Perjanjian Kinerja", 2),
        Text(f"Tabel 2.1 Perubahan Perjanjian Kinerja Tahun {year}"),
        Grid([list(row) for row in _agreement(own, changed=True)[3 : 4 + len(own.indicators)]]),
        Text("Tabel 2.2 Program dan Anggaran"),
        Grid([row[:3] for row in _agreement(own, changed=True)[5 + len(own.indicators) :]]),
        Text("BAB III AKUNTABILITAS KINERJA", 1),
        Text("3.1 Capaian Kinerja Organisasi", 2),
        Text(f"Tabel 3.1 Capaian Indikator Kinerja Tahun {year}"),
        Grid(_reached_rows(own)),
        *_sentences(own),
        Text(f"Tabel 3.2 Perbandingan Realisasi Tahun {year - 1} dan {year}"),
        Grid(_year_rows(own)),
        Text("3.2 Realisasi Anggaran", 2),
        Text(f"Tabel 3.3 Realisasi Anggaran per Program Tahun {year}"),
        Grid(_program_rows(own)),
        Text("BAB IV PENUTUP", 1),
        Text(
            f"Secara umum capaian kinerja dinas sebesar {{{indonesian(reached)}}}% dengan penyerapan anggaran "
            f"{{{indonesian(total.used)}}}%."
        ),
    ]


def _sentences(own: Facts) -> list[Text]:
    told = []
    for item in own.indicators:
        unit = " persen" if item.unit == "%" else " ton" if item.unit == "Ton" else ""
        told.append(
            Text(
                f"{item.name} tahun {own.year} terealisasi sebesar {{{indonesian(item.result)}}}{unit} dari target "
                f"{{{indonesian(item.target)}}}{unit}, sehingga capaiannya {{{indonesian(item.reached)}}} persen."
            )
        )
    return told
