"""Whole audits of workbooks under made-up words: what is told of clean ones, and of one slip in each.

``python -m tests.benchmarks.made_up_books [FIRST] [COUNT]``: the seeds of the tables (``tests/induction/made_up.py``).

A slip is *detected* when anything is told above info; *first* when the first cause names its cell, alone or first of
its tie; *named* when a cause names it at all.  All slips are counted, and apart those that no relation by which the
table was made tells, recomputed exactly (they change no rounded figure: nothing can tell them), and those that only a
column of one or two different figures tells.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lkjip_audit.pipeline import Auditor
from lkjip_audit.result import AuditResult
from lkjip_audit.rulepack.model import Severity
from lkjip_audit.workbook.model import column_letter
from tests.grids import workbook_from_grids
from tests.induction.made_up import Book, Trace, made_up, spoiled, trace_of

WORDS = ("Wajan", "Tampah", "Kukusan", "Dandang", "Sutil", "Cobek", "Ulekan", "Bakul", "Irus", "Tenong")
SHEET = "Lapak"
WEIGHTY = frozenset({Severity.MATERIAL, Severity.SIGNIFICANT})


@dataclass(frozen=True)
class Told:
    """What came of one book: of the clean one, then of the spoiled one."""

    seed: int
    loud: bool
    trace: Trace
    detected: bool
    first: bool
    named: bool
    another: bool


def told_of(auditor: Auditor, seed: int) -> Told:
    """Audit one book, clean and with a slip."""
    book = made_up(seed)
    clean = audit(auditor, book)
    bad, (row, column) = spoiled(book, seed)
    place = f"{SHEET}!{column_letter(column + 2)}{row + 2}"
    result = audit(auditor, bad)
    causes = [(cause.address.place, [each.address.place for each in cause.alternatives]) for cause in result.causes]
    return Told(
        seed,
        any(finding.severity in WEIGHTY for finding in clean.findings),
        trace_of(book, bad, (row, column)),
        any(finding.severity is not Severity.INFO for finding in result.findings),
        bool(causes) and causes[0][0] == place,
        any(place in (cell, *others) for cell, others in causes),
        any(cell != place and not others for cell, others in causes),
    )


def audit(auditor: Auditor, book: Book) -> AuditResult:
    """The audit of its one sheet."""
    rows: list[list[object]] = [[SHEET, *WORDS[: len(book.decimals)]]]
    for at, line in enumerate(book.grid, 1):
        rows.append([f"{SHEET} {at}", *(_cell(value, book.decimals[column]) for column, value in enumerate(line))])
    return auditor.audit_workbook(workbook_from_grids({SHEET: rows}))


def _cell(value: Decimal | None, decimals: int) -> object:
    return None if value is None else {"v": value, "fmt": f"{0:.{decimals}f}"}


def page(told: Sequence[Told]) -> Iterator[str]:
    """The figures."""
    plain = [each for each in told if each.trace is Trace.PLAIN]
    yield f"books {len(told)}: clean with a finding of weight {sum(each.loud for each in told)}"
    for name, among in (
        ("all slips", told),
        ("that change no rounded figure", [each for each in told if each.trace is Trace.NONE]),
        ("that change only a column of one or two figures", [each for each in told if each.trace is Trace.FLAT]),
        ("all others", plain),
    ):
        detected, first, named = (sum(getattr(each, what) for each in among) for what in ("detected", "first", "named"))
        yield f"{name} {len(among)}: detected {detected}, right cell first {first}, named {named}"
    yield f"another cell accused outright: {sum(each.another for each in told)}"
    yield f"missed though others could tell: {[each.seed for each in plain if not each.detected]}"


def main(words: Sequence[str] | None = None) -> None:
    """Run what the words ask for."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.made_up_books", description=__doc__)
    parser.add_argument("first", type=int, nargs="?", default=700)
    parser.add_argument("count", type=int, nargs="?", default=40)
    asked = parser.parse_args(words)
    auditor = Auditor.load()
    told = [told_of(auditor, seed) for seed in range(asked.first, asked.first + asked.count)]
    sys.stdout.write("\n".join(page(told)) + "\n")


if __name__ == "__main__":
    main()
