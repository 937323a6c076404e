"""Numbered lists in prose: how long they are, and what the values in them add up to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from lkjip_audit.figures.terbilang import words_to_int
from lkjip_audit.formula import Name, Sum
from lkjip_audit.judging.model import Equation, Status
from lkjip_audit.judging.outcomes import outcome
from lkjip_audit.narrative.model import Paragraph
from lkjip_audit.relations.count.prose_lists import (
    NumberedList,
    numbered_lists,
    value_in_prose,
    value_of_item,
)
from lkjip_audit.relations.kind import Laid
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.rulepack.words import WordPattern
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.place import Operand

_COUNT = WordPattern(
    r"\b(?:(?P<digits>\d{1,2})(?:\s*\([a-z ]+\))?"
    r"|(?:ke)?(?P<words>(?!nol|kosong|satu){number_words}(?: belas| puluh)?|{teens}))\s+(?P<noun>{listed_nouns})\b",
    re.IGNORECASE,
)
_LOOKS_BACK = re.compile(r"\s*(?:tersebut|di\s?atas)\b", re.IGNORECASE)
_LOOKS_AHEAD = re.compile(r":\s*\Z|\b(?:sebagai berikut|berikut ini|yaitu|antara lain)\W*\Z", re.IGNORECASE)
_TOTAL = re.compile(r"\b(?:jumlah|total|seluruhnya|keseluruhan)\b", re.IGNORECASE)
_OPEN = WordPattern(r"\b(?:{open_lists}|seperti)\b", re.IGNORECASE)


def list_length(rule: Rule, scene: Scene) -> Iterator[Laid]:
    """Counts such as "8 aspek sebagai berikut:" and "kedelapan aspek tersebut" against the list there."""
    for found in numbered_lists(scene):
        length = len(found.items)
        for line, is_after in (*((x, False) for x in found.before[:1]), *((x, True) for x in found.after)):
            match = _mention(line.text, is_after=is_after)
            if match is None:
                continue
            told = int(match.group("digits")) if match.group("digits") else words_to_int(match.group("words"))
            if told is None:
                continue
            # A list that ends on "antara lain" need not be whole, and one may go on over a page.
            is_open = bool(_OPEN.search(line.text))
            status = Status.PASS if told == length else Status.NOT_VERIFIABLE if is_open else Status.FINDING
            yield outcome(
                rule,
                status,
                line.address,
                " ".join(match.group().split()),
                stated=match.group(),
                expected=Decimal(length) if status is Status.FINDING else None,
                expected_text=str(length) if status is Status.FINDING else "",
                difference=Decimal(told - length) if status is Status.FINDING else None,
                reason="list_open" if status is Status.NOT_VERIFIABLE else None,
                first=found.items[0].address.a1,
                last=found.items[-1].address.a1,
            )


def _mention(text: str, *, is_after: bool) -> re.Match[str] | None:
    """The count that ``text`` gives of the list beside it: its last before a list, "... tersebut" after."""
    matches = list(_COUNT.finditer(text))
    if is_after:
        return next((match for match in matches if _LOOKS_BACK.match(text, match.end())), None)
    return matches[-1] if matches and _LOOKS_AHEAD.search(text) else None


def list_sum(rule: Rule, scene: Scene) -> Iterator[Laid]:
    """The values of a list, one to a line, against the total that the text around it states."""
    prose = {paragraph.address: paragraph for paragraph in scene.paragraphs}
    for found in numbered_lists(scene):
        values = [value_of_item(prose.get(line.address)) for line in found.items]
        operands = [value for value in values if value is not None]
        if len(operands) < limits().sums.fewest_rows or len({item.figure.unit for item in operands}) > 1:
            continue
        around = [prose.get(line.address) for line in (*found.before, *found.after)]
        if len(operands) < len(values):
            yield from _gap(rule, found, values, around)
            continue
        stated = _stated(around, operands)
        if stated is not None:
            named = tuple(_renamed(item, f"butir{number}") for number, item in enumerate(operands, 1))
            yield Equation(
                rule=rule,
                subject=stated.label,
                stated=stated,
                operands=named,
                formula=Sum(tuple(Name(item.name) for item in named)),
            )


def _gap(
    rule: Rule, found: NumberedList, values: Sequence[Operand | None], around: Sequence[Paragraph | None]
) -> Iterator[Laid]:
    """A list that is said to have a total, but one item of which has no value."""
    missing = [line for line, value in zip(found.items, values, strict=True) if value is None]
    for paragraph in around:
        total = None if paragraph is None else _TOTAL.search(paragraph.text)
        if paragraph is not None and total and paragraph.figures and len(missing) == 1:
            place = missing[0].address.place
            yield outcome(
                rule,
                Status.NOT_VERIFIABLE,
                paragraph.address,
                paragraph.text,
                stated=paragraph.figures[0].literal,
                reason="operand_missing",
                operand=place,
            )
            return


def _renamed(item: Operand, name: str) -> Operand:
    return Operand(name, item.node, item.figure, item.role, item.exact, item.scale, item.label)


def _stated(around: Sequence[Paragraph | None], operands: Sequence[Operand]) -> Operand | None:
    """The figure beside the list that is nearest to its sum, and near enough to mean it."""
    total = sum((item.figure.amount for item in operands), Decimal(0))
    unit = operands[0].figure.unit
    candidates = [
        value_in_prose(paragraph, part)
        for paragraph in around
        if paragraph is not None
        for part, figure in enumerate(paragraph.figures)
        if figure.unit in (unit, None) and abs(figure.amount - total) <= abs(total) * limits().sums.likely_share
    ]
    return min(candidates, key=lambda item: abs(item.figure.amount - total), default=None)
