"""What speaks for a relation: who says it, and whether the figures obey it.

A relation is believed for what was written or declared, else for the rows that it holds in.  Evidence is counted in
whole bits: a row that matches seven significant digits by chance is one in ten million, a row that matches "100" next
to nothing; a row that departs costs what an error of typing costs (minimum description length, Rissanen 1978).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from lkjip_audit.figures.slips import slip
from lkjip_audit.judging.blocks import Outcomes
from lkjip_audit.judging.held import Held
from lkjip_audit.judging.model import Equation, Manner, Outcome, Source, Status, Weight
from lkjip_audit.judging.precision import is_sum, judge
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.scene.added_rows import significant_bits
from lkjip_audit.scene.place import Node
from lkjip_audit.scene.sameness import amount_of
from lkjip_audit.workbook.formulae.read import references_of
from lkjip_audit.workbook.model import Address, Notice, Sheet, Workbook

_TWO = 2
_DEPARTS = frozenset({Manner.OUTSIDE, Manner.UNIT})
"""How a figure departs that no rounding explains."""


def _departs(outcome: Outcome) -> bool:
    """Whether a row denies its relation: it departs by more than rounding, and no slip of the hand explains it."""
    relation, expected = outcome.relation, outcome.expected
    if outcome.manner not in _DEPARTS or not isinstance(relation, Equation):
        return False
    figure = relation.stated.figure
    digits = len(figure.value.as_tuple().digits)
    told_apart = digits >= limits().evidence.slip_digits
    return expected is None or not told_apart or slip(figure, expected) is None


Pool = tuple[str, str, str, int]
"""Relations that stand or fall together: the rule, the table, its sheet, and the computed column (0 for sums)."""


def is_in_force(weight: Weight, pool: Pool) -> bool:
    """Whether the relations of ``pool`` can make a finding.

    What is declared is doubted only where no row obeys it, and sums where none does of which something comes; what
    words alone name, also where most rows do not, of those in which something comes of it.
    """
    told = weight.holds + weight.departs
    if told < _telling() or weight.source is Source.WRITTEN:
        return True
    if weight.source is Source.DECLARED:
        return weight.holds > 0
    if not pool[3]:
        return weight.shows > 0
    return weight.bits > 0 and weight.shows >= weight.departs


class _Kin:
    """What the columns of a table that one rule reads say of it together."""

    def __init__(self, pooled: Mapping[Pool, Sequence[int]], outcomes: Sequence[Outcome], held: Sequence[Held]) -> None:
        self._pooled, self._outcomes, self._held = pooled, outcomes, held
        self._told: dict[tuple[str, str, str], tuple[int, int]] = {}

    def deny(self, weight: Weight, pool: Pool) -> bool:
        """Whether a column with too few rows to tell is read as others, which deny what their words say."""
        if weight.source is not Source.NAMED or not pool[3] or weight.holds + weight.departs >= _telling():
            return False
        shows, departs = self._of_table(pool)
        shows, departs = shows - weight.shows, departs - weight.departs
        return departs >= _telling() and shows < departs

    def _of_table(self, pool: Pool) -> tuple[int, int]:
        """In how many places of all columns the rule shows itself and departs."""
        rule, table, sheet, _ = pool
        if pool[:3] not in self._told:
            members = [
                index for other, own in self._pooled.items() if other[3] and other[:3] == pool[:3] for index in own
            ]
            blocks = [
                block
                for block in self._held
                if (block.rule.id, block.table, block.sheet) == (rule, table, sheet) and _pool_of_block(block)[3]
            ]
            all_told = evidence_of([self._outcomes[index] for index in members], blocks)
            self._told[pool[:3]] = all_told.shows, all_told.departs
        return self._told[pool[:3]]


class _Shown:
    """What the figures show of cells of which words say something as well."""

    def __init__(self, shown: Iterable[Equation]) -> None:
        self._by_cell: dict[Node, list[Equation]] = defaultdict(list)
        for equation in shown:
            self._by_cell[equation.stated.node].append(equation)
            if len(equation.operands) == _TWO and is_sum(equation.formula):  # either part is what the other one leaves
                for part in equation.operands:
                    self._by_cell[part.node].append(equation)

    def otherwise(self, outcomes: Sequence[Outcome], weight: Weight, pool: Pool) -> bool:
        """Whether figures that deny what words say are yielded by something else, which the figures show.

        Words that fit in most rows outweigh that: a wrong figure may have been copied.  They do not where one relation
        holds where they fit and where they do not as well (what was paid back is deducted, where there is any); nor
        does a formula that the rows themselves had to tell: the one that more of them obey is theirs.
        """
        if weight.source is not Source.NAMED or not pool[3]:
            return False
        departing = [outcome.cell for outcome in outcomes if _departs(outcome)]
        yielding = [found for cell in departing if (found := self._yields(cell)) is not None]
        if 2 * len(yielding) <= weight.departs:
            return False
        by_rows = any(("formula_source", "rows") in item.relation.context for item in outcomes if item.relation)
        wider = max((each.weight.holds for each in yielding if each.weight is not None), default=0)
        in_both = len(yielding) >= _telling() and 2 * wider > 2 * weight.holds + weight.departs
        return by_rows or in_both or weight.shows < limits().evidence.outweighs_shown * weight.departs

    def _yields(self, cell: Node) -> Equation | None:
        """A relation that the figures show and that gives the figure at ``cell``."""
        for equation in self._by_cell.get(cell, ()):
            verdict = judge(equation, equation.formula, {})
            if verdict is not None and verdict.holds:
                return equation
        return None


def _telling() -> int:
    return limits().evidence.telling_rows


@dataclass(frozen=True, slots=True)
class Doubt:
    """A relation that the figures deny: how its table was read is in doubt, and nothing is accused.

    ``cell`` is where it first departs; ``formula`` is what the cells themselves hold, where that is something else.
    ``pool`` is which relations stand or fall with it.
    """

    rule: str
    cell: Address
    holds: int
    departs: int
    formula: str = ""
    pool: Pool | None = None

    @property
    def notice(self) -> Notice:
        """The doubt as a notice at its cell."""
        details = {"rule": self.rule, "holds": str(self.holds), "told": str(self.holds + self.departs)}
        code = "relation_written_otherwise" if self.formula else "relation_denied"
        told = (*details.items(), ("formula", self.formula))
        return Notice(code, self.cell.sheet, self.cell.a1, told)


def weighed(
    outcomes: Sequence[Outcome], held: Sequence[Held], workbook: Workbook, shown: Iterable[Equation] = ()
) -> tuple[Outcomes, tuple[Doubt, ...]]:
    """``outcomes`` and those ``held`` without the findings of relations that are not in force, and a doubt for each.

    ``shown`` are relations that the figures show, also of cells of which words say something else.

    What a relation that is not in force says of any row is not verifiable: it tested nothing.
    """
    sheets = {sheet.name: sheet for sheet in workbook.sheets}
    told = list(outcomes)
    blocks = list(held)
    doubts = []
    pooled = _pooled(outcomes)
    kin = _Kin(pooled, outcomes, held)
    yielded = _Shown(shown)
    for pool, members in pooled.items():
        mine = [outcomes[index] for index in members]
        if not any(map(_departs, mine)):
            continue
        beside = [block for block in blocks if _pool_of_block(block) == pool]
        other = _written_otherwise(mine, beside, sheets) if pool[3] else ""
        evidence = evidence_of(mine, beside)
        denied = kin.deny(evidence, pool) or yielded.otherwise(mine, evidence, pool)
        if other or denied or not is_in_force(evidence, pool):
            first = next(filter(_departs, mine))
            place = first.cell.address
            doubts.append(Doubt(pool[0], place, evidence.holds, evidence.departs, other, pool))
            for index in members:
                told[index] = _doubted(outcomes[index], evidence)
            told.extend(_doubted(outcome, evidence) for block in beside for outcome in block)
            blocks = [block for block in blocks if block not in beside]
    return Outcomes(told, blocks), tuple(doubts)


def evidence_by_relation(outcomes: Sequence[Outcome]) -> Mapping[int, Weight]:
    """What the figures say of each relation that stands or falls with others, by the index of its outcome."""
    told: dict[int, Weight] = {}
    for members in _pooled(outcomes).values():
        evidence = evidence_of([outcomes[index] for index in members])
        told.update(dict.fromkeys(members, evidence))
    return told


def _pooled(outcomes: Sequence[Outcome]) -> Mapping[Pool, Sequence[int]]:
    pools: dict[Pool, list[int]] = defaultdict(list)
    for index, outcome in enumerate(outcomes):
        pool = _pool_of(outcome)
        if pool is not None:
            pools[pool].append(index)
    return pools


def evidence_of(outcomes: Sequence[Outcome], held: Sequence[Held] = ()) -> Weight:
    """What the figures say of relations that stand or fall together; those of the blocks ``held`` hold."""
    sources = {outcome.relation.source for outcome in outcomes if isinstance(outcome.relation, Equation)}
    sources.update(block.source for block in held)
    source = next((source for source in Source if source in sources), Source.NAMED)
    departs = sum(map(_departs, outcomes))
    weights = limits().evidence
    told = {Source.NAMED: weights.named_bits, Source.SHOWN: 0}.get(source, weights.declared_bits)
    bits = told - departs * weights.departure_bits
    for outcome in outcomes:
        if outcome.manner not in _DEPARTS and isinstance(outcome.relation, Equation):
            bits += worth(outcome.relation)
    holds = sum(outcome.manner not in _DEPARTS for outcome in outcomes)
    slips = len(outcomes) - holds - departs
    bits += sum(int(block.worth().sum()) for block in held)
    empty = _empty(outcomes, held) if departs else 0
    return Weight(source, bits, holds + sum(map(len, held)), departs, slips, empty)


def _empty(outcomes: Sequence[Outcome], held: Sequence[Held]) -> int:
    """In how many places a relation holds and gives nothing; a block has bits only where it gives something."""
    laid = [outcome.relation for outcome in outcomes if outcome.manner not in _DEPARTS]
    for block in held:
        laid += [block.equation(at) for at, bits in enumerate(block.worth().tolist()) if not bits]
    return sum(isinstance(item, Equation) and not item.stated.figure.value for item in laid)


def worth(equation: Equation) -> int:
    """What it says that ``equation`` holds, in bits: the significant digits of what is stated.

    Zeros behind the last other digit prove nothing, nor does a result that is one of its own operands.
    """
    stated = equation.stated
    amount = abs(amount_of(stated))
    if any(abs(amount_of(item)) == amount for item in equation.operands):
        return 0
    return significant_bits(amount)


def _pool_of(outcome: Outcome) -> Pool | None:
    """The relations of a table that stand or fall with this one; None where it stands alone."""
    relation = outcome.relation
    return None if not isinstance(relation, Equation) or outcome.manner is None else pool_of(relation)


def pool_of(relation: Equation | Held) -> Pool | None:
    """The relations of a table that ``relation`` stands or falls with; None where it stands alone."""
    if isinstance(relation, Held):
        return _pool_of_block(relation)
    if relation.table is None or relation.source is Source.SHOWN:  # the latter was weighed when it was found
        return None
    place = relation.stated.node.address
    computed = all(item.node.address.column != place.column for item in relation.operands)
    return relation.rule.id, relation.table, place.sheet, place.column if computed else 0


def _pool_of_block(block: Held) -> Pool:
    """As ``_pool_of`` for the equations of a block: they are all alike."""
    sums = (block.operand_columns == block.column).any()
    return block.rule.id, block.table, block.sheet, 0 if sums else block.column


def _doubted(outcome: Outcome, evidence: Weight) -> Outcome:
    counts = (("holds", str(evidence.holds)), ("departs", str(evidence.departs)))
    return replace(
        outcome,
        status=Status.NOT_VERIFIABLE,
        severity=None,
        reason="not_in_force",
        values=(*outcome.values, *counts),
    )


def _written_otherwise(outcomes: Sequence[Outcome], held: Sequence[Held], sheets: Mapping[str, Sheet]) -> str:
    """The formula of a cell that departs, where most formulas of its column reckon with other cells; else empty.

    A formula that alone among its neighbours reckons with other cells is itself what is wrong.
    """
    same, others = 0, list[tuple[bool, str]]()
    with_formula = (
        block.outcome(at)
        for block in held
        for at, place in enumerate(zip(block.rows.tolist(), block.columns.tolist(), strict=True))
        if (cell := sheets[block.sheet].cells.get(place)) is not None and cell.formula is not None
    )
    for outcome in (*outcomes, *with_formula):
        relation = outcome.relation
        place = outcome.cell.address
        cell = sheets[place.sheet].cells.get((place.row, place.column))
        if cell is None or cell.formula is None or not isinstance(relation, Equation):
            continue
        named = {
            (item.node.address.sheet, item.node.address.row, item.node.address.column) for item in relation.operands
        }
        if references_of(cell.formula, place.sheet) == named:
            same += 1
        else:
            others.append((_departs(outcome), cell.formula))
    if len(others) <= same:
        return ""
    return next((formula for departs, formula in others if departs), "")
