"""Filled workbooks of the forms that agencies keep, right in every figure, in words and layouts of three regions.

``python -m tests.benchmarks.agency_forms`` audits each, then plants slips in its figures one at a time and tells how
many are found, how often the spoiled cell is the first cause, and how often it is among the answers: of four quarters
and their total no arithmetic can say which is wrong.  All names and amounts are invented.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from lkjip_audit.pipeline import Auditor
from lkjip_audit.result import AuditResult
from tests.benchmarks import budget_forms, performance_forms, planning_forms, record_forms
from tests.benchmarks.form_words import Form
from tests.benchmarks.what_arithmetic_tells import answers_of

FORMS: Mapping[str, Callable[[Random, int], Form]] = {
    **budget_forms.FORMS,
    **planning_forms.FORMS,
    **performance_forms.FORMS,
    **record_forms.FORMS,
}
REGIONS = 3


def write(form: Form, path: Path) -> None:
    """``form`` as a workbook at ``path``, money in whole rupiah and what has cents with two decimals."""
    with xlsxwriter.Workbook(path) as book:
        whole, cents = book.add_format({"num_format": "#,##0"}), book.add_format({"num_format": "#,##0.00"})
        for name, rows in form.sheets.items():
            sheet = book.add_worksheet(name)
            for area in form.merges.get(name, ()):
                sheet.merge_range(area, "")
            for row, cells in enumerate(rows):
                for column, value in enumerate(cells):
                    if isinstance(value, (int, float)):
                        sheet.write_number(row, column, value, cents if isinstance(value, float) else whole)
                    elif value is not None:
                        sheet.write_string(row, column, value)


def figures(form: Form) -> Iterator[tuple[str, int, int]]:
    """The places of the figures of ``form``: sheet, row and column from 0; numbers of rows are none."""
    for name, rows in form.sheets.items():
        for row, cells in enumerate(rows):
            for column, value in enumerate(cells):
                if isinstance(value, float) or (isinstance(value, int) and (column > 0 or value > len(rows))):
                    yield name, row, column


def slipped(value: float, random: Random) -> float:
    """``value`` with one digit typed wrong, or two neighbours in the wrong order."""
    text = f"{value:.2f}" if isinstance(value, float) else str(value)
    places = [place for place, letter in enumerate(text) if letter.isdigit()]
    while True:
        letters = list(text)
        place = random.choice(places)
        after = place + 1
        if random.random() < 0.5 and after in places:
            letters[place], letters[after] = letters[after], letters[place]
        else:
            letters[place] = random.choice("0123456789")
        changed = float("".join(letters)) if isinstance(value, float) else int("".join(letters))
        if changed != value and abs(changed - value) > (0.02 if isinstance(value, float) else 0):
            return changed


@dataclass(frozen=True, slots=True)
class Measured:
    """What became of one form: figures and how many were tested, findings while right, slips found and named first."""

    figures: int
    tested: int
    alarms: tuple[str, ...]
    planted: int
    detected: int
    first: int
    among: int
    missed: tuple[str, ...] = ()
    accused: tuple[str, ...] = ()
    """Right cells that a cause accuses alone."""

    alone_accused: int = 0
    """Slips whose cell a cause accuses alone."""

    visible: int = 0
    """Slips that leave some equation of the form broken; of a form without declared equations none is known."""

    visible_detected: int = 0
    alone: int = 0
    """Slips whose cell alone, of all, can mend every broken equation: no tie."""

    alone_first: int = 0
    tied: int = 0
    tied_among: int = 0


def measure(name: str, region: int, slips: int, auditor: Auditor, seed: int = 1) -> Measured:
    """The form ``name`` of ``region`` audited as it is, and with ``slips`` slips, one at a time."""
    form = FORMS[name](Random(f"{name}{region}{seed}"), region)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.xlsx"

        def audited() -> AuditResult:
            write(form, path)
            return auditor.audit(path)

        clean = audited()
        alarms = tuple(f"{item.rule} {item.place}" for item in clean.findings if item.severity.value != "info")
        random = Random(seed)
        every = list(figures(form))
        places = random.sample(every, min(slips, len(every)))
        detected = first = among = 0
        counted: Counter[str] = Counter()
        missed, accused = [], []
        for sheet, row, column in places:
            cells = form.sheets[sheet][row]
            right = cells[column]
            cells[column] = slipped(right, random)
            found = audited()
            address = f"{sheet}!{xl_rowcol_to_cell(row, column)}"
            known = any(item.severity.value != "info" for item in found.findings)
            named = bool(found.causes) and found.causes[0].address.place.replace("'", "") == address
            told = (answer for cause in found.causes for answer in (cause, *cause.alternatives))
            answers = {answer.address.place.replace("'", "") for answer in told}
            detected, first, among = detected + known, first + (known and named), among + (address in answers)
            possible = answers_of(form, (sheet, row, column))
            if possible:
                told_apart = len(possible) == 1
                counted["visible"] += 1
                counted["visible_detected"] += known
                counted["alone"] += told_apart
                counted["alone_first"] += told_apart and known and named
                counted["tied"] += not told_apart
                counted["tied_among"] += not told_apart and address in answers
            outright = set(accused_alone(found))
            counted["alone_accused"] += address in outright
            planted = f"{address} {right}->{cells[column]}"
            accused += [f"{planted}: {other}" for other in sorted(outright - {address})]
            if address not in answers and (possible or not form.equations):
                missed.append(f"{planted} {'other cell' if known else 'silent'}")
            cells[column] = right
    figures_of, tested = clean.coverage.figures, len(clean.coverage.tested)
    missing, wrong = tuple(missed), tuple(accused)
    return Measured(figures_of, tested, alarms, len(places), detected, first, among, missing, wrong, **counted)


def accused_alone(result: AuditResult) -> Iterator[str]:
    """The cells, by sheet and name, that a cause accuses without a tie."""
    for cause in result.causes:
        if cause.kind == "figure" and not cause.alternatives:
            yield from (address.place.replace("'", "") for address in (cause.address, *cause.also))


def main() -> None:
    """Print a line for each form and region."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--slips", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("names", nargs="*", default=list(FORMS))
    options = parser.parse_args()
    auditor = Auditor.load()
    for name in options.names:
        for region in range(REGIONS):
            got = measure(name, region, options.slips, auditor, options.seed)
            line = f"{name} {region}: tested {got.tested}/{got.figures} alarms {len(got.alarms)}"
            line += f" detected {got.detected}/{got.planted} first {got.first} among {got.among}"
            line += f" accused alone {got.alone_accused}, another {len(got.accused)}"
            if got.visible:
                line += f"; visible {got.visible_detected}/{got.visible}, alone first {got.alone_first}/{got.alone}"
                line += f", tie has it {got.tied_among}/{got.tied}"
            print(line, flush=True)  # noqa: T201
            for told in got.accused:
                print("    ACCUSED", told)  # noqa: T201
            for told in (*got.alarms, *got.missed) if options.verbose else ():
                print("   ", told)  # noqa: T201


if __name__ == "__main__":
    main()
