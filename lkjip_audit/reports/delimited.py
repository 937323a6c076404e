"""The report as CSV: a row for each finding, for spreadsheets and scripts."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from io import StringIO

from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.reports.checked import Checked
from lkjip_audit.reports.forms import Delimiter
from lkjip_audit.result import AuditResult, Finding

HEADER = (
    "file",
    "id",
    "severity",
    "rule",
    "title",
    "sheet",
    "cell",
    "stated",
    "expected",
    "difference",
    "message",
    "basis",
    "cause_cell",
    "cause_proposed",
    "suppression",
    "status",
    "fingerprint",
    "problem",
    "standing",
    "proposed",
    "code",
    "cause",
)
"""Names of columns are for programs and the same in every language."""

_FIGURE = re.compile(r"[-+]?\(?[\d.,\s]+\)?%?")
MARK = "\ufeff"
"""Without it Excel takes the file for the code page of the PC."""


def render(checked: Sequence[Checked], catalogue: Catalogue, delimiter: Delimiter = Delimiter.COMMA) -> str:
    """In UTF-8 with a byte order mark; a file that could not be read has a row with its problem."""
    del catalogue  # findings carry their sentences
    page = StringIO()
    if delimiter is Delimiter.TOLD:
        page.write("sep=;\r\n")
    writer = csv.writer(page, lineterminator="\r\n", delimiter=_BETWEEN.get(delimiter, delimiter.value))
    writer.writerow(HEADER)
    for item in checked:
        if item.result is None:
            at = HEADER.index("problem")
            writer.writerow([safe(item.path), *[""] * (at - 1), safe(item.problem), *[""] * (len(HEADER) - at - 1)])
            continue
        for finding in item.result.findings:
            writer.writerow([safe(text) for text in _row(item.path_of(finding.address.sheet), finding, item.result)])
    return MARK + page.getvalue()


_BETWEEN = {Delimiter.TAB: "\t", Delimiter.TOLD: ";"}


def _row(path: str, finding: Finding, result: AuditResult) -> list[str]:
    cause = next((cause for cause in result.causes if cause.id == finding.cause), None)
    return [
        path,
        finding.id,
        finding.severity.value,
        finding.rule,
        finding.title,
        finding.address.sheet,
        finding.address.a1 if finding.address.sheet else "",
        finding.stated,
        finding.expected,
        finding.difference,
        finding.message,
        finding.basis,
        ", ".join(dict.fromkeys(item.address.place for item in cause.candidates)) if cause else "",
        cause.proposed if cause and not cause.is_tie else "",
        f"{finding.suppression.kind}: {finding.suppression.reason}" if finding.suppression else "",
        finding.follow_up.status if finding.follow_up else "",
        finding.fingerprint,
        "",
        finding.standing.value,
        finding.proposed,
        finding.code,
        cause.code if cause else "",
    ]


def safe(text: str) -> str:
    """``text`` so that no spreadsheet takes it for a formula; figures stay as they are."""
    dangerous = text.startswith(("=", "+", "-", "@", "\t", "\r")) and not _FIGURE.fullmatch(text)
    return f"'{text}" if dangerous else text
