"""The ways in which a figure is spoiled: the wrong number, and how a diagnosis should explain it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from lkjip_audit.diagnosis.model import Diagnosis
from lkjip_audit.diagnosis.model import EvidenceKind as Kind
from lkjip_audit.figures.rounding import round_half_up, truncate
from lkjip_audit.figures.slips import SlipKind
from lkjip_audit.formula import Sum, evaluate
from lkjip_audit.judging.model import Equation
from tests.diagnosis.nets import Net

RIGHT_SLIPS = {
    "transposition": {SlipKind.ADJACENT_TRANSPOSITION, SlipKind.BLOCK},
    "distant transposition": {SlipKind.DISTANT_TRANSPOSITION, SlipKind.BLOCK},
    "one digit": {SlipKind.ONE_DIGIT},
    "missing digit": {SlipKind.MISSING_DIGIT, SlipKind.FACTOR_10},
    "doubled digit": {SlipKind.DOUBLED_DIGIT, SlipKind.EXTRA_DIGIT, SlipKind.FACTOR_10},
    "factor 100": {SlipKind.FACTOR_100},
    "factor 1000": {SlipKind.FACTOR_1000},
    "sign": {SlipKind.SIGN},
    "cut": {SlipKind.CUT},
}
RIGHT_KINDS = {
    "block copied": {Kind.BLOCK_COPIED},
    "row above": {Kind.ROW_ABOVE, Kind.OTHER_ROW},
    "last year": {Kind.LAST_YEAR, Kind.OTHER_YEAR},
    "other row": {Kind.OTHER_ROW, Kind.ROW_ABOVE},
    "earlier stage": {Kind.OTHER_STAGE},
    "target as result": {Kind.TARGET_AS_RESULT},
    "inverted ratio": {Kind.INVERTED_RATIO},
    "sum skips": {Kind.SUM_SKIPS},
    "sum doubles": {Kind.SUM_DOUBLES},
    "cut": {Kind.CUT},
}
Way = Callable[["Spoiler", str], Decimal | None]


@dataclass
class Spoiler:
    """A consistent network, and what a way of spoiling needs to know of it."""

    net: Net
    random: Random

    def __post_init__(self) -> None:
        self.yielding: dict[str, Equation] = {}
        for equation in self.net.equations():
            self.yielding.setdefault(self.net.name(equation.stated.node), equation)

    def digits(self, name: str) -> str:
        figure = self.net.cells[name].figure
        return str(int(abs(figure.value).scaleb(figure.decimals)))

    def number(self, name: str, digits: str) -> Decimal:
        figure = self.net.cells[name].figure
        return Decimal(digits).scaleb(-figure.decimals).copy_sign(figure.value)

    def value(self, name: str) -> Decimal:
        return self.net.cells[name].figure.value

    def column(self, name: str) -> list[str]:
        mine = self.net.cells[name]
        return [
            other
            for other, cell in self.net.cells.items()
            if cell.node.address.sheet == mine.node.address.sheet
            and cell.node.address.column == mine.node.address.column
        ]

    def row(self, name: str) -> list[str]:
        mine = self.net.cells[name].node.address
        return [
            other
            for other, cell in self.net.cells.items()
            if cell.node.address.sheet == mine.sheet and cell.node.address.row == mine.row and other != name
        ]


def _transposition(spoiler: Spoiler, name: str) -> Decimal | None:
    digits = spoiler.digits(name)
    places = [i for i in range(len(digits) - 1) if digits[i] != digits[i + 1] and (i or digits[1] != "0")]
    if len(digits) < 3 or not places:
        return None
    i = spoiler.random.choice(places)
    return spoiler.number(name, digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :])


def _distant(spoiler: Spoiler, name: str) -> Decimal | None:
    digits = spoiler.digits(name)
    pairs = [(i, j) for i in range(1, len(digits)) for j in range(i + 2, len(digits)) if digits[i] != digits[j]]
    if not pairs:
        return None
    i, j = spoiler.random.choice(pairs)
    return spoiler.number(name, digits[:i] + digits[j] + digits[i + 1 : j] + digits[i] + digits[j + 1 :])


def _one_digit(spoiler: Spoiler, name: str) -> Decimal | None:
    digits = spoiler.digits(name)
    i = spoiler.random.randrange(len(digits))
    digit = spoiler.random.choice([d for d in "123456789" if d != digits[i]])
    return spoiler.number(name, digits[:i] + digit + digits[i + 1 :]) if len(digits) > 1 else None


def _missing(spoiler: Spoiler, name: str) -> Decimal | None:
    digits = spoiler.digits(name)
    whole = len(digits) - spoiler.net.cells[name].figure.decimals
    i = spoiler.random.randrange(1, whole) if whole > 1 and len(digits) > 2 else 0
    return spoiler.number(name, digits[:i] + digits[i + 1 :]) if i else None


def _doubled(spoiler: Spoiler, name: str) -> Decimal | None:
    digits = spoiler.digits(name)
    i = spoiler.random.randrange(len(digits))
    return spoiler.number(name, digits[:i] + digits[i] + digits[i:]) if len(digits) > 1 else None


def _block(spoiler: Spoiler, name: str) -> Decimal | None:
    """The last three digits of another figure of the column."""
    digits = spoiler.digits(name)
    tails = [other for item in spoiler.column(name) if len(other := spoiler.digits(item)) >= len(digits) >= 7]
    tails = [other for other in tails if other[-3:] != digits[-3:]]
    return spoiler.number(name, digits[:-3] + spoiler.random.choice(tails)[-3:]) if tails else None


def _row_above(spoiler: Spoiler, name: str) -> Decimal | None:
    column = spoiler.column(name)
    place = column.index(name)
    return spoiler.value(column[place - 1]) if place else None


def _other_row(spoiler: Spoiler, name: str) -> Decimal | None:
    column = spoiler.column(name)
    others = [item for item in column if item != name and abs(column.index(item) - column.index(name)) > 1]
    return spoiler.value(spoiler.random.choice(others)) if others else None


def _same_role(spoiler: Spoiler, name: str, roles: Iterable[str], into: Iterable[str]) -> Decimal | None:
    if spoiler.net.cells[name].role not in into:
        return None
    found = [other for other in spoiler.row(name) if spoiler.net.cells[other].role in roles]
    return spoiler.value(found[0]) if found else None


def _last_year(spoiler: Spoiler, name: str) -> Decimal | None:
    role = spoiler.net.cells[name].role
    before = [
        other
        for other in spoiler.row(name)
        if spoiler.net.cells[other].role == role == "target"
        and spoiler.net.cells[other].node.address.column < spoiler.net.cells[name].node.address.column
    ]
    return spoiler.value(before[-1]) if before else None


def _inverted(spoiler: Spoiler, name: str) -> Decimal | None:
    equation = spoiler.yielding.get(name)
    if equation is None or isinstance(equation.formula, Sum) or len(equation.operands) != 2:
        return None
    one, other = equation.operands
    turned = evaluate(equation.formula, {one.name: other.figure.value, other.name: one.figure.value})
    return None if turned is None else round_half_up(turned, spoiler.net.cells[name].figure.decimals)


def _cut(spoiler: Spoiler, name: str) -> Decimal | None:
    equation = spoiler.yielding.get(name)
    if equation is None or isinstance(equation.formula, Sum):
        return None
    value = evaluate(equation.formula, {item.name: item.figure.value for item in equation.operands})
    return None if value is None else truncate(value, spoiler.net.cells[name].figure.decimals)


def _child(spoiler: Spoiler, name: str, sign: int) -> Decimal | None:
    equation = spoiler.yielding.get(name)
    if equation is None or not isinstance(equation.formula, Sum):
        return None
    return spoiler.value(name) + sign * spoiler.random.choice(equation.operands).figure.value


def _factor(spoiler: Spoiler, name: str, factor: int) -> Decimal | None:
    figure = spoiler.net.cells[name].figure
    down = round_half_up(figure.value / factor, figure.decimals)
    if factor == 1000 and (figure.decimals or down < 100):
        return None
    if factor == 100 and not figure.decimals:
        return figure.value * factor
    return down if down.scaleb(figure.decimals) >= 10 else None


WAYS: dict[str, Way] = {
    "transposition": _transposition,
    "distant transposition": _distant,
    "one digit": _one_digit,
    "missing digit": _missing,
    "doubled digit": _doubled,
    "block copied": _block,
    "row above": _row_above,
    "last year": _last_year,
    "other row": _other_row,
    "earlier stage": lambda s, n: _same_role(s, n, ("pagu_sebelum",), ("pagu",)),
    "target as result": lambda s, n: _same_role(s, n, ("target",), ("realisasi",)),
    "inverted ratio": _inverted,
    "factor 100": lambda s, n: _factor(s, n, 100),
    "factor 1000": lambda s, n: _factor(s, n, 1000),
    "sign": lambda s, n: -s.value(n),
    "cut": _cut,
    "sum skips": lambda s, n: _child(s, n, -1),
    "sum doubles": lambda s, n: _child(s, n, 1),
}


def explains(way: str, cause: Diagnosis) -> bool:
    """Whether the diagnosis says that the figure came about in this way."""
    slipped = cause.slip is not None and cause.slip.kind in RIGHT_SLIPS.get(way, ())
    return slipped or any(item.kind in RIGHT_KINDS.get(way, ()) for item in cause.evidence)
