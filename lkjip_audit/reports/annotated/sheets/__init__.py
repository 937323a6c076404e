"""Our own sheets, authored in memory with openpyxl; importing this package imports openpyxl."""

from __future__ import annotations

from openpyxl import Workbook

from lkjip_audit.reports.annotated.sheets import causes, findings
from lkjip_audit.reports.annotated.sheets.coverage import write_coverage
from lkjip_audit.reports.annotated.sheets.relations import write_relations
from lkjip_audit.reports.annotated.sheets.review import write_review
from lkjip_audit.reports.annotated.sheets.summary import write_summary
from lkjip_audit.reports.annotated.sheets.tables import write_tables
from lkjip_audit.reports.sheets.colours import tab_colour
from lkjip_audit.reports.sheets.desk import Desk
from lkjip_audit.reports.sheets.noted import TOP
from lkjip_audit.reports.sheets.saved import saved
from lkjip_audit.workbook.ours import KEYS


def author(desk: Desk) -> bytes:
    """A workbook of our sheets, to be grafted onto another; fills ``desk.cached`` and ``desk.marks``."""
    book = Workbook()
    book.remove(book.worksheets[0])
    if desk.further is not None:
        desk.further.write(book.create_sheet(desk.names[desk.further.key]), desk)
    made = {key: book.create_sheet(desk.names[key]) for key in KEYS}
    worst = min((finding.severity for finding in desk.result.counted), key=lambda severity: severity.rank, default=None)
    for key, sheet in made.items():
        sheet.sheet_properties.tabColor = tab_colour(key, worst)
    cause_rows = causes.cause_rows(desk)
    finding_rows = {finding.id: row for row, finding in enumerate(desk.result.findings, TOP + 1)}
    write_summary(made["summary"], desk, cause_rows)
    causes.write_causes(made["causes"], desk, finding_rows)
    findings.write_findings(made["findings"], desk, cause_rows)
    write_relations(made["relations"], desk)
    write_coverage(made["coverage"], desk)
    write_tables(made["tables"], desk)
    write_review(made["review"], desk, finding_rows)
    return saved(book)
