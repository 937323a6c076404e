"""How findings and causes stand when what a workbook says is laid out anew.

``python -m tests.benchmarks.layouts_at_random``

The three samples and ten generated books, each in layouts drawn at random (``tests/layouts_at_random.py``).  Printed
are the cells accused though the truth has them right (wrong accusations), findings above info at such cells (loud
alarms), and the share of the sure figure defects that are found, by kind of layout.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random

from lkjip_audit.pipeline import Auditor, open_workbook
from lkjip_audit.result import AuditResult, Cause
from lkjip_audit.rulepack.model import Severity
from tests.layouts_at_random import Laid, Spot, as_it_is, drawn, laid_anew, spots
from tests.same_content import FAULTS, LAYOUTS, Num, content, with_faults
from tests.truth import SAMPLES, defects, load

SAMPLE_NAMES = ("contoh-selaras", "kota-blitar-bkpsdm-2023", "kab-jombang-bkpsdm-2023")
BOOKS = 10


@dataclass(frozen=True)
class Book:
    """A workbook in its first layout, with the truth: which cells are wrong, which are surely right.

    ``defects`` are the sure figure defects, each with the cells in which it may be told.  Where ``right`` is None every
    cell that is not wrong is right.
    """

    name: str
    first: Laid
    wrong: frozenset[Spot]
    right: frozenset[Spot] | None
    defects: tuple[frozenset[Spot], ...]

    def is_right(self, spot: Spot) -> bool:
        """Whether the truth has the cell right."""
        return spot not in self.wrong and (self.right is None or spot in self.right)


@dataclass
class Tally:
    """What was seen in the layouts of one kind."""

    layouts: int = 0
    accused: list[str] = field(default_factory=list)
    loud: list[str] = field(default_factory=list)
    wanted: int = 0
    found: int = 0


def sample(name: str) -> Book:
    """A sample with its truth file."""
    every = list(defects(name))
    wrong = frozenset(spots(cell for defect in every for cell in defect.cells))
    held = frozenset(spots((item["sheet"], item["cell"]) for item in load(name).get("holds", [])))
    sure = tuple(frozenset(spots(iter(defect.cells))) for defect in every if defect.sure and defect.figure)
    laid = as_it_is(open_workbook(Path(SAMPLES) / f"{name}.xlsx"))
    return Book(name, laid, wrong, held - wrong if every else None, sure)


def generated(seed: int) -> Book:
    """A made-up report with four faults."""
    faults = Random(seed).sample(sorted(FAULTS), 4)
    right, given = content(), with_faults(*faults)
    lay = LAYOUTS[("sheets", "formulas")[seed % 2]]
    workbook, places = lay(given)
    wrong = set()
    for (sheet, cell), (table, row, column) in places.items():
        if table == "prosa":
            differs = right.prose[row] != given.prose[row]
        else:
            one, other = right.tables[table].rows[row][column], given.tables[table].rows[row][column]
            differs = (one.value != other.value) if isinstance(one, Num) and isinstance(other, Num) else one != other
        if differs:
            wrong.add((sheet, cell))
    at = frozenset(spots(iter(wrong)))
    return Book(f"laporan {seed}", as_it_is(workbook), at, None, tuple(frozenset({spot}) for spot in sorted(at)))


def books() -> Iterator[Book]:
    """All of them."""
    yield from map(sample, SAMPLE_NAMES)
    yield from map(generated, range(BOOKS))


@cache
def auditor() -> Auditor:
    return Auditor.load()


def accused(result: AuditResult, laid: Laid) -> Iterator[tuple[Spot, str, str]]:
    """The cells of the first layout that a cause accuses outright, with what is stated and proposed."""
    for cause in result.causes:
        if cause.kind == "figure" and not cause.alternatives:
            for address in (cause.address, *cause.also):
                yield laid.origin(address), cause.stated, cause.proposed


def wrongly_accused(result: AuditResult, laid: Laid, book: Book) -> list[str]:
    """The accusations of cells that are right, in words."""
    return [
        f"{book.name} {spot}: {stated} -> {proposed}"
        for spot, stated, proposed in accused(result, laid)
        if book.is_right(spot) or spot not in book.wrong
    ]


def loud(result: AuditResult, laid: Laid, book: Book) -> list[str]:
    """Findings above info at cells that are right, and that no cause leads back to a wrong one; in words."""
    causes = {cause.id: cause for cause in result.causes}

    def leads_to_a_wrong_cell(cause: Cause | None) -> bool:
        if cause is None:
            return False
        named = (cause.address, *cause.also, *(item.address for item in cause.alternatives))
        return any(laid.origin(address) in book.wrong for address in named)

    return [
        f"{book.name} {laid.origin(finding.address)}: {finding.rule} {finding.stated} -> {finding.expected}"
        for finding in result.findings
        if finding.severity is not Severity.INFO
        and book.is_right(laid.origin(finding.address))
        and not leads_to_a_wrong_cell(causes.get(finding.cause or ""))
    ]


def found(result: AuditResult, laid: Laid, book: Book) -> int:
    """How many of the sure figure defects are found."""
    seen = {laid.origin(finding.address) for finding in result.findings}
    seen |= {spot for spot, *_ in accused(result, laid)}
    return sum(not seen.isdisjoint(defect) for defect in book.defects)


def measured(layouts: int, first: int = 0, only: str = "") -> dict[str, Tally]:
    """The tallies by kind of layout; ``layouts`` in all, spread over the books."""
    every = [book for book in books() if only in book.name]
    tallies: dict[str, Tally] = defaultdict(Tally)
    for seed in range(first, first + layouts):
        book = every[seed % len(every)]
        steps = drawn(seed // len(every))
        laid = laid_anew(book.first, steps, seed)
        result = auditor().audit_workbook(laid.workbook)
        for kind in steps if len(steps) == 1 else ("mixed",):
            tally = tallies[kind]
            tally.layouts += 1
            tally.accused += [f"[{seed} {'+'.join(steps)}] {x}" for x in wrongly_accused(result, laid, book)]
            tally.loud += [f"[{seed} {'+'.join(steps)}] {x}" for x in loud(result, laid, book)]
            tally.wanted += len(book.defects)
            tally.found += found(result, laid, book)
    return tallies


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--layouts", type=int, default=208)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    tallies = measured(options.layouts, options.first, options.only)
    print("| layout | layouts | wrong accusations | loud alarms | sure figure defects found |")  # noqa: T201
    print("|---|---:|---:|---:|---:|")  # noqa: T201
    for kind, tally in sorted(tallies.items()):
        share = f"{100 * tally.found / tally.wanted:.1f}%" if tally.wanted else "-"
        print(f"| {kind} | {tally.layouts} | {len(tally.accused)} | {len(tally.loud)} | {share} |")  # noqa: T201
    for tally in tallies.values():
        for line in (*("ACCUSED " + x for x in tally.accused), *("LOUD " + x for x in tally.loud)):
            print(line)  # noqa: T201


if __name__ == "__main__":
    main()
