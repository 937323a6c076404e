"""The working paper as CSV: a row for each relation that was tested."""

from __future__ import annotations

import csv
from io import StringIO

from lkjip_audit.reports.delimited import MARK, safe
from lkjip_audit.working_paper import WorkingPaper

HEADER = (
    "sheet",
    "cell",
    "stated",
    "expected",
    "outcome",
    "source",
    "bits",
    "holds",
    "departs",
    "rule",
    "subject",
    "formula",
    "cells",
    "operands",
)
"""Names of columns are for programs and the same in every language."""


def render(paper: WorkingPaper) -> str:
    """Comma-separated, in UTF-8 with a byte order mark; ``operands`` are written as ``sheet!cell=value``."""
    page = StringIO()
    writer = csv.writer(page, lineterminator="\r\n")
    writer.writerow(HEADER)
    for line in paper.lines:
        operands = "; ".join(f"{part.address.place}={part.value}" for part in line.operands)
        row = (
            line.stated.address.sheet,
            line.stated.address.a1,
            line.stated.value,
            line.expected,
            line.outcome,
            line.source,
            str(line.bits),
            str(line.holds),
            str(line.departs),
            line.rule,
            line.subject,
            line.formula,
            line.cells,
            operands,
        )
        writer.writerow([safe(text) for text in row])
    return MARK + page.getvalue()
