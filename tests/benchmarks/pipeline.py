"""Faults planted in the cells of a workbook, and what the whole audit makes of them: from the typed cell to the cause.

``python -m tests.benchmarks.pipeline samples/contoh-selaras.xlsx --cells 150 --seed 1``
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from random import Random

from lkjip_audit.figures.rounding import format_number
from lkjip_audit.pipeline import Auditor, open_workbook
from lkjip_audit.result import AuditResult
from lkjip_audit.rulepack.model import Severity
from lkjip_audit.workbook.model import Address, Cell, Workbook

_SHOWN = 4
"""How many digits of a stored fraction are taken to be shown: what nobody sees is not spoiled."""
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")


@dataclass(frozen=True)
class Planted:
    """A cell whose figure was spoiled: what it said, and what it says now."""

    address: Address
    way: str
    right: str
    wrong: str


def _transposed(digits: str, random: Random) -> str | None:
    places = [i for i in range(len(digits) - 1) if digits[i] != digits[i + 1] and (i or digits[1] != "0")]
    if not places or len(digits) < 3:
        return None
    i = random.choice(places)
    return digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :]


def _one_digit(digits: str, random: Random) -> str | None:
    i = random.randrange(len(digits))
    digit = random.choice([d for d in "123456789" if d != digits[i]])
    return digits[:i] + digit + digits[i + 1 :] if len(digits) > 1 else None


def _missing(digits: str, random: Random) -> str | None:
    i = random.randrange(1, len(digits)) if len(digits) > 3 else 0
    spoiled = digits[:i] + digits[i + 1 :]
    return spoiled if i and spoiled != digits else None


def _doubled(digits: str, random: Random) -> str | None:
    i = random.randrange(len(digits))
    return digits[:i] + digits[i] + digits[i:] if len(digits) > 2 else None


WAYS = {"transposition": _transposed, "one digit": _one_digit, "missing digit": _missing, "doubled digit": _doubled}


def spoiled(cell: Cell, way: str, random: Random) -> tuple[Cell, str, str] | None:
    """``cell`` with its number spoiled, as it was and as it is; None where the way does not suit it."""
    value = cell.value
    if isinstance(value, Decimal):
        decimals = max(0, -int(value.as_tuple().exponent))
        digits = str(abs(value).scaleb(decimals).to_integral_value())
        hidden = digits[_SHOWN:] if decimals > _SHOWN else ""
        wrong = WAYS[way](digits.removesuffix(hidden), random)
        if wrong is None:
            return None
        number = Decimal(wrong + hidden).scaleb(-decimals).copy_sign(value)
        return (
            replace(cell, value=number, formula=None),
            format_number(value, decimals),
            format_number(number, decimals),
        )
    if not isinstance(value, str):
        return None
    match = _NUMBER.fullmatch(value.strip().removesuffix("%").removeprefix("Rp").strip(". "))
    if match is None:
        return None
    digits = re.sub(r"\D", "", match.group())
    wrong = WAYS[way](digits, random)
    if wrong is None or len(wrong) != len(digits):
        return None
    marks = iter(wrong)
    text = re.sub(r"\d", lambda _: next(marks), value)
    return replace(cell, value=text), value, text


def with_cell(workbook: Workbook, address: Address, cell: Cell) -> Workbook:
    """``workbook`` with another cell at ``address``."""
    sheets = tuple(
        replace(sheet, cells={**sheet.cells, (address.row, address.column): cell})
        if sheet.name == address.sheet
        else sheet
        for sheet in workbook.sheets
    )
    return replace(workbook, sheets=sheets)


def as_typed(workbook: Workbook) -> Workbook:
    """``workbook`` with its formulas' results in their place: a spoiled cell changes no other."""
    sheets = tuple(
        replace(sheet, cells={place: replace(cell, formula=None) for place, cell in sheet.cells.items()})
        for sheet in workbook.sheets
    )
    return replace(workbook, sheets=sheets)


def plant(
    workbook: Workbook, addresses: Sequence[Address], cells: int, seed: int
) -> Iterator[tuple[Planted, Workbook]]:
    """Workbooks with one figure spoiled each, of ``addresses`` picked at random."""
    random = Random(seed)
    picked = random.sample(list(addresses), len(addresses))
    by_name = {sheet.name: sheet for sheet in workbook.sheets}
    made = 0
    for address in picked:
        cell = by_name[address.sheet].cells.get((address.row, address.column))
        for way in random.sample(sorted(WAYS), len(WAYS)):
            found = None if cell is None else spoiled(cell, way, random)
            if found is not None:
                yield Planted(address, way, found[1], found[2]), with_cell(workbook, address, found[0])
                made += 1
                break
        if made >= cells:
            return


def verdict(planted: Planted, before: AuditResult, after: AuditResult) -> str:
    """What became of a planted fault: "first", "among", "found" (a finding at it), "elsewhere", "info" or "missed"."""
    known = {finding.fingerprint for finding in before.findings}
    told = [item for item in after.findings if item.fingerprint not in known]
    fresh = [item for item in told if item.severity is not Severity.INFO]
    ids = {item.id for item in fresh}
    causes = [cause for cause in after.causes if ids & set(cause.explains)]
    if any(planted.address in (cause.address, *cause.also) for cause in causes):
        return "first"
    if any(planted.address == item.address for cause in causes for item in cause.alternatives):
        return "among"
    if any(item.address == planted.address for item in fresh):
        return "found"
    return "elsewhere" if fresh else "info" if told else "missed"


def main() -> None:
    """Plant and count; each fault that is not named first is printed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path, nargs="+")
    parser.add_argument("--cells", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    auditor = Auditor.load()
    for path in options.path:
        workbook = as_typed(open_workbook(path))
        before = auditor.audit_workbook(workbook)
        tested = sorted({item.address for item in before.coverage.tested})
        counts: Counter[str] = Counter()
        for planted, spoiled_book in plant(workbook, tested, options.cells, options.seed):
            after = auditor.audit_workbook(spoiled_book)
            result = verdict(planted, before, after)
            counts[result] += 1
            if result != "first":
                where = f"{planted.address.sheet}!{planted.address.a1}"
                told = [f"{c.address.sheet}!{c.address.a1} {c.stated}->{c.proposed}" for c in after.causes][:4]
                _tell(f"{result:9} {where} {planted.way}: {planted.right} -> {planted.wrong} | {told}")
        _tell(f"{path.name} {dict(sorted(counts.items()))}")


def _tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
