"""The language of formulas: names, numbers, + - * /, comparisons, ``if`` and six functions, no more.

expression = parse("realisasi / target * 100")
evaluate(expression, {"realisasi": Decimal("75.91"), "target": Decimal("13.02")})
"""

from lkjip_audit.formula.errors import LanguageError
from lkjip_audit.formula.evaluate import evaluate
from lkjip_audit.formula.intervals import evaluate_interval
from lkjip_audit.formula.parse import parse
from lkjip_audit.formula.render import render
from lkjip_audit.formula.solve import solve
from lkjip_audit.formula.tree import (
    FUNCTIONS,
    Binary,
    Call,
    Compare,
    Expression,
    If,
    Name,
    Negative,
    Number,
    Sum,
    names,
)

__all__ = [
    "FUNCTIONS",
    "Binary",
    "Call",
    "Compare",
    "Expression",
    "If",
    "LanguageError",
    "Name",
    "Negative",
    "Number",
    "Sum",
    "evaluate",
    "evaluate_interval",
    "names",
    "parse",
    "render",
    "solve",
]
