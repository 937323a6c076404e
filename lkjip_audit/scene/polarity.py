"""Whether more or less is better in an indicator: as its table says, as its words say, or not known."""

from __future__ import annotations

import re
from enum import StrEnum

from lkjip_audit.scene.model import Scene
from lkjip_audit.tables.known import INDIKATOR, POLARITAS
from lkjip_audit.tables.model import Row, Table


class Polarity(StrEnum):
    """Which way is better."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    UNKNOWN = "unknown"


_NEGATIVE = re.compile(
    r"\b(pelanggaran|kemiskinan|miskin|pengangguran|kematian|prevalensi|stunting|gizi buruk|keluhan|pengaduan|"
    r"temuan|kebocoran|kecelakaan|kehilangan|kemacetan|inflasi|gini|ketimpangan|putus sekolah|kekerasan|"
    r"kriminalitas|kejahatan|korban|tunggakan|keterlambatan|waktu tunggu|waktu tanggap|response time|"
    r"lama waktu|angka kesakitan|kesakitan|bencana yang terjadi|kerusakan|rusak|konflik|kasus|kumuh|"
    r"rawan|kehilangan air|emisi|sampah yang tidak|belum|tidak lulus|ketergantungan|jumlah penyandang)\b"
)
_POSITIVE = re.compile(
    r"\b(indeks|nilai|predikat|opini|kepuasan|persentase (asn|pegawai|aparatur|pemenuhan|capaian|penyelesaian)|"
    r"cakupan|akreditasi|realisasi|kualitas|kompetensi|kapasitas)\b"
)
_REMEDIED = re.compile(
    r"(?<!\bbelum )(?<!\btidak )\b"
    r"(di(tindaklanjuti|tindak lanjuti|selesaikan|tangani|tuntaskan|layani|respon|pulihkan)|"
    r"terselesaikan|tertangani|terlayani|selesai|penanganan|penyelesaian|tindak lanjut)\b"
)
"""The bad thing that an indicator names is dealt with: the more of it, the better."""
_SAYS_NEGATIVE = re.compile(r"\b(negatif|minimize|minimum|turun|menurun|makin rendah|semakin rendah|lower)\b")
_SAYS_POSITIVE = re.compile(r"\b(positif|maximize|maksimum|naik|meningkat|makin tinggi|semakin tinggi|higher)\b")


def polarity_of(scene: Scene, table: Table, row: Row) -> Polarity:
    """The polarity of the row's indicator: from a polarity column anywhere in the workbook, else from its words."""
    key = scene.subject(table, row).get(INDIKATOR)
    declared = scene.polarities.get(key) if key else None
    if declared:
        return Polarity(declared)
    for column in table.columns_of(POLARITAS):
        reading = table.reading(row, column)
        if reading is not None:
            return polarity_in_words(reading.text)
    return polarity_named(row.label)


def polarity_named(name: str) -> Polarity:
    """What the words of an indikator's name say."""
    label = name.lower()
    if _REMEDIED.search(label):
        return Polarity.POSITIVE
    if _NEGATIVE.search(label) and not re.search(r"\b(indeks|nilai|penurunan|menurunnya|pengurangan)\b", label):
        return Polarity.NEGATIVE
    if _POSITIVE.search(label):
        return Polarity.POSITIVE
    return Polarity.UNKNOWN


def polarity_in_words(text: str) -> Polarity:
    """What a polarity column's cell says."""
    words = text.lower()
    if _SAYS_NEGATIVE.search(words):
        return Polarity.NEGATIVE
    if _SAYS_POSITIVE.search(words):
        return Polarity.POSITIVE
    return Polarity.UNKNOWN
