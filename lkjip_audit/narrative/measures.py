"""The words before a figure that say what it measures."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lkjip_audit.figures.model import PERCENT, RUPIAH, Figure
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.words import WordPattern
from lkjip_audit.tables.known import (
    CAPAIAN,
    EFISIENSI,
    KEMAJUAN,
    PAGU,
    PAGU_SEBELUM,
    REALISASI,
    REALISASI_ANGGARAN,
    SERAPAN,
    SISA,
    TARGET,
    TARGET_AKHIR,
)

MONEY, SHARE, PLAIN = "money", "percent", "plain"


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that name a measure for figures of the given types."""

    measure: str
    pattern: WordPattern
    types: frozenset[str]


def _cue(measure: str, pattern: str, *types: str) -> Cue:
    return Cue(measure, WordPattern(rf"\b(?:{pattern})\b", re.IGNORECASE), frozenset(types))


_CUES = (
    _cue(
        EFISIENSI,
        "{efficiency_measures}",
        PLAIN,
        SHARE,
    ),
    _cue(
        SERAPAN,
        r"{absorbed}(?:\s+\w+)?\s+(?:anggaran|keuangan)|{absorption_measures}",
        SHARE,
    ),
    _cue(
        CAPAIAN,
        "{achievement_measures}",
        SHARE,
    ),
    _cue(
        REALISASI_ANGGARAN,
        r"realisasi(?:\s+\w+)?\s+(?:anggaran|belanja|keuangan)|{spending_measures}",
        MONEY,
    ),
    _cue(
        PAGU,
        r"(?:total\s+|jumlah\s+|nilai\s+)?pagu(?:\s+(?:anggaran|indikatif|apbd|dana))*|{budget_measures}",
        MONEY,
    ),
    _cue(SISA, r"sisa(?:\s+(?:lebih|anggaran|pagu|dana|belanja))*|silpa|tersisa", MONEY, SHARE),
    _cue(
        TARGET_AKHIR,
        r"target(?:\s+kinerja)?\s+(?:akhir(?:\s+(?:periode|masa|tahun))?(?:\s+{plans})?|jangka menengah)"
        r"|kondisi akhir(?:\s+(?:periode|{plans}))*|target(?:\s+kinerja)?\s+{plans}",
        PLAIN,
        SHARE,
    ),
    _cue(KEMAJUAN, r"tingkat kemajuan(?:nya)?|kemajuan(?:nya)?", SHARE),
    _cue(TARGET, r"target(?:nya)?(?:\s+capaian)?(?:\s+kinerja)?|ditargetkan", PLAIN, SHARE),
    _cue(
        REALISASI,
        r"realisasi(?:nya)?(?:\s+kinerja)?|terealisasi|mendapat(?:kan)?\s+nilai|memperoleh\s+nilai",
        PLAIN,
        SHARE,
    ),
    _cue(REALISASI, r"(?:capaian|pencapaian)(?:nya)?(?:\s+kinerja)?", PLAIN),
)
_FAINT = _cue(REALISASI, r"nilai(?:nya)?", PLAIN, SHARE)
_WEAK = WordPattern(r"\b{weak_verbs}\W*$", re.IGNORECASE)
_BEFORE_CHANGE = WordPattern(r"\b{before_change}\b(?!\s+tahun)", re.IGNORECASE)
_AT_FIRST = WordPattern(r"\b{before_change}\W+(?:\w+\W+)?$", re.IGNORECASE)
_BEYOND = WordPattern(r"(?:\b{limit_words}|\blebih\s+(?:{higher}|{lower})\s+(?:dari|daripada))\W*$", re.IGNORECASE)
_LIMIT = WordPattern(r"\b{limit_words}\W*(?:\w+\W+)?$", re.IGNORECASE)
_MEAN = re.compile(r"\brata-?\s?rata\b", re.IGNORECASE)
_GROWTH = WordPattern(
    r"\b(?:{growth}|lebih (?:{higher}|{lower})"
    r"|(?<!tingkat )(?<!rasio )(?<!nilai )(?<!angka )efisien(?:si)?\s+sebesar)\b",
    re.IGNORECASE,
)


_BECOMES = WordPattern(r"\b(?:ber\w+\s+)?{growth}\w*(?:\s+(?!dari\b)\w+){0,2}\s+menjadi\W*$", re.IGNORECASE)
"""What leads to the new value, not to the change: "diturunkan menjadi"."""


def type_of(figure: Figure) -> str:
    """Whether a figure is money, a percentage, or a plain number."""
    if figure.unit == PERCENT:
        return SHARE
    if figure.unit == RUPIAH or (figure.unit is None and abs(figure.amount) >= limits().cells.money_from):
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
    if kind is not MONEY and (becomes := _BECOMES.search(words)) is not None:
        return measure_before(words[: becomes.start()], figure) or (REALISASI, False)
    best: tuple[int, int, str, int] | None = None
    is_faint = False
    for cue in (*_CUES, _FAINT):
        if kind not in cue.types or (cue is _FAINT and best is not None):
            continue
        for match in cue.pattern.finditer(words):
            key = (match.end(), match.end() - match.start(), cue.measure, match.start())
            if best is None or key[:2] > best[:2]:
                best, is_faint = key, cue is _FAINT
    if best is not None and best[2] == TARGET and _BEYOND.search(words[: best[3]]) and _WEAK.search(words):
        return TARGET, False  # by how much, or what it is
    if best is not None and best[2] == PAGU and _is_of_before(words, best[3]):
        best = (best[0], best[1], PAGU_SEBELUM, best[3])
    changes = max((match.start() for match in _GROWTH.finditer(words)), default=-1)
    if best is not None and changes < max(0, best[3] - 1):
        return best[2], not is_faint
    if best is None and changes < 0 and _WEAK.search(words):
        return {MONEY: PAGU}.get(kind, REALISASI), False
    return None


def _is_of_before(words: str, cue: int) -> bool:
    """Whether the budget named at ``cue`` is the one before its change: "anggaran murni", "semula dianggarkan"."""
    return _BEFORE_CHANGE.search(words, cue) is not None or _AT_FIRST.search(words[:cue]) is not None
