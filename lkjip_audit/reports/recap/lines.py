"""What the recap and the overview are made of: one line for each file of a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.reports.checked import Checked
from lkjip_audit.result import AuditResult, Cause, Finding
from lkjip_audit.rulepack.model import Severity

RECAP_MARK: Final = "lkjip-audit rekap"
"""What a recap says of itself in its properties: an agency may have a rekap.xlsx of its own."""


@dataclass(frozen=True, slots=True)
class Line:
    """One file of a run.

    ``name`` is its path below the folder that all of them share; ``copy`` is the path of its annotated copy as seen
    from the recap, empty without one.
    """

    checked: Checked
    name: str
    copy: str = ""

    @property
    def result(self) -> AuditResult | None:
        """What the audit says; None for a file that could not be read."""
        return self.checked.result

    @property
    def agency(self) -> str:
        """The agency, as the workbook names it, else the file's name."""
        named = self.result.about.agency if self.result is not None else ""
        return named or PurePath(self.name).stem

    @property
    def year(self) -> int | None:
        """The year of the report."""
        return None if self.result is None else self.result.about.year


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule, in how many places and files it does not hold, and the heaviest of it."""

    rule: str
    title: str
    findings: int
    files: int
    severity: Severity


def read(lines: Sequence[Line]) -> tuple[tuple[Line, AuditResult], ...]:
    """The lines of the files that could be read, with what the audit says of them."""
    return tuple((line, line.result) for line in lines if line.result is not None)


def unread(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines of the files that could not be read."""
    return tuple(line for line in lines if line.result is None)


def causes(lines: Sequence[Line]) -> tuple[tuple[Line, Cause], ...]:
    """Every cause, heaviest first; of equal ones the one that explains more."""
    found = [(line, cause) for line, result in read(lines) for cause in result.causes]
    return tuple(sorted(found, key=lambda item: (item[1].severity.rank, -len(item[1].explains))))


def findings(lines: Sequence[Line]) -> Iterator[tuple[Line, Finding]]:
    """Every finding that counts, file by file."""
    for line, result in read(lines):
        for finding in result.counted:
            yield line, finding


def broken_rules(lines: Sequence[Line]) -> tuple[Broken, ...]:
    """The rules that do not hold somewhere, the one broken in most files first."""
    found: dict[str, list[tuple[str, Finding]]] = {}
    for line, finding in findings(lines):
        found.setdefault(finding.rule, []).append((line.checked.path, finding))
    rules = [
        Broken(
            rule,
            places[0][1].title,
            len(places),
            len({path for path, _ in places}),
            min((finding.severity for _, finding in places), key=lambda severity: severity.rank),
        )
        for rule, places in found.items()
    ]
    return tuple(sorted(rules, key=lambda rule: (-rule.files, -rule.findings, rule.rule)))


def totals(lines: Sequence[Line]) -> Counter[Severity]:
    """How many findings of each severity the run has."""
    return Counter(finding.severity for _, finding in findings(lines))


def told(lines: Sequence[Line], catalogue: Catalogue) -> str:
    """The whole run in one sentence."""
    counts = totals(lines)
    failed = [result for _, result in read(lines) if result.failures]
    rules = sorted({rule for result in failed for rule in result.failed_rules})
    behind = catalogue.text("recap.failed", files=len(failed), rules=", ".join(rules)) if failed else ""
    whole = catalogue.text(
        "recap.told",
        files=len(lines),
        read=len(read(lines)),
        unread=len(unread(lines)),
        clean=sum(1 for _, result in read(lines) if not result.counted and not result.failures),
        causes=len(causes(lines)),
        **{severity.value: counts[severity] for severity in Severity},
    )
    return f"{whole} {behind}".rstrip()
