"""The examples of rules, run: each is a small workbook on which its rule must say what the example says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Protocol

from lkjip_audit.rulepack.document import Location
from lkjip_audit.rulepack.loader import Entry
from lkjip_audit.rulepack.model import CellSpec, Example, Expectation, Grid, Rule, Severity, SheetSpec
from lkjip_audit.rulepack.problems import Problem
from lkjip_audit.rulepack.template import COMMON, placeholders
from lkjip_audit.workbook.model import (
    Address,
    Area,
    Cell,
    CellValue,
    ErrorValue,
    FileKind,
    Sheet,
    Visibility,
    Workbook,
)
from lkjip_audit.workbook.places import area_of, column_number

SHEET = "Lembar1"
"""The name of the sheet of an example that is one grid."""


class Place(Protocol):
    """A cell that an outcome is about."""

    @property
    def address(self) -> Address:
        """Where it stands."""


class Judged(Protocol):
    """What is looked at of an outcome (``relations.model.Outcome``, which this room may not import)."""

    @property
    def rule(self) -> Rule:
        """The rule that was laid on the cell."""

    @property
    def status(self) -> str:
        """``pass``, ``finding``, ``not_applicable``, ``not_verifiable`` or ``rule_error``."""

    @property
    def cell(self) -> Place:
        """The cell that is judged."""

    @property
    def stated(self) -> str:
        """What stands there."""

    @property
    def expected(self) -> Decimal | None:
        """What should stand there, as a number."""

    @property
    def expected_text(self) -> str:
        """What should stand there, as it would be printed."""

    @property
    def severity(self) -> Severity | None:
        """How much it weighs."""

    @property
    def reason(self) -> str | None:
        """Why it could not be judged."""

    @property
    def values(self) -> tuple[tuple[str, str], ...]:
        """What fills the rule's message."""


Judge = Callable[[Workbook, Rule], Iterable[Judged]]
"""Lays one rule on a workbook."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One example that was run; no ``problems`` when the rule says what it should."""

    rule: str
    group: str
    name: str
    problems: tuple[Problem, ...] = ()


def run_examples(entry: Entry, judge: Judge) -> Iterator[Trial]:
    """Run every example of a rule; a rule without examples is one trial, and fails."""
    if entry.rule.examples is None:
        problem = entry.document.problem("examples_missing", (), {"id": entry.rule.id})
        yield Trial(entry.rule.id, "", "", (problem,))
        return
    for group, examples in entry.rule.examples.groups().items():
        for index, example in enumerate(examples):
            location: Location = ("examples", group, index)
            found = judge(workbook_of(example), entry.rule)
            own = [outcome for outcome in found if outcome.rule.id == entry.rule.id]
            problems = tuple(
                entry.document.problem(code, location, {"name": example.name, **details})
                for code, details in _faults(group, example, own)
            )
            yield Trial(entry.rule.id, group, example.name, problems)


Fault = tuple[str, dict[str, str | int]]


def _faults(group: str, example: Example, outcomes: list[Judged]) -> Iterator[Fault]:
    for outcome in outcomes:
        if outcome.status == "rule_error":
            known = dict(outcome.values)
            yield "example_rule_error", {"kind": known.get("kind", ""), "at": known.get("at", "")}
    findings = [outcome for outcome in outcomes if outcome.status == "finding"]
    yield from _compare(example, findings)
    for outcome in findings:
        yield from _unfilled(outcome)
    statuses = {outcome.status for outcome in outcomes}
    if group == "not_verifiable":
        reasons = {outcome.reason for outcome in outcomes if outcome.status.startswith("not_")}
        if example.reason not in reasons:
            told = ", ".join(sorted(statuses | {reason for reason in reasons if reason})) or "-"
            yield "example_verifiable", {"reason": example.reason or "", "actual": told}
    elif group == "pass" and "pass" not in statuses:
        yield "example_nothing_checked", {}


def _compare(example: Example, findings: list[Judged]) -> Iterator[Fault]:
    """Each finding against the one that is expected at its cell."""
    left = list(findings)
    for expectation in example.expect:
        here = [outcome for outcome in left if _is_at(outcome, expectation)]
        if not here:
            yield "example_not_found", {"cell": expectation.cell}
            continue
        # Two figures of one cell can both be wrong: take the one that is meant, if it is there.
        outcome = next((item for item in here if _says(item, expectation)), here[0])
        left.remove(outcome)
        yield from _differences(outcome, expectation)
    for outcome in left:
        yield (
            "example_unexpected",
            {
                "cell": outcome.cell.address.a1,
                "stated": outcome.stated,
                "expected": outcome.expected_text or str(outcome.expected),
            },
        )


def _is_at(outcome: Judged, expectation: Expectation) -> bool:
    address = outcome.cell.address
    return address.a1 == expectation.cell and expectation.sheet in (None, address.sheet)


def _says(outcome: Judged, expectation: Expectation) -> bool:
    wanted = expectation.expected
    if wanted is None:
        return True
    if isinstance(wanted, str):
        return outcome.expected_text.split() == wanted.split()
    return outcome.expected == wanted


def _differences(outcome: Judged, expectation: Expectation) -> Iterator[Fault]:
    if not _says(outcome, expectation):
        text = isinstance(expectation.expected, str)
        actual = outcome.expected_text if text else str(outcome.expected)
        details = {"cell": expectation.cell, "actual": actual, "expected": str(expectation.expected)}
        yield "example_expected", dict(details)
    if expectation.severity not in (None, outcome.severity):
        weights = {"actual": str(outcome.severity), "expected": str(expectation.severity)}
        yield "example_severity", {"cell": expectation.cell, **weights}


def _unfilled(outcome: Judged) -> Iterator[Fault]:
    """Places in the rule's message that nothing fills."""
    filled = {*COMMON, *dict(outcome.values)}
    texts = outcome.rule.message.told().values()
    empty = sorted({place for text in texts for place in placeholders(text)} - filled)
    if empty:
        yield "example_unfilled", {"cell": outcome.cell.address.a1, "places": ", ".join(empty)}


def workbook_of(example: Example) -> Workbook:
    """The workbook that an example stands for; of an example with one grid, the sheet is called SHEET."""
    sheets: Mapping[str, Grid | SheetSpec] = example.sheets or {SHEET: example.grid or ()}
    return Workbook(
        name="contoh.xlsx",
        sha256="0" * 64,
        kind=FileKind.XLSX,
        sheets=tuple(_sheet(name, index, given) for index, (name, given) in enumerate(sheets.items())),
    )


def _sheet(name: str, index: int, given: Grid | SheetSpec) -> Sheet:
    spec = given if isinstance(given, SheetSpec) else SheetSpec(grid=given)
    cells: dict[tuple[int, int], Cell] = {}
    rows: dict[int, tuple[int, ...]] = {}
    for row, values in enumerate(spec.grid, start=1):
        made = [_cell(row, column, value) for column, value in enumerate(values, start=1)]
        held = [cell for cell in made if cell is not None]
        cells.update({(cell.row, cell.column): cell for cell in held})
        if held:
            rows[row] = tuple(cell.column for cell in held)
    return Sheet(
        name=name,
        index=index,
        cells=cells,
        merges=tuple(_area(reference) for reference in spec.merges),
        hidden_rows=frozenset(spec.hidden_rows),
        hidden_columns=frozenset(column_number(letters) for letters in spec.hidden_columns),
        visibility=Visibility.HIDDEN if spec.hidden else Visibility.VISIBLE,
        rows=rows,
    )


def _cell(row: int, column: int, given: object) -> Cell | None:
    spec = given if isinstance(given, CellSpec) else None
    if spec is None:
        value = _value(given)
        return None if value is None else Cell(row, column, value)
    held = _value(spec.v) if spec.error is None else ErrorValue(spec.error)
    if held is None and spec.f is None:
        return None
    return Cell(row, column, held, spec.f, spec.fmt, spec.bold, spec.indent)


def _value(given: object) -> CellValue | None:
    match given:
        case None | "":
            return None
        case bool() | Decimal() | str() | datetime():
            return given
        case int():
            return Decimal(given)
        case date():
            return datetime.combine(given, time())
    raise TypeError(given)


def _area(reference: str) -> Area:
    area = area_of(reference)
    if area is None:
        raise ValueError(reference)
    return area
