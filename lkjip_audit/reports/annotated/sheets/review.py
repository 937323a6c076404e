"""The review aid: the items of the official checklist, what the workbook says to each, and what a person must judge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from openpyxl.worksheet.worksheet import Worksheet

from lkjip_audit.reports.review import ReviewLine, checklist, review_lines
from lkjip_audit.reports.sheets.desk import Desk
from lkjip_audit.reports.sheets.look import Column, choices, fill_row, head, link, table
from lkjip_audit.reports.sheets.statuses import REVIEW_WORDS
from lkjip_audit.workbook.model import column_letter

TOP = 4
COLUMNS = (
    Column("item", 6, wrap=False),
    Column("statement", 27),
    Column("answer", 14),
    Column("evidence", 33),
    Column("see", 7, wrap=False),
    Column("explains", 12),
    Column("judge", 25),
    Column("verdict", 10, wrap=False, align="center"),
    Column("note", 12),
    Column("name", 9),
    Column("fingerprint", 12, wrap=False, hidden=True),
)
_VERDICT = column_letter([column.key for column in COLUMNS].index("verdict") + 1)
_MOST = 9
"""Findings and tables that are named; the rest is counted."""
_SHORT = 6
"""Letters of a name that stands in the narrow column of links."""


def write_review(sheet: Worksheet, desk: Desk, finding_rows: Mapping[str, int]) -> None:
    """Fill the sheet; ``finding_rows`` is where each finding stands on the sheet of findings."""
    review, lang = checklist(), desk.result.lang
    desk.title(sheet, review.title.get(lang), [review.note.get(lang), desk.text("review.hint")], COLUMNS)
    head(sheet, TOP, [desk.text(f"column.{column.key}") for column in COLUMNS])
    lines = review_lines(desk.result, review)
    for row, line in enumerate(lines, TOP + 1):
        _write(sheet, row, line, desk, finding_rows)
    last = TOP + len(lines)
    table(sheet, desk.tables["review"], TOP, last, COLUMNS)
    choices(sheet, f"{_VERDICT}{TOP + 1}:{_VERDICT}{last}", REVIEW_WORDS[lang])
    desk.mark("review", TOP, COLUMNS)


def _write(sheet: Worksheet, row: int, line: ReviewLine, desk: Desk, finding_rows: Mapping[str, int]) -> None:
    item, lang = line.item, desk.result.lang
    kept = desk.verdict(item.no)
    places = [place for _, places in line.found for place in places]
    findings = [finding.id for finding in line.findings]
    values = {
        "item": item.no,
        "statement": item.statement.get(lang),
        "answer": "; ".join(desk.text(f"review.{answer.value}") for answer in line.answers),
        "evidence": "\n".join(_evidence(line, desk)),
        "see": "" if not places else places[0].name if len(places[0].name) <= _SHORT else "→",
        "explains": _listed(findings),
        "judge": item.judge.get(lang),
        "verdict": "" if kept.status == "open" else kept.word(lang),
        "note": kept.note,
        "name": kept.name,
        "fingerprint": item.no,
    }
    cells = fill_row(sheet, row, COLUMNS, values)
    if places and desk.linked:
        link(cells["see"], places[0].sheet, places[0].area.split(":")[0])
    if findings:
        link(cells["item"], desk.names["findings"], f"A{finding_rows[findings[0]]}")


def _evidence(line: ReviewLine, desk: Desk) -> Iterator[str]:
    """What was found of what the item asks for, and how much was tested."""
    for need, places in line.found:
        listed = _listed([place.name for place in places]) or desk.text("review.not_found")
        yield f"• {need.what.get(desk.result.lang)}: {listed}"
    if line.tested or line.unverified:
        yield "• " + desk.text("review.tested", tested=line.tested, unverified=line.unverified)


def _listed(names: list[str]) -> str:
    more = f" … (+{len(names) - _MOST})" if len(names) > _MOST else ""
    return ", ".join(names[:_MOST]) + more
