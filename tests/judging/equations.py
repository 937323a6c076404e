"""Equations over figures as they are written, for tests that need no tables."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import count

from lkjip_audit.figures.cells import read_cell
from lkjip_audit.figures.model import Figure
from lkjip_audit.figures.parse import Marks, read_text
from lkjip_audit.formula import parse
from lkjip_audit.judging.model import Equation, Manner
from lkjip_audit.judging.precision import judge
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.operands import is_exact
from lkjip_audit.scene.place import Node, Operand
from lkjip_audit.workbook.model import Address, Cell
from tests.packaged import roles

_rows = count(1)

RULE = Rule.model_validate(
    {
        "id": "uji",
        "title": {"id": "Uji", "en": "Test"},
        "severity": "material",
        "basis": [{"document": "Uji", "article": "1"}],
        "relation": {"kind": "row_formula"},
        "message": {"id": "{stated}", "en": "{stated}"},
        "why": {"id": "Uji", "en": "Test"},
        "remedy": {"id": "Uji", "en": "Test"},
    }
)


def figure(text: str) -> Figure:
    """The figure that ``text`` states."""
    found = read_text(text, Marks.INDONESIAN).figure
    assert found is not None, text
    return found


def stored(value: str, number_format: str) -> Figure:
    """The figure of a cell that stores ``value`` under ``number_format``."""
    found = read_cell(Cell(1, 1, Decimal(value), number_format=number_format)).figure
    assert found is not None, value
    return found


def operand(name: str, given: Figure | str, role: str | None = None, node: Node | None = None) -> Operand:
    """An operand as tables give it: exact by its role."""
    shown = figure(given) if isinstance(given, str) else given
    place = node or Node(Address("S", next(_rows), 1))
    return Operand(name, place, shown, role or name, exact=is_exact(shown, role or name, roles()))


def equation(stated: Figure | str, formula: str, role: str = "capaian", **operands: Figure | str | Operand) -> Equation:
    """``stated`` = ``formula`` over ``operands``, whose names are their roles."""
    made = {name: item if isinstance(item, Operand) else operand(name, item) for name, item in operands.items()}
    return Equation(
        RULE,
        "uji",
        stated if isinstance(stated, Operand) else operand(role, stated, role),
        tuple(made.values()),
        parse(formula),
    )


def manner(one: Equation, definitions: Mapping[Node, Equation] | None = None) -> Manner:
    """How the stated figure stands to the recomputed one."""
    verdict = judge(one, one.formula, definitions or {})
    assert verdict is not None
    return verdict.manner
