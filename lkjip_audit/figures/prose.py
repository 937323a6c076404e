"""The figures of a sentence, and its years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lkjip_audit.figures.masks import Mask, covered_places, find_masks
from lkjip_audit.figures.model import PERCENT, RUPIAH, Figure, Reading, ReadingKind
from lkjip_audit.figures.notation import Marks
from lkjip_audit.figures.scan import Found, judge_found, normalize, scan, with_literals
from lkjip_audit.rulepack.words import WordPattern

_DIGIT = re.compile(r"[0-9]")
_YEAR = re.compile(r"(?<![\w.,])(?<!Rp )(?<!Rp\. )(?:19[0-9]{2}|20[0-9]{2}|2100)(?![0-9]|[.,][0-9]|\s?\\?%)")
_YEAR_LIKE = re.compile(r"(?:19[0-9]{2}|20[0-9]{2}|2100)(?![0-9.,]*[0-9])")
_SAYS_YEAR = WordPattern(r"(?:\b{says_year}\.?|[0-9]\s?[-/,]|(?:19|20)[0-9]{2} dan)\s*\Z", re.IGNORECASE)
_MAY_SAY_YEAR = WordPattern(r"\b{may_say_year}\s*\Z", re.IGNORECASE)
_BOUND = re.compile(r"(?:[<≤≥]|(?<!<[a-z])(?<!</[a-z])(?<!<br)(?<!<br/)>)\s*=?\s*\Z")
"""The sign of a bound; not the end of a tag such as "<b>", which converted reports are full of."""

_RANGE_BETWEEN = re.compile(r"\s*(?:-|s\.\s?d\.?|s/d|sd)\s*[<>]?\s*", re.IGNORECASE)
_TORN = re.compile(r" ?[.,] ?")


def find_readings(text: str, marks: Marks = Marks.UNKNOWN) -> tuple[Reading, ...]:
    """Every figure of a sentence or paragraph, also those that are unclear.

    Each reading holds one figure, or (AMBIGUOUS) all that could be meant; the figures tell their ``span`` in
    ``text``.  Without ``marks`` the numbers of ``text`` itself that show a convention decide for those that
    do not.

    No figures are years, dates, laws, codes, labels ("Tabel 3.1", "Sasaran 2", "ke-1"), list numbers, ranges
    and bounds.
    """
    return _readings(text, normalize(text), marks, None)


def _readings(text: str, plain: str, marks: Marks, masks: tuple[Mask, ...] | None) -> tuple[Reading, ...]:
    found, masks = scan(plain, marks, prose=True, masks=masks)
    if marks is Marks.UNKNOWN and (own := judge_found(found)) is not Marks.UNKNOWN:
        found, _ = scan(plain, own, prose=True, masks=masks)
    kept = [_with_doubt(plain, item) for item in _mended(plain, found) if not _is_no_figure(plain, item)]
    return tuple(
        Reading(
            ReadingKind.FIGURES if item.clear else ReadingKind.AMBIGUOUS,
            text[item.start : item.end],
            with_literals(item.figures, text),
        )
        for item in _without_ranges(plain, kept)
    )


def find_figures(text: str, marks: Marks = Marks.UNKNOWN) -> tuple[Figure, ...]:
    """The figures of a sentence or paragraph that are clear, in order.

    Where digits and words differ ("3 (empat)") both stand in it, one after the other, flawed
    "terbilang_differs".
    """
    return tuple(figure for reading in find_readings(text, marks) for figure in _stated(reading))


def _stated(reading: Reading) -> tuple[Figure, ...]:
    """The figures that ``reading`` states for certain; digits and differing words are both stated."""
    differ = len(reading.figures) == 2 and all("terbilang_differs" in one.flaws for one in reading.figures)
    return reading.figures if reading.kind is ReadingKind.FIGURES or differ else ()


def find_years(text: str) -> tuple[int, ...]:
    """The years (1900 to 2100) that stand by themselves, in order; not those of dates, laws and codes."""
    return find_figures_and_years(text)[1]


def find_figures_and_years(text: str, marks: Marks = Marks.UNKNOWN) -> tuple[tuple[Figure, ...], tuple[int, ...]]:
    """``find_figures`` and ``find_years`` of one text, in little more time than either."""
    plain = normalize(text)
    if _DIGIT.search(plain) is None:
        return (), ()
    masks = find_masks(plain, prose=True)
    readings = _readings(text, plain, marks, masks)
    figures = tuple(figure for reading in readings for figure in _stated(reading))
    if _YEAR.search(plain) is None:
        return figures, ()
    taken = covered_places(masks, len(plain))
    for figure in figures:
        taken[slice(*figure.span)] = b"\1" * (figure.span[1] - figure.span[0])
    years = tuple(int(match.group()) for match in _YEAR.finditer(plain) if not any(taken[slice(*match.span())]))
    return figures, years


def _is_no_figure(text: str, item: Found) -> bool:
    """Whether digits in a sentence are a code, a bound of a rule ("> 1"), or a year."""
    if item.is_code or _BOUND.search(text, max(0, item.start - 8), item.start):
        return True
    figure = item.figures[0]
    if figure.multiplier != 1 or figure.unit in (PERCENT, RUPIAH) or not _YEAR_LIKE.match(figure.literal):
        return False
    return figure.unit is None or _SAYS_YEAR.search(text, max(0, item.start - 20), item.start) is not None


def _with_doubt(text: str, item: Found) -> Found:
    """``item``, unclear when it may be a year before another word: "pada 2023 kegiatan"."""
    may_be_year = (
        item.figures[0].unit not in (PERCENT, RUPIAH)
        and _YEAR_LIKE.match(item.figures[0].literal) is not None
        and _MAY_SAY_YEAR.search(text, max(0, item.start - 20), item.start) is not None
    )
    return replace(item, clear=False) if may_be_year else item


def _without_ranges(text: str, found: list[Found]) -> Iterator[Found]:
    """``found`` without the ends of ranges such as "70 s.d 85"; not of a subtraction such as "83,36%-1"."""
    skip = False
    followers: list[Found | None] = [*found[1:], None]
    for item, after in zip(found, followers, strict=False):
        if skip:
            skip = False
            continue
        is_range = after is not None and _RANGE_BETWEEN.fullmatch(text, item.end, after.start)
        if after is not None and is_range and item.figures[0].value < after.figures[0].value:
            skip = True
            continue
        yield item


def _mended(text: str, found: tuple[Found, ...]) -> Iterator[Found]:
    """``found``, with what a space may have torn apart ("100, 56%") made one unclear item."""
    waiting: Found | None = None
    for item in found:
        if waiting is not None:
            if _may_be_torn(text, waiting, item):
                waiting = Found((*waiting.figures, *item.figures), clear=False, start=waiting.start, end=item.end)
                continue
            yield waiting
        waiting = item
    if waiting is not None:
        yield waiting


def _may_be_torn(text: str, item: Found, after: Found) -> bool:
    """Whether two runs of digits, parted by a mark and a space, or a multiplier, may be one number."""
    if item.is_code or after.is_code:
        return False
    scales = item.figures[-1].multiplier, after.figures[0].multiplier
    if scales[0] > scales[1] > 1 and not text[item.end : after.start].strip():
        return True
    if not _TORN.fullmatch(text, item.end, after.start):
        return False
    first, second = item.figures[-1], after.figures[0]
    if first.unit not in (None, RUPIAH) or first.multiplier != 1 or first.decimals or not text[after.start].isdigit():
        return False
    digits = re.match(r"[0-9]+(?:[.,][0-9]+)*", second.literal)
    run = digits.group() if digits else ""
    if re.fullmatch(r"[0-9]{2}", run):
        return second.unit == PERCENT and "," in text[item.end : after.start]
    return re.fullmatch(r"[0-9]{3}(?:[.,][0-9]{3})*(?:[.,][0-9]{1,2})?", run) is not None and (
        "." in first.literal or "," in first.literal or run != run[:3]
    )
