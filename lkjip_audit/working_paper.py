"""What was tested, on what ground: every relation of an audit with its source and its evidence.

The one thing that the command ``relations`` looks at; an auditor keeps it as the working paper.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lkjip_audit.formula import names, render
from lkjip_audit.judging.evidence import evidence_by_relation, evidence_of
from lkjip_audit.judging.model import Equation, Outcome, Restatement, Status, Weight
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.result import Source as File
from lkjip_audit.scene.place import Operand
from lkjip_audit.workbook.model import Address

SCHEMA = "lkjip-audit/relations/1"
_TOLD = (Status.PASS, Status.FINDING)


@dataclass(frozen=True, slots=True)
class Part:
    """A figure of a relation: where it stands, what the formula calls it, and as it is printed."""

    address: Address
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class RelationLine:
    """One relation that was tested.

    ``source`` tells who says that it holds, ``bits`` what speaks for it, ``holds`` and ``departs`` in how many places
    of its table it holds and does not.  ``formula`` is in the sheet's own words, ``cells`` in cells.
    """

    rule: str
    title: str
    source: str
    bits: int
    holds: int
    departs: int
    subject: str
    formula: str
    cells: str
    stated: Part
    operands: tuple[Part, ...]
    outcome: str
    expected: str


@dataclass(frozen=True, slots=True)
class WorkingPaper:
    """Every relation that held or failed, in reading order, with the file that it was tested in."""

    file: File
    version: str
    lines: tuple[RelationLine, ...]

    def to_dict(self) -> dict[str, Any]:
        """The paper in the form ``lkjip-audit/relations/1``: plain values, ready for JSON."""
        return {
            "schema": SCHEMA,
            "tool": {"name": "lkjip-audit", "version": self.version},
            "source": {"name": self.file.name, "sha256": self.file.sha256, "sheets": list(self.file.sheets)},
            "relations": [_form(line) for line in self.lines],
        }


def working_paper(file: File, outcomes: Sequence[Outcome], catalogue: Catalogue, version: str) -> WorkingPaper:
    """The relations behind ``outcomes`` that were in force: what could not be judged is told elsewhere."""
    evidence = evidence_by_relation(outcomes)
    order = {sheet: number for number, sheet in enumerate(file.sheets)}
    told = [
        (outcome, line)
        for index, outcome in enumerate(outcomes)
        if outcome.status in _TOLD and (line := _line(outcome, evidence.get(index), catalogue)) is not None
    ]
    told.sort(key=lambda pair: (order.get(pair[0].cell.address.sheet, 0), pair[0].cell, pair[1].rule))
    return WorkingPaper(file, version, tuple(line for _, line in told))


def _line(outcome: Outcome, evidence: Weight | None, catalogue: Catalogue) -> RelationLine | None:
    match outcome.relation:
        case Equation() as equation:
            stated, operands = equation.stated, equation.operands
            words = _filled(equation, {item.name: _called(item, equation) for item in operands})
            cells = _filled(equation, {item.name: item.node.address.near(item.node.address.sheet) for item in operands})
        case Restatement() as restatement:
            stated = next((item for item in restatement.operands if item.node == outcome.cell), restatement.operands[0])
            operands = tuple(item for item in restatement.operands if item.node != stated.node)
            words = cells = " = ".join(item.node.address.place for item in operands)
        case _:
            return None
    weighed = _weighed(outcome, evidence)
    return RelationLine(
        rule=outcome.rule.id,
        title=outcome.rule.title.get(catalogue.lang),
        source=weighed.source.value,
        bits=weighed.bits,
        holds=weighed.holds,
        departs=weighed.fails,
        subject=outcome.subject,
        formula=words,
        cells=cells,
        stated=_part(stated),
        operands=tuple(map(_part, operands)),
        outcome=outcome.status.value,
        expected=outcome.expected_text,
    )


def _weighed(outcome: Outcome, weight: Weight | None) -> Weight:
    """What speaks for the relation: what was found when it was shown, or that of all that stand or fall with it."""
    relation = outcome.relation
    shown = relation.weight if isinstance(relation, Equation) else None
    return shown or weight or evidence_of([outcome])


def _filled(equation: Equation, written: Mapping[str, str]) -> str:
    used = names(equation.formula)
    return render(equation.formula, {name: written.get(name, name) for name in used})


def _called(item: Operand, equation: Equation) -> str:
    """The operand in the sheet's own words: its column's role, or its row's label where all stand in one column."""
    columns = {other.node.address.column for other in (equation.stated, *equation.operands)}
    return item.label if equation.table and len(columns) == 1 and item.label else item.role.replace("_", " ")


def _part(item: Operand) -> Part:
    return Part(item.node.address, item.role, item.figure.literal.strip())


def _form(line: RelationLine) -> dict[str, Any]:
    return {
        "rule": line.rule,
        "source": line.source,
        "bits": line.bits,
        "holds": line.holds,
        "departs": line.departs,
        "subject": line.subject,
        "formula": line.formula,
        "cells": line.cells,
        "stated": _part_form(line.stated),
        "operands": [_part_form(part) for part in line.operands],
        "outcome": line.outcome,
        "expected": line.expected,
    }


def _part_form(part: Part) -> dict[str, str]:
    return {"sheet": part.address.sheet, "cell": part.address.a1, "name": part.name, "value": part.value}
