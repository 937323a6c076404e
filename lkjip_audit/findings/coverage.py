"""Which figures of the workbook some relation tested, and why the others were not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import partial
from typing import TYPE_CHECKING

from lkjip_audit.figures.model import Reading, ReadingKind
from lkjip_audit.judging.blocks import Block, blocks_of, number_of_cell, place_of, told_of
from lkjip_audit.judging.model import Outcome, Status
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.result import Coverage, Later, LaterSequence, Tested, Unchecked
from lkjip_audit.scene.model import Scene
from lkjip_audit.workbook.model import Address

if TYPE_CHECKING:
    from lkjip_audit.figures.scaled import Ints

_STATED = frozenset({ReadingKind.FIGURES, ReadingKind.AMBIGUOUS})
_MAY_STATE = _STATED | {ReadingKind.DISPLACED}
_UNRELATED = frozenset({"unchecked.no_relation", "reason.nothing_to_compare"})
"""Reasons that say that no other figure is related."""


Place = tuple[str, int, int]
"""A cell: its sheet, row and column."""


def coverage_of(scene: Scene, outcomes: Sequence[Outcome], catalogue: Catalogue) -> Coverage:
    """Every figure of the tables and the prose: tested by which rules, or why not; named only where somebody asks."""
    tested = _Looked(outcomes)
    figures = held = 0
    for sheet, cells in _cells_with_figures(scene):
        figures += len(cells)
        held += tested.among(sheet, cells)
    named = Later(partial(_named, scene, outcomes, catalogue))
    return Coverage(
        figures,
        LaterSequence(held, lambda: named.get()[0]),
        LaterSequence(figures - held, lambda: named.get()[1]),
    )


class _Looked:
    """The cells that some relation tested, sheet by sheet, as blocks number them: those of blocks as arrays."""

    def __init__(self, outcomes: Sequence[Outcome]) -> None:
        self._one_by_one: dict[str, set[int]] = defaultdict(set)
        for outcome in told_of(outcomes):
            if _tests(outcome):
                for at in _cells(outcome):
                    self._one_by_one[at.sheet].add(number_of_cell(at.row, at.column))
        self._blocks: dict[str, list[Block]] = defaultdict(list)
        for block in blocks_of(outcomes):
            if _tests(block):
                self._blocks[block.sheet].append(block)
        self._all: dict[str, Ints] = {}

    def among(self, sheet: str, cells: Sequence[int]) -> int:
        """How many of ``cells`` some relation tested."""
        if not self._blocks[sheet]:
            return sum(map(self._one_by_one[sheet].__contains__, cells))
        from numpy import array, count_nonzero, int64  # noqa: PLC0415 - it is there wherever a block is

        asked, tested = array(cells, dtype=int64), self._of_sheet(sheet)
        places = tested.searchsorted(asked)
        places[places == len(tested)] = 0
        return int(count_nonzero(tested[places] == asked))

    def _of_sheet(self, sheet: str) -> Ints:
        if sheet not in self._all:
            from numpy import array, concatenate, int64  # noqa: PLC0415 - as above

            singly = array([*self._one_by_one[sheet]], dtype=int64)
            cells = concatenate([singly, *(block.cells() for block in self._blocks[sheet])])
            cells.sort()
            self._all[sheet] = cells
        return self._all[sheet]


def _tests(outcome: Outcome | Block) -> bool:
    return outcome.status in (Status.PASS, Status.FINDING) and not outcome.traits.form_only


def _cells(outcome: Outcome) -> Iterator[Address]:
    yield outcome.cell.address
    for item in outcome.related:
        yield item.node.address


def _named(
    scene: Scene, outcomes: Sequence[Outcome], catalogue: Catalogue
) -> tuple[tuple[Tested, ...], tuple[Unchecked, ...]]:
    """Each figure that was tested with the rules that did, and each that was not with the reason."""
    rules, reasons = _looked_at(outcomes)
    failed = sorted(outcome.rule.id for outcome in told_of(outcomes) if outcome.status is Status.RULE_ERROR)
    tested, unchecked = [], []
    for place, value, why in _figures(scene):
        address = Address(*place)
        if address in rules:
            tested.append(Tested(address, value, tuple(sorted(rules[address]))))
        else:
            reason, values = reasons.get(address, (why, {}))
            if failed and reason in _UNRELATED:  # one of those rules might have known of one
                reason, values = "unchecked.rule_failed", {"rules": ", ".join(failed)}
            unchecked.append(Unchecked(address, catalogue.text(reason, **values)))
    return tuple(tested), tuple(unchecked)


_Why = tuple[str, Mapping[str, str]]
"""The key of a reason, and what fills its sentence."""


def _looked_at(outcomes: Sequence[Outcome]) -> tuple[Mapping[Address, Set[str]], Mapping[Address, _Why]]:
    """By the cell: the rules that tested it, and why one that looked at it could not."""
    rules: dict[Address, set[str]] = defaultdict(set)
    reasons: dict[Address, _Why] = {}
    for block in blocks_of(outcomes):
        if _tests(block):
            for cell in block.cells().tolist():
                rules[Address(block.sheet, *place_of(cell))].add(block.rule.id)
        elif block.reason and not block.traits.form_only:
            values = dict(block.outcome(0).values)
            for cell in block.cells().tolist():
                reasons[Address(block.sheet, *place_of(cell))] = f"reason.{block.reason}", values
    for outcome in told_of(outcomes):
        if outcome.status is Status.RULE_ERROR or outcome.traits.form_only:
            continue
        if _tests(outcome):
            for address in _cells(outcome):
                rules[address].add(outcome.rule.id)
        elif outcome.reason:
            reasons[outcome.cell.address] = f"reason.{outcome.reason}", dict(outcome.values)
    return rules, reasons


def _cells_with_figures(scene: Scene) -> Iterator[tuple[str, Sequence[int]]]:
    """The cells that ``_figures`` tells of, as blocks number them, with their sheets."""
    for table in scene.tables:
        numbering = {column.index for column in table.columns if column.role in scene.roles.numbering}
        for index, column in table.readings.columns():
            if index not in numbering and not _MAY_STATE.isdisjoint(table.readings.kinds(index)):
                told = zip(table.readings.rows, column, strict=True)
                yield (
                    table.sheet,
                    [number_of_cell(row, index) for row, said in told if said is not None and _states(said)],
                )
    for paragraph in scene.paragraphs:
        if paragraph.figures:
            yield paragraph.address.sheet, [number_of_cell(paragraph.address.row, paragraph.address.column)]


def _states(reading: Reading) -> bool:
    """Whether a cell states a figure, be it one that cannot be used."""
    return reading.kind in _STATED or (reading.kind is ReadingKind.DISPLACED and bool(reading.figures))


def _figures(scene: Scene) -> Iterator[tuple[Place, str, str]]:
    """Each cell that states a figure, what it says, and why nothing tests it should that be so."""
    for table in scene.tables:
        roles = {column.index: column.role for column in table.columns}
        for (row, column), reading in table.readings.items():
            if reading.kind is ReadingKind.FIGURES:
                why = "unchecked.no_role" if roles.get(column) is None else "unchecked.no_relation"
            elif reading.kind is ReadingKind.AMBIGUOUS:
                why = "unchecked.ambiguous"
            elif reading.kind is ReadingKind.DISPLACED and reading.figures:
                why = "reason.displaced"
            else:
                continue
            if roles.get(column) not in scene.roles.numbering:
                yield (table.sheet, row, column), reading.text, why
    for paragraph in scene.paragraphs:
        if paragraph.figures:
            at = paragraph.address
            said = ", ".join(item.literal for item in paragraph.figures)
            yield (at.sheet, at.row, at.column), said, "unchecked.prose"
