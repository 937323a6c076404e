"""What changed from one year to the next, in prose or in a remarks column: "naik 9,5", "turun Rp. 2.150.769.223".

The two figures that it lies between are the ones that the sentence itself names ("dari ... menjadi ..."), else the
facts of the same subject in the two years.  A stated change that fits no pair is a finding only where one pair is
clearly meant; else it is not verifiable.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from lkjip_audit.figures.model import PERCENT, Figure
from lkjip_audit.figures.parse import find_figures
from lkjip_audit.narrative.measures import MONEY, type_of
from lkjip_audit.narrative.paragraphs import sentences
from lkjip_audit.relations.kind import Kind, Laid, Settings
from lkjip_audit.relations.model import Equation, Node, Operand, Status
from lkjip_audit.relations.operands import is_exact
from lkjip_audit.relations.outcomes import outcome
from lkjip_audit.relations.precision import judge
from lkjip_audit.relations.scene import Scene
from lkjip_audit.rulepack.language import Expression, parse
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.tables.model import RowKind, Table
from lkjip_audit.workbook.model import Address

_GAP = r"\b(?:(?!\b(?:dari|daripada|dibanding\w*|menjadi|target|tercapai|mencapai|memiliki|melampaui|yaitu)\b)[^.;0-9]){0,80}$"
_CHANGE = re.compile(
    r"\b(?:naik|kenaikan|meningkat|peningkatan|bertambah|turun|penurunan|menurun|berkurang|selisih|"
    rf"lebih (?:tinggi|rendah|besar|kecil)){_GAP}",
    re.IGNORECASE,
)
_SAVING = re.compile(rf"\b(?:efisien(?:si)?|hemat|penghematan){_GAP}", re.IGNORECASE)
_FROM_TO = re.compile(r"\bdari\b", re.IGNORECASE)
_TO = re.compile(r"\b(?:dari|menjadi)\b", re.IGNORECASE)
_THAN = re.compile(r"\b(?:dari|daripada|dibanding\w*|terhadap)\b", re.IGNORECASE)
_REACH = 120
_NEAR = Decimal("0.2")
_REMARKS = ("keterangan", "catatan", "label_efisiensi", None)
_DIFFERENCES = ("selisih", "pertumbuhan")
_FORMULAS = {
    "difference": parse("abs(baru - lama)"),
    "growth": parse("abs(baru - lama) / lama * 100"),
}


class Delta(Settings):
    """No settings."""


@dataclass(frozen=True, slots=True)
class _Change:
    """A stated change, and the pairs of figures that it may lie between."""

    stated: Operand
    subject: str
    pairs: tuple[tuple[Operand, Operand], ...]


def relations(rule: Rule, settings: Delta, scene: Scene) -> Iterator[Laid]:
    """Lay ``rule`` on every stated change."""
    del settings
    tabled = list(_in_tables(scene))
    for change in (*tabled, *_in_prose(scene, tabled)):
        yield from _settle(rule, change)


def _settle(rule: Rule, change: _Change) -> Iterator[Laid]:
    """The relation of a change: with the pair and formula that hold, else with the one pair that it is near to.

    A change that comes near to no pair leaves nothing to compare it with.
    """
    trials = [
        _equation(rule, change, pair, formula)
        for pair in change.pairs
        for formula in _formulas(change.stated.figure)
    ]
    for trial in trials:
        verdict = judge(trial, trial.formula, {})
        if verdict is not None and verdict.holds:
            yield trial
            return
    near = [trial for trial in trials if _is_near(trial)]
    if near:
        yield near[0]
    else:
        yield outcome(
            rule,
            Status.NOT_VERIFIABLE,
            change.stated.node,
            change.subject,
            stated=change.stated.figure.literal,
            reason="nothing_to_compare",
        )


def _formulas(figure: Figure) -> tuple[Expression, ...]:
    if figure.unit == PERCENT:
        return (_FORMULAS["difference"], _FORMULAS["growth"])
    return (_FORMULAS["difference"],)


def _equation(rule: Rule, change: _Change, pair: tuple[Operand, Operand], formula: Expression) -> Equation:
    old, new = pair
    return Equation(
        rule=rule,
        subject=change.subject,
        stated=change.stated,
        operands=(replace(new, name="baru"), replace(old, name="lama")),
        formula=formula,
    )


def _is_near(trial: Equation) -> bool:
    """Whether the stated change is so near to the computed one that no other can be meant."""
    verdict = judge(trial, trial.formula, {})
    stated = abs(trial.stated.figure.amount)
    return verdict is not None and abs(abs(verdict.raw) - stated) <= _NEAR * max(abs(verdict.raw), stated)


def _in_tables(scene: Scene) -> Iterator[_Change]:
    """Changes told in the remarks of a table whose rows are years."""
    for table in scene.tables:
        rows = [
            row
            for row in table.rows
            if row.kind is RowKind.DETAIL and row.subjects.get("tahun", "")[:4].isdigit()
        ]
        rows.sort(key=lambda row: row.subjects["tahun"])
        for old, new in zip(rows, rows[1:], strict=False):
            pairs = tuple(_pairs(table, old.number, new.number))
            for column in table.columns:
                reading = table.reading(new, column)
                if reading is None or column.role not in (*_REMARKS, *_DIFFERENCES):
                    continue
                address = table.address(new, column)
                for part, figure in enumerate(find_figures(reading.text)):
                    if column.role in _DIFFERENCES or _tells_change(reading.text, figure):
                        stated = _stated(figure, address, part)
                        yield _Change(stated, reading.text, tuple(_alike(stated, pairs)))


def _tells_change(text: str, figure: Figure) -> bool:
    """Whether the words before ``figure`` say that something changed by it; what is saved is money."""
    before = text[max(0, figure.span[0] - _REACH) : figure.span[0]]
    return bool(_CHANGE.search(before) or (type_of(figure) == MONEY and _SAVING.search(before)))


def _pairs(table: Table, old: int, new: int) -> Iterator[tuple[Operand, Operand]]:
    for column in table.columns:
        if column.role in (*_REMARKS[:-1], *_DIFFERENCES, "tahun", "no"):
            continue
        readings = table.readings.get((old, column.index)), table.readings.get((new, column.index))
        figures = [reading.figure if reading else None for reading in readings]
        if figures[0] is None or figures[1] is None:
            continue
        yield tuple(  # type: ignore[misc]
            Operand(
                name=name,
                node=Node(Address(table.sheet, row, column.index)),
                figure=figure,
                role=column.role or "nilai",
                exact=is_exact(figure, column.role),
                scale=column.multiplier,
            )
            for name, row, figure in (("lama", old, figures[0]), ("baru", new, figures[1]))
        )


def _alike(stated: Operand, pairs: Iterable[tuple[Operand, Operand]]) -> Iterator[tuple[Operand, Operand]]:
    """Pairs of the stated change's own type: money with money, the rest with the rest."""
    money = type_of(stated.figure) == MONEY
    for old, new in pairs:
        if (type_of(old.figure) == MONEY) == money:
            yield old, new


def _in_prose(scene: Scene, tabled: Sequence[_Change]) -> Iterator[_Change]:
    """Changes told in sentences; what they lie between are the sentence's other figures, or the year tables'."""
    known = [pair for change in tabled for pair in change.pairs]
    for paragraph in scene.paragraphs:
        for part, figure in enumerate(paragraph.figures):
            if not _tells_change(paragraph.text, figure):
                continue
            stated = _stated(figure, paragraph.address, part)
            own = list(_own_pairs(paragraph.figures, part, paragraph.address, paragraph.text))
            pairs = tuple(_alike(stated, (*own, *_same_sheet(known, paragraph.address.sheet))))
            yield _Change(stated, paragraph.text[max(0, figure.span[0] - 60) : figure.span[1]], pairs)


def _own_pairs(
    figures: Sequence[Figure], part: int, address: Address, text: str
) -> Iterator[tuple[Operand, Operand]]:
    """The pairs that the sentence itself names: "dari ... menjadi ...", or "sebesar ..., naik ... dari ..."."""
    for first, second in ((part + 1, part + 2), (part - 2, part - 1)):
        if first < 0 or second >= len(figures):
            continue
        start = max(0, min(figures[first].span[0], figures[part].span[1]) - 40)
        between = text[start : figures[second].span[1]]
        if (_FROM_TO if first > part else _TO).search(between):
            yield (
                _stated(figures[first], address, first),
                _stated(figures[second], address, second),
            )
    end = figures[part].span[1]
    start, stop = next((span for span in sentences(text) if span[0] < end <= span[1]), (0, len(text)))
    old = next(
        (
            later
            for later in range(part + 1, min(part + 3, len(figures)))
            if figures[later].span[1] <= stop and _THAN.search(text[end : figures[later].span[0]])
        ),
        None,
    )
    for new in range(part - 1, -1, -1):
        if old is not None and figures[new].span[0] >= start:
            yield _stated(figures[old], address, old), _stated(figures[new], address, new)


def _same_sheet(pairs: Iterable[tuple[Operand, Operand]], sheet: str) -> Iterator[tuple[Operand, Operand]]:
    return (pair for pair in pairs if pair[0].node.address.sheet == sheet)


def _stated(figure: Figure, address: Address, part: int) -> Operand:
    return Operand(
        name="perubahan",
        node=Node(address, part),
        figure=figure,
        role="perubahan",
        exact=is_exact(figure, None),
    )


KIND = Kind("delta", Delta, relations)
