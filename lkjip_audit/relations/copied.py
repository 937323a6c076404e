"""A wrong part of a sum, where the workbook itself gives it away: copied from another year, or right elsewhere.

A code that is not the sum of its children is told at the child only where one child alone is suspect: the value that
the sum needs of it stands for the same work in another document or column; or it repeats the work's figure of another
year, while the level above confirms the parent.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from lkjip_audit.formula import Binary, Name, Sum
from lkjip_audit.judging.model import Equation, Outcome, Status
from lkjip_audit.judging.outcomes import outcome
from lkjip_audit.relations import code_rollup
from lkjip_audit.relations.kind import Kind, Laid, Settings
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.operands import operand
from lkjip_audit.scene.owners import year_position
from lkjip_audit.scene.place import Node, Operand
from lkjip_audit.scene.sameness import amount_of
from lkjip_audit.tables.known import NILAI
from lkjip_audit.tables.model import Column, Row, RowKind, Table


class Copied(Settings):
    """No settings: which child is wrong is told by the workbook itself."""


@dataclass(frozen=True, slots=True)
class _Place:
    """An amount of a work, where it stands."""

    table: Table
    row: Row
    column: Column
    item: Operand


@dataclass(frozen=True, slots=True)
class _Suspect:
    """A child, what the sum needs of it, and the other place that gives it away."""

    child: Operand
    needed: Decimal
    where: _Place
    how: str


def relations(rule: Rule, settings: Copied, scene: Scene) -> Iterator[Laid]:
    """Yield the child's own equation, parent less siblings, for every sum whose wrong child can be told.

    A table whose sums all hold passes once.
    """
    del settings
    columns = tuple(code_rollup.rolled_up(rule, code_rollup.CodeRollup(), scene))
    laid = [item for column in columns for _, item in column.others]
    yield from (item for item in laid if isinstance(item, Outcome))
    sums = [item for item in laid if isinstance(item, Equation)]
    failing = [equation for equation in sums if not _adds_up(equation)]
    confirmed = {item.node for equation in sums if _adds_up(equation) for item in equation.operands}
    sound: dict[str | None, Equation] = {}
    for column in columns:
        if column.table.id not in sound and (first := column.first) is not None:
            sound[column.table.id] = first
    works: _Works | None = None
    for equation in failing:
        works = works or _Works(scene)
        sound.pop(equation.table, None)
        node = equation.stated.node
        is_confirmed = node in confirmed or any(column.simple.is_operand(node) for column in columns)
        suspect = _only(works.attested(equation)) or (_only(works.copies(equation)) if is_confirmed else None)
        if suspect is None or len(equation.operands) < 2:
            yield outcome(rule, Status.NOT_APPLICABLE, equation.stated.node, equation.subject, reason="no_one_suspect")
        else:
            yield _of_child(equation, suspect)
    for equation in sound.values():
        yield outcome(rule, Status.PASS, equation.stated.node, equation.subject)


def _only(found: Sequence[_Suspect]) -> _Suspect | None:
    """The one child that is suspect; None where several are."""
    return found[0] if len({suspect.child.node for suspect in found}) == 1 else None


class _Works:
    """The amounts of each coded work, wherever tables state them."""

    def __init__(self, scene: Scene) -> None:
        self._places: dict[str, list[_Place]] = defaultdict(list)
        self._at: dict[Node, _Place] = {}
        for table in scene.tables:
            for row in table.rows:
                if row.code is None or row.kind is not RowKind.DETAIL:
                    continue
                for column in table.columns:
                    item = operand(NILAI, table, row, column) if column.role in scene.roles.money else None
                    if item is not None:
                        place = _Place(table, row, column, item)
                        self._places[row.code].append(place)
                        self._at[item.node] = place

    def attested(self, equation: Equation) -> list[_Suspect]:
        """The children whose needed value stands for the same work in another table or column of the same year."""
        found = []
        for child, own, needed in self._children(equation, limits().copies.digits_far):
            for place in self._others(own):
                if amount_of(place.item) == needed and not _is_of_other_year(own, place):
                    found.append(_Suspect(child, needed, place, "attested"))
                    break
        return found

    def copies(self, equation: Equation) -> list[_Suspect]:
        """The children that repeat their work's figure of another year to the last of many digits."""
        found = []
        for child, own, needed in self._children(equation, 0):
            if _digits(amount_of(child)) < limits().clues.many_digits:
                continue
            for place in self._others(own):
                same = amount_of(place.item) == amount_of(child)
                if same and place.table.id == own.table.id and _is_earlier(own, place):
                    found.append(_Suspect(child, needed, place, "copied"))
                    break
        return found

    def _children(self, equation: Equation, digits: int) -> Iterator[tuple[Operand, _Place, Decimal]]:
        """The children with a place of their own, and what the sum needs of each."""
        off = amount_of(equation.stated) - sum((amount_of(item) for item in equation.operands), Decimal(0))
        for child in equation.operands:
            own, needed = self._at.get(child.node), amount_of(child) + off
            if own is not None and needed > 0 and _digits(needed) >= digits:
                yield child, own, needed

    def _others(self, own: _Place) -> Iterator[_Place]:
        for place in self._places[own.row.code or ""]:
            period = place.column.period
            if place.item.node != own.item.node and not (period is not None and period.is_partly):
                yield place


def _is_of_other_year(own: _Place, place: _Place) -> bool:
    """Whether both say of which year they speak, and it is not the same."""
    one, other = own.column.year or own.table.year, place.column.year or place.table.year
    return one is not None and other is not None and one != other


def _is_earlier(own: _Place, place: _Place) -> bool:
    """Whether ``place`` is the work's figure of the year before, or stands in an older version of the plan."""
    if place.row.number == own.row.number:
        mine, other = year_position(own.column), year_position(place.column)
        return mine is not None and other == mine - 1
    return place.row.number < own.row.number


def _digits(value: Decimal) -> int:
    """How many digits tell: those before the zeros at the end."""
    return len(value.normalize().as_tuple().digits)


def _adds_up(equation: Equation) -> bool:
    return amount_of(equation.stated) == sum((amount_of(item) for item in equation.operands), Decimal(0))


def _of_child(equation: Equation, suspect: _Suspect) -> Equation:
    """The sum solved for the child."""
    siblings = tuple(item for item in equation.operands if item.node != suspect.child.node)
    parent = replace(equation.stated, name="induk")
    address = suspect.where.item.node.address
    context: Mapping[str, str] = {
        "how": suspect.how,
        "other": address.place,
        "other_value": suspect.where.item.figure.literal.strip(),
        "parent": parent.node.address.place,
    }
    return replace(
        equation,
        subject=suspect.child.label or equation.subject,
        stated=suspect.child,
        operands=(parent, *siblings),
        formula=Binary("-", Name("induk"), Sum(tuple(Name(item.name) for item in siblings))),
        context=tuple(context.items()),
        defines=False,
    )


KIND = Kind("copied", Copied, relations, places=frozenset({"how", "other", "other_value", "parent"}))
