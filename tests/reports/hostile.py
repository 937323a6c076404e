"""A run whose texts hold everything that could break a form: marks of markup, control characters, formulas."""

from datetime import date

from lkjip_audit.reports.checked import Checked
from lkjip_audit.result import (
    Alternative,
    AuditResult,
    Cause,
    Coverage,
    Finding,
    Related,
    Source,
    Suppression,
    Tested,
    Unverified,
)
from lkjip_audit.rulepack.model import Severity
from lkjip_audit.workbook.model import Address

TEXT = '=1+1 | a\r\nb <b>&"x"</b> \x07 \ud800 ::error:: 100%25, [y](z) `q` ]]> é'
SHEET = "It's, a: sheet|1"
HERE, THERE = Address(SHEET, 3, 2), Address(SHEET, 9, 4)


def finding(number: int, severity: Severity, suppression: Suppression | None = None) -> Finding:
    return Finding(
        id=f"F{number:03}",
        fingerprint=f"{number:016x}",
        rule=f"aturan-{number % 2}",
        title=TEXT,
        severity=severity,
        address=HERE,
        stated=TEXT,
        expected="-5,00",
        difference="-2",
        message=TEXT,
        basis=TEXT,
        remedy=TEXT,
        why=TEXT,
        kind="row_formula",
        related=(Related(THERE, TEXT, TEXT),),
        cause="C01",
        suppression=suppression,
    )


def hostile() -> tuple[Checked, ...]:
    """A file with a finding of each severity, one of them waived; one with none; one that could not be read."""
    waived = Suppression("waiver", TEXT, who="reviu", until=date(2027, 1, 31))
    findings = [finding(number, severity) for number, severity in enumerate(Severity)]
    cause = Cause("C01", HERE, TEXT, TEXT, TEXT, ("F000",), (Alternative(THERE, TEXT, TEXT),))
    full = AuditResult(
        source=Source("a b.xlsx", "0" * 64, (SHEET,)),
        version="0",
        rules_sha256="0" * 64,
        tables=(),
        checks={"pass": 1, "finding": 5, "not_applicable": 0, "not_verifiable": 1, "rule_error": 0},
        findings=(*findings, finding(9, Severity.MATERIAL, waived)),
        causes=(cause,),
        coverage=Coverage(2, (Tested(HERE, "1", ("aturan-0", "aturan-2")),), ()),
        unverified=(Unverified(THERE, "aturan-3", TEXT),),
    )
    empty = AuditResult(
        Source("kosong.xlsx", "1" * 64, ()),
        "0",
        "0" * 64,
        (),
        dict.fromkeys(full.checks, 0),
        (),
        (),
        Coverage(0, (), ()),
    )
    return (Checked("folder/a b.xlsx", full), Checked("kosong.xlsx", empty), Checked("rusak.xlsx", problem=TEXT))
