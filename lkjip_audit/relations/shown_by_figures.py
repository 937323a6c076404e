"""What the figures of a table obey, row after row, is a relation of its own: the row that departs is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from lkjip_audit.formula import Binary, Expression, Name, Number, Sum, render
from lkjip_audit.induction import Axis, Operator, divisor_of
from lkjip_audit.judging.model import Equation, Source, Weight
from lkjip_audit.judging.precision import judge
from lkjip_audit.records import changed
from lkjip_audit.relations.kind import Kind, Laid, Settings, unverifiable
from lkjip_audit.relations.rounded_totals import rounded
from lkjip_audit.relations.written_otherwise import computed_otherwise
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.operands import operand
from lkjip_audit.scene.place import Operand
from lkjip_audit.scene.shown import ShownRelation
from lkjip_audit.tables.model import Table


class ShownSettings(Settings):
    """``operators`` are the shapes of relation that the rule speaks of."""

    operators: tuple[Operator, ...]


def relations(rule: Rule, settings: ShownSettings, scene: Scene) -> Iterator[Laid]:
    """Lay ``rule`` on every line of every relation of its shapes that the figures of a table show."""
    for table in scene.tables_of(rule.applies.kinds, rule.applies.not_kinds):
        for relation in scene.shown.get(table.id, ()):
            if relation.shown.operator in settings.operators:
                yield from _of_relation(rule, scene, table, relation)


def _of_relation(rule: Rule, scene: Scene, table: Table, relation: ShownRelation) -> Iterator[Laid]:
    """Its lines that hold and that fail; nothing where the units of its columns make another relation of it."""
    context = (
        ("relation", in_words(relation)),
        ("holds", str(relation.held)),
        ("lines", str(relation.told)),
    )
    weight = Weight(Source.SHOWN, int(relation.shown.evidence), relation.held, relation.told - relation.held)
    laid = [equation for line in relation.shown.holds if (equation := equation_in(rule, table, relation, line))]
    held = [equation for equation in laid if _holds(equation)]
    if 2 * len(held) < len(laid):
        return
    yield from (changed(equation, context=context, weight=weight) for equation in held)
    for miss in relation.shown.misses:
        equation = equation_in(rule, table, relation, miss.line)
        if equation is not None and not computed_otherwise(scene, equation):
            told = rounded(equation) if miss.rounded else equation
            yield changed(told, context=context, weight=weight)
    yield from unread_lines(rule, table, relation)


def unread_lines(rule: Rule, table: Table, relation: ShownRelation) -> Iterator[Laid]:
    """The lines of its range of which nothing can be said, since a cell holds what is no figure."""
    shown = relation.shown
    for line in range(shown.first, shown.last + 1):
        row, column = relation.place(shown.stated, line)
        cells = [relation.place(position, line) for position in shown.operands]
        unread = [place for place in cells if (found := table.reading(*place)) is not None and found.is_unread]
        if unread and table.figure(row, column) is not None:
            where = table.address(*unread[0]).place
            yield unverifiable(rule, table, row, column, "operand_missing", operand=where)


def _holds(equation: Equation) -> bool:
    """What was found on whole columns is laid where the one judgement of rounding agrees."""
    verdict = judge(equation, equation.formula, {})
    return verdict is not None and verdict.holds


def equation_in(rule: Rule, table: Table, relation: ShownRelation, line: int) -> Equation | None:
    """The relation in one line; None where a figure that it needs is not there."""
    shown = relation.shown
    stated = _figure("stated", table, relation, shown.stated, line)
    own = len(shown.operands) - shown.before
    items = [
        _figure(f"x{n}", table, relation, place, line)
        if n <= own
        else _figure_before(f"x{n}", table, relation, place, line)
        for n, place in enumerate(shown.operands, 1)
    ]
    if shown.operator is Operator.RUNNING:
        items.insert(0, _figure_before("x0", table, relation, shown.stated, line))
    if shown.operator is Operator.SHARE:
        items.extend(_whole(table, relation))
    operands = [item for item in items if item is not None]
    added = shown.operator in (Operator.SUM, Operator.AVERAGE, Operator.BALANCE)
    if stated is None or len(operands) < (2 if added else len(items)):  # what is left of a sum may be one part
        return None
    return Equation(
        rule=rule,
        subject=stated.label,
        stated=stated,
        operands=tuple(operands),
        formula=_formula(
            shown.operator,
            [item.name for item in operands],
            _factor(relation, stated, operands),
            [item.name for item in items[len(items) - shown.less :] if item is not None],
        ),
        table=table.id,
        source=Source.SHOWN,
    )


def _figure_before(name: str, table: Table, relation: ShownRelation, position: int, line: int) -> Operand | None:
    """The figure at ``position`` in the last line before ``line`` that has one and is no total of other lines."""
    lines = (before for before in range(line - 1, -1, -1) if before not in relation.shown.totals)
    above = (_figure(name, table, relation, position, before) for before in lines)
    return next((item for item in above if item is not None), None)


def _factor(relation: ShownRelation, stated: Operand, operands: Sequence[Operand]) -> Decimal:
    """The factor of the relation between amounts: a header that says "juta" or "per 1.000" has multiplied already."""
    factor, own, first, last = relation.shown.factor, stated.scale, operands[0].scale, operands[-1].scale
    match relation.shown.operator:
        case Operator.UNIT:
            return factor * first / own
        case Operator.MULTIPLE:
            return factor * own / first
        case Operator.RATIO:
            return factor * own * last / first
        case Operator.PRODUCT:
            return factor * own / (first * last)
        case _:
            return factor


def _whole(table: Table, relation: ShownRelation) -> Iterator[Operand | None]:
    """The total of which a share is taken, or the figures that make it; None where they are too many to be told."""
    shown = relation.shown
    every = relation.rows if shown.axis is Axis.ALONG_ROWS else relation.columns
    lines = [shown.total] if shown.total is not None else range(len(every))
    if len(lines) > limits().evidence.shown_parts:
        yield None
        return
    for number, line in enumerate(lines, 1):
        part = _figure(f"t{number}", table, relation, shown.operands[0], line)
        if part is not None or shown.total is not None:
            yield part


def _figure(name: str, table: Table, relation: ShownRelation, position: int, line: int) -> Operand | None:
    """The figure at ``position`` in ``line``, called as the sheet calls it where its column has no known meaning."""
    row, column = relation.place(position, line)
    item = operand(name, table, row, column)
    if item is None:
        return None
    role = relation.name(position) if column.role is None else item.role
    return changed(item, role=role, exact=item.exact and not relation.shown.rounded)


def _formula(operator: Operator, names: Sequence[str], factor: Decimal, less: Sequence[str] = ()) -> Expression:
    """The formula over operands of these ``names``, ``less`` the last ones (``induction.Operator`` tells each)."""
    first, last = Name(names[0]), Name(names[-1])
    times = Number(factor)
    if operator in (Operator.COPY, Operator.CARRIED):
        return first
    if operator is Operator.SHARE:
        whole = last if len(names) == 2 else Sum(tuple(Name(name) for name in names[1:]))
        share = Binary("/", first, whole)
        return share if factor == 1 else Binary("*", share, times)
    hundredfold = {
        Operator.RATIO: Binary("/", first, last),
        Operator.PRODUCT: Binary("*", first, last),
        Operator.GROWTH: Binary("/", Binary("-", first, last), last),
        Operator.REDUCTION: Binary("/", Binary("-", first, last), first),
        Operator.INVERSE: Binary("/", Binary("-", Binary("*", Number(Decimal(2)), last), first), last),
    }
    if operator in hundredfold:
        return hundredfold[operator] if factor == 1 else Binary("*", hundredfold[operator], times)
    if operator is Operator.DIFFERENCE:
        return Binary("-", first, last)
    if operator is Operator.UNIT:
        return first if factor == 1 else Binary("/", first, times)
    if operator is Operator.MULTIPLE:
        into = divisor_of(factor)
        return Binary("*", first, times) if into is None else Binary("/", first, Number(Decimal(into)))
    if operator is Operator.BALANCE:
        more = [Name(name) for name in names if name not in less]
        left: Expression = more[0] if len(more) == 1 else Sum(tuple(more))
        for name in less:
            left = Binary("-", left, Name(name))
        return left
    total = Sum(tuple(Name(name) for name in names))
    return Binary("/", total, Number(Decimal(len(names)))) if operator is Operator.AVERAGE else total


def in_words(relation: ShownRelation) -> str:
    """The relation in the sheet's own words: ``Gabungan = Loket Pagi + Loket Sore``; of a sum every part is named."""
    shown, stated = relation.shown, relation.name(relation.shown.stated)
    own = len(shown.operands) - shown.before
    names = [f"{relation.name(position)}{'' if at < own else '↑'}" for at, position in enumerate(shown.operands)]
    added = " + ".join(names)
    if shown.operator is Operator.SUM:
        return f"{stated} = {added}"
    if shown.operator is Operator.AVERAGE:
        return f"{stated} = ({added}) / {len(names)}"
    if shown.operator is Operator.RUNNING:
        names.insert(0, f"{stated}↑")
    if shown.operator is Operator.SHARE:
        names.append(f"Σ {names[0]}")
    called = {f"x{place}": name for place, name in enumerate(names)}
    formula = _formula(shown.operator, list(called), shown.factor, list(called)[len(called) - shown.less :])
    return f"{stated} = {render(formula, called)}"


KIND = Kind("shown_by_figures", ShownSettings, relations, places=frozenset({"relation", "holds", "lines"}))
