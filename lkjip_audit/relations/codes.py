"""Nomenclature codes: padded as the others are, of the right level of government, and none for two levels of work.

``check`` selects which of these a rule is about.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache, partial
from typing import Final, Literal, NamedTuple

from lkjip_audit.figures.slipped import are_near
from lkjip_audit.judging.blocks import alike
from lkjip_audit.judging.model import Outcome, Status
from lkjip_audit.judging.outcomes import outcome
from lkjip_audit.relations.code_families import of_accounts
from lkjip_audit.relations.kind import Kind, Laid, Settings
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.model import Scene
from lkjip_audit.tables.known import KODE
from lkjip_audit.tables.model import RowKind, Table
from lkjip_audit.workbook.model import Address

Check = Literal["padding", "government", "depth", "family"]
_FAMILY: Final = "family"
_CODE = re.compile(r"\d{1,2}(?:\.\d{1,4}){2,7}")
_GOVERNMENT = 3
"""Where a code of Permendagri 90/2019 tells the government: 1 for a province, 2 for a regency or city."""
_GOVERNMENTS = ("1", "2")
_PROGRAM = 3
_KEGIATAN = 5
_SUB = 6
"""How many parts the codes of a program, a kegiatan and a sub kegiatan have, by the same nomenclature."""


class Codes(Settings):
    """``check`` is what the rule looks at."""

    check: Check


class _Code(NamedTuple):
    """A code as typed, its parts, the work that it stands for, and the amounts of its row, column by column."""

    address: Address
    text: str
    label: str
    parts: tuple[str, ...]
    amounts: tuple[Decimal | None, ...] = ()


class _Judged(NamedTuple):
    """A code, and what it should be; ``settled`` is whether the workbook's other codes tell so."""

    code: _Code
    right: str
    settled: bool


def relations(rule: Rule, settings: Codes, scene: Scene) -> Iterator[Laid]:
    """Lay ``rule`` on every table with a column of codes."""
    known = scene.once.of(_all_codes, scene)
    everywhere = [code for codes in known for code in codes]
    for codes in known:
        if codes:
            yield from _told(rule, codes[0].address.sheet, _CHECKS[settings.check](codes, everywhere))
    if settings.check == _FAMILY:
        yield from (laid for table in scene.tables for laid in _accounts(rule, table))


def _accounts(rule: Rule, table: Table) -> Iterator[Laid]:
    """The accounts of ``table`` that do not go on from their heads."""
    told, fitting = of_accounts(table)
    settled = fitting >= limits().habits.codes
    yield from (
        _outcome(rule, _Judged(_Code(item.address, item.text, item.label, ()), item.right, settled)) for item in told
    )


def _all_codes(scene: Scene) -> tuple[tuple[_Code, ...], ...]:
    return tuple(tuple(_codes(table)) for table in scene.tables)


def _told(rule: Rule, sheet: str, judged: Iterable[_Judged]) -> Iterator[Laid]:
    """What was found of the codes of one table: those that are as they should be are told together."""
    right = []
    for item in judged:
        if item.right == item.code.text:
            right.append(item)
        else:
            yield _outcome(rule, item)
    if right:
        cells = ((item.code.address.row, item.code.address.column) for item in right)
        yield alike(rule, sheet, cells, lambda at: _outcome(rule, right[at]))


def _codes(table: Table) -> Iterator[_Code]:
    money = [column for column in table.columns if column.role in table.roles.money]
    known: dict[str, str] = {}  # the parts of a book's codes are few
    for row in table.rows:
        if row.kind is not RowKind.DETAIL:
            continue
        for column in table.columns_of(KODE)[:1]:
            reading = table.reading(row, column)
            text = "" if reading is None else reading.text.strip().rstrip(".")
            if _CODE.fullmatch(text):
                figures = (table.figure(row, item) for item in money)
                amounts = tuple(None if figure is None else figure.amount for figure in figures)
                parts = tuple(known.setdefault(part, part) for part in text.split("."))
                yield _Code(table.address(row, column), text, row.label, parts, amounts)


def _is_settled(count: int, counts: Iterable[int]) -> bool:
    """Whether ``count`` of all codes, counted by ``counts``, are enough to say how the workbook writes them."""
    return count >= limits().habits.codes and count >= limits().habits.nearly_all * sum(counts)


def _padding(codes: Sequence[_Code], everywhere: Sequence[_Code]) -> Iterator[_Judged]:
    """A kegiatan numbered "1" where the workbook numbers "01": its children then seem to belong to another."""
    widths = Counter(len(code.parts[_KEGIATAN - 1]) for code in everywhere if len(code.parts) >= _KEGIATAN)
    usual, count = max(widths.items(), key=lambda item: item[1], default=(0, 0))
    settled = _is_settled(count, widths.values())
    for code in codes:
        if len(code.parts) < _KEGIATAN:
            continue
        number, right = code.parts[_KEGIATAN - 1], code.text
        if len(number) < usual:
            right = ".".join((*code.parts[: _KEGIATAN - 1], number.zfill(usual), *code.parts[_KEGIATAN:]))
        yield _Judged(code, right, settled)


def _government(codes: Sequence[_Code], everywhere: Sequence[_Code]) -> Iterator[_Judged]:
    """A kegiatan with the number of another government than the workbook's other codes have."""
    counts = Counter(code.parts[_GOVERNMENT] for code in everywhere if len(code.parts) >= _KEGIATAN)
    governments = {digit: count for digit, count in counts.items() if digit in _GOVERNMENTS}
    usual, count = max(governments.items(), key=lambda item: item[1], default=("", 0))
    settled = _is_settled(count, governments.values())
    for code in codes:
        if len(code.parts) >= _KEGIATAN and code.parts[_GOVERNMENT] in governments:
            right = ".".join((*code.parts[:_GOVERNMENT], usual, *code.parts[_GOVERNMENT + 1 :]))
            yield _Judged(code, right, settled)


def _depth(codes: Sequence[_Code], everywhere: Sequence[_Code]) -> Iterator[_Judged]:
    """A kegiatan with the code of a sub kegiatan: it opens its own family, which has no head, out of order."""
    del everywhere
    heads = sum(len(code.parts) == _KEGIATAN for code in codes)
    for place, code in enumerate(codes):
        if len(code.parts) != _SUB or code.parts[_GOVERNMENT] not in _GOVERNMENTS:
            continue
        family, number = code.parts[:_KEGIATAN], code.parts[_KEGIATAN]
        before = codes[place - 1] if place else None
        if before is not None and before.parts == family:
            yield _Judged(code, code.text, settled=True)
        if before is not None and before.parts[:_KEGIATAN] == family:
            continue
        following = [item for item in codes[place + 1 : place + 3] if item.parts[:_KEGIATAN] == family]
        opens = len(following) == 2 and all(item.parts[_KEGIATAN:] < (number,) for item in following[:1])
        right = ".".join(family) if opens else code.text
        yield _Judged(code, right, settled=heads >= limits().habits.codes)


def _family(codes: Sequence[_Code], everywhere: Sequence[_Code]) -> Iterator[_Judged]:
    """A code one slip away from that of the program or kegiatan over it, or from that of all that stands under it.

    Told only where no row of the table has the code that it would belong to, where its amount is part of that of the
    row over it (or the next row goes on with the family), and where the other codes do follow their heads.
    """
    del everywhere
    heads = {code.parts for code in codes if len(code.parts) in (_PROGRAM, _KEGIATAN)}
    wrong, fitting = dict[_Code, str](), list[_Code]()
    for level in (_PROGRAM, _KEGIATAN):
        for head, under in _under_heads(codes, level):
            over = Counter(code.parts[:level] for code in under)
            usual, count = max(over.items(), key=lambda item: item[1], default=((), 0))
            beside = [code for code in under if len(code.parts) == len(under[0].parts)]
            adds_up = cache(partial(_adds_up, head, beside))
            if count == len(under) > 1 and usual != head.parts and usual not in heads and adds_up():
                wrong.setdefault(head, ".".join(usual))
            elif over[head.parts]:
                fitting += [code for code in under if code.parts[:level] == head.parts]
                last = max(place for place, code in enumerate(under) if code.parts[:level] == head.parts)
                strange = ((place, code) for place, code in enumerate(under) if code.parts[:level] not in heads)
                surely = (code for place, code in strange if place < last or adds_up())
                wrong.update({code: ".".join((*head.parts, *code.parts[level:])) for code in surely})
    told = {code: right for code, right in wrong.items() if are_near(code.text, right, 1) and not _pads(code, right)}
    settled = len(fitting) >= limits().habits.codes
    yield from (_Judged(code, right, settled) for code, right in told.items())
    yield from (_Judged(code, code.text, settled=True) for code in dict.fromkeys(fitting) if code not in told)


def _adds_up(head: _Code, under: Sequence[_Code]) -> bool:
    """Whether an amount of ``head`` is the sum of those of all that stand right ``under`` it."""
    columns = zip(*(code.amounts for code in (head, *under)), strict=True)
    return any(
        whole is not None and whole > 0 and whole == sum(part or 0 for part in parts) for whole, *parts in columns
    )


def _pads(code: _Code, right: str) -> bool:
    """Whether ``code`` is ``right`` but for noughts in front of its parts, which is told elsewhere."""
    return [*map(int, code.parts)] == [*map(int, right.split("."))]


def _under_heads(codes: Sequence[_Code], level: int) -> Iterator[tuple[_Code, list[_Code]]]:
    """Each code of ``level`` parts with the longer ones that follow it, up to the next of its level or above."""
    head, under = None, list[_Code]()
    for code in codes:
        if len(code.parts) > level:
            if code.parts[_GOVERNMENT] in _GOVERNMENTS:
                under.append(code)
            continue
        if head is not None and under:
            yield head, under
        head, under = code if len(code.parts) == level else None, []
    if head is not None and under:
        yield head, under


def _outcome(rule: Rule, judged: _Judged) -> Outcome:
    code, right, settled = judged
    same = right == code.text
    status = Status.PASS if same else Status.FINDING if settled else Status.NOT_VERIFIABLE
    return outcome(
        rule,
        status,
        code.address,
        code.label,
        stated=code.text,
        expected_text=right if status is Status.FINDING else "",
        reason=None if status is not Status.NOT_VERIFIABLE else "codes_too_few",
    )


_CHECKS: Mapping[Check, Callable[[Sequence[_Code], Sequence[_Code]], Iterator[_Judged]]] = {
    "padding": _padding,
    "government": _government,
    "depth": _depth,
    _FAMILY: _family,
}

KIND = Kind("codes", Codes, relations)
