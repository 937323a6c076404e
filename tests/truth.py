"""The truth files of the samples, and how a result stands to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from lkjip_audit.result import AuditResult, Finding
from lkjip_audit.rulepack.model import Severity

SAMPLES = Path(__file__).parents[1] / "samples"


@dataclass(frozen=True)
class Defect:
    """A defect, with every cell in which it may be told."""

    id: str
    cells: tuple[tuple[str, str], ...]
    severity: str
    sure: bool
    figure: bool


def load(name: str) -> Mapping[str, Any]:
    """The truth about ``samples/NAME.xlsx``."""
    return YAML(typ="safe").load((SAMPLES / f"{name}.truth.yaml").read_text(encoding="utf-8"))


def defects(name: str) -> Iterator[Defect]:
    """The defects of a sample."""
    for item in load(name)["defects"]:
        also = [(other["sheet"], other["cell"]) for other in item.get("also", [])]
        yield Defect(
            id=item["id"],
            cells=((item["sheet"], item["cell"]), *also),
            severity=item["severity"],
            sure=item["sure"],
            figure=item["figure"],
        )


def cells_of(result: AuditResult) -> set[tuple[str, str]]:
    """The cells in which the result has a finding."""
    return {(finding.address.sheet, finding.address.a1) for finding in result.findings}


def false_alarms(name: str, result: AuditResult) -> list[Finding]:
    """Findings above info in cells of which the truth says that they are right, and in no defect."""
    truth = load(name)
    wrong = {cell for defect in defects(name) for cell in defect.cells}
    right = {(item["sheet"], item["cell"]) for item in truth.get("holds", [])} - wrong
    return [
        finding
        for finding in result.findings
        if finding.severity is not Severity.INFO and (finding.address.sheet, finding.address.a1) in right
    ]
