"""Whether one slip of the hand keeps a percentage, a growth or a product from being what two other figures give."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from lkjip_audit.formula import evaluate
from lkjip_audit.judging.model import Equation
from lkjip_audit.relations.closing import slips_to
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.scene.place import Operand
from lkjip_audit.scene.sameness import amount_of, total_of

_HUNDRED = Decimal(100)


def is_slip_in_ratio(line: Equation) -> bool:
    """Whether one figure of ``stated = k * a / b``, put right by one slip, makes it hold; k is 100 or 1.

    ``a`` may be the sum of several.
    """
    (*parts, second), stated = line.operands, line.stated
    low, high = (amount_of(stated) + sign * stated.half_step for sign in (-1, 1))
    whole = evaluate(line.formula, {item.name: amount_of(item) for item in line.operands})
    a, b = total_of(parts), amount_of(second)
    if not whole or low <= 0 or not a:
        return False
    times = (whole * b / a).to_integral_value()
    others = ((part, a - amount_of(part)) for part in parts)
    ranges = (
        (stated, whole - stated.half_step, whole + stated.half_step),
        *((part, low * b / times - rest, high * b / times - rest) for part, rest in others),
        (second, times * a / high, times * a / low),
    )
    return _is_one_slip(stated, ranges)


def is_slip_in_growth(line: Equation) -> bool:
    """Whether one figure of ``stated = 100 * (a - b) / b``, put right by one slip, makes it hold."""
    (last, first), stated = line.operands, line.stated
    whole = evaluate(line.formula, {item.name: amount_of(item) for item in line.operands})
    factors = sorted(1 + (amount_of(stated) + sign * stated.half_step) / _HUNDRED for sign in (-1, 1))
    if whole is None or factors[0] <= 0:
        return False
    a, b = amount_of(last), amount_of(first)
    ranges = (
        (stated, whole - stated.half_step, whole + stated.half_step),
        (last, factors[0] * b, factors[1] * b),
        (first, a / factors[1], a / factors[0]),
    )
    return _is_one_slip(stated, ranges)


def _is_one_slip(stated: Operand, ranges: Iterable[tuple[Operand, Decimal, Decimal]]) -> bool:
    """Whether one figure is a slip away from its range; a percentage of two digits leaves room for nearly all."""
    shortest = limits().said.shortest_slip
    digits = stated.figure.value.copy_abs().scaleb(stated.figure.decimals).to_integral_value()
    return len(f"{digits:f}") >= shortest and any(slips_to(item, low, high, shortest) for item, low, high in ranges)


def is_slip_in_product(line: Equation) -> bool:
    """Whether one figure of ``stated = a * b``, or of so many times that, put right by one slip, makes it hold."""
    (first, second), stated = line.operands, line.stated
    a, b, made = amount_of(first), amount_of(second), amount_of(stated)
    whole = evaluate(line.formula, {item.name: amount_of(item) for item in line.operands})
    if not whole:
        return False
    low, high = ((made + sign * stated.half_step) * a * b / whole for sign in (-1, 1))
    ranges = (
        (stated, whole - stated.half_step, whole + stated.half_step),
        (first, low / b, high / b),
        (second, low / a, high / a),
    )
    shortest = limits().said.shortest_slip
    return any(slips_to(item, min(ends), max(ends), shortest) for item, *ends in ranges)
