"""A printed figure as a number and a number format: a live formula is to look like what it recomputes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

_FIGURE = re.compile(
    r"(?P<before>(?:Rp\.?\s*)?)(?P<open>\(?)(?P<sign>[-−]?)\s*(?P<digits>[0-9][0-9.,]*)(?P<close>\)?)(?P<after>\s*%?)"
)
_MARKS = (",", ".")
_WITH_DIFFERENCE = 3
_EXACT = 15
"""Digits that a double, which is what a cell holds, keeps exactly."""
_CALLABLE = """
ABS AVERAGE COUNT IF IFERROR INT MAX MIN N OR AND NOT PRODUCT ROUND ROUNDDOWN ROUNDUP SUM SUMPRODUCT TRUNC
VALUE SUBSTITUTE NUMBERVALUE TRIM EXACT
"""
_FUNCTIONS = frozenset(_CALLABLE.split())
_QUOTED = re.compile(r"'(?:[^']|'')*'!|\"(?:[^\"]|\"\")*\"")
_PLAIN = re.compile(r"[A-Za-z0-9_.$!:+\-*/^()<>=,;& %\s]*")
_CALL = re.compile(r"([A-Za-z_.][A-Za-z0-9_.]*)\s*\(")


def as_number(text: str, *beside: str) -> tuple[Decimal, str] | None:
    """A figure as a number in the unit in which it is printed, and an Excel format that prints it alike.

    ``14.645.969.413`` is itself and ``#,##0``; ``99,63%`` is 99.63 and ``0.00"%"``, whose sign is but a sign, for a
    live formula counts percents in hundreds.  ``beside`` are figures written in the same way, which tell whether the
    point of ``3.008`` marks thousands; with three of them (``text`` among the first two) the third is their difference.
    None for what is no figure, for one that can be read in two ways, and for one that a double cannot hold.
    """
    found = _FIGURE.fullmatch(text.strip())
    if not found or bool(found["open"]) != bool(found["close"]):
        return None
    mark = _decimal_mark((text, *beside))
    parsed = _digits(found["digits"], mark) if mark else _one_of(_digits(found["digits"], mark) for mark in _MARKS)
    if parsed is None:
        return None
    value, decimals, grouped = parsed
    if found["open"] or found["sign"]:
        value = -value
    code = ("#,##0" if grouped else "0") + ("." + "0" * decimals if decimals else "")
    if after := found["after"]:
        code += f'"{after}"'
    if before := found["before"]:
        code = f'"{before}"{code}'
    return value, code


def is_figure(text: str) -> bool:
    """Whether a text is one figure, readable or not."""
    return _FIGURE.fullmatch(text.strip()) is not None


def _decimal_mark(texts: Sequence[str]) -> str | None:
    """The mark before decimals in figures that are written alike, if that is to be seen."""
    read = {mark: [_value(text, mark) for text in texts if text] for mark in _MARKS}
    possible = [mark for mark, values in read.items() if None not in values]
    if len(possible) == 2 and len(texts) == _WITH_DIFFERENCE and all(texts):
        possible = [mark for mark in possible if _differ_so(read[mark])]
    return possible[0] if len(possible) == 1 else None


def _differ_so(values: Sequence[Decimal | None]) -> bool:
    one, other, difference = (value or Decimal(0) for value in values)
    return abs(one - other) == abs(difference)


def _value(text: str, mark: str) -> Decimal | None:
    found = _FIGURE.fullmatch(text.strip())
    parsed = _digits(found["digits"], mark) if found else None
    if found is None or parsed is None:
        return None
    return -parsed[0] if found["open"] or found["sign"] else parsed[0]


def _one_of(parsed: Iterable[tuple[Decimal, int, bool] | None]) -> tuple[Decimal, int, bool] | None:
    """The only reading there is; None for two that differ."""
    different = {reading for reading in parsed if reading}
    return different.pop() if len(different) == 1 else None


def _digits(text: str, point: str) -> tuple[Decimal, int, bool] | None:
    """Digits with ``point`` before decimals: the value, its decimals, whether it is grouped by thousands."""
    grouping = re.escape("," if point == "." else ".")
    if sum(letter.isdigit() for letter in text) > _EXACT or (len(text) > 1 and text[0] == "0" and text[1].isdigit()):
        return None  # more than a double holds, or a code and no amount
    by_thousands = rf"[1-9][0-9]{{0,2}}({grouping}[0-9]{{3}})+"
    if re.fullmatch(rf"({by_thousands}|[0-9]+)(\{point}[0-9]+)?", text) is None:
        return None
    grouped = re.search(grouping, text) is not None
    whole, _, rest = re.sub(grouping, "", text).partition(point)
    return Decimal(f"{whole}.{rest}" if rest else whole), len(rest), grouped


def safe_formula(live: str | None) -> str | None:
    """A live formula without its ``=``, if it holds only figures, cells and plain arithmetic; else None.

    What it is made from (sheet names, above all) was typed by the agency: it must not reach a function that
    calls out.
    """
    if not live:
        return None
    formula = live.strip().removeprefix("=")
    bare = _QUOTED.sub("", formula)
    if not formula or not _PLAIN.fullmatch(bare):
        return None
    if any(name.upper() not in _FUNCTIONS for name in _CALL.findall(bare)):
        return None
    return formula
