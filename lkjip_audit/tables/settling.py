"""Text such as ``41.250`` that could be thousands or decimals, read as what the other figures of its rows compute.

The whole table is read either way.  Where relations that are in force under one reading hold in the cell's row, and
none under the other, the figures have decided.  A sum of such cells holds under both, and is held to the figures as the
other text of the table is written, or as Indonesians write: what it tells is the same in thousands and in thousandths.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from lkjip_audit.figures.model import Reading, ReadingKind
from lkjip_audit.figures.parse import judge_marks
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.tables.readings import Place, Readings

_DOT, _COMMA = ".", ","
_THOUSAND = 1000


def settled_by_figures(readings: Readings, columns: Sequence[int]) -> Readings:
    """``readings`` with those cells of the sheet's ``columns`` read that the relations of their rows decide."""
    unsure = {
        place: reading for place, reading in readings.odd() if place[1] in set(columns) and _is_one_of_two(reading)
    }
    rows = readings.rows
    if not unsure or len(rows) < 2 or len(rows) * len(columns) > limits().evidence.shown_cells:
        return readings
    least = limits().induction.settling
    in_rows = _of_both(readings, columns, unsure)
    decimal = {
        place: mark
        for mark, other in ((_DOT, _COMMA), (_COMMA, _DOT))
        for place, bits in in_rows[mark].items()
        if bits >= least and place not in in_rows[other]
    }
    left = {place: reading for place, reading in unsure.items() if place not in decimal}
    if either := _either_way(readings, columns, unsure, left, in_rows):
        written = _written(readings, [unsure[place] for place in either])
        decimal |= {place: written for place in either if written is not None}
    return readings.changed(
        {
            place: Reading(ReadingKind.FIGURES, reading.text, (reading.figures[_which(reading, mark)],))
            for place, reading in unsure.items()
            if (mark := decimal.get(place) or _of_its_column(place, unsure, decimal)) is not None
        }
    )


def _written(readings: Readings, unsure: Sequence[Reading]) -> str | None:
    """The mark before decimals in text of this table, by what is clear of it; else the Indonesian one.

    Not where nothing is clear and what is unsure are commas, or may be the shares of a whole: "58.743" of "100.000".
    """
    clear = (
        reading.text
        for reading in readings.values()
        if reading.kind is ReadingKind.FIGURES and all(figure.stored is None for figure in reading.figures)
    )
    mark = judge_marks(clear).decimal_mark()
    if mark is not None:
        return mark
    shares = any(_is_whole(reading.figures[1].value) for reading in unsure)
    return None if shares or any(_mark(reading) == _COMMA for reading in unsure) else _COMMA


def _is_whole(value: Decimal) -> bool:
    """Whether it is one, ten, a hundred: what shares are added up to."""
    return value.normalize().as_tuple().digits == (1,)


def _is_one_of_two(reading: Reading) -> bool:
    """Whether it is thousands or decimals, and nothing else."""
    if reading.kind is not ReadingKind.AMBIGUOUS or len(reading.figures) != 2:
        return False
    thousands, decimals = reading.figures
    return not thousands.decimals and decimals.decimals > 0 and _mark(reading) is not None


def _mark(reading: Reading) -> str | None:
    """The one mark that the number is written with."""
    marks = [mark for mark in (_DOT, _COMMA) if mark in reading.text]
    return marks[0] if len(marks) == 1 else None


def _which(reading: Reading, decimal_mark: str) -> int:
    """Which of its figures is meant where decimals follow the ``decimal_mark``."""
    return 1 if _mark(reading) == decimal_mark else 0


def _either_way(
    readings: Readings,
    columns: Sequence[int],
    unsure: Mapping[Place, Reading],
    left: Mapping[Place, Reading],
    in_rows: Mapping[str, Mapping[Place, float]],
) -> list[Place]:
    """Which of those that are ``left`` are in relations under both marks, along rows or along columns.

    Along a column, which no other decides, they are where several of its cells are unsure: one alone changes a sum.
    """
    several = Counter(column for _, column in unsure)
    below = {place for place in left if several[place[1]] > 1}
    found = [place for place in unsure if place in left]
    for mark in (_DOT, _COMMA):
        told = in_rows[mark]
        if below.intersection(found):
            in_columns, _ = _borne_out(readings, columns, unsure, mark, along_rows=False)
            told = _most((told, {place: bits for place, bits in in_columns.items() if place in below}))
        found = [place for place in found if told.get(place, 0.0) >= limits().induction.settling]
    return found


def _of_both(
    readings: Readings, columns: Sequence[int], unsure: Mapping[Place, Reading]
) -> dict[str, dict[Place, float]]:
    """For either mark before decimals the cells that relations along rows bear out, with the most bits of these.

    A multiple bears out both: what is half of another figure under one mark is five hundred times as much under the
    other, whether that is shown or follows from what is.
    """
    told = {mark: _borne_out(readings, columns, unsure, mark) for mark in (_DOT, _COMMA)}
    either = _most(multiples for _, multiples in told.values())
    return {mark: _most((own, either)) for mark, (own, _) in told.items()}


def _most(several: Iterable[Mapping[Place, float]]) -> dict[Place, float]:
    """All cells of ``several``, each with the most bits that it has in one of them."""
    found: dict[Place, float] = {}
    for each in several:
        for place, bits in each.items():
            found[place] = max(bits, found.get(place, 0.0))
    return found


def _borne_out(
    readings: Readings,
    columns: Sequence[int],
    unsure: Mapping[Place, Reading],
    decimal_mark: str,
    *,
    along_rows: bool = True,
) -> tuple[dict[Place, float], dict[Place, float]]:
    """The unsure cells at which relations in force hold when decimals follow the ``decimal_mark``, and at multiples.

    With the most bits that one of these has.
    """
    from lkjip_audit.induction import Axis, Operator, block_of, induce  # noqa: PLC0415 - it imports numpy
    from lkjip_audit.tables.entries import entry_of, fine_enough  # noqa: PLC0415 - it imports numpy

    rows = readings.rows
    grid = [list(row) for row in zip(*(map(entry_of, readings.column(column)) for column in columns), strict=True)]
    places = {column: at for at, column in enumerate(columns)}
    lines = {row: at for at, row in enumerate(rows)}
    for (row, column), reading in unsure.items():
        grid[lines[row]][places[column]] = fine_enough(reading.figures[_which(reading, decimal_mark)])
    found: dict[Place, float] = {}
    multiples: dict[Place, float] = {}
    for shown in induce(block_of(grid), axes={Axis.ALONG_ROWS if along_rows else Axis.ALONG_COLUMNS}).shown:
        if shown.factor >= _THOUSAND:  # a rate per thousand of one reading is the quotient of the other
            continue
        told = multiples if shown.operator is Operator.MULTIPLE else found
        for line in shown.holds:
            for position in (shown.stated, *shown.operands):
                row, column = (line, position) if along_rows else (position, line)
                if (place := (rows[row], columns[column])) in unsure:
                    told[place] = max(shown.bits, told.get(place, 0.0))
    return found, multiples


def _of_its_column(place: Place, unsure: Mapping[Place, Reading], decimal: Mapping[Place, str]) -> str | None:
    """What follows for a cell of which no relation tells: what most unsure cells of its column are decided to be."""
    others = [decimal.get(other) for other in unsure if other[1] == place[1]]
    told = Counter(mark for mark in others if mark is not None)
    if len(told) != 1:
        return None
    mark, times = told.most_common(1)[0]
    return mark if 2 * times > len(others) else None
