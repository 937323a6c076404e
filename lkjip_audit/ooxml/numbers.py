"""A printed figure as a number and a number format: a live formula is to look like what it recomputes."""

from __future__ import annotations

import re
from decimal import Decimal

_FIGURE = re.compile(
    r"(?P<before>(?:Rp\.?\s*)?)(?P<open>\(?)(?P<sign>[-−]?)\s*(?P<digits>[0-9][0-9.,]*)(?P<close>\)?)(?P<after>\s*%?)"
)
_CALLABLE = """
ABS AVERAGE COUNT IF IFERROR INT MAX MIN N OR AND NOT PRODUCT ROUND ROUNDDOWN ROUNDUP SUM SUMPRODUCT TRUNC
VALUE SUBSTITUTE NUMBERVALUE TRIM EXACT
"""
_FUNCTIONS = frozenset(_CALLABLE.split())
_QUOTED = re.compile(r"'(?:[^']|'')*'!|\"(?:[^\"]|\"\")*\"")
_PLAIN = re.compile(r"[A-Za-z0-9_.$!:+\-*/^()<>=,;& %\s]*")
_CALL = re.compile(r"([A-Za-z_.][A-Za-z0-9_.]*)\s*\(")


def as_number(text: str) -> tuple[Decimal, str] | None:
    """A figure as a number in the unit in which it is printed, and an Excel format that prints it alike.

    ``14.645.969.413`` is itself and ``#,##0``; ``99,63%`` is 99.63 and ``0.00"%"``, whose sign is but a sign, for a
    live formula counts percents in hundreds.  None for what is no figure.
    """
    found = _FIGURE.fullmatch(text.strip())
    if not found or bool(found["open"]) != bool(found["close"]):
        return None
    parsed = _digits(found["digits"])
    if parsed is None:
        return None
    value, decimals, grouped = parsed
    if found["open"] or found["sign"]:
        value = -value
    code = ("#,##0" if grouped else "0") + ("." + "0" * decimals if decimals else "")
    if found["after"].strip():
        code += '"%"'
    if before := found["before"]:
        code = f'"{before}"{code}'
    return value, code


def _digits(text: str) -> tuple[Decimal, int, bool] | None:
    """Digits with points and commas: the value, its decimals, whether it is grouped by thousands."""
    for group, point in ((".", ","), (",", ".")):
        grouping = re.escape(group)
        if re.fullmatch(rf"[0-9]{{1,3}}({grouping}[0-9]{{3}})+(\{point}[0-9]+)?", text):
            whole, _, rest = text.replace(group, "").partition(point)
            return Decimal(f"{whole}.{rest}" if rest else whole), len(rest), True
    if re.fullmatch(r"[0-9]+([.,][0-9]+)?", text):
        whole, _, rest = text.replace(",", ".").partition(".")
        return Decimal(f"{whole}.{rest}" if rest else whole), len(rest), False
    return None


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
