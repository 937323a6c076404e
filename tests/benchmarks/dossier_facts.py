"""What invented agencies plan, reach and spend in a year: the facts that the files of a dossier tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from lkjip_audit.figures.rounding import round_half_up

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator: ``plan`` are the Renstra's targets year by year, ``first`` the target before the year's change."""

    goal: str
    name: str
    unit: str
    decimals: int
    plan: Sequence[Decimal]
    first: Decimal
    target: Decimal
    before: Decimal
    result: Decimal

    @property
    def reached(self) -> Decimal:
        """Capaian of the year, in percent."""
        return percent(self.result, self.target)


@dataclass(frozen=True, slots=True)
class Budget:
    """Money of a program, kegiatan or sub kegiatan: of the DPA, of its change, and spent; ``parts`` below it."""

    code: str
    name: str
    first: int
    pagu: int
    spent: int
    parts: Sequence[Budget] = ()

    @property
    def used(self) -> Decimal:
        """Serapan in percent."""
        return percent(Decimal(self.spent), Decimal(self.pagu))

    def lines(self) -> Iterator[Budget]:
        """This line and all below it, as a list by code has them."""
        yield self
        for part in self.parts:
            yield from part.lines()


@dataclass(frozen=True, slots=True)
class Facts:
    """One agency's year."""

    year: int
    indicators: Sequence[Indicator]
    programs: Sequence[Budget]

    @property
    def goals(self) -> Sequence[tuple[str, Sequence[Indicator]]]:
        """The indicators under their sasaran."""
        names = dict.fromkeys(item.goal for item in self.indicators)
        return [(name, [item for item in self.indicators if item.goal == name]) for name in names]

    @property
    def total(self) -> Budget:
        """All programs."""
        return added("", "Jumlah", self.programs)


def percent(part: Decimal, whole: Decimal) -> Decimal:
    """``part`` of ``whole`` in percent, with two decimals."""
    return round_half_up(part / whole * HUNDRED, 2)


def mean(values: Sequence[Decimal]) -> Decimal:
    """The mean with two decimals."""
    return round_half_up(sum(values, Decimal(0)) / len(values), 2)


def added(code: str, name: str, parts: Sequence[Budget]) -> Budget:
    """A line that is the sum of ``parts``."""
    money = [sum(getattr(part, told) for part in parts) for told in ("first", "pagu", "spent")]
    return Budget(code, name, *money, tuple(parts))


def indicator(goal: str, name: str, unit: str, least: str, most: str, random: Random) -> Indicator:
    """An indicator whose targets rise from year to year between ``least`` and ``most``, which tell its decimals."""
    decimals = len(least.partition(".")[2])
    low, high = (int(Decimal(text).scaleb(decimals)) for text in (least, most))
    steps = sorted(random.sample(range(low, high), 6))
    plan = [Decimal(step).scaleb(-decimals) for step in steps[:5]]
    target = plan[2] if random.random() < 0.5 else Decimal(random.randrange(steps[2], steps[3])).scaleb(-decimals)
    before = round_half_up(plan[1] * random.randrange(900, 1040) / 1000, decimals)
    result = round_half_up(target * random.randrange(880, 1060) / 1000, decimals)
    return Indicator(goal, name, unit, decimals, tuple(plan), plan[2], target, before, result)


def budget(code: str, tree: Sequence[tuple[str, Sequence[tuple[str, Sequence[str]]]]], random: Random) -> list[Budget]:
    """Programs of kegiatan of sub kegiatan with codes below ``code`` and money at random."""
    programs = []
    for number, (program, activities) in enumerate(tree, 1):
        own = f"{code}.{number:02d}"
        parts = []
        for at, (activity, details) in enumerate(activities, 1):
            below = [_detail(f"{own}.2.{at:02d}.{k:04d}", name, random) for k, name in enumerate(details, 1)]
            parts.append(added(f"{own}.2.{at:02d}", activity, below))
        programs.append(added(own, program, parts))
    return programs


def _detail(code: str, name: str, random: Random) -> Budget:
    first = random.randrange(18_000, 940_000) * 1000
    pagu = first + random.randrange(-9_000, 40_000) * 500
    return Budget(code, name, first, pagu, int(pagu * random.randrange(8300, 9990) / 10000) - random.randrange(900))
