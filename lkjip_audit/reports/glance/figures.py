"""The numbers of the page put together: rows of the heat map, rules, progress, figures tested, years."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from lkjip_audit.reports.glance.model import Counted, Course, Filed, Glance, Subjects
from lkjip_audit.rulepack.model import Severity

OTHER: Final = "other"
"""The theme of a rule that the packaged rules do not know."""
_DEPTHS: Final = (1, 3, 10)
"""From how many findings a cell of the heat map is shaded lightly, more, and most."""
_MOST_RULES: Final = 15
"""Lines of the list of rules: what one page shows."""


@dataclass(slots=True)
class Tally:
    """Findings by weight."""

    by: Counter[Severity] = field(default_factory=Counter)

    def add(self, item: Counted) -> None:
        """Count the findings of ``item``."""
        self.by[item.severity] += item.findings

    def __getitem__(self, severity: Severity) -> int:
        return self.by[severity]

    @property
    def grave(self) -> int:
        """Material and significant ones."""
        return sum(count for severity, count in self.by.items() if severity.is_grave)

    @property
    def told(self) -> int:
        """All but those that only inform."""
        return sum(count for severity, count in self.by.items() if severity is not Severity.INFO)

    @property
    def worst(self) -> Severity:
        """The heaviest weight that there is; ``info`` where there is none."""
        return min((s for s, count in self.by.items() if count), key=lambda s: s.rank, default=Severity.INFO)

    @property
    def order(self) -> tuple[int, ...]:
        """What sorts the heaviest first."""
        return tuple(-self.by[severity] for severity in Severity)


@dataclass(frozen=True, slots=True)
class Heat:
    """A cell of the heat map: its number, its heaviest weight, and how deeply it is shaded (0: not at all)."""

    tally: Tally
    depth: int


@dataclass(frozen=True, slots=True)
class Row:
    """An agency in one year."""

    agency: str
    files: int
    figures: int
    tested: int
    causes: int
    tally: Tally
    cells: tuple[Heat, ...]

    @property
    def percent(self) -> int | None:
        """How many percent of the figures were tested, cut; None where there are none."""
        return percent(self.tested, self.figures)

    @property
    def sort_percent(self) -> int:
        """What sorts the least tested first, and behind them those without figures."""
        return 101 if self.percent is None else self.percent


@dataclass(frozen=True, slots=True)
class Map:
    """The heat map of one year (None: files that name none), the heaviest agency first, and the year's sums."""

    year: int | None
    rows: tuple[Row, ...]
    whole: Row


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that does not hold somewhere."""

    rule: str
    title: str
    theme: str
    agencies: int
    files: int
    tally: Tally
    by_year: Mapping[int | None, int]


@dataclass(frozen=True, slots=True)
class Years:
    """An agency over the years: of each year the grave findings and the percent tested; None where it has no file."""

    agency: str
    grave: tuple[int | None, ...]
    tested: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """What became of an agency's grave findings, and what was noted of those that are left."""

    course: Course
    noted: Mapping[str, int]


def percent(part: int, whole: int) -> int | None:
    """``part`` of ``whole`` in percent, cut, so that 100 means all; None of nothing."""
    return part * 100 // whole if whole else None


def years_of(glance: Glance) -> tuple[int | None, ...]:
    """The years of the files, newest first; files that name none last."""
    years = {item.year for item in glance.files if not item.problem}
    return tuple(sorted(years, key=lambda year: (year is None, -(year or 0))))


def maps_of(glance: Glance, subjects: Subjects) -> tuple[Map, ...]:
    """A heat map for each year, newest first."""
    themes = (*(theme.id for theme in subjects.themes), OTHER)
    return tuple(_map(glance, year, themes, subjects) for year in years_of(glance))


def has_other(glance: Glance, subjects: Subjects) -> bool:
    """Whether some rule is of no theme."""
    return any(item.rule not in subjects.theme_of for item in glance.counted)


def _map(glance: Glance, year: int | None, themes: Sequence[str], subjects: Subjects) -> Map:
    files: dict[str, list[Filed]] = defaultdict(list)
    for item in glance.files:
        if item.year == year and not item.problem:
            files[item.agency].append(item)
    counted: dict[str, list[Counted]] = defaultdict(list)
    for found in glance.counted:
        if found.year == year:
            counted[found.agency].append(found)
    causes = Counter({item.agency: item.count for item in glance.causes if item.year == year})

    def row(agency: str, held: Sequence[Filed], found: Iterable[Counted], count: int) -> Row:
        whole, by_theme = Tally(), {theme: Tally() for theme in themes}
        for item in found:
            whole.add(item)
            by_theme[subjects.theme_of.get(item.rule, OTHER)].add(item)
        figures, tested = sum(item.figures for item in held), sum(item.tested for item in held)
        cells = tuple(Heat(tally, _depth(tally.told)) for tally in by_theme.values())
        return Row(agency, len(held), figures, tested, count, whole, cells)

    rows = [row(agency, held, counted[agency], causes[agency]) for agency, held in files.items()]
    rows.sort(key=lambda item: (item.tally.order, item.agency))
    every = [item for held in files.values() for item in held]
    all_found = [item for items in counted.values() for item in items]
    return Map(year, tuple(rows), row("", every, all_found, sum(causes.values())))


def _depth(count: int) -> int:
    return sum(count >= least for least in _DEPTHS)


def broken_of(glance: Glance, subjects: Subjects) -> tuple[Broken, ...]:
    """The rules of weight that do not hold in most agencies; those that only inform are left out."""
    found: dict[str, list[Counted]] = defaultdict(list)
    for item in glance.counted:
        if item.severity is not Severity.INFO:
            found[item.rule].append(item)
    rules = [_broken(rule, items, glance.reach.get(rule, 0), subjects) for rule, items in found.items()]
    rules.sort(key=lambda item: (-item.agencies, -item.tally.told, item.rule))
    return tuple(rules[:_MOST_RULES])


def _broken(rule: str, items: Sequence[Counted], files: int, subjects: Subjects) -> Broken:
    tally, by_year = Tally(), Counter[int | None]()
    for item in items:
        tally.add(item)
        by_year[item.year] += item.findings
    theme = subjects.theme_of.get(rule, OTHER)
    agencies = len({item.agency for item in items})
    return Broken(rule, items[0].title, theme, agencies, files, tally, by_year)


def over_years(glance: Glance, maps: Sequence[Map]) -> tuple[Years, ...]:
    """Each agency over the years of ``maps``, the one with most grave findings in the newest first."""
    by_agency = [{row.agency: row for row in item.rows} for item in maps]
    agencies = sorted({row.agency for item in maps for row in item.rows})
    told = [
        Years(
            agency,
            tuple(rows[agency].tally.grave if agency in rows else None for rows in by_agency),
            tuple(rows[agency].percent if agency in rows else None for rows in by_agency),
        )
        for agency in agencies
    ]
    return tuple(sorted(told, key=lambda item: tuple(-(count or 0) for count in item.grave)))


def progress_of(glance: Glance) -> tuple[Progress, ...]:
    """What became of each agency's grave findings; the one with most of them left first."""
    noted: dict[str, Counter[str]] = defaultdict(Counter)
    for item in glance.noted:
        noted[item.agency][item.status] += item.count
    told = [Progress(item, noted[item.agency]) for item in glance.course if item.first or item.new]
    return tuple(sorted(told, key=lambda item: (-(item.course.left + item.course.new), item.course.agency)))
