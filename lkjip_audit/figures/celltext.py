"""What the text of a table's cell says: figures, nothing, words, a code, or something unclear."""

from __future__ import annotations

import re
from dataclasses import replace

from lkjip_audit.figures.glance import kind_at_a_glance
from lkjip_audit.figures.masks import Mask, MaskKind
from lkjip_audit.figures.model import PERCENT, RUPIAH, Figure, Reading, ReadingKind
from lkjip_audit.figures.notation import Marks
from lkjip_audit.figures.ranges import looks_like_range
from lkjip_audit.figures.scan import Found, negated, normalize, scan, with_literals
from lkjip_audit.figures.units import factor_of, is_known, tidy_unit
from lkjip_audit.rulepack.words import WordPattern

_NIL = WordPattern(r"(?:{currency_signs}\s*[.:]?)?(?:[-.…_]|\s)*|(?:n\s?[/.]?\s?a\.?|{nil_words})\.?", re.IGNORECASE)
_NIL_WITH_UNIT = re.compile(r"(?:- ?)+([A-Za-z%][A-Za-z /]*)")
_ERROR = re.compile(
    r"#(?:DIV/0!|N/A|REF!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|#+)|Err:[0-9]+|[-+]?Infinity|NaN",
    re.IGNORECASE,
)
_LIST_NUMBER = re.compile(r"[0-9]{1,3}[.)]+")
_ITEM = re.compile(r"(?:[0-9]{1,3}(?:\.[0-9]{1,2})*[.)]+ ?|[0-9]{1,2}(?:\.[0-9]{1,2})+ )(?=[^\W\d_])")
_PREDICATE = WordPattern(r"(?<![A-Za-z])(AA|A|BB|B|CC|C|DD|D|E|(?i:{predicates}))(?![A-Za-z])")
_LEAD = WordPattern(r"(?<![A-Za-z]){amount_leads}(?![A-Za-z])", re.IGNORECASE)
_AROUND = re.compile(r"[\s()/;:=|-]*")
_BETWEEN = re.compile(r"[\s()/;|]*+|[\s,]*+(?:(?:dan|&)[\s,]*+)?", re.IGNORECASE)
_TRAIL = re.compile(r"[\s()/.,;:*]*+(?:[A-Za-z]++[\s()/.,;:*-]*+){0,3}|\s*+-\s*+")
_LONGEST = 500
"""A longer text is prose, whatever it holds."""

_BULLET = re.compile(r"\s*- ?\S")


def read_text(text: str, marks: Marks = Marks.UNKNOWN, unit: str | None = None) -> Reading:
    """Read the ``text`` of a cell.

    ``marks`` is the convention of its column and decides only what the text leaves open; so does ``unit``,
    the unit that the column states ("Rp", "orang").  An AMBIGUOUS reading lists the numbers that could be
    meant.
    """
    kind = kind_at_a_glance(text)
    if kind is not None:
        return Reading(kind, text)
    plain = normalize(text)
    stripped = plain.strip()
    if _ERROR.fullmatch(stripped):
        return Reading(ReadingKind.ERROR, text)
    if _NIL.fullmatch(stripped) or _is_nil_with_unit(stripped):
        return Reading(ReadingKind.NIL, text)
    if _LIST_NUMBER.fullmatch(stripped):
        return Reading(ReadingKind.CODE, text)
    if len(text) > _LONGEST:
        return Reading(ReadingKind.TEXT, text)
    if not re.search(r"[0-9]", plain) or looks_like_range(stripped) or _is_item(stripped):
        return Reading(ReadingKind.TEXT, text)
    found, masks = scan(plain, marks, prose=False, unit=unit)
    others = [mask for mask in masks if mask.kind is not MaskKind.LIST]
    if others or not found or any(item.is_code for item in found):
        return Reading(_kind_without_figures(plain, found, others), text)
    return _Cell(text, plain, found, masks).reading()


def _is_nil_with_unit(text: str) -> bool:
    match = _NIL_WITH_UNIT.fullmatch(text)
    return match is not None and is_known(tidy_unit(match.group(1)) or "")


def _is_item(text: str) -> bool:
    """Whether ``text`` is a heading or a list item: "2. Sekretaris", "3.1 Capaian"; not "50.00 Orang"."""
    match = _ITEM.match(text)
    if match is None:
        return False
    word = re.match(r"[^\W\d_]+", text[match.end() :])
    first = "" if word is None else word.group().lower()
    known = is_known(tidy_unit(first) or "") or factor_of(first) is not None
    return not known or match.group().rstrip()[-1] in ".)"


def _kind_without_figures(text: str, found: tuple[Found, ...], masks: list[Mask]) -> ReadingKind:
    """DATE or CODE when the cell is nothing else, TEXT with words beside it."""
    kinds = {mask.kind for mask in masks}
    spans = [(mask.start, mask.end) for mask in masks]
    spans += [(item.start, item.end) for item in found if item.is_code]
    if re.search(r"[^\W_]", _blanked(text, spans)):
        return ReadingKind.TEXT
    if MaskKind.DATE in kinds:
        return ReadingKind.DATE
    return ReadingKind.CODE if kinds <= {MaskKind.CODE} else ReadingKind.TEXT


def _blanked(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


class _Cell:
    """The runs of digits that a cell holds, and what stands around them."""

    def __init__(self, text: str, plain: str, found: tuple[Found, ...], masks: tuple[Mask, ...]) -> None:
        self._text, self._plain, self._found = text, plain, found
        self._rest = _blanked(plain, [(mask.start, mask.end) for mask in masks])

    def reading(self) -> Reading:
        """TEXT with too many words around; AMBIGUOUS when anything is unclear; else the figures."""
        grades, rest = self._grades()
        pieces = self._pieces(rest)
        trail = pieces[-1]
        has_words = re.search(r"[A-Za-z]", trail) is not None
        if not self._are_plain(pieces) or (has_words and self._found[-1].figures[0].unit is None):
            return Reading(ReadingKind.TEXT, self._text)
        figures: list[Figure] = []
        clear = not self._run_together()
        for index, item in enumerate(self._found):
            item_figures, item_clear = self._decided(item, alone=self._is_alone(grades))
            if has_words and index == len(self._found) - 1:
                item_figures = tuple(replace(one, flaws=(*one.flaws, "trailing_words")) for one in item_figures)
            if grades[index] is not None:
                item_figures = tuple(replace(one, grade=grades[index]) for one in item_figures)
            figures.extend(item_figures)
            clear = clear and item_clear
        kind = ReadingKind.FIGURES if clear else ReadingKind.AMBIGUOUS
        return Reading(kind, self._text, with_literals(figures, self._text))

    def _grades(self) -> tuple[list[str | None], str]:
        """The predicate beside each figure, before it or behind it, and the cell's text without them."""
        grades: list[str | None] = [None] * len(self._found)
        rest = self._rest
        for match in _PREDICATE.finditer(self._rest):
            if any(item.start <= match.start() < item.end for item in self._found):
                continue
            after = [index for index, item in enumerate(self._found) if item.start >= match.end()]
            before = [index for index, item in enumerate(self._found) if item.end <= match.start()]
            for index in [*after[:1], *before[-1:]]:
                if grades[index] is None:
                    grades[index] = match.group() if match.group().isupper() else match.group().lower()
                    rest = _blanked(rest, [match.span()])
                    break
        return grades, rest

    def _pieces(self, rest: str) -> list[str]:
        """What stands before, between and behind the figures."""
        ends = [0, *(item.end for item in self._found)]
        starts = [*(item.start for item in self._found), len(rest)]
        pieces = [rest[end:start] for end, start in zip(ends, starts, strict=True)]
        for index, item in enumerate(self._found):
            if item.dash:
                pieces[index] = pieces[index].rstrip().removesuffix("-")
        return pieces

    def _are_plain(self, pieces: list[str]) -> bool:
        first, *middle, last = pieces
        return (
            _AROUND.fullmatch(_LEAD.sub("", first)) is not None
            and all(_BETWEEN.fullmatch(piece) for piece in middle)
            and _TRAIL.fullmatch(last) is not None
        )

    def _is_alone(self, grades: list[str | None]) -> bool:
        """Whether the cell is one figure and nothing else."""
        item = self._found[0]
        return len(self._found) == 1 and not grades[0] and not _blanked(self._plain, [(item.start, item.end)]).strip()

    def _run_together(self) -> bool:
        """Whether two runs of digits may be one number ("55 505"), or a fraction ("2283/3008")."""
        for item, after in zip(self._found, self._found[1:], strict=False):
            between = self._plain[item.end : after.start]
            if item.figures[0].unit is not None and item.figures[0].unit != RUPIAH:
                continue
            both_marked = Marks.UNKNOWN not in (item.style, after.style)
            if not after.bracketed and re.fullmatch(r" +", between) and not both_marked:
                return True
            if "/" in between and item.figures[0].unit is None and after.figures[0].unit != PERCENT:
                return True
        return False

    def _decided(self, item: Found, *, alone: bool) -> tuple[tuple[Figure, ...], bool]:
        """The figures of ``item`` with their sign, and whether there is no doubt left."""
        has_minus_behind = self._plain[item.end :].strip() == "-"
        if has_minus_behind or (item.dash and not self._has_bullets()):
            return self._both_signs(item), False
        if not (item.bracketed and alone):
            return item.figures, item.clear
        if item.figures[0].unit not in (None, RUPIAH):
            return self._both_signs(item), False
        negative = tuple(replace(negated(figure), span=(item.start, item.end)) for figure in item.figures)
        return negative, item.clear

    def _both_signs(self, item: Found) -> tuple[Figure, ...]:
        return (*item.figures, *(negated(figure) for figure in item.figures))

    def _has_bullets(self) -> bool:
        lines = [line for line in self._plain.split("\n") if line.strip()]
        return len(lines) > 1 and all(_BULLET.match(line) for line in lines)
