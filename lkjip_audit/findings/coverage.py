"""Which figures of the workbook some relation tested, and why the others were not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from lkjip_audit.figures.model import ReadingKind
from lkjip_audit.judging.model import Outcome, Status
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.result import Coverage, Tested, Unchecked
from lkjip_audit.scene.model import Scene
from lkjip_audit.workbook.model import Address

_UNRELATED = frozenset({"unchecked.no_relation", "reason.nothing_to_compare"})
"""Reasons that say that no other figure is related."""


def coverage_of(scene: Scene, outcomes: Sequence[Outcome], catalogue: Catalogue) -> Coverage:
    """Every figure of the tables and the prose: tested by which rules, or why not."""
    rules: dict[Address, set[str]] = defaultdict(set)
    reasons: dict[Address, str] = {}
    failed = sorted(outcome.rule.id for outcome in outcomes if outcome.status is Status.RULE_ERROR)
    for outcome in outcomes:
        if outcome.status is Status.RULE_ERROR or outcome.traits.form_only:
            continue
        if outcome.status in (Status.PASS, Status.FINDING):
            for node in (outcome.cell, *(item.node for item in outcome.related)):
                rules[node.address].add(outcome.rule.id)
        elif outcome.reason:
            reasons[outcome.cell.address] = f"reason.{outcome.reason}"
    tested, unchecked = [], []
    for address, value, why in _figures(scene):
        if address in rules:
            tested.append(Tested(address, value, tuple(sorted(rules[address]))))
        else:
            reason = reasons.get(address, why)
            if failed and reason in _UNRELATED:  # one of those rules might have known of one
                reason = "unchecked.rule_failed"
            unchecked.append(Unchecked(address, catalogue.text(reason, rules=", ".join(failed))))
    return Coverage(len(tested) + len(unchecked), tuple(tested), tuple(unchecked))


def _figures(scene: Scene) -> Iterator[tuple[Address, str, str]]:
    """Each cell that states a figure, what it says, and why nothing tests it should that be so."""
    for table in scene.tables:
        roles = {column.index: column.role for column in table.columns}
        for (row, column), reading in table.readings.items():
            if roles.get(column) in scene.roles.numbering:
                continue
            if reading.kind is ReadingKind.FIGURES:
                why = "unchecked.no_role" if roles.get(column) is None else "unchecked.no_relation"
                yield Address(table.sheet, row, column), reading.text, why
            elif reading.kind is ReadingKind.AMBIGUOUS:
                yield Address(table.sheet, row, column), reading.text, "unchecked.ambiguous"
    for paragraph in scene.paragraphs:
        if paragraph.figures:
            yield paragraph.address, ", ".join(item.literal for item in paragraph.figures), "unchecked.prose"
