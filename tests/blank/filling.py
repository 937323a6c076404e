"""Fills blank forms as an agency would: only the cells that are for typing, consistently."""

from pathlib import Path

import openpyxl

from lkjip_audit.blank.look import INPUT
from lkjip_audit.blank.model import load_forms
from lkjip_audit.blank.places import Places
from lkjip_audit.rulepack.folder import pack_folder

SASARAN = ["Meningkatnya kualitas layanan", "Meningkatnya akuntabilitas kinerja", "Meningkatnya literasi warga"]
INDIKATOR = ["Indeks kepuasan masyarakat", "Nilai SAKIP perangkat daerah", "Persentase warga terlayani"]
PROGRAM = ["Program Pelayanan", "Program Penunjang Urusan", "Program Pembinaan"]
TEXTS = {
    "sasaran": SASARAN,
    "indikator": INDIKATOR,
    "satuan": ["Indeks", "Nilai", "%"],
    "program": PROGRAM,
    "keterangan": ["APBD"] * 3,
    "polaritas": ["Makin tinggi makin baik"] * 3,
    "tujuan": ["Mewujudkan tata kelola yang baik"] * 3,
    "formulasi": ["Jumlah skor dibagi responden"] * 3,
    "sumber_data": ["Survei"] * 3,
    "penanggung_jawab": ["Sekretaris"] * 3,
    "lokasi": ["Kota"] * 3,
    "catatan": ["-"] * 3,
}
TARGETS = [88, 80, 90]
NUMBERS = {
    ("perjanjian_kinerja", "target"): TARGETS,
    ("capaian_kinerja", "realisasi"): [88.8, 76.5, 91.25],
    ("program_anggaran", "pagu"): [4_000_000_000, 2_500_000_000, 1_500_000_000],
    ("realisasi_anggaran", "realisasi_anggaran"): [3_812_345_678, 2_401_234_567, 1_298_765_432],
    ("alokasi_sasaran", "pagu"): [4_000_000_000, 2_500_000_000, 1_500_000_000],
    ("kinerja_anggaran", "realisasi_anggaran"): [3_812_345_678, 2_401_234_567, 1_298_765_432],
    ("renstra_matriks", "kondisi_awal"): [80, 70, 82],
    ("renstra_matriks", "lalu"): [86, 78, 88],
    ("renstra_matriks", "depan"): [90, 82, 92],
    ("renstra_matriks", "akhir"): [90, 82, 92],
    ("perbandingan_tahun", "target_lalu"): [86, 78, 88],
    ("perbandingan_tahun", "realisasi_lalu"): [86.43, 75.66, 87.12],
    ("perbandingan_tahun", "capaian_lalu"): [1.005, 0.97, 0.99],
    ("perbandingan_entitas", "nasional"): [85.5, 72.25, 84.75],
    ("renstra_pendanaan", "target_lalu"): [60, 65, 70],
    ("renstra_pendanaan", "target_kini"): [70, 75, 80],
    ("renstra_pendanaan", "target_depan"): [80, 85, 90],
    ("renstra_pendanaan", "pagu_lalu"): [3_500_000_000, 2_200_000_000, 1_300_000_000],
    ("renstra_pendanaan", "pagu_kini"): [4_100_000_000, 2_600_000_000, 1_400_000_000],
    ("renstra_pendanaan", "pagu_depan"): [4_300_000_000, 2_700_000_000, 1_600_000_000],
    ("anggaran_tahun", "pagu_lalu"): [3_600_000_000, 2_300_000_000, 1_350_000_000],
    ("anggaran_tahun", "realisasi_lalu"): [3_400_000_000, 2_250_000_000, 1_300_000_000],
    ("renja", "target"): [70, 75, 80],
    ("renja", "pagu"): [4_050_000_000, 2_550_000_000, 1_450_000_000],
    ("rencana_aksi", "tw1"): [80, 70, 20],
    ("rencana_aksi", "tw2"): [84, 74, 45],
    ("rencana_aksi", "tw3"): [86, 78, 70],
    ("rencana_aksi", "tw4"): [88, 80, 90],
    ("perubahan_anggaran", "pagu_sebelum"): [412_500_300, 230_100_000, 318_200_750],
    ("perubahan_anggaran", "pagu_sesudah"): [4_000_000_000, 2_500_000_000, 1_500_000_000],
    ("deviasi", "rencana_keuangan"): [45.25, 61.5, 28.75],
    ("deviasi", "serapan"): [42.75, 63.25, 24.5],
    ("deviasi", "target"): [50.5, 66.25, 31.75],
    ("deviasi", "fisik"): [48.25, 67.5, 30.5],
    ("rka", "volume"): [25, 12, 40],
    ("rka", "harga_satuan"): [50_000, 250_000, 17_500],
    ("skor_komponen", "nilai"): [24.5, 23.1, 11.4, 17.5],
    ("capaian_triwulan", "tw1"): [81.2, 69.5, 84.75],
    ("capaian_triwulan", "tw2"): [84.6, 72.25, 86.5],
    ("capaian_triwulan", "tw3"): [86.9, 74.75, 89.25],
    ("capaian_triwulan", "tw4"): [88.8, 76.5, 91.25],
    ("realisasi_bulanan", "tw1"): [810_000_000, 600_000_000, 208_000_000],
    ("realisasi_bulanan", "tw2"): [1_000_000_000, 600_000_000, 390_000_000],
    ("realisasi_bulanan", "tw3"): [1_600_000_000, 1_000_000_000, 590_000_000],
    ("realisasi_bulanan", "tw4"): [402_345_678, 201_234_567, 110_765_432],
}
PROGRAM_INDIKATOR = ["Cakupan pelayanan", "Persentase dokumen tepat waktu", "Jumlah warga binaan"]
STAFF = ["Arsiparis", "Pustakawan", "Analis Kepegawaian"]
CODES = ["1.01.01", "1.01.02", "1.01.03"]


def fill(path: Path, *, year: int, rows: int) -> None:
    """Type into the cells for typing of the blank workbook at ``path``, three rows of each form."""
    book = openpyxl.load_workbook(path)
    forms = load_forms(pack_folder())
    places = Places(tuple(forms.values()), year=year, rows=rows)
    for form in forms.values():
        if form.sheet not in book.sheetnames:
            continue
        sheet = book[form.sheet]
        for nth, row in enumerate(places.body(form)):
            for place, column in enumerate(form.columns, start=1):
                cell = sheet.cell(row, place)
                if cell.fill.fgColor.rgb != INPUT.fgColor.rgb or cell.value is not None:
                    continue
                cell.value = _value(form.id, column.id, column.holds, nth)
    book.save(path)


def _value(kind: str, column: str, holds: str, nth: int) -> object:
    if holds == "count":
        return (nth * 3 + len(column)) % 7 + 1
    if (kind, column) in NUMBERS:
        values = NUMBERS[kind, column]
        return values[nth] if nth < len(values) else None
    if nth >= len(SASARAN):
        return None
    if kind in ("renstra_pendanaan", "renja") and column == "indikator":
        return PROGRAM_INDIKATOR[nth]
    if column in ("uraian", "nama"):
        return f"Pegawai {STAFF[nth]}" if column == "nama" else STAFF[nth]
    if column == "nip":
        return None
    if holds == "money":
        return 1_250_000 * (nth + len(column))
    return CODES[nth] if holds == "code" else TEXTS[column][nth]
