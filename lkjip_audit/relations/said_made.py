"""One way in which a column may be made of others: in which rows it is so, and which of the others are wrong."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from lkjip_audit.formula import evaluate
from lkjip_audit.induction import Operator
from lkjip_audit.judging.model import Equation
from lkjip_audit.relations.closing import is_slip_away
from lkjip_audit.relations.row_formula.families import CAPS
from lkjip_audit.relations.slipped_ratio import is_slip_in_growth, is_slip_in_product, is_slip_in_ratio
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.scene.added_rows import significant_digits
from lkjip_audit.scene.operands import operand
from lkjip_audit.scene.place import Operand
from lkjip_audit.scene.sameness import amount_of, total_of
from lkjip_audit.tables.model import Column, Table

_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Made:
    """``column`` as ``operator`` of ``parts``, a ratio so many ``times``: the rows where it is so, and the others."""

    operator: Operator
    parts: tuple[Column, ...]
    times: Decimal
    holding: tuple[Equation, ...]
    departing: tuple[Equation, ...]

    @property
    def telling(self) -> tuple[Equation, ...]:
        """Of the rows in which it holds those that would not do so anyhow, each figure once."""
        told = {amount_of(line.stated): line for line in self.holding if _tells(self.operator, line)}
        return tuple(told.values())

    @property
    def is_shown(self) -> bool:
        """Whether the rows bear the words out: two or more that tell, more than the others by as many times."""
        own, telling = limits().said, self.telling
        digits = sum(significant_digits(amount_of(line.stated)) for line in telling)
        enough = len(telling) >= own.fewest_rows and digits >= own.fewest_digits
        return enough and len(telling) >= own.times_others * len(self.departing)


def _tells(operator: Operator, line: Equation) -> bool:
    """Whether the row would not be so anyhow: something is added, taken away, or less than the whole."""
    first, *rest = map(amount_of, line.operands)
    if operator is Operator.PRODUCT:
        return all(amount not in (0, 1) for amount in (first, *rest))
    if operator in (Operator.RATIO, Operator.GROWTH):
        return bool(first) and first != rest[0]
    return sum(bool(amount) for amount in (first, *rest)) > 1 and amount_of(line.stated) != 0


def is_bounded(made: Made, line: Equation, signed: bool) -> bool:
    """Whether the figure is so by custom: nothing over a hundred, no difference below nothing, none signed.

    ``signed`` is whether the column tells any figure with a sign: what is short then has one.
    """
    stated, given = amount_of(line.stated), _given(line)
    if given is None or made.operator is Operator.GROWTH:
        return False
    if made.operator is Operator.DIFFERENCE:
        return given < 0 and not signed and stated in (0, -given)
    return stated == _HUNDRED < given


def is_of_more(made: Made, line: Equation, table: Table, column: Column) -> bool:
    """Whether another column of the row tells what is missing: of what is left more is taken away in some rows."""
    given = _given(line)
    if given is None or made.operator not in (Operator.SUM, Operator.DIFFERENCE):
        return False
    row = next(row for row in table.rows if row.number == line.stated.node.address.row)
    others = (operand("lain", table, row, other) for other in table.columns if other not in (column, *made.parts))
    missing = abs(given - amount_of(line.stated))
    return any(other is not None and amount_of(other) == missing for other in others)


def _given(line: Equation) -> Decimal | None:
    return evaluate(line.formula, {item.name: amount_of(item) for item in line.operands})


def is_wrong(made: Made, line: Equation) -> bool:
    """Whether a row that departs is one like the others with a figure mistyped: it may be computed otherwise.

    A slip of one figure says so; of whole numbers that add up in nearly all other rows it is enough that it comes near.
    """
    if made.operator is Operator.RATIO:
        return is_slip_in_ratio(line)
    if made.operator is Operator.GROWTH:
        return is_slip_in_growth(line)
    if made.operator is Operator.PRODUCT:
        return is_slip_in_product(line)
    if made.operator is Operator.RUNNING and len(line.operands) > 1:
        return True  # that it began anew, or with what was there before, would stand in a row that adds nothing
    mean, added = made.operator is Operator.AVERAGE, made.operator in (Operator.SUM, Operator.RUNNING, Operator.AVERAGE)
    whole, parts = (line.stated, line.operands) if added else _as_sum(line)
    share = len(parts) if mean else 1
    if is_slip_away(whole, parts, share):
        return True
    own, total, stated = limits(), total_of(parts), amount_of(whole) * share
    near = total <= own.sums.outgrown * stated and stated <= own.sums.outgrown * total
    counted = all(item.figure.decimals == 0 for item in (*parts, *(() if mean else (whole,))))
    return near and counted and len(made.telling) >= own.said.times_counted * len(made.departing)


def is_nothing_else(made: Made, line: Equation) -> bool:
    """Whether a row that departs, of a column that nearly all rows bear out, was not computed in another customary way.

    Where less is better it is turned round; a result may be bounded at a round figure; a change may be told without its
    sign.  A ratio or a product of quite another size is of another unit.
    """
    stated, given = amount_of(line.stated), _given(line)
    if given is None or stated * given <= 0:
        return False
    if made.operator not in (Operator.RATIO, Operator.PRODUCT):
        return True
    low, high = sorted((abs(stated), abs(given)))
    if high > limits().said.times_size * low:
        return False
    if made.operator is Operator.PRODUCT:
        return True
    turned = (made.times * made.times / given, 2 * made.times - given)
    bounded = given > stated and stated in CAPS
    return not bounded and not any(abs(stated - other) <= line.stated.half_step for other in turned)


def _as_sum(line: Equation) -> tuple[Operand, tuple[Operand, ...]]:
    """``a - b = stated`` as what ``a`` is the sum of."""
    return line.operands[0], (line.stated, line.operands[1])
