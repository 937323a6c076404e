"""The formulas that cells hold, as far as they are simple: + - * / %, references, SUM, AVERAGE and ROUND.

Nothing is run: a formula becomes a tree of the rules' own language, holding the values of its cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from itertools import islice

from lkjip_audit.formula import Binary, Call, Expression, Negative, Number, Sum, evaluate
from lkjip_audit.workbook.formulae.ranges import cells_in, read_range
from lkjip_audit.workbook.formulae.running import RunningTotals
from lkjip_audit.workbook.model import Area, Cell, Sheet

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d*)?|\.\d+)(?![\w(!])"
    r"|(?P<reference>(?:'(?:[^']|'')+'!|[A-Za-z_][\w.]*!)?\$?[A-Za-z]{1,3}\$?\d{1,7}(?::\$?[A-Za-z]{1,3}\$?\d{1,7})?)"
    r"(?![\w(!.])"
    r"|(?P<function>SUM|AVERAGE|ROUND)\(|(?P<sign>[-+*/%(),;]))",
    re.IGNORECASE,
)
_DEEPEST = 40
_MOST_DECIMALS = 15
_MOST_ROWS = 5_000
"""A longer range is not added up: running totals over a long sheet would take time by the square of it."""
_MOST_CELLS = 100_000
"""As many rows, but over all columns of a sheet, would be told one by one."""
_LONG = 50
"""Rows of a range that is taken from running totals; a shorter one is added up cell by cell."""
_MOST_PIECES = 500
"""A formula of more numbers and signs is none that a person wrote, and nests as deep as it is long."""
_RELATIVE = Decimal("1e-9")


class Unread(StrEnum):
    """Why a formula has no value that could be compared; the values are codes of the catalogue."""

    NOT_SIMPLE = "formula_not_simple"
    NOT_A_NUMBER = "formula_of_text"
    NO_VALUE = "no_cached_value"
    ZERO_DIVISOR = "zero_divisor"


class UnreadError(ValueError):
    """A formula that is not simple, or whose cells hold no numbers; its one argument is an ``Unread``."""

    @property
    def reason(self) -> Unread:
        """Why."""
        return Unread(self.args[0])


def value_of(formula: str, sheet: Sheet, sheets: Mapping[str, Sheet], running: RunningTotals | None = None) -> Decimal:
    """The value of ``formula`` standing on ``sheet``; raises UnreadError where that cannot be told.

    Whoever asks for many formulas of the same ``sheets`` gives them the same ``running`` totals.
    """
    value = evaluate(_Parser(formula, sheet, sheets, running).parse(), {})
    if value is None:
        raise UnreadError(Unread.ZERO_DIVISOR)
    return value


def same_number(stored: Decimal, computed: Decimal) -> bool:
    """Whether the two are one number to a spreadsheet, which reckons in binary with fifteen digits."""
    return abs(stored - computed) <= _RELATIVE * max(Decimal(1), abs(computed))


def references_of(formula: str, sheet: str) -> frozenset[tuple[str, int, int]]:
    """The cells (sheet, row, column) that ``formula`` on ``sheet`` reckons with; empty where that cannot be told.

    Ranges count with all their cells, a very long one with none.
    """
    found: set[tuple[str, int, int]] = set()
    try:
        texts = [text for kind, text in _tokens(formula.strip().removeprefix("=")) if kind == "reference"]
    except UnreadError:
        return frozenset()
    for text in texts:
        named = read_range(text)
        if named is not None and _can_be_walked(named.area):
            where = sheet if named.sheet is None else named.sheet
            found.update((where, row, column) for row, column in named.area.places())
    return frozenset(found)


_ADDING = re.compile(r"(?:SUM\(|[-+,;()\s]|\$?[A-Z]{1,3}\$?\d{1,7}(?::\$?[A-Z]{1,3}\$?\d{1,7})?)+", re.IGNORECASE)


def only_adds(formula: str) -> bool:
    """Whether ``formula`` adds cells of its own sheet and does nothing else: no number, nothing taken away."""
    return "-" not in formula and _ADDING.fullmatch(formula.strip().removeprefix("=")) is not None


def pieces_of(formula: str) -> list[tuple[str, str]]:
    """The pieces of ``formula`` with their kinds (number, reference, function, sign); empty for one not simple."""
    try:
        return [(kind, text.upper()) for kind, text in _tokens(formula.strip().removeprefix("="))]
    except UnreadError:
        return []


def areas_of(formula: str) -> Iterator[tuple[str | None, Area]]:
    """The references of ``formula``, each with the sheet that it names (None for its own); none of one not simple."""
    try:
        texts = [text for kind, text in _tokens(formula.strip().removeprefix("=")) if kind == "reference"]
    except UnreadError:
        return
    for text in texts:
        named = read_range(text)
        if named is not None:
            yield named.sheet, named.area


def _can_be_walked(area: Area) -> bool:
    rows, columns = area.bottom - area.top + 1, area.right - area.left + 1
    return rows <= _MOST_ROWS and rows * columns <= _MOST_CELLS


def _is_long(area: Area) -> bool:
    """Whether a range is worth a walk over its whole sheet, and can be read at all."""
    return area.bottom - area.top >= _LONG and area.right - area.left < _LONG and _can_be_walked(area)


class _Parser:
    """Reads one formula from left to right."""

    def __init__(
        self, formula: str, sheet: Sheet, sheets: Mapping[str, Sheet], running: RunningTotals | None = None
    ) -> None:
        self._sheet, self._sheets, self._running = sheet, sheets, running
        self._tokens = list(islice(_tokens(formula.strip().removeprefix("=")), _MOST_PIECES + 1))
        if len(self._tokens) > _MOST_PIECES:
            raise UnreadError(Unread.NOT_SIMPLE)
        self._at = 0

    def parse(self) -> Expression:
        expression = self._sum(0)
        if self._at != len(self._tokens):
            raise UnreadError(Unread.NOT_SIMPLE)
        return expression

    def _peek(self) -> tuple[str, str]:
        return self._tokens[self._at] if self._at < len(self._tokens) else ("end", "")

    def _take(self, sign: str | None = None) -> tuple[str, str]:
        kind, text = self._peek()
        if kind == "end" or (sign is not None and text != sign):
            raise UnreadError(Unread.NOT_SIMPLE)
        self._at += 1
        return kind, text

    def _sum(self, depth: int) -> Expression:
        left = self._product(depth)
        while self._peek()[1] in ("+", "-"):
            left = Binary(self._take()[1], left, self._product(depth))
        return left

    def _product(self, depth: int) -> Expression:
        left = self._percent(depth)
        while self._peek()[1] in ("*", "/"):
            left = Binary(self._take()[1], left, self._percent(depth))
        return left

    def _percent(self, depth: int) -> Expression:
        inner = self._single(depth)
        while self._peek()[1] == "%":
            self._take()
            inner = Binary("/", inner, Number(Decimal(100)))
        return inner

    def _single(self, depth: int) -> Expression:
        if depth > _DEEPEST:
            raise UnreadError(Unread.NOT_SIMPLE)
        kind, text = self._take()
        if kind == "number":
            return Number(Decimal(text))
        if kind == "reference":
            values = self._values(text, alone=True)
            return values[0]
        if kind == "function":
            return self._call(text.upper(), depth + 1)
        if text in ("-", "+"):
            inner = self._single(depth + 1)
            return Negative(inner) if text == "-" else inner
        if text == "(":
            inner = self._sum(depth + 1)
            self._take(")")
            return inner
        raise UnreadError(Unread.NOT_SIMPLE)

    def _call(self, function: str, depth: int) -> Expression:
        arguments: list[Expression] = []
        while True:
            kind, text = self._peek()
            following = self._tokens[self._at + 1][1] if self._at + 1 < len(self._tokens) else ""
            if kind == "reference" and function != "ROUND" and following in (",", ";", ")"):
                self._take()
                whole = self._added(text, is_mean=function == "AVERAGE") if not arguments and following == ")" else None
                if whole is not None:
                    self._take()
                    return whole
                arguments.extend(self._values(text, alone=False))
            else:
                arguments.append(self._sum(depth))
            if self._take()[1] == ")":
                break
        if function == "SUM":
            return Sum(tuple(arguments))
        if not arguments or (function == "ROUND" and not _rounds(arguments)):
            raise UnreadError(Unread.NOT_SIMPLE)
        return Call("mean" if function == "AVERAGE" else "round", tuple(arguments))

    def _added(self, reference: str, *, is_mean: bool) -> Expression | None:
        """A long range added up, or its mean; None where its cells have to be looked at one by one."""
        found = read_range(reference)
        sheet = self._sheet if found is None or found.sheet is None else self._sheets.get(found.sheet)
        if self._running is None or found is None or sheet is None or not _is_long(found.area):
            return None
        added = self._running.of(sheet, found.area)
        if added is None or not added[1]:
            return None
        total = Number(added[0])
        return Binary("/", total, Number(Decimal(added[1]))) if is_mean else Sum((total,))

    def _values(self, reference: str, *, alone: bool) -> list[Expression]:
        """The numbers that ``reference`` stands for: one when ``alone``, else those among its cells."""
        found = read_range(reference)
        sheet = self._sheet if found is None or found.sheet is None else self._sheets.get(found.sheet)
        is_long = found is not None and not _can_be_walked(found.area)
        if found is None or sheet is None or is_long or (alone and not found.is_one_cell):
            raise UnreadError(Unread.NOT_SIMPLE)
        if alone:
            return [Number(_number(sheet.cells.get((found.area.top, found.area.left))))]
        return [Number(_number(cell)) for cell in cells_in(sheet, found.area) if not _is_skipped(cell)]


def _rounds(arguments: Sequence[Expression]) -> bool:
    """Whether the arguments of a ROUND are a value and a sane number of decimals (a cell may hold any)."""
    if len(arguments) != 2 or not isinstance(arguments[1], Number):
        return False
    decimals = arguments[1].value
    return decimals == decimals.to_integral_value() and 0 <= decimals <= _MOST_DECIMALS


def _is_skipped(cell: Cell) -> bool:
    """SUM and AVERAGE pass over text and truth values in a range."""
    return isinstance(cell.value, str | bool) or (cell.value is None and cell.formula is None)


def _number(cell: Cell | None) -> Decimal:
    """What ``cell`` counts in a formula; an empty one counts 0."""
    if cell is None or (cell.value is None and cell.formula is None):
        return Decimal(0)
    if cell.value is None:
        raise UnreadError(Unread.NO_VALUE)
    if not isinstance(cell.value, Decimal):
        raise UnreadError(Unread.NOT_A_NUMBER)
    return cell.value


def _tokens(formula: str) -> Iterator[tuple[str, str]]:
    position = 0
    while position < len(formula):
        match = _TOKEN.match(formula, position)
        if match is None or match.end() == position:
            raise UnreadError(Unread.NOT_SIMPLE)
        position = match.end()
        kind = match.lastgroup or ""
        yield kind, match.group(kind)
