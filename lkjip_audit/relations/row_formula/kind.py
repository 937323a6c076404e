"""A figure that follows from others in its row: capaian, serapan, efisiensi, laki-laki + perempuan.

Where several formulas are in use (a family), the one in force is what the workbook's text declares, else what the
profile says, else what most of its own rows agree on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import cast

from lkjip_audit.figures.model import PERCENT
from lkjip_audit.formula import Expression, Name, evaluate, names, parse
from lkjip_audit.judging.held import Held
from lkjip_audit.judging.model import Equation, Source, Traits
from lkjip_audit.records import changed, quickly_made
from lkjip_audit.relations.kind import Kind, Laid, unread, unverifiable
from lkjip_audit.relations.row_formula.families import (
    FoundOut,
    RowFormula,
    caps_in_force,
    falling_in_force,
    fits,
    in_force,
)
from lkjip_audit.relations.row_formula.quarters import adds_up, is_quarterly, over_quarters
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.columns import companions_of
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.operands import operand, operand_or_nil
from lkjip_audit.scene.place import Operand
from lkjip_audit.scene.polarity import Polarity, polarity_of
from lkjip_audit.tables.model import Column, Row, RowKind, Table

_HUNDRED = Decimal(100)


@quickly_made
@dataclass(frozen=True, slots=True)
class _Place:
    """A row in which the formula's figures all stand."""

    table: Table
    row: Row
    column: Column
    equation: Equation


def relations(rule: Rule, settings: RowFormula, scene: Scene) -> Iterator[Laid]:
    """Lay ``rule`` on every row that holds its figures."""
    formulas = _formulas(settings)
    roles = tuple(dict.fromkeys(name for formula in formulas.values() for name in names(formula)))
    for table in scene.tables_of(rule.applies.kinds, rule.applies.not_kinds):
        for column in table.columns_of(settings.stated):
            companions = companions_of(table, column, roles)
            usable = {key: formula for key, formula in formulas.items() if set(names(formula)) <= companions.keys()}
            if usable:
                yield from _of_column(rule, settings, scene, table, column, companions, usable)


def _of_column(
    rule: Rule,
    settings: RowFormula,
    scene: Scene,
    table: Table,
    column: Column,
    companions: dict[str, Column],
    formulas: dict[str, Expression],
) -> Iterator[Laid]:
    """The relations of one column: all its rows follow one formula, which is found out first."""
    first = next(iter(formulas.values()))
    at_once = _at_once(rule, settings, scene, table, column, companions, first)
    if at_once is not None:
        yield at_once.block
    places: list[_Place] = []
    for row in table.rows if at_once is None else at_once.left:
        if row.kind.value not in settings.rows:
            continue
        stated = operand(settings.stated, table, row, column)
        if stated is None:
            unsure = unread(rule, table, row, column)
            if unsure is not None:
                yield unsure
            continue
        found = _operands(table, row, companions)
        missing = [name for name in names(first) if name not in found]
        if missing:
            where = table.address(row, companions[missing[0]]).place
            yield unverifiable(rule, table, row, column, "operand_missing", operand=where)
            continue
        equation = Equation(rule, row.label, stated, tuple(found.values()), first, table.id)
        places.append(_Place(table, row, column, equation))
    if settings.percent:
        places = _scaled(places) if at_once is None else [_times(place, at_once.factor) for place in places]
    chosen, found_out = in_force(settings, formulas, [place.equation for place in places], scene)
    habit = _habit(settings, scene, places, formulas, chosen)
    highest = max((_stated(place.equation) for place in places), default=Decimal(0))
    text = next((item.formula for item in settings.variants if item.id == chosen), settings.formula)
    added = {p.row.number: over_quarters(p.equation, text, table, p.row, column, companions) for p in places}
    some_add_up = adds_up(added.values())
    for place in places:
        together = added[place.row.number]
        if chosen is None:
            yield unverifiable(rule, table, place.row, column, "formula_unknown")
        elif together is not None and not fits(place.equation, formulas[chosen]) and some_add_up:
            holds = fits(together, together.formula)
            yield together if holds else unverifiable(rule, table, place.row, column, "accumulation_unknown")
        else:
            way, how = (chosen, found_out) if habit is None or not habit.is_ignored_by(place) else (habit.id, None)
            settled = _settle(rule, settings, scene, place, formulas, way, how)
            if settings.capped and isinstance(settled, Equation) and _is_capped(settled, scene, highest):
                settled = unverifiable(rule, table, place.row, column, "cap_undeclared")
            yield settled


@dataclass(frozen=True, slots=True)
class _AtOnce:
    """The rows of a column in which the formula simply holds, and those that are ``left``.

    ``factor`` is what turns a figure without a percent sign into the unit that the formula counts in.
    """

    block: Held
    left: tuple[Row, ...]
    factor: Decimal


def _at_once(
    rule: Rule,
    settings: RowFormula,
    scene: Scene,
    table: Table,
    column: Column,
    companions: dict[str, Column],
    formula: Expression,
) -> _AtOnce | None:
    """What a look at the whole column tells; None where its formula is to be found out, or its rows tell more."""
    quarters = not is_quarterly(column) and any(map(is_quarterly, companions.values()))
    totals = {name: _total(name, table, source) for name, source in companions.items() if name.endswith("@total")}
    if settings.variants or settings.capped or quarters or None in totals.values() or isinstance(formula, Name):
        return None
    from lkjip_audit.relations.row_formula.columns import glance  # noqa: PLC0415 - it imports numpy

    sources = {name: (source, totals.get(name)) for name, source in companions.items()}
    seen = glance(scene, table, column, sources, formula, settings.rows, percent=settings.percent)
    if seen is None:
        return None
    factor = _HUNDRED if seen.hundredfold else Decimal(1)

    def made(at: int) -> Equation:
        row = table.rows[at]
        stated = operand(settings.stated, table, row, column)
        found = _operands(table, row, companions)
        equation = Equation(rule, row.label, cast(Operand, stated), tuple(found.values()), formula, table.id)
        place = _times(_Place(table, row, column, equation), factor)
        return cast(Equation, _settle(rule, settings, scene, place, {settings.id: formula}, settings.id, None))

    block = seen.held(rule, table, (column, sources), settings.id, made)
    left = tuple(row for row, held in zip(table.rows, seen.simply.tolist(), strict=True) if not held)
    return _AtOnce(block, left, factor)


def _operands(table: Table, row: Row, companions: dict[str, Column]) -> dict[str, Operand]:
    found = {}
    for name, source in companions.items():
        is_total = name.endswith("@total")
        item = _total(name, table, source) if is_total else operand_or_nil(name, table, row, source)
        if item is not None:
            found[name] = item
    return found


def _formulas(settings: RowFormula) -> dict[str, Expression]:
    own = {settings.id: parse(settings.formula)}
    return own | {variant.id: parse(variant.formula) for variant in settings.variants}


def _total(name: str, table: Table, column: Column) -> Operand | None:
    """The column's total row; the last one where there are several."""
    for row in reversed(table.rows):
        if row.kind is RowKind.TOTAL:
            return operand(name, table, row, column)
    return None


def _scaled(places: Sequence[_Place]) -> list[_Place]:
    """A column of percentages that is printed as bare fractions, read times 100 where more rows then hold."""
    votes = 0
    for place in places:
        value = evaluate(place.equation.formula, _amounts(place.equation))
        amount = place.equation.stated.figure.amount
        if value and place.equation.stated.figure.unit != PERCENT:
            off = abs(value) * limits().sums.fraction_share
            votes += (abs(amount * 100 - value) < off) - (abs(amount - value) < off)
    if votes <= 0:
        return list(places)
    return [_times(place, _HUNDRED) for place in places]


def _times(place: _Place, factor: Decimal) -> _Place:
    """The row with what it states times ``factor``, unless that has a percent sign."""
    stated = place.equation.stated
    if factor == 1 or stated.figure.unit == PERCENT:
        return place
    return replace(place, equation=replace(place.equation, stated=replace(stated, scale=factor)))


def _amounts(equation: Equation) -> dict[str, Decimal]:
    return {item.name: item.figure.amount * item.scale for item in equation.operands}


@dataclass(frozen=True, slots=True)
class _Habit:
    """The formula by which a column's rows are computed where less is better; ``rows`` are those by no such formula."""

    id: str
    rows: frozenset[int]

    def is_ignored_by(self, place: _Place) -> bool:
        return place.row.number in self.rows


def _habit(
    settings: RowFormula, scene: Scene, places: Sequence[_Place], formulas: dict[str, Expression], chosen: str | None
) -> _Habit | None:
    """How the column treats indicators of which less is better; None where too few rows tell, or tell differently.

    A row that follows the plain formula, though its own words say that less is better, departs from the others.
    """
    variants = [item.id for item in settings.variants if item.negative and item.id in formulas]
    if chosen is None or not variants:
        return None
    plain: set[int] = set()
    ways: list[str] = []
    for place in places:
        if polarity_of(scene, place.table, place.row) is Polarity.NEGATIVE:
            holding = {key for key in (chosen, *variants) if fits(place.equation, formulas[key])}
            if holding == {chosen}:
                plain.add(place.row.number)
            elif len(holding) == 1:
                ways += holding
    return _Habit(ways[0], frozenset(plain)) if len(set(ways)) == 1 and len(ways) >= len(plain) > 0 else None


def _settle(
    rule: Rule,
    settings: RowFormula,
    scene: Scene,
    place: _Place,
    formulas: dict[str, Expression],
    chosen: str,
    found_out: FoundOut | None,
) -> Laid:
    """The relation of one row under the formula in force, with what its polarity and a cap allow."""
    formula = formulas[chosen]
    needed = set(names(formula))
    operands = tuple(item for item in place.equation.operands if item.name in needed)
    if len(operands) < len(needed):
        return unverifiable(rule, place.table, place.row, place.column, "operand_missing", operand=place.table.sheet)
    equation = changed(
        place.equation,
        operands=operands,
        formula=formula,
        variant=chosen,
        context=() if found_out is None else found_out.values,
        source=Source.NAMED if found_out is None else found_out.source,
    )
    if any(item.figure.amount == 0 for item in equation.operands) and (
        evaluate(equation.formula, _amounts(equation)) is None
    ):
        return unverifiable(rule, place.table, place.row, place.column, "zero_divisor")
    falling = falling_in_force(settings, formulas, scene)
    negative = [
        (item.id, formulas[item.id])
        for item in settings.variants
        if item.negative and item.id in formulas and falling in (None, item.id)
    ]
    if negative and not fits(equation, equation.formula):
        equation_or_outcome = _by_polarity(rule, scene, place, equation, negative)
        if equation_or_outcome is not None:
            return equation_or_outcome
    return equation


def _by_polarity(
    rule: Rule,
    scene: Scene,
    place: _Place,
    equation: Equation,
    negative: Sequence[tuple[str, Expression]],
) -> Laid | None:
    """What to make of a row that the plain formula does not fit: less may be better in it."""
    polarity = polarity_of(scene, place.table, place.row)
    fitting = [(key, formula) for key, formula in negative if fits(equation, formula)]
    if polarity is Polarity.POSITIVE:
        return None
    if fitting and polarity is Polarity.NEGATIVE:
        key, formula = fitting[0]
        return replace(equation, formula=formula, variant=key, context=())
    if fitting:
        return unverifiable(rule, place.table, place.row, place.column, "polarity_missing")
    if polarity is Polarity.NEGATIVE:
        key, formula = negative[0]
        return replace(equation, formula=formula, variant=key, context=(), variants=tuple(negative))
    return None


def _stated(equation: Equation) -> Decimal:
    return equation.stated.figure.amount * equation.stated.scale


def _is_capped(equation: Equation, scene: Scene, highest: Decimal) -> bool:
    """Whether a round result may be a cap on a higher one: no row of the column is above it."""
    value = evaluate(equation.formula, _amounts(equation))
    stated = _stated(equation)
    return (
        value is not None
        and stated in caps_in_force(scene)
        and stated >= highest
        and value > stated * (1 + limits().sums.capped_share)
    )


KIND = Kind(
    "row_formula",
    RowFormula,
    relations,
    traits=Traits(of_its_row=True),
    places=frozenset({"fits", "formula_in_force", "formula_source", "of", "variant"}),
)
