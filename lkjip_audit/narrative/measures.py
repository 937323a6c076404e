"""The words before a figure that say what it measures."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lkjip_audit.figures.model import PERCENT, RUPIAH, Figure

MONEY, SHARE, PLAIN = "money", "percent", "plain"
_LEAST_MONEY = 1_000_000


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that name a measure for figures of the given types."""

    measure: str
    pattern: re.Pattern[str]
    types: frozenset[str]


def _cue(measure: str, pattern: str, *types: str) -> Cue:
    return Cue(measure, re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE), frozenset(types))


_CUES = (
    _cue(
        "efisiensi",
        r"(?:tingkat|rasio|nilai|angka rasio|angka)\s+(?:tingkat\s+)?efisiensi(?:nya)?|angka rasio|rasio efisiensi",
        PLAIN,
        SHARE,
    ),
    _cue(
        "serapan",
        r"(?:capaian|realisasi|serapan|penyerapan|persentase)(?:\s+\w+)?\s+(?:anggaran|keuangan)"
        r"|(?:daya\s+)?(?:serapan|serap)(?:\s+anggaran)?(?:nya)?|penyerapan(?:nya)?|terserap",
        SHARE,
    ),
    _cue(
        "capaian",
        r"(?:tingkat\s+|nilai\s+|persentase\s+)?(?:capaian|pencapaian)(?:\s+target)?(?:\s+kinerja)?(?:nya)?"
        r"|(?:mencapai|pencapaian target|target)\s+kinerja|tercapai|kinerja(?:nya)?",
        SHARE,
    ),
    _cue(
        "realisasi_anggaran",
        r"terealisasi(?:kan)?|direalisasikan|realisasi(?:\s+\w+)?\s+(?:anggaran|belanja|keuangan)|realisasi(?:nya)?"
        r"|(?:nilai\s+)?(?:serapan|penyerapan)(?:\s+anggaran)?|terserap|dibelanjakan",
        MONEY,
    ),
    _cue(
        "pagu",
        r"(?:total\s+|jumlah\s+|nilai\s+)?pagu(?:\s+(?:anggaran|indikatif|apbd|dana))*|total anggaran|jumlah anggaran"
        r"|alokasi(?:\s+anggaran)?|dianggarkan|anggaran(?:nya)?|dokumen pelaksanaan anggaran|dpa|dppa|dipa",
        MONEY,
    ),
    _cue("sisa", r"sisa(?:\s+(?:lebih|anggaran|pagu|dana|belanja))*|silpa|tersisa", MONEY, SHARE),
    _cue(
        "target_akhir",
        r"target(?:\s+kinerja)?\s+(?:akhir(?:\s+(?:periode|masa|tahun))?(?:\s+(?:renstra|rpjmd|rpjmn))?"
        r"|jangka menengah)"
        r"|kondisi akhir(?:\s+(?:periode|renstra|rpjmd))*|target(?:\s+kinerja)?\s+(?:renstra|rpjmd|rpjmn)",
        PLAIN,
        SHARE,
    ),
    _cue("kemajuan", r"tingkat kemajuan(?:nya)?|kemajuan(?:nya)?", SHARE),
    _cue("target", r"target(?:nya)?(?:\s+capaian)?(?:\s+kinerja)?|ditargetkan", PLAIN, SHARE),
    _cue(
        "realisasi",
        r"realisasi(?:nya)?(?:\s+kinerja)?|terealisasi|mendapat(?:kan)?\s+nilai|memperoleh\s+nilai",
        PLAIN,
        SHARE,
    ),
    _cue("realisasi", r"(?:capaian|pencapaian)(?:nya)?(?:\s+kinerja)?", PLAIN),
)
_FAINT = _cue("realisasi", r"nilai(?:nya)?", PLAIN, SHARE)
_WEAK = re.compile(r"\b(?:diperoleh|tercapai|mencapai|sebesar|senilai|yaitu|adalah|atau)\W*$", re.IGNORECASE)
_BEFORE_CHANGE = re.compile(
    r"\b(?:awal|murni|induk|semula|sebelum\s+(?:perubahan|revisi|pergeseran))\b(?!\s+tahun)", re.IGNORECASE
)
_LIMIT = re.compile(
    r"\b(?:melampaui|melebihi|di atas|di bawah|diatas|dibawah|minimal|maksimal|kurang dari|lebih dari|"
    r"dikurangi|dikurang|dikali(?:kan)?|dibagi|ditambah|"
    r"paling (?:sedikit|banyak)|(?:nilai |skor )?maksimum|minimum|antara)\W*(?:\w+\W+)?$",
    re.IGNORECASE,
)
_MEAN = re.compile(r"\brata-?\s?rata\b", re.IGNORECASE)
_GROWTH = re.compile(
    r"\b(?:naik|turun|meningkat|menurun|bertambah|berkurang|kenaikan|penurunan|peningkatan|selisih"
    r"|lebih (?:tinggi|rendah|besar|kecil)|kurang|deviasi|pertumbuhan|percepatan|perlambatan"
    r"|(?<!tingkat )(?<!rasio )(?<!nilai )(?<!angka )efisien(?:si)?\s+sebesar)\b",
    re.IGNORECASE,
)


def type_of(figure: Figure) -> str:
    """Whether a figure is money, a percentage, or a plain number."""
    if figure.unit == PERCENT:
        return SHARE
    if figure.unit == RUPIAH or (figure.unit is None and abs(figure.amount) >= _LEAST_MONEY):
        return MONEY
    return PLAIN


def measure_before(words: str, figure: Figure) -> tuple[str, bool] | None:
    """The measure that ``words`` (those right before ``figure``) name, and whether they name it plainly.

    Words of growth nearer to the figure take it away ("naik 9,5" is no realisasi), and so does a limit ("melampaui
    100%") or a mean of several.  Where only a verb stands ("sebesar 18,36%"), or no more than "nilai", the measure is
    a guess: realisasi, and not plain.
    """
    if _LIMIT.search(words) or _MEAN.search(words):
        return None
    kind = type_of(figure)
    best: tuple[int, int, str, int] | None = None
    is_faint = False
    for cue in (*_CUES, _FAINT):
        if kind not in cue.types or (cue is _FAINT and best is not None):
            continue
        for match in cue.pattern.finditer(words):
            key = (match.end(), match.end() - match.start(), cue.measure, match.start())
            if best is None or key[:2] > best[:2]:
                best, is_faint = key, cue is _FAINT
    if best is not None and best[2] == "pagu" and _BEFORE_CHANGE.search(words, best[3]):
        best = (best[0], best[1], "pagu_sebelum", best[3])
    changes = max((match.start() for match in _GROWTH.finditer(words)), default=-1)
    if changes >= 0 and _WEAK.search(words):
        return None
    if best is not None:
        return None if changes >= max(0, best[3] - 1) else (best[2], not is_faint)
    if _WEAK.search(words) and changes < 0:
        return {MONEY: "pagu"}.get(kind, "realisasi"), False
    return None
