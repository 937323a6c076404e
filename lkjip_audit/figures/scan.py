"""The figures of a text, each with what stands around its digits: "Rp", sign, brackets, "%", words, unit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from lkjip_audit.figures.masks import Mask, MaskKind, covered_places, find_masks
from lkjip_audit.figures.model import PERCENT, RUPIAH, Figure
from lkjip_audit.figures.notation import Clarity, Marks, Nature, Numeral, Spelling, read_numeral
from lkjip_audit.figures.sign import Bracket, Sign, read_sign
from lkjip_audit.figures.suffix import Suffix, read_suffix
from lkjip_audit.figures.terbilang import words_to_decimal
from lkjip_audit.figures.units import is_counted
from lkjip_audit.records import changed

_ALIKE = {
    " ": "\u00a0\u202f\u2009\u2007\u200b\ufeff\t",
    "\n": "\r\u2028",
    "-": "\u2010\u2011\u2012\u2013\u2014\u2212",
    "%": "\uff05\u066a",
}
_SAME_LENGTH = str.maketrans({odd: plain for plain, odds in _ALIKE.items() for odd in odds})
_DIGIT = re.compile(r"[0-9]")
_RUN = re.compile(r"[0-9]+(?:[.,]+[0-9]+)*")
_PARTED = r"(?<![0-9'])[0-9]{1,3}(?:'[0-9]{3})+(?![0-9'])(?:[.,][0-9]{1,2}(?![0-9]))?"
_SPACED_RUN = re.compile(rf"{_PARTED}|[0-9]+(?: ?[.,]+ ?[0-9]+)*")
_PARTING = re.compile(r"(?<=[0-9])[\u2009\u202f\u2007'\u2019\u2018\u02bc\u00b4`](?=[0-9]{3}(?![0-9]))")
"""What parts thousands and nothing else: thin spaces and apostrophes."""
_WORDS_BEFORE = re.compile(r"(?<![A-Za-z])(?:[A-Za-z]{2,12}[ -]{1,2}){1,16}\Z")
_WORDS_REACH = 150
_GLUED_WORD = re.compile(r"[A-Za-z_][.\-/]?\Z")


def normalize(text: str) -> str:
    """``text`` with one kind of space, dash and percent sign, every character still at its place."""
    return _PARTING.sub("'", text).translate(_SAME_LENGTH)


@dataclass(frozen=True, slots=True)
class Found:
    """A run of digits in its surroundings.

    ``figures`` holds one figure when ``clear``; else all that could be meant.  ``start`` to ``end`` is
    everything that belongs to it.  ``bracketed`` says that it stands in brackets, ``dash`` that a loose dash
    stands before it ("- 16,5": a minus or a bullet); in both cases the figures are positive and the caller
    decides.  ``style`` is the convention that the marks show by themselves.
    """

    figures: tuple[Figure, ...]
    clear: bool
    start: int
    end: int
    bracketed: bool = False
    dash: bool = False
    is_code: bool = False
    style: Marks = Marks.UNKNOWN


def scan(
    text: str, marks: Marks, *, prose: bool, unit: str | None = None, masks: tuple[Mask, ...] | None = None
) -> tuple[tuple[Found, ...], tuple[Mask, ...]]:
    """Every run of digits of ``text`` (already normalized) that is not masked, and the masks.

    ``unit`` is what the column states; it helps to tell thousands from decimals and is not given to the
    figures.  ``masks`` are those of ``text`` where they are known already.
    """
    if _DIGIT.search(text) is None:
        return (), ()
    masks = find_masks(text, prose=prose) if masks is None else masks
    masked = covered_places(masks, len(text))
    found: list[Found] = []
    floor = 0
    for digits in _runs(_without_list_numbers(text, masks), prose=prose):
        if digits.start < floor or any(masked[digits.start : digits.end]):
            continue
        item = _read(text, digits, marks, prose=prose, column_unit=unit, floor=floor)
        if item is not None:
            found.append(_with_words_before(text, item, floor))
            floor = item.end
    return tuple(found), masks


def judge_found(found: Iterable[Found]) -> Marks:
    """The convention of most items that show one by themselves; UNKNOWN where neither has the most."""
    votes = Counter(item.style for item in found)
    indonesian, english = votes[Marks.INDONESIAN], votes[Marks.ENGLISH]
    if indonesian == english:
        return Marks.UNKNOWN
    return Marks.INDONESIAN if indonesian > english else Marks.ENGLISH


def _without_list_numbers(text: str, masks: tuple[Mask, ...]) -> str:
    """``text`` with list numbers blotted out, so that "1. 50" is not taken for one number."""
    places = covered_places((mask for mask in masks if mask.kind is MaskKind.LIST), len(text))
    return "".join("\0" if hidden else char for char, hidden in zip(text, places, strict=True)) if any(places) else text


@dataclass(frozen=True, slots=True)
class _Digits:
    """A run of digits, compact, with its place.

    ``joined`` when a space inside was taken out, ``doubtful`` when it could be two numbers as well.
    """

    compact: str
    start: int
    end: int
    joined: bool = False
    doubtful: bool = False


def _runs(text: str, *, prose: bool) -> Iterator[_Digits]:
    for match in (_RUN if prose else _SPACED_RUN).finditer(text):
        raw = match.group().replace("'", "")
        if " " not in raw:
            yield _Digits(raw, match.start(), match.end())
            continue
        doubtful = not _joins_well(raw, read_sign(text, match.start(), 0, prose=prose).currency)
        yield _Digits(raw.replace(" ", ""), match.start(), match.end(), joined=True, doubtful=doubtful)


def _joins_well(raw: str, has_currency: bool) -> bool:
    """Whether "271, 50" or "48. 592.221.203" is one number torn apart, and not a list number before another.

    A comma and two digits, or a mark and three digits inside a longer chain of thousands.
    """
    if not re.search(r"[.,]+ ", raw):
        return True
    if re.fullmatch(r"[0-9]+(?:\.[0-9]{3})*, [0-9]{2}", raw):
        return True
    groups = re.split(r"[.,]", raw.replace(" ", ""))
    is_long_chain = len(groups) >= 3 and all(len(group) == 3 for group in groups[1:3])
    torn_at_first = re.match(r"[0-9]+\. ", raw) is not None
    return is_long_chain and (not torn_at_first or has_currency or len(groups[0]) > 1)


def _read(
    text: str, digits: _Digits, marks: Marks, *, prose: bool, column_unit: str | None, floor: int
) -> Found | None:
    """The figure around ``digits``; None when the digits are part of a word ("S1", "5G")."""
    sign = read_sign(text, digits.start, floor, prose=prose)
    if not sign.currency and _GLUED_WORD.search(text, max(floor, digits.start - 2), digits.start):
        return None
    opened = sign.bracket is not Bracket.NONE
    suffix = read_suffix(text, digits.end, prose=prose, currency=sign.currency, opened=opened)
    if suffix is None:
        return None
    unit = RUPIAH if sign.currency else suffix.unit
    numeral = read_numeral(digits.compact, marks, _nature(unit or column_unit, suffix))
    if numeral.clarity is Clarity.CODE and not sign.currency:
        return Found((), False, digits.start, digits.end, is_code=True)
    if numeral.clarity is Clarity.CODE:
        joined = Spelling(Decimal(re.sub(r"[.,]", "", digits.compact)), 0)
        numeral = Numeral(Clarity.AMBIGUOUS, (joined,))
    return _Assembly(text, digits, sign, suffix, unit, numeral, marks, prose).found()


def _nature(unit: str | None, suffix: Suffix) -> Nature:
    if suffix.multiplier != 1:
        return Nature.OPEN
    if unit == PERCENT:
        return Nature.PERCENT
    if unit == RUPIAH or suffix.closing_dash or is_counted(unit):
        return Nature.WHOLE
    return Nature.OPEN


@dataclass(frozen=True, slots=True)
class _Assembly:
    """The parts of a figure, ready to be put together."""

    text: str
    digits: _Digits
    sign: Sign
    suffix: Suffix
    unit: str | None
    numeral: Numeral
    marks: Marks
    prose: bool

    def found(self) -> Found:
        sign, suffix = self.sign, self.suffix
        closed = suffix.closed_at is not None
        negative = sign.negative or (sign.bracket is Bracket.INNER and closed and not self.prose)
        doubtful = sign.doubtful or (sign.bracket is Bracket.INNER and not negative)
        figures = [self._figure(spelling, negative) for spelling in self.numeral.spellings]
        clear = self.numeral.clarity is Clarity.CLEAR and not self.digits.doubtful
        style = self.numeral.spellings[0].marks if clear and self.numeral.by_itself else Marks.UNKNOWN
        if suffix.words is not None:
            figures, clear = _checked(self.text, figures, suffix.words, suffix.words_span, clear)
        if doubtful:
            figures, clear = figures + [negated(figure) for figure in figures], False
        in_brackets = sign.bracket is Bracket.OUTER and closed
        start, end = (sign.start, suffix.end) if in_brackets else self._span(negative)
        bracketed = in_brackets and not negative
        return Found(tuple(figures), clear, start, end, bracketed, sign.dash, style=style)

    def _span(self, negative: bool) -> tuple[int, int]:
        """Where the figure itself stands: brackets around it belong to it only when they are its minus."""
        if self.sign.bracket is not Bracket.OUTER or negative:
            return self.sign.start, self.suffix.end
        closed_at = self.suffix.closed_at
        return self.sign.core, self.suffix.end if closed_at is None else closed_at

    def _figure(self, spelling: Spelling, negative: bool) -> Figure:
        start, end = self._span(negative)
        flaws = self.suffix.flaws + (("space_inside",) if self.digits.joined else ())
        return Figure(
            value=spelling.value.copy_negate() if negative and spelling.value else spelling.value,
            decimals=spelling.decimals,
            literal=self.text[start:end],
            unit=self.unit,
            multiplier=self.suffix.multiplier,
            span=(start, end),
            flaws=flaws + _foreign_marks(spelling, self.marks),
        )


def with_literals(figures: Iterable[Figure], text: str) -> tuple[Figure, ...]:
    """``figures`` with their literals as they stand in ``text``, before it was normalized."""
    return tuple(changed(figure, literal=text[slice(*figure.span)]) for figure in figures)


def negated(figure: Figure) -> Figure:
    """``figure`` with the other sign."""
    return replace(figure, value=figure.value.copy_negate() if figure.value else figure.value)


def _checked(
    text: str, figures: list[Figure], words: Decimal, span: tuple[int, int], clear: bool
) -> tuple[list[Figure], bool]:
    """The figure that the words at ``span`` confirm; else the figures and the words' number, all flawed."""
    if not figures:
        return figures, clear
    agreeing = [figure for figure in figures if words in (figure.value.copy_abs(), figure.amount.copy_abs())]
    if len(agreeing) == 1:
        return agreeing, True
    flawed = [replace(figure, flaws=(*figure.flaws, "terbilang_differs")) for figure in figures]
    spelt = replace(
        flawed[0],
        value=words,
        decimals=max(0, -int(words.as_tuple().exponent)),
        multiplier=Decimal(1),
        literal=text[slice(*span)],
        span=span,
    )
    return [*flawed, spelt], False


def _with_words_before(text: str, item: Found, floor: int) -> Found:
    """``item`` with the number words that stand before its brackets: "tiga (3) sasaran"."""
    if not item.bracketed:
        return item
    match = _WORDS_BEFORE.search(text, max(floor, item.start - _WORDS_REACH), item.start)
    for start in _word_starts(match) if match else ():
        words = words_to_decimal(text[start : item.start])
        if words is None:
            continue
        span = (start, start + len(text[start : item.start].rstrip()))
        whole = [replace(figure, span=(start, item.end), literal=text[start : item.end]) for figure in item.figures]
        figures, clear = _checked(text, whole, words, span, item.clear)
        return replace(item, figures=tuple(figures), clear=clear, start=start, bracketed=False)
    return item


def _word_starts(match: re.Match[str]) -> Iterator[int]:
    return (match.start() + word.start() for word in re.finditer(r"[A-Za-z]+", match.group()))


def _foreign_marks(spelling: Spelling, marks: Marks) -> tuple[str, ...]:
    if Marks.UNKNOWN in (spelling.marks, marks) or spelling.marks is marks:
        return ()
    return (f"{spelling.marks}_marks",)
