"""A budget that does not balance though revenue, spending and financing are each what their parts make."""

from __future__ import annotations

from random import Random

from lkjip_audit.pipeline import Auditor
from lkjip_audit.result import AuditResult
from tests.grids import workbook_from_grids

_HEADER = (
    "Kabupaten/Kota",
    "PAD",
    "Transfer",
    "Pendapatan",
    "Belanja Operasi",
    "Belanja Modal",
    "Belanja",
    "Penerimaan Pembiayaan",
    "Pengeluaran Pembiayaan",
    "Pembiayaan Neto",
)
_RULE = "selisih-tanpa-angka-keliru"


def budgets(off: int, *, total_alone: bool = False) -> AuditResult:
    """Fourteen regions that balance but the sixth: its spending is ``off``, with a part of it or the total alone."""
    dice = Random(21)
    rows: list[list[object]] = [[*_HEADER]]
    for at in range(14):
        own, given = dice.randrange(10_000, 90_000), dice.randrange(300_000, 900_000)
        received, paid = dice.randrange(20_000, 60_000), dice.randrange(1_000, 9_000)
        spent, capital = own + given + received - paid, dice.randrange(50_000, 150_000)
        wrong = off if at == 5 else 0
        parts = [spent - capital, capital + (0 if total_alone else wrong)]
        rows.append([f"Kab. {at + 1}", own, given, own + given, *parts, spent + wrong, received, paid, received - paid])
    return Auditor.load().audit_workbook(workbook_from_grids({"APBD": rows}))


def test_budget_that_does_not_balance_is_told_without_weight_and_accuses_nobody() -> None:
    result = budgets(7411)
    assert [(item.rule, item.severity.value, item.place.partition("!")[2]) for item in result.findings] == [
        (_RULE, "info", "G7")
    ]
    assert result.causes == ()


def test_total_that_its_parts_do_not_make_is_accused_instead() -> None:
    result = budgets(90_000, total_alone=True)
    assert _RULE not in {item.rule for item in result.findings}
    assert [cause.address.a1 for cause in result.causes] == ["G7"]


def test_budgets_that_balance_are_silent() -> None:
    assert budgets(0).findings == ()
