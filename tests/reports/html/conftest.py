"""A result of one cause and two findings with its view, written by hand; and pages parsed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import html

from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.reports.checked import Checked
from lkjip_audit.reports.html import render
from lkjip_audit.result import (
    Alternative,
    AuditResult,
    Cause,
    Coverage,
    Excerpt,
    Finding,
    NoticeText,
    Related,
    Source,
    Spot,
    Standing,
    Strip,
    TableSummary,
    Unchecked,
    Unverified,
    View,
)
from lkjip_audit.rulepack.model import Severity
from lkjip_audit.workbook.model import Address, Notice

SHEET = 'Anggaran <1> & "dua"'
WRONG = Address(SHEET, 4, 2)
USED = Address(SHEET, 3, 2)
PROSE = Address("Bab IV", 9, 1)
SAID = {
    "id": ("Jumlah tidak cocok <b>", "Pagu tertulis 12.", "angkanya dijumlahkan", "tidak ada pembandingnya"),
    "en": ("Total is off <b>", "The budget reads 12.", "the figures are added", "nothing to compare"),
}


def made(lang: str) -> AuditResult:
    title, message, why, reason = SAID[lang]
    common = {
        "rule": "jumlah-kolom",
        "title": title,
        "basis": "PermenPANRB 53/2014",
        "remedy": why,
        "kind": "column_sum",
    }
    findings = (
        Finding(
            id="F001",
            fingerprint="a" * 16,
            severity=Severity.MATERIAL,
            address=WRONG,
            stated="12",
            expected="11",
            difference="1",
            message=message,
            why=why,
            related=(Related(USED, "pagu", "7"),),
            cause="C01",
            formula="4 + 7",
            standing=Standing.WRONG,
            proposed="11",
            **common,
        ),
        Finding(
            id="F002",
            fingerprint="b" * 16,
            severity=Severity.MINOR,
            address=PROSE,
            stated="12",
            expected="11",
            difference="1",
            message=message,
            why=why,
            hidden=True,
            standing=Standing.WRONG,
            **common,
        ),
    )
    cause = Cause(
        "C01",
        WRONG,
        "12",
        "11",
        why,
        ("F001",),
        copies=(Alternative(PROSE, "12", "11"),),
        evidence=(why,),
        changes=reason,
        severity=Severity.MATERIAL,
        fingerprint="c" * 16,
    )
    return AuditResult(
        source=Source("laporan <x>.xlsx", "f" * 64, (SHEET, "Bab IV")),
        version="0.1.0",
        rules_sha256="e" * 64,
        tables=(TableSummary("T01", "anggaran", SHEET, "A1:B4", "Tabel <3>", {"pagu": "B"}),),
        checks={"pass": 3, "finding": 2, "not_applicable": 0, "not_verifiable": 1, "rule_error": 0},
        findings=findings,
        causes=(cause,),
        coverage=Coverage(9, (), (Unchecked(Address(SHEET, 7, 2), reason), Unchecked(Address(SHEET, 8, 2), reason))),
        notices=(NoticeText(Notice("values_only", SHEET, "A1"), message),),
        unverified=(Unverified(USED, "serapan", reason),),
        lang=lang,
    )


def excerpts():
    heads = Strip(1, (Spot(1, 1, "No", bold=True), Spot(1, 2, "Pagu", bold=True)), head=True)
    body = (
        Strip(3, (Spot(3, 1, "<i>b</i>"), Spot(3, 2, "7", number=True)), skipped=2),
        Strip(4, (Spot(4, 1, "Jumlah"), Spot(4, 2, "12", number=True))),
    )
    prose = Strip(9, (Spot(9, 1, "Pagu 112 menjadi 12. Selesai"),))
    return {
        WRONG: Excerpt(SHEET, (1, 2), (heads, *body), "T01", "Tabel <3>"),
        PROSE: Excerpt("Bab IV", (1,), (prose,)),
    }


@pytest.fixture
def result() -> AuditResult:
    return replace(made("id"), view=View(excerpts(), (made("en"),)))


@pytest.fixture
def draw():
    """Renders results, parsed."""

    def drawn(*results: AuditResult, lang: str = "id", unread=()) -> html.HtmlElement:
        checked = [*(Checked(item.source.name, item) for item in results), *unread]
        return html.document_fromstring(render(checked, Catalogue(lang)))

    return drawn


@pytest.fixture
def page(draw, result) -> html.HtmlElement:
    return draw(result)
