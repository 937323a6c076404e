"""The roles that the program must know by name, each with the reason; ``rules/roles.yaml`` says what they are.

What a role merely *is* (money, decided, a percentage) is asked of :class:`~lkjip_audit.tables.nature.Roles`.
"""

from __future__ import annotations

from typing import Final

# How a row is found and told: its number, its nomenclature code, its year, its words where they are of no known level.
NO: Final = "no"
KODE: Final = "kode"
TAHUN: Final = "tahun"
URAIAN: Final = "uraian"

# The levels that figures belong to: performance is an indikator's, money a sasaran's or a program's.
TUJUAN: Final = "tujuan"
SASARAN: Final = "sasaran"
INDIKATOR: Final = "indikator"
PROGRAM: Final = "program"

# Columns of words with a meaning of their own: the unit that a row counts in, which way is better, how it is computed,
# who answers for it, what is remarked.
SATUAN: Final = "satuan"
POLARITAS: Final = "polaritas"
FORMULASI: Final = "formulasi"
PENANGGUNG_JAWAB: Final = "penanggung_jawab"
KETERANGAN: Final = "keterangan"

# The measures of performance that prose and headers take for one another, and what is made of them.
TARGET: Final = "target"
TARGET_AKHIR: Final = "target_akhir"
REALISASI: Final = "realisasi"
CAPAIAN: Final = "capaian"
KEMAJUAN: Final = "kemajuan"
EFISIENSI: Final = "efisiensi"
PEMBILANG: Final = "pembilang"
PENYEBUT: Final = "penyebut"

# The budget: what an amount is a share of, what is spent and left of it, what an efficiency weighs against performance.
PAGU: Final = "pagu"
PAGU_SEBELUM: Final = "pagu_sebelum"
REALISASI_ANGGARAN: Final = "realisasi_anggaran"
SERAPAN: Final = "serapan"
SISA: Final = "sisa"
PORSI: Final = "porsi"

# People: men and women make the number of all, which other tables and sentences restate.
LAKI: Final = "laki"
PEREMPUAN: Final = "perempuan"
JUMLAH: Final = "jumlah"

# A figure of which nothing is known but that it is one.
NILAI: Final = "nilai"
