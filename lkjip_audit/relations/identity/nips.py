"""The NIPs of a workbook: the eighteen digits of a civil servant, where they stand and whose they are.

Birth date (8), year and month of appointment (6; month 21 for PPPK), 1 man or 2 woman, serial number (3).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.words import WordPattern
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.typed import Contents, contents_of, different_texts
from lkjip_audit.workbook.model import Address, Cell, PartOfDocument, Sheet

LENGTH = 18
"""Digits of a NIP (Perka BKN 22/2007)."""
_LABELLED = re.compile(r"\bNIP(?:PPK)?\b[\s.:]*([0-9][0-9 .]{6,}[0-9])", re.IGNORECASE)
_BARE = re.compile(r"(?<![0-9.,/])((?:19|20)\d{6} ?(?:19|20)\d{4} ?\d ?\d{3})(?![0-9])")
_HINT = re.compile(r"[Nn][Ii][Pp]|[0-9]{8}")
"""A number below has no room for a date of birth and a year."""
_MONTHS = 12
_PPPK_MONTH = 21
"""What stands for the month in the number of a civil servant on contract (PPPK)."""
_RANK = re.compile(r"\b(?:pembina|penata|pengatur|juru|tk\.?\s*i)\b", re.IGNORECASE)
_TITLE = WordPattern(r"\b{titles}\.\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Nip:
    """A NIP where it stands; ``name`` is that of its bearer, upper case without titles, or empty."""

    address: Address
    text: str
    name: str
    is_number: bool = False

    @property
    def digits(self) -> str:
        """The digits alone."""
        return re.sub(r"\D", "", self.text)


def fault(digits: str) -> str | None:
    """The part of ``digits`` that cannot be; None when all can."""
    if len(digits) != LENGTH:
        return digits
    own, born = limits().people, _day(digits[:8])
    year, month = int(digits[8:12]), int(digits[12:14])
    if born is None or not own.born_from <= born.year <= own.born_until:
        return digits[:8]
    is_pppk = month == _PPPK_MONTH and year >= own.first_contract_year
    if not is_pppk and not 1 <= month <= _MONTHS:
        return digits[8:14]
    if (year, _MONTHS if is_pppk else month) < (born.year + own.least_age, born.month):
        return digits[8:14]
    return None if digits[14] in "12" else digits[14]


def _day(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None


def nips_of(scene: Scene) -> tuple[Nip, ...]:
    """Every NIP of the workbook, in reading order; worked out once."""
    return scene.once.of(_nips, scene)


def _nips(scene: Scene) -> tuple[Nip, ...]:
    found: list[Nip] = []
    hinted = frozenset(text for text in different_texts(scene) if _HINT.search(text) is not None)
    for contents in contents_of(scene):
        sheet = contents.sheet
        for _, cell in sorted(((cell.row, cell.column), cell) for cell in _may_hold_one(contents, hinted)):
            address = Address(sheet.name, cell.row, cell.column)
            if isinstance(cell.value, Decimal):
                number = f"{cell.value:f}"
                if len(number) == LENGTH and _day(number[:8]) is not None and number[8:10] in ("19", "20"):
                    found.append(Nip(address, number, _name_beside(sheet, cell), is_number=True))
            elif isinstance(cell.value, str) and cell.formula is None:
                found.extend(_in_text(sheet, cell, address, cell.value))
    return tuple(found)


def _may_hold_one(contents: Contents, hinted: Set[str]) -> Iterator[Cell]:
    """Where a closer look is worth while: long numbers, and the ``hinted`` words."""
    yield from contents.long_numbers
    if hinted:
        yield from (cell for cell in contents.texts if cell.value in hinted)


def _in_text(sheet: Sheet, cell: Cell, address: Address, text: str) -> Iterator[Nip]:
    labelled = [match.group(1).strip(" .") for match in _LABELLED.finditer(text)]
    if labelled:
        yield from (Nip(address, found, _name_above(sheet, cell, text)) for found in labelled)
        return
    bare = [match.group(1) for match in _BARE.finditer(text)]
    is_alone = len(bare) == 1 and not re.sub(r"[\d\s]", "", text)
    yield from (Nip(address, found, _name_beside(sheet, cell) if is_alone else "") for found in bare)


def _name_above(sheet: Sheet, cell: Cell, text: str) -> str:
    """The name over "NIP. ..." in a signature: in the cell itself, else the next line up that is no rank."""
    lines = text[: text.upper().find("NIP")].split("\n")
    above = [
        sheet.cells.get((row, cell.column))
        for row in range(cell.row - 1, cell.row - 1 - limits().people.rows_to_name, -1)
    ]
    for line in reversed(lines):
        if line.strip() and not _RANK.search(line):
            return _plain(line)
    for item in above:
        if item is not None and isinstance(item.value, str) and item.value.strip() and not _RANK.search(item.value):
            return "" if _is_paragraph_under_several(sheet, cell, item.row) else _plain(item.value)
    return ""


def _is_paragraph_under_several(sheet: Sheet, cell: Cell, row: int) -> bool:
    """Whether a document's paragraph stands under a row of several texts: it is under none of them."""
    is_paragraph = isinstance(sheet.name, PartOfDocument) and len(sheet.rows.get(cell.row, ())) == 1
    return is_paragraph and len(sheet.rows.get(row, ())) > 1


def _name_beside(sheet: Sheet, cell: Cell) -> str:
    """The name in the row of a list: the nearest words, to the left first."""
    row = [
        item for item in sheet.row(cell.row) if isinstance(item.value, str) and re.search(r"[A-Za-z]{2}", item.value)
    ]
    left = [item for item in row if item.column < cell.column]
    right = [item for item in row if item.column > cell.column]
    near: Sequence[Cell] = left[-1:] or right[:1]
    return _plain(str(near[0].value)) if near else ""


def _plain(name: str) -> str:
    """``Dra. Endang Wulansari, M.KP`` as ``ENDANG WULANSARI``; empty when it is no name of a person."""
    words = re.findall(r"[A-Z']+", _TITLE.sub(" ", name.split(",", maxsplit=1)[0].upper()))
    if len(words) < limits().people.name_words and not re.search(r",", name):
        return ""
    return " ".join(words)
