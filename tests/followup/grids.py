"""Small audits for the tests of this room."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from lkjip_audit.pipeline import Auditor
from lkjip_audit.result import AuditResult
from tests.grids import workbook_from_grids

HEAD = ["No", "Indikator Kinerja", "Target", "Realisasi", "Capaian (%)"]
MERIT = [1, "Indeks Sistem Merit", 270, "271,50", "100,56"]
IPASN = [2, "Indeks Profesionalitas ASN", 80, "72,00", "91,00"]  # 90,00
SAKIP = [3, "Nilai SAKIP Perangkat Daerah", 82, "78,72", "96,00"]
RULE = "capaian-rasio"


@cache
def auditor() -> Auditor:
    return Auditor.load()


def audited(**sheets: Sequence[Sequence[object]]) -> AuditResult:
    """The audit of a workbook with these sheets."""
    return auditor().audit_workbook(workbook_from_grids(sheets, name="laporan.xlsx"))


def capaian(*rows: Sequence[object], prose: Sequence[str] = ()) -> AuditResult:
    """The audit of one table of achievements, and a sheet of sentences."""
    table = [["Tabel 3.1 Capaian Kinerja Tahun 2023"], [], HEAD, *rows]
    return audited(Capaian=table, Narasi=[[text] for text in prose])


def right(row: Sequence[object], value: str) -> list[object]:
    """``row`` with another capaian."""
    return [*row[:4], value]
