"""The values that a file keeps for its formulas, against what these give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from lkjip_audit.judging.model import RECOMPUTED, Status
from lkjip_audit.judging.outcomes import Surroundings, outcome, printed
from lkjip_audit.relations.hygiene.columns import shapes_of
from lkjip_audit.relations.kind import Laid
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.model import Rule, Severity
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.typed import contents_of
from lkjip_audit.workbook.formulae.read import Unread, UnreadError, areas_of, same_number, value_of
from lkjip_audit.workbook.formulae.results import WORKED_OUT
from lkjip_audit.workbook.formulae.running import RunningTotals
from lkjip_audit.workbook.model import Address, Cell, ErrorValue, Sheet


def cached_value(rule: Rule, scene: Scene) -> Iterator[Laid]:
    """Every formula that can be reckoned by hand against the value that the file keeps for it."""
    surroundings = scene.once.of(Surroundings, scene)
    sheets = {sheet.name: sheet for sheet in scene.workbook.sheets}
    running = RunningTotals()
    alike = _Alike(scene)
    for contents in contents_of(scene):
        sheet = contents.sheet
        for cell in contents.formulas:
            if cell.formula is None or isinstance(cell.value, ErrorValue):
                continue
            address = Address(sheet.name, cell.row, cell.column)
            subject = surroundings.subject(sheet, cell.row, cell.column)
            try:
                computed = value_of(cell.formula, sheet, sheets, running)
            except UnreadError as error:
                status = Status.NOT_APPLICABLE if error.reason is Unread.NOT_SIMPLE else Status.NOT_VERIFIABLE
                yield outcome(rule, status, address, subject, reason=error.reason, formula=cell.formula)
                continue
            if not isinstance(cell.value, Decimal):
                yield outcome(rule, Status.NOT_VERIFIABLE, address, subject, reason=Unread.NO_VALUE)
                continue
            same = same_number(cell.value, computed)
            stated, value = printed(cell, cell.value)
            text, expected = (stated, value) if not computed.compare_total(cell.value) else printed(cell, computed)
            told = outcome(
                rule,
                Status.PASS if same else Status.FINDING,
                address,
                subject,
                stated=stated,
                expected=expected,
                expected_text=text,
                difference=value - expected,
                severity=Severity.INFO if stated == text else None,
                formula=cell.formula,
            )
            yield replace(told, traits=RECOMPUTED) if same and alike.bear_out(sheet, cell) else told


class _Alike:
    """Which formulas of a workbook others of their row or column bear out: they read the same from their own cells."""

    def __init__(self, scene: Scene) -> None:
        self._shapes = scene.once.of(shapes_of, scene)
        self._counts: Counter[tuple[str, bool, int, str]] = Counter()
        for (sheet, row, column), text in self._shapes.items():
            self._counts.update(((sheet, True, row, text), (sheet, False, column, text)))
        self._ours = {notice.sheet for notice in scene.workbook.notices if notice.code == WORKED_OUT}

    def bear_out(self, sheet: Sheet, cell: Cell) -> bool:
        """Whether enough neighbours have the formula, which takes other cells and whose value the file itself holds."""
        text = self._shapes[sheet.name, cell.row, cell.column]
        lines = ((sheet.name, True, cell.row, text), (sheet.name, False, cell.column, text))
        if sheet.name in self._ours or max(self._counts[line] for line in lines) < limits().habits.formulas:
            return False
        return any(True for _ in areas_of(cell.formula or ""))
