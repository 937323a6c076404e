"""A head that is what comes less what goes: financing is received less spent, though codes name both as its parts."""

from __future__ import annotations

from dataclasses import replace

from lkjip_audit.formula import Binary, Name, Sum
from lkjip_audit.judging.model import Equation, Outcome, Source
from lkjip_audit.judging.precision import holds
from lkjip_audit.relations.alike import adds_up


def as_balance(laid: Equation | Outcome) -> Equation | Outcome:
    """``laid``, a sum, as its first part less the others where it is that and no sum; else as it is."""
    if not isinstance(laid, Equation) or adds_up(laid):
        return laid
    first, *others = (Name(item.name) for item in laid.operands)
    if not others:
        return laid
    balance = replace(laid, formula=Binary("-", first, Sum(tuple(others))), source=Source.SHOWN)
    return balance if holds(balance, balance.formula, {}) else laid
