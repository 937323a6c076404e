"""Small workbooks, recognised, staged and run under the packaged rules: what the tests of relations look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from pydantic import BaseModel

from lkjip_audit import rulework
from lkjip_audit.judging.model import Outcome, Status
from lkjip_audit.relations.engine import Verdicts, run
from lkjip_audit.rulepack.loader import Entry
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.build import stage
from lkjip_audit.scene.model import Choices, Scene
from lkjip_audit.tables.recognise import recognise
from tests.grids import Grid, workbook_from_grids
from tests.packaged import definitions, gate

SHEET = "Lembar1"


@cache
def _entries() -> Sequence[Entry]:
    return rulework.entries(None, examples=False)


@cache
def rules() -> Mapping[str, Rule]:
    """The packaged rules by id."""
    return {entry.rule.id: entry.rule for entry in _entries()}


@cache
def settings() -> Mapping[str, BaseModel]:
    """The settings of the packaged rules' relations by rule id."""
    return {entry.rule.id: entry.settings for entry in _entries()}


@dataclass(frozen=True)
class Audited:
    """A workbook's scene and what the rules say of it."""

    scene: Scene
    verdicts: Verdicts

    def outcomes(self, rule: str, status: Status | None = None) -> list[Outcome]:
        return [
            outcome
            for outcome in self.verdicts.outcomes
            if outcome.rule.id == rule and status in (None, outcome.status)
        ]

    def findings(self, *wanted: str) -> list[Outcome]:
        """The findings of the ``wanted`` rules, of all rules where none is named."""
        return [
            outcome
            for outcome in self.verdicts.outcomes
            if outcome.status is Status.FINDING and (not wanted or outcome.rule.id in wanted)
        ]

    def at(self, rule: str, cell: str, sheet: str | None = None) -> Outcome:
        """The one outcome of ``rule`` at ``cell``."""
        found = [
            outcome
            for outcome in self.outcomes(rule)
            if outcome.cell.address.a1 == cell and sheet in (None, outcome.cell.address.sheet)
        ]
        assert len(found) == 1, [(o.rule.id, o.cell.address.a1, o.status, o.stated) for o in self.outcomes(rule)]
        return found[0]

    def told(self, *wanted: str) -> set[tuple[str, str, str]]:
        """The findings as (cell, expected text, severity)."""
        return {
            (outcome.cell.address.a1, outcome.expected_text, str(outcome.severity))
            for outcome in self.findings(*wanted)
        }

    def reasons(self, rule: str) -> set[tuple[str, str]]:
        """What could not be judged, as (cell, reason)."""
        return {
            (outcome.cell.address.a1, outcome.reason or "")
            for outcome in self.outcomes(rule)
            if outcome.status in (Status.NOT_VERIFIABLE, Status.NOT_APPLICABLE)
        }


def staged(
    grids: Grid | Mapping[str, Grid],
    merges: Sequence[str] = (),
    choices: Choices | None = None,
) -> Scene:
    """The scene of a workbook with one sheet, or with several by name."""
    sheets = grids if isinstance(grids, Mapping) else {SHEET: grids}
    workbook = workbook_from_grids(sheets, merges={next(iter(sheets)): merges})
    tables = recognise(workbook, definitions()).tables
    scene = stage(workbook, tables, definitions().nature, gate=gate().check(tables))
    return scene if choices is None else replace(scene, choices=choices)


def audited(
    grids: Grid | Mapping[str, Grid],
    merges: Sequence[str] = (),
    choices: Choices | None = None,
    only: Sequence[str] = (),
) -> Audited:
    """A workbook under all packaged rules, or under those of ``only``."""
    scene = staged(grids, merges, choices)
    pack = [rule for rule in rules().values() if not only or rule.id in only]
    return Audited(scene, run(pack, settings(), scene))
