"""Invented dossiers written as files: the right one is silent, and a slip in any figure is told at its file and place.

python -m tests.benchmarks.dossier_slips --form fishery --seed 1 --slips 60
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from lkjip_audit.pipeline import open_workbook
from lkjip_audit.result import AuditResult
from lkjip_audit.workbook.dossier import together
from lkjip_audit.workbook.model import Workbook
from tests.benchmarks import dossier_district, dossier_fishery, dossier_hospital
from tests.benchmarks.dossier_files import File, figures, slip, spoiled, write
from tests.benchmarks.layouts_at_random import auditor

FORMS: Mapping[str, Callable[[Random], list[File]]] = {
    "district": lambda random: dossier_district.files(dossier_district.facts(random)),
    "fishery": lambda random: dossier_fishery.files(dossier_fishery.facts(random)),
    "hospital": lambda random: dossier_hospital.files(dossier_hospital.facts(random)),
}


@dataclass(frozen=True, slots=True)
class Became:
    """What became of one slip."""

    place: str
    right: str
    typed: str
    told: bool
    named: bool
    first: bool
    alone: bool
    wrong: tuple[str, ...]
    said: tuple[str, ...]


def judged(books: Sequence[Workbook]) -> AuditResult:
    """The files as one dossier."""
    return auditor().audit_workbook(together(books).whole)


def differing(before: Workbook, after: Workbook, label: str) -> set[str]:
    """The places, in the dossier, of the cells that are not alike."""
    found = set()
    for old, new in zip(before.sheets, after.sheets, strict=True):
        for at, cell in new.cells.items():
            if old.cells[at].value != cell.value:
                found.add(f"[{label}]{new.name}!{at[0]},{at[1]}")
    return found


def became(form: str, seed: int, count: int | None) -> tuple[AuditResult, list[Became]]:
    """The audit of the right dossier, and what became of ``count`` slips, of all figures where None."""
    random = Random(f"{form} {seed}")
    made = FORMS[form](random)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        books = [open_workbook(write(file, folder)) for file in made]
        clean = judged(books)
        known = {item.fingerprint for item in clean.findings}
        places = [(number, at) for number, file in enumerate(made) for at in range(len(figures(file)))]
        random.shuffle(places)
        found = []
        for number, at in places[:count]:
            wrong = slip(made[number], at, random)
            book = open_workbook(write(spoiled(made[number], wrong), folder))
            joined = [*books[:number], book, *books[number + 1 :]]
            (at_fault,) = differing(books[number], book, book.name) or {""}
            result = judged(joined)
            told = [item for item in result.findings if item.fingerprint not in known]
            grave = [item for item in told if item.severity.value != "info"]

            def spot(address: object) -> str:
                return f"{address.sheet}!{address.row},{address.column}"  # type: ignore[attr-defined]

            leading = result.causes[0] if result.causes else None
            first = leading is not None and at_fault in {spot(item.address) for item in leading.candidates}
            accused = tuple(
                f"{cause.address.place} {cause.stated}->{cause.proposed}"
                for cause in result.causes
                if not cause.is_tie and spot(cause.address) != at_fault
            )
            named = any(at_fault in {spot(item.address), *(spot(o.address) for o in item.related)} for item in told)
            alone = first and leading is not None and not leading.is_tie
            said = tuple(
                f"{item.severity.value} {item.rule} {item.address.place}: {item.message[:150]}" for item in told
            )
            found.append(Became(at_fault, wrong.right, wrong.typed, bool(grave), named, first, alone, accused, said))
    return clean, found


def main() -> None:
    """Print what became of the slips."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--form", choices=sorted(FORMS), action="append")
    parser.add_argument("--slips", type=int)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    for form in chosen.form or sorted(FORMS):
        clean, found = became(form, chosen.seed, chosen.slips)
        tally = Counter(
            alarms=sum(item.severity.value != "info" for item in clean.findings),
            planted=len(found),
            detected=sum(item.told for item in found),
            named=sum(item.named for item in found),
            first=sum(item.first for item in found),
            alone=sum(item.alone for item in found),
            accused_wrongly=sum(bool(item.wrong) for item in found),
        )
        lines = [f"{form} {chosen.seed}: {dict(tally)}; tested {clean.coverage.percent}"]
        lines += [f"  clean {i.severity.value} {i.rule} {i.address.place}: {i.message[:200]}" for i in clean.findings]
        for item in found:
            if not item.first or item.wrong:
                lines.append(f"{'WRONG ' if item.wrong else ''}{item.place} {item.right}->{item.typed} {item.wrong}")
                lines += [f"      {said}" for said in item.said[:4]]
        sys.stdout.write("\n".join((*lines, "")))


if __name__ == "__main__":
    main()
