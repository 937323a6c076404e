"""What roles are: money, decided, a percentage, a level of the ladder; read from ``rules/roles.yaml``.

Python holds no set of role names: it asks :class:`Roles`.  Each key is explained at the head of the YAML file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, TypeAlias, get_args

from pydantic import Field

from lkjip_audit.rulepack.model import Strict, Text

Trait = Literal[
    "numbering",
    "indicator",
    "goal",
    "work",
    "mixed",
    "whole",
    "money",
    "performance",
    "fact",
    "planned",
    "result",
    "decided",
    "ratio",
    "percentage",
    "hundreds",
    "headcount",
    "people",
    "added",
    "of_totals",
    "over_years",
    "change",
    "staged",
    "of_budget",
    "total",
    "graded",
    "many",
    "remark",
    "last_resort",
    "weight",
]
"""What a role may be said to be."""

Way = Literal["ratio", "inverse_ratio", "plain_ratio", "difference", "growth", "share", "sum", "product", "complement"]
"""How a figure may be made of others of its row."""

Operation: TypeAlias = tuple[str, tuple[str, ...]]
"""A way and the roles of what it is made of."""


Location: TypeAlias = tuple[str | int, ...]


class Computed(Strict):
    """One way in which the figures of a role are made; ``seldom`` where it usually means another role."""

    how: Way
    of: tuple[Text, ...]
    seldom: bool = False


class Nature(Strict):
    """What a role is; the keys are told at the head of ``rules/roles.yaml``."""

    is_: Annotated[tuple[Trait, ...], Field(alias="is")] = ()
    follows: tuple[Text, ...] = ()
    computes: tuple[Computed, ...] = ()
    half_of: Text | None = None
    stands_for: Text | None = None
    ends_in: Text | None = None
    besides: Text | None = None
    in_money: Text | None = None
    as_percent: Text | None = None
    as_money: Text | None = None
    level: Text | None = None
    mixes: tuple[Text, ...] = ()
    code_parts: tuple[int, ...] = ()
    set_in: tuple[Text, ...] = ()

    def named(self) -> Iterator[tuple[Location, str]]:
        """Every other role that it names, with the keys that lead there."""
        for key in ("half_of", "stands_for", "ends_in", "besides", "in_money", "as_percent", "as_money", "level"):
            role = getattr(self, key)
            if role is not None:
                yield (key,), role
        yield from each(self.follows, "follows")
        yield from each(self.mixes, "mixes")
        for place, way in enumerate(self.computes):
            yield from each(way.of, "computes", place, "of")


class ToldOf(Strict):
    """Whose a figure in a sentence is, likeliest first."""

    performance: tuple[Text, ...]
    money: tuple[Text, ...]


def each(roles: Sequence[str], *keys: str | int) -> Iterator[tuple[Location, str]]:
    """The ``roles`` of a list, each with the ``keys`` that lead to it."""
    return (((*keys, place), role) for place, role in enumerate(roles))


@dataclass(frozen=True, slots=True)
class Roles:
    """What the roles are, as sets and maps of their ids; ordered where the order of the file says something.

    ``ladder`` are the levels that rows stand on, from the whole to its parts; ``called_by`` the roles whose words a row
    goes by, the first that it has; ``matched`` the class of names that each role's belong to, in the order of matching.
    ``agreed`` are the documents of the plan as agreed last, each with the one that changes it; ``changed`` all
    documents, likewise.
    ``meanings`` says what a column may be that is computed so, the usual role first.
    """

    numbering: frozenset[str] = frozenset()
    indicator: frozenset[str] = frozenset()
    goal: frozenset[str] = frozenset()
    work: frozenset[str] = frozenset()
    mixed: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()
    money: frozenset[str] = frozenset()
    performance: frozenset[str] = frozenset()
    fact: frozenset[str] = frozenset()
    planned: frozenset[str] = frozenset()
    result: frozenset[str] = frozenset()
    decided: frozenset[str] = frozenset()
    ratio: frozenset[str] = frozenset()
    percentage: frozenset[str] = frozenset()
    hundreds: frozenset[str] = frozenset()
    headcount: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    added: frozenset[str] = frozenset()
    of_totals: frozenset[str] = frozenset()
    over_years: frozenset[str] = frozenset()
    change: frozenset[str] = frozenset()
    staged: frozenset[str] = frozenset()
    of_budget: frozenset[str] = frozenset()
    total: frozenset[str] = frozenset()
    graded: frozenset[str] = frozenset()
    many: frozenset[str] = frozenset()
    remark: frozenset[str] = frozenset()
    last_resort: frozenset[str] = frozenset()
    weight: frozenset[str] = frozenset()
    order: tuple[str, ...] = ()
    subjects: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    ranges: frozenset[str] = frozenset()
    ladder: tuple[str, ...] = ()
    called_by: tuple[str, ...] = ()
    matched: Mapping[str, str] = field(default_factory=dict)
    told_of_performance: tuple[str, ...] = ()
    told_of_money: tuple[str, ...] = ()
    follows: frozenset[tuple[str, str]] = frozenset()
    meanings: Mapping[Operation, tuple[str, ...]] = field(default_factory=dict)
    half_of: Mapping[str, str] = field(default_factory=dict)
    stand_in: Mapping[str, str] = field(default_factory=dict)
    ends_in: Mapping[str, str] = field(default_factory=dict)
    besides: Mapping[str, str] = field(default_factory=dict)
    in_money: Mapping[str, str] = field(default_factory=dict)
    as_percent: Mapping[str, str] = field(default_factory=dict)
    as_money: Mapping[str, str] = field(default_factory=dict)
    level: Mapping[str, str] = field(default_factory=dict)
    mixes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    of_code: Mapping[int, str] = field(default_factory=dict)
    set_in: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    agreed: Mapping[str, str] = field(default_factory=dict)
    changed: Mapping[str, str] = field(default_factory=dict)

    def all_that_are(self, traits: Sequence[Trait]) -> tuple[str, ...]:
        """The roles that are any of ``traits``, in the order of the file."""
        wanted: frozenset[str] = frozenset().union(*(getattr(self, trait) for trait in traits))
        return self.ordered(wanted)

    def ordered(self, roles: frozenset[str]) -> tuple[str, ...]:
        """``roles`` in the order of the file."""
        return tuple(role for role in self.order if role in roles)

    def made_of(self, role: str) -> frozenset[str]:
        """All roles that figures of ``role`` may be computed from."""
        return frozenset(part for (_, parts), made in self.meanings.items() if role in made for part in parts if part)

    @property
    def levels(self) -> tuple[str, ...]:
        """The ladder without the levels that only speak of another one."""
        return tuple(role for role in self.ladder if role not in self.level)

    @property
    def upwards(self) -> tuple[str, ...]:
        """The works, from the parts to the whole."""
        return tuple(role for role in reversed(self.ladder) if role in self.work)

    @property
    def performers(self) -> tuple[str, ...]:
        """Whose performance is measured, the narrowest first: indikator, sub kegiatan ... tujuan."""
        own = self.indicator | self.work | self.goal
        return tuple(role for role in self.called_by if role in own)

    @property
    def payers(self) -> tuple[str, ...]:
        """Whose money is told row by row, the narrowest first, then the columns that mix them."""
        return (*self.upwards, *self.ordered(self.mixed))


TRAITS: tuple[Trait, ...] = get_args(Trait)

Group = Literal["agreement", "core", "promise", "report", "people", "ranks", "schooling"]
"""What a kind of table may be said to be.

``agreement``  the perjanjian kinerja, whose names all others are held to.
``core``       one of the tables that the report stands on: another name there is no matter of form.
``promise``    says which indicators are to be reached; ``report`` what came of them.
``people``     counts the agency's people; ``ranks`` by class of rank, ``schooling`` by schooling.
"""


@dataclass(frozen=True, slots=True)
class Sort:
    """What a kind of table is.

    ``names`` are the roles whose names are agreed in it; ``lists`` those of which its rows are all that there are.
    """

    groups: frozenset[Group] = frozenset()
    names: frozenset[str] = frozenset()
    lists: frozenset[str] = frozenset()


UNSORTED = Sort()
"""What a table is of which the kind is unknown."""


def roles_of(
    natures: Mapping[str, Nature],
    types: Mapping[str, str],
    subjects: frozenset[str],
    *,
    ladder: Sequence[str],
    called_by: Sequence[str],
    matched: Mapping[str, Sequence[str]],
    told_of: ToldOf,
    agreed: Mapping[str, str],
    changed: Mapping[str, str],
) -> Roles:
    """The roles by id as ``natures`` says, with the likeliest type of each one's cells and those that name subjects."""
    traits: dict[str, Any] = {
        trait: frozenset(role for role, own in natures.items() if trait in own.is_) for trait in TRAITS
    }
    return Roles(
        **traits,
        order=tuple(natures),
        subjects=subjects,
        units=frozenset(role for role, kind in types.items() if kind == "unit"),
        ranges=frozenset(role for role, kind in types.items() if kind == "range"),
        ladder=tuple(ladder),
        called_by=tuple(called_by),
        matched={role: name for name, members in matched.items() for role in members},
        told_of_performance=told_of.performance,
        told_of_money=told_of.money,
        follows=frozenset((before, role) for role, own in natures.items() for before in own.follows),
        meanings=_meanings(natures),
        half_of={role: own.half_of for role, own in natures.items() if own.half_of},
        stand_in={own.stands_for: role for role, own in natures.items() if own.stands_for},
        ends_in={role: own.ends_in for role, own in natures.items() if own.ends_in},
        besides={role: own.besides for role, own in natures.items() if own.besides},
        in_money={role: own.in_money for role, own in natures.items() if own.in_money},
        as_percent={role: own.as_percent for role, own in natures.items() if own.as_percent},
        as_money={role: own.as_money for role, own in natures.items() if own.as_money},
        level={role: own.level for role, own in natures.items() if own.level},
        mixes={role: own.mixes for role, own in natures.items() if own.mixes},
        set_in={role: own.set_in for role, own in natures.items() if own.set_in},
        agreed=agreed,
        changed=changed,
        of_code={parts: role for role, own in natures.items() for parts in own.code_parts},
    )


def _meanings(natures: Mapping[str, Nature]) -> Mapping[Operation, tuple[str, ...]]:
    """For each operation what it may give, the usual role first."""
    found: dict[Operation, list[tuple[bool, str]]] = {}
    for role, own in natures.items():
        for way in own.computes:
            found.setdefault((way.how, way.of or ("",)), []).append((way.seldom, role))
    return {
        operation: tuple(role for _, role in sorted(made, key=lambda item: item[0]))
        for operation, made in found.items()
    }
