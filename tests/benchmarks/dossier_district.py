"""The dossier of an invented district: no codes in its agreement, years from left to right, kinds of spending."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from tests.benchmarks.dossier_facts import Budget, Facts, budget, indicator, mean, percent
from tests.benchmarks.dossier_files import ABOVE, LEFT, Blocks, File, Grid, Rows, Text, Told, indonesian

AGENCY = "KECAMATAN WATU KENCANA KABUPATEN ARGA SARI"
SERVICE = "Meningkatnya kualitas pelayanan publik kecamatan"
VILLAGES = "Meningkatnya kemandirian desa"
GOALS = (
    (SERVICE, "Nilai survei kepuasan masyarakat", "Nilai", "78.20", "90.80"),
    (SERVICE, "Persentase dokumen kependudukan selesai tepat waktu", "Persen", "81.10", "97.90"),
    (VILLAGES, "Persentase desa berstatus mandiri", "Persen", "31.25", "68.75"),
    (VILLAGES, "Jumlah lembaga kemasyarakatan desa yang aktif", "Lembaga", "112", "240"),
    ("Meningkatnya akuntabilitas kecamatan", "Nilai AKIP kecamatan", "Nilai", "66.10", "79.90"),
)
TREE = (
    (
        "Program Penunjang Urusan Pemerintahan Daerah Kabupaten/Kota",
        (
            ("Administrasi Keuangan", ("Gaji dan Tunjangan ASN", "Pelaksanaan Akuntansi")),
            ("Administrasi Umum", ("ATK",)),
        ),
    ),
    (
        "Program Penyelenggaraan Pemerintahan dan Pelayanan Publik",
        (("Koordinasi Kegiatan Pemerintahan", ("Pelayanan Terpadu Kecamatan", "Survei Kepuasan")),),
    ),
    (
        "Program Pemberdayaan Masyarakat Desa dan Kelurahan",
        (("Koordinasi Pemberdayaan Desa", ("Musrenbang Kecamatan", "Pembinaan PKK", "Lomba Desa")),),
    ),
)
_KINDS = ("Belanja Pegawai", "Belanja Barang dan Jasa", "Belanja Modal")


def facts(random: Random) -> Facts:
    """The district's year at random."""
    return Facts(2025, [indicator(*told, random) for told in GOALS], budget("7.01", TREE, random))


def files(own: Facts) -> list[File]:
    """Its five workbooks and its report."""
    return [
        File("PK Camat 2025.xlsx", {"Lembar1": _agreement(own, changed=False)}),
        File("PK Camat 2025 Perubahan.xlsx", {"Lembar1": _agreement(own, changed=True)}),
        File("Renja Kecamatan 2025.xlsx", {"Renja": _work_plan(own)}),
        File("Realisasi APBD 2025.xlsx", {"Jenis Belanja": _kinds(own), "Program": _programs(own)}),
        File("Tabel Bab III 2025.xlsx", {"Capaian IKU": _reached(own), "Tren": _trend(own), "Sasaran": _goals(own)}),
        File("LKjIP Kecamatan 2025.docx", blocks=_report(own)),
    ]


def _targets(own: Facts, *, changed: bool) -> list[list[Told]]:
    rows: list[list[Told]] = [["Sasaran Kegiatan", "Indikator Kinerja Utama", "Target 2025", "Satuan"]]
    for goal, items in own.goals:
        for place, item in enumerate(items):
            first = ABOVE if place else goal
            rows.append([first, item.name, item.target if changed else item.first, item.unit])
    return rows


def _agreement(own: Facts, *, changed: bool) -> Rows:
    title = "PERJANJIAN KINERJA TAHUN 2025 (PERUBAHAN)" if changed else "PERJANJIAN KINERJA TAHUN 2025"
    rows: list[list[Told]] = [[title, LEFT, LEFT, LEFT], [AGENCY, LEFT, LEFT, LEFT], []]
    rows += [*_targets(own, changed=changed), []]
    rows.append(["Program dan Kegiatan", None, "Anggaran"])
    for program in own.programs:
        for line in (program, *program.parts):
            rows.append([line.name, None, line.pagu if changed else line.first])
    rows.append(["Jumlah Anggaran", None, own.total.pagu if changed else own.total.first])
    return rows


def _work_plan(own: Facts) -> Rows:
    rows: list[list[Told]] = [["RENCANA KERJA KECAMATAN WATU KENCANA TAHUN 2025"], []]
    rows.append(["Kode", "Program/Kegiatan/Sub Kegiatan", "Rencana Tahun 2025", LEFT, "Prakiraan Maju 2026"])
    rows.append([ABOVE, ABOVE, "Pagu Indikatif", "Sumber Dana", "Pagu"])
    for program in own.programs:
        rows += [[line.code, line.name, line.first, "APBD", _forward(line)] for line in program.lines()]
    rows.append([None, "Total", own.total.first, None, sum(map(_forward, own.programs))])
    return rows


def _forward(line: Budget) -> int:
    return sum(map(_forward, line.parts)) if line.parts else line.first // 1000 * 1050


def _split(amount: int) -> list[int]:
    """An amount as three kinds of spending."""
    staff, goods = amount * 61 // 100, amount * 27 // 100
    return [staff, goods, amount - staff - goods]


def _kinds(own: Facts) -> Rows:
    rows: list[list[Told]] = [["REALISASI BELANJA MENURUT JENIS"], [AGENCY], ["TAHUN 2025"], []]
    rows.append(["No", "Jenis Belanja", "Anggaran", "Realisasi", "Lebih/(Kurang)", "Persen"])
    total = own.total
    for at, told in enumerate(zip(_KINDS, _split(total.pagu), _split(total.spent), strict=True), 1):
        name, pagu, spent = told
        rows.append([f"{at}", name, pagu, spent, pagu - spent, percent(Decimal(spent), Decimal(pagu))])
    rows.append([None, "Total Belanja", total.pagu, total.spent, total.pagu - total.spent, total.used])
    return rows


def _program_rows(own: Facts) -> list[list[Told]]:
    rows: list[list[Told]] = [["Program", "Anggaran Semula", "Anggaran Menjadi", "Realisasi", "% Realisasi"]]
    rows += [[line.name, line.first, line.pagu, line.spent, line.used] for line in (*own.programs, own.total)]
    return rows


def _programs(own: Facts) -> Rows:
    return [["Anggaran dan Realisasi Program Tahun 2025"], [], *_program_rows(own)]


def _reached_rows(own: Facts) -> list[list[Told]]:
    rows: list[list[Told]] = [["No", "Indikator Kinerja Utama", "Satuan", "Target", "Realisasi", "Persentase Capaian"]]
    for at, item in enumerate(own.indicators, 1):
        rows.append([f"{at}", item.name, item.unit, item.target, item.result, item.reached])
    return rows


def _reached(own: Facts) -> Rows:
    return [["Capaian Indikator Kinerja Utama Tahun 2025"], [AGENCY], [], *_reached_rows(own)]


def _trend_rows(own: Facts) -> list[list[Told]]:
    rows: list[list[Told]] = [["Indikator", "Tahun 2024", "Tahun 2025", LEFT, LEFT, "Target Akhir Renstra"]]
    rows.append([ABOVE, "Realisasi", "Target", "Realisasi", "Capaian", ABOVE])
    rows += [[i.name, i.before, i.target, i.result, i.reached, i.plan[-1]] for i in own.indicators]
    return rows


def _trend(own: Facts) -> Rows:
    return [["Perkembangan Kinerja Tahun 2024-2025 dan Target Akhir Renstra"], [], *_trend_rows(own)]


def _goals(own: Facts) -> Rows:
    rows: list[list[Told]] = [["Rata-rata Capaian Sasaran dan Anggarannya Tahun 2025"], []]
    rows.append(["No", "Sasaran", "Rata-rata Capaian (%)", "Anggaran (Rp)", "Realisasi (Rp)", "Serapan (%)"])
    for at, ((goal, items), line) in enumerate(zip(own.goals, own.programs[::-1], strict=True), 1):
        rows.append([f"{at}", goal, mean([item.reached for item in items]), line.pagu, line.spent, line.used])
    return rows


def _report(own: Facts) -> Blocks:
    total = own.total
    best = max(own.indicators, key=lambda item: item.reached)
    blocks: list[Text | Grid] = [
        Text("Ringkasan Eksekutif", 1),
        Text(
            f"Capaian tertinggi adalah {best.name} sebesar {{{indonesian(best.reached)}}}%. Total anggaran tahun 2025 "
            f"Rp{{{indonesian(total.pagu)}}}, realisasinya Rp{{{indonesian(total.spent)}}}."
        ),
        Text("BAB II", 1),
        Text("Perencanaan Kinerja", 2),
        Text("Target kinerja pada Perjanjian Kinerja Tahun 2025 disajikan pada Tabel 2.1."),
        Text("Tabel 2.1 Perjanjian Kinerja Tahun 2025"),
        Grid(_targets(own, changed=True)),
        Text("BAB III", 1),
        Text("Akuntabilitas Kinerja", 2),
        Text("Tabel 3.1 Capaian Indikator Kinerja Utama"),
        Grid(_reached_rows(own)),
    ]
    for goal, items in own.goals:
        blocks.append(Text(f"Sasaran: {goal}", 3))
        for item in items:
            unit = "%" if item.unit == "Persen" else f" {item.unit.lower()}" if item.unit != "Nilai" else ""
            blocks.append(
                Text(
                    f"Realisasi {item.name} pada tahun 2025 adalah {{{indonesian(item.result)}}}{unit}. Target yang "
                    f"ditetapkan {{{indonesian(item.target)}}}{unit} sehingga capaiannya "
                    f"{{{indonesian(item.reached)}}}%."
                )
            )
    return [
        *blocks,
        Text("Tabel 3.2 Perkembangan Kinerja dan Target Akhir Renstra"),
        Grid(_trend_rows(own)),
        Text("Realisasi Anggaran", 2),
        Text("Tabel 3.3 Anggaran dan Realisasi per Program"),
        Grid(_program_rows(own)),
        Text(
            f"Serapan anggaran tahun 2025 sebesar {{{indonesian(total.used)}}}%, yaitu Rp{{{indonesian(total.spent)}}} "
            f"dari pagu Rp{{{indonesian(total.pagu)}}}."
        ),
    ]
