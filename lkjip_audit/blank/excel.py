"""Rule formulas as formulas of Excel."""

from __future__ import annotations

from collections.abc import Mapping

from lkjip_audit.blank.model import Column, Steps
from lkjip_audit.formula import names, parse
from lkjip_audit.formula.excel import to_excel


def of_column(column: Column, cells: Mapping[str, str]) -> str | None:
    """The formula of ``column`` in a row, with ``cells`` the row's cells by column; None when it has none.

    A cell that it needs and that holds no figure yet leaves it empty: a blank form shows no errors and no zeros.
    """
    if column.steps is not None:
        return _stepped(column.steps, cells)
    if column.formula is None:
        return None
    written = of_formula(column.formula, cells)
    if column.instead is not None:
        when = cells[column.instead.when]
        other = to_excel(parse(column.instead.formula), cells)
        plain = to_excel(parse(column.formula), cells)
        written = _guarded(column.formula, f'IF({when}="{column.instead.is_}",{other},{plain})', cells)
    return written


def of_formula(formula: str, cells: Mapping[str, str]) -> str:
    """``formula`` over ``cells``, empty while one of them is."""
    return _guarded(formula, to_excel(parse(formula), cells), cells)


def total_of(cells: str) -> str:
    """The sum of the range ``cells``, empty while it holds no figure."""
    return f'=IF(COUNT({cells})=0,"",SUM({cells}))'


def same_as(cell: str) -> str:
    """What ``cell`` holds, empty while it is empty."""
    return f'=IF({cell}="","",{cell})'


def _guarded(formula: str, excel: str, cells: Mapping[str, str]) -> str:
    needed = [cells[name] for name in names(parse(formula))]
    return f'=IF(COUNT({",".join(needed)})<{len(needed)},"",IFERROR({excel},""))'


def _stepped(steps: Steps, cells: Mapping[str, str]) -> str:
    """Nested IFs, the first step outermost."""
    cell = cells[steps.of]
    text = '""'
    for step in reversed(steps.steps):
        if step.over is not None:
            text = f'IF({cell}>{step.over:f},"{step.text}",{text})'
        elif step.least is not None:
            text = f'IF({cell}>={step.least:f},"{step.text}",{text})'
        else:
            text = f'"{step.text}"'
    return f'=IF(COUNT({cell})=0,"",{text})'
