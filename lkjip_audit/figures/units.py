"""The words beside numbers: multipliers, units, predicates, months."""

from __future__ import annotations

import re
from decimal import Decimal

from lkjip_audit.figures.model import PERCENT, RUPIAH

MULTIPLIERS = {
    "ribu": Decimal(10**3),
    "rb": Decimal(10**3),
    "juta": Decimal(10**6),
    "jt": Decimal(10**6),
    "miliar": Decimal(10**9),
    "milyar": Decimal(10**9),
    "miliard": Decimal(10**9),
    "milliar": Decimal(10**9),
    "m": Decimal(10**9),
    "triliun": Decimal(10**12),
    "trilyun": Decimal(10**12),
    "trilliun": Decimal(10**12),
    "t": Decimal(10**12),
}

PERCENT_WORDS = frozenset({"persen", "prosen", "percent"})

_COUNTED = """
anggota aparatur aplikasi arsip asn aspek atlet balita batang bayi berkas buah bulan buku butir desa dok
dokumen dusun eks eksemplar eksp ekor formasi frekuensi gedung guru hari honorer indikator instansi item
izin jabatan jam jaringan jenis jiwa jp kab kabupaten kader kali kasus kecamatan keg kegiatan kel kelompok
keluarga kelurahan kendaraan kk komponen kondisi koperasi kota kriteria kunjungan lap laporan layanan
lembaga lembar lokasi mahasiswa medali minggu modul naskah oh oj opd org orang paket pasien pd pedagang
pegawai pejabat pelanggan pelatihan pendaftar penduduk pengaduan pengguna penghargaan pengunjung perda
perkara personel personil perusahaan peserta pkl pns pohon pppk program ptt puskesmas rancangan raperda
rapat rekomendasi responden ruang ruas rumah rt rumpun rw sambungan sasaran sekolah sertifikat set siswa sk
skp skpd stel subkegiatan surat tahun temuan tenaga thl titik triwulan umkm ukm unit unsur usaha usulan
wilayah wisatawan
"""
COUNTED = frozenset(_COUNTED.split()) | {
    "kepala keluarga",
    "perangkat daerah",
    "sub kegiatan",
    "surat keputusan",
    "wajib pajak",
}
"""Things that are counted, so that a dot before three digits beside them marks thousands."""

MEASURES = frozenset(
    {
        *("gram", "kg", "kilogram", "kuintal", "ton", "liter", "kwh", "poin", "point"),
        *("meter", "m2", "m3", "m²", "m³", "km", "kilometer", "km2", "km²", "ha", "hektar", "hektare"),
        "poin persen",
        "poin persentase",
    }
)
"""Units of things that are measured; they can have any number of decimals."""

ALONE_IN_CELLS = frozenset({"angka", "indeks", "index", "level", "nilai", "opini", "rasio", "skor"})
"""Words that a cell puts beside a number as its unit, and a sentence for other reasons."""

PREDICATES = frozenset(
    {
        "sangat baik",
        "baik",
        "cukup",
        "cukup baik",
        "kurang",
        "sangat kurang",
        "buruk",
        "sangat tinggi",
        "tinggi",
        "sedang",
        "rendah",
        "sangat rendah",
        "memuaskan",
        "sangat memuaskan",
    }
)

_GRADE = re.compile(r"AA|A|BB|B|CC|C|DD|D|E")

MONTHS = (
    "januari|pebruari|februari|maret|april|mei|juni|juli|agustus|september|oktober|nopember|november|desember"
    "|jan|peb|feb|mar|apr|jun|jul|agt|agu|agust|sept|sep|okt|nop|nov|des"
)

_SLASH = re.compile(r"\s*/\s*")


def tidy_unit(words: str) -> str | None:
    """A unit in lower case with single spaces and no closing dot; "%" and "Rp" where it means these."""
    unit = _SLASH.sub("/", " ".join(words.split())).rstrip(".,;:").lower()
    if unit in PERCENT_WORDS:
        return PERCENT
    if unit in ("rupiah", "rp", "idr"):
        return RUPIAH
    return unit or None


def is_counted(unit: str | None) -> bool:
    """Whether ``unit`` names things that are counted: "orang", "orang/bulan", "dokumen perencanaan"."""
    if unit is None:
        return False
    return unit in COUNTED or re.split(r"[/ ]", unit, maxsplit=1)[0] in COUNTED


def is_known(unit: str) -> bool:
    """Whether ``unit`` is a unit in prose as well."""
    return is_counted(unit) or unit in MEASURES or unit in (PERCENT, RUPIAH)


def is_predicate(words: str) -> bool:
    """Whether ``words`` are a predicate: a SAKIP letter ("BB"), or "sangat baik" and the like."""
    tidy = " ".join(words.split()).rstrip(".,;")
    return _GRADE.fullmatch(tidy) is not None or tidy.lower() in PREDICATES
