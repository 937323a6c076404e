"""From header rows to columns: header paths, years, quarters, entities, units, numbers and formulas.

The columns made here have no role yet; :mod:`lkjip_audit.tables.roles` gives them one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVar

from lkjip_audit.figures.model import PERCENT, RUPIAH
from lkjip_audit.tables.blocks import Block
from lkjip_audit.tables.definitions import Definitions
from lkjip_audit.tables.model import Column, YearSlip
from lkjip_audit.tables.numbering import as_typed, counts_on
from lkjip_audit.tables.period import END, Period, PeriodKind
from lkjip_audit.tables.qualifiers import (
    Qualifiers,
    counts_plan_years,
    read_index,
    read_plan_year,
    read_qualifiers,
    read_stage,
)
from lkjip_audit.tables.sheet_view import Look, SheetView, Span
from lkjip_audit.tables.years_in_step import with_years

_Value = TypeVar("_Value")
_QUARTER_WORDS = frozenset({"triwulan", "tw", "jadwal"})


@dataclass(frozen=True, slots=True)
class Head:
    """The header of one column, taken apart.

    ``parts``  the texts over the column, top to bottom; ``rests`` the same without years, quarters and the
               like.
    ``group``  the half of the table that the headers over the column's own name; ``own_group`` its own words
               say; ``half`` a mere letter that marks it ("K" beside "Rp").
    ``until``  it reaches back over the years before: "s/d tahun 2025".
    """

    column: Column
    parts: tuple[str, ...]
    rests: tuple[tuple[str, ...], ...]
    group: str | None
    own_group: str | None
    half: str | None = None
    until: bool = False

    @property
    def leaf(self) -> tuple[str, ...]:
        """The words of the lowest text that has any once years and units are taken out."""
        return next((rest for rest in reversed(self.rests) if rest), ())


def read_heads(
    view: SheetView,
    block: Block,
    definitions: Definitions,
    title: str,
    texts: tuple[Mapping[int, tuple[str, ...]], Sequence[YearSlip]],
) -> tuple[Head, ...]:
    """The header of every column of ``block``, from left to right.

    ``texts`` are those over each column (``header_paths``), and which of them name another year than they mean.
    """
    written, slips = texts
    paths = with_years(written, slips, view) if slips else written
    title_scale = read_qualifiers(title)
    numbers = _numbers(view, block, paths)
    quarters = _are_quarters(paths)
    heads = tuple(
        _head(index, paths[index], numbers.get(index), definitions, title_scale, quarters)
        for index in range(block.left, block.right + 1)
    )
    heads = tuple(
        replace(head, column=replace(head.column, header=written[head.column.index])) if slips else head
        for head in heads
    )
    return tuple(_in_percent(head, heads) for head in heads)


def _in_percent(head: Head, heads: Sequence[Head]) -> Head:
    """``head`` in percent where it is the rupiah half of a percentage: "Tingkat Capaian (%)" over "K" and "Rp"."""
    over, column = head.parts[:-1], head.column
    if column.unit != RUPIAH or not over or _unit([read_qualifiers(part) for part in over]) != PERCENT:
        return head
    beside = [other for other in heads if other is not head and other.parts[:-1] == over]
    if not any(read_qualifiers(other.parts[-1]).unit is None for other in beside):
        return head
    return replace(head, column=replace(column, unit=PERCENT, multiplier=Decimal(1)))


def _head(
    index: int,
    parts: tuple[str, ...],
    number: tuple[str, str | None] | None,
    definitions: Definitions,
    title: Qualifiers,
    quarters_bare: bool = False,
) -> Head:
    lexicon = definitions.lexicon
    quarters = quarters_bare or any(_QUARTER_WORDS & set(lexicon.words(part)) for part in parts)
    read = [read_qualifiers(part, quarters) for part in parts]
    rests = tuple(_telling(lexicon.words(qualifiers.rest)) for qualifiers in read)
    if len(parts) > 1 and counts_plan_years(parts[-2], parts[-1]):
        parts, rests = (*parts[:-1], f"{parts[-2]} {parts[-1]}"), (*rests[:-1], ())
    if parts and not any(rests) and not any(q.year or q.period for q in read):
        rests = (*rests[:-1], lexicon.words(parts[-1]))
    lowest = max((place for place, rest in enumerate(rests) if rest), default=0)
    above = [_group(rest, definitions, over_columns=True) for rest in rests[:lowest]]
    column = Column(
        index,
        header=parts,
        year=_last([q.year for q in read]),
        year_offset=_last([q.year_offset for q in read]) if not any(q.year for q in read) else None,
        period=_period(parts, read),
        stage=_last([read_stage(part, definitions.stages) for part in parts]),
        unit=_unit(read),
        multiplier=_multiplier(read, title),
        number=number[0] if number else None,
        formula=(number[1] if number else None) or _last([q.formula for q in read]),
    )
    own = _group(rests[lowest], definitions, over_columns=False) if rests else None
    over = _last(above)
    if read and read[-1].unit == RUPIAH and over == "kinerja":
        over = "anggaran"
    leaf = " ".join(rests[-1]) if rests else ""
    half = next((group for group, marks in definitions.halves.items() if leaf in marks), None)
    return Head(column, parts, rests, over, own, half, any(q.until for q in read))


def _are_quarters(paths: Mapping[int, tuple[str, ...]]) -> bool:
    """Whether the headers count I, II, III, IV and no further: quarters, though nothing calls them that."""
    parts = {part.strip("(). ").upper() for path in paths.values() for part in path}
    return {"I", "II", "III", "IV"} <= parts and not parts & {"V", "VI"}


def _telling(words: tuple[str, ...]) -> tuple[str, ...]:
    """``words`` unless they say nothing but "year" or "quarter"."""
    return () if set(words) <= {"tahun", "triwulan", "sd", "bulan", "n", "semester"} else words


def header_paths(view: SheetView, block: Block) -> dict[int, tuple[str, ...]]:
    """For each column, the header texts over it from top to bottom, each once."""
    paths: dict[int, list[str]] = {column: [] for column in range(block.left, block.right + 1)}
    for place, row in enumerate(block.header_rows):
        spans = [span for span in view.within(row, block.left, block.right) if not span.ghost and span.text]
        for left, right, text in _reaches(view, block, spans, block.header_rows[place + 1 :]):
            for column in range(max(left, block.left), min(right, block.right) + 1):
                if not paths[column] or paths[column][-1] != text:
                    paths[column].append(text)
    for column in range(block.left + 1, block.right + 1):
        # A column without any header belongs to the one on its left: a lost merge, or a unit apart.
        if not paths[column]:
            paths[column] = list(paths[column - 1])
    return {column: tuple(path) for column, path in paths.items()}


def _reaches(view: SheetView, block: Block, spans: Sequence[Span], below: Sequence[int]) -> list[tuple[int, int, str]]:
    """Each text with the columns that it stands over, also where the merge of a group header was lost.

    A text reaches right over blanks when the rows below split it: they hold words under it and under the
    blanks.
    """
    filled = {
        column
        for row in below
        for span in view.within(row, block.left, block.right)
        if not span.ghost and span.text
        for column in range(span.left, span.right + 1)
    }
    covered = _columns_with_text(view, block, spans[0].top) if spans else set()
    reaches = []
    for span in spans:
        right = span.right
        if not span.wide and span.left in filled and span.look is not Look.NIL:
            while right + 1 <= block.right and right + 1 not in covered and right + 1 in filled:
                right += 1
        reaches.append((span.left, right, " ".join(span.text.split())))
    return reaches


def _columns_with_text(view: SheetView, block: Block, row: int) -> set[int]:
    return {
        column
        for span in view.within(row, block.left, block.right)
        if span.text
        for column in range(span.left, span.right + 1)
    }


def _numbers(view: SheetView, block: Block, paths: Mapping[int, tuple[str, ...]]) -> dict[int, tuple[str, str | None]]:
    """The column-number row, by column; a number stands for all columns of the group header that it begins."""
    if block.number_row is None:
        return {}
    found: dict[int, tuple[str, str | None]] = {}
    spans = [span for span in view.within(block.number_row, block.left, block.right) if span.text and not span.ghost]
    read = [(span, index) for span in spans if (index := read_index(as_typed(span.text))) is not None]
    for place, (span, index) in enumerate(read):
        found[span.left] = index
        following, after = read[place + 1] if place + 1 < len(read) else (None, None)
        last = block.right if following is None else following.left - 1
        if span.left < last and after is not None and not counts_on(index[0], after[0]):
            continue  # a number is left out: the blank column is the one that it was meant for
        for column in range(span.left + 1, last + 1):
            if len(paths[column]) < 2 or paths[column][0] != paths[span.left][0]:
                break
            found[column] = index
    return found


def _group(words: Sequence[str], definitions: Definitions, over_columns: bool) -> str | None:
    """The half of a table that ``words`` name.

    A header over several columns that names both halves ("Target Kinerja dan Kerangka Pendanaan") says
    nothing of any one of them; a column's own name that does ("Capaian Kinerja Anggaran") is about money.
    """
    held = set(words)
    phrase = " ".join(words)
    named = {
        group
        for group, members in definitions.groups.items()
        if any(member in held or (" " in member and member in phrase) for member in members)
    }
    if over_columns and (
        {"anggaran", "kinerja"} <= named or ("anggaran" in named and _joins_money(words, definitions))
    ):
        return None
    return next((group for group in ("pendapatan", "anggaran", "sdm", "sarana", "kinerja") if group in named), None)


def _joins_money(words: Sequence[str], definitions: Definitions) -> bool:
    """Whether money is joined to something else: "target dan anggaran"."""
    if "dan" not in words:
        return False
    cut = words.index("dan")
    money = definitions.groups["anggaran"]
    return any(word in money for word in words[:cut]) != any(word in money for word in words[cut:])


def _period(parts: Sequence[str], read: Sequence[Qualifiers]) -> Period | None:
    """The period of the last part that names one; else the year of a plan, or its end."""
    period = _last([q.period for q in read])
    if period:
        return replace(period, until=any(q.until for q in read))
    plan_year = _last([read_plan_year(part) for part in parts])
    if plan_year:
        return Period(PeriodKind.PLAN_YEAR, plan_year)
    return END if any("akhir" in part.lower() for part in parts) else None


def _unit(read: Sequence[Qualifiers]) -> str | None:
    return _last([q.unit for q in read])


def _multiplier(read: Sequence[Qualifiers], title: Qualifiers) -> Decimal:
    """The scale of the column: its own, or the title's for a column of rupiah."""
    own = _last([q.multiplier if q.multiplier != 1 else None for q in read])
    if own:
        return own
    return title.multiplier if title.unit == RUPIAH and _unit(read) == RUPIAH else Decimal(1)


def scale_money(columns: Sequence[Column], title: str, definitions: Definitions) -> tuple[Column, ...]:
    """``columns`` with those of money in the scale that the title states: "(dalam ribuan rupiah)"."""
    read = read_qualifiers(title)
    if read.unit != RUPIAH or read.multiplier == 1:
        return tuple(columns)
    return tuple(
        replace(column, unit=RUPIAH, multiplier=read.multiplier)
        if column.role and definitions.roles[column.role].types[0] == "money" and column.multiplier == 1
        else column
        for column in columns
    )


def _last(values: Sequence[_Value | None]) -> _Value | None:
    """The last value that says something."""
    return next((value for value in reversed(values) if value is not None), None)
