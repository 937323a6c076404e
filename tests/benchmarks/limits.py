"""Each limit moved by a tenth, up and down, and what then changes in the samples: the table of ``docs/limits.md``.

``python -m tests.benchmarks.limits`` measures all of them and writes the table (ten minutes of processor);
``python -m tests.benchmarks.limits judging search.tie`` measures a group and a limit anew and keeps the rest.

An audit is done anew only where it can come out otherwise: not where a limit is never asked for, nor where all that
is done with it are comparisons that come out the same a tenth further up and down (``tracked``); and only from the
stage on that asks.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, cast

from lkjip_audit.diagnosis.diagnose import diagnose
from lkjip_audit.diagnosis.facts import fact_groups
from lkjip_audit.diagnosis.model import Diagnosis
from lkjip_audit.judging.model import Outcome, Status
from lkjip_audit.pipeline import Auditor, Stage, open_workbook
from lkjip_audit.relations.engine import run
from lkjip_audit.rulepack.folder import pack_folder
from lkjip_audit.rulepack.limit_groups import Limits
from lkjip_audit.rulepack.limits import FILE, groups_of, in_force, limits_of, packaged, read_limits, with_limit
from lkjip_audit.rulepack.words import speaking
from lkjip_audit.scene.build import stage
from lkjip_audit.scene.same_measure import kin_of
from lkjip_audit.tables.model import Table
from lkjip_audit.tables.nature import Roles
from lkjip_audit.tables.recognise import recognise
from lkjip_audit.workbook.model import Workbook
from tests.benchmarks.tracked import Tracked

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "limits.md"
SAMPLES = ("contoh-selaras", "kab-jombang-bkpsdm-2023", "kota-blitar-bkpsdm-2023")
SCORES = frozenset(
    {"header_words", "roles", "kinds", "matching", "table_map", "costs", "clues", "chances", "search", "evidence"}
)
"""Groups whose limits are added up: whether one matters shows only in a new run."""
NOTHING = "nothing"
UNREAD = "not asked"
UNMEASURED = "not measured"
_ROW = re.compile(r"\| `(?P<name>[a-z_]+)` \|(?:[^|]*\|){3} (?P<less>[^|]*) \| (?P<more>[^|]*) \|")
_HEAD = """# The limits

Made by `python -m tests.benchmarks.limits`; do not edit. The limits themselves stand in `rules/limits.yaml`; a profile
moves one by name ([profiles.md](profiles.md)).

The last two columns say what changes in the three samples (findings and causes that come and go) when the limit is a
tenth smaller or larger, a whole number by one at least, with everything else as it is. "nothing" is good to know as
well: the samples do not tell where such a limit should lie. "not asked" is one that no sample's audit reads at all,
"not measured" one that is new since the last run.
"""


@dataclass
class Read:
    """The limits that one run asked for, by the stage that asked."""

    by_stage: dict[Stage, set[str]] = field(default_factory=lambda: {stage: set() for stage in Stage})
    now: Stage = Stage.READING
    matter: set[str] = field(default_factory=set)
    """Those of them whose being a tenth smaller or larger would have turned a comparison, or may have."""


class _Group:
    """A group of limits that notes which of them are read, and whether moving them would matter."""

    def __init__(self, name: str, own: object, read: Read) -> None:
        self._name, self._own, self._read = name, own, read
        self._types = limits_of(groups_of()[name])

    def __getattr__(self, limit: str) -> object:
        name, value = f"{self._name}.{limit}", getattr(self._own, limit)
        self._read.by_stage[self._read.now].add(name)
        if self._name in SCORES:
            self._read.matter.add(name)
            return value
        kind = self._types[limit]
        less, more = (kind(moved) for moved in moves(Decimal(str(value)), kind))
        return Tracked(value, less, more, partial(self._read.matter.add, name))


class _Tree:
    """All groups, each noting what is read of it."""

    def __init__(self, own: Limits, read: Read) -> None:
        for name in groups_of():
            setattr(self, name, _Group(name, getattr(own, name), read))


@dataclass(frozen=True)
class Audited:
    """What each stage of an audit makes of a sample."""

    tables: tuple[Table, ...]
    outcomes: tuple[Outcome, ...] = ()
    facts: tuple[Any, ...] = ()
    kin: tuple[Any, ...] = ()
    roles: Roles | None = None
    causes: tuple[Diagnosis, ...] = ()


class Sample:
    """One workbook, audited under the packaged limits once, and then as far as a moved limit reaches."""

    def __init__(self, name: str) -> None:
        self.name = name.split("-")[1]
        self.read = Read()
        self._auditor = Auditor.load()
        self._workbook: Workbook = open_workbook(ROOT / "samples" / f"{name}.xlsx")
        # The watching tree has the limits' names and values, which is all that is asked of it.
        with in_force(cast(Limits, _Tree(packaged(), self.read))), speaking(self._auditor.pack.words):
            self.read.now = Stage.TABLES
            tables = self._tables()
            self.read.now = Stage.RELATIONS
            judged = self._judged(tables)
            # A rule that fails is an outcome, and what a tracked number cannot do would be one too.
            assert not any(outcome.status is Status.RULE_ERROR for outcome in judged.outcomes)
            self.read.now = Stage.CAUSES
            self.usual = self._explained(judged)

    def under(self, chosen: Limits, limit: str) -> Audited:
        """The audit with ``limit`` as ``chosen`` has it; stages that it does not reach are taken as they were."""
        usual, read = self.usual, self.read.by_stage
        if limit not in self.read.matter:
            return usual
        with in_force(chosen), speaking(self._auditor.pack.words):
            tables = self._tables() if limit in read[Stage.TABLES] else usual.tables
            judged = usual
            if tables != usual.tables or limit in read[Stage.RELATIONS]:
                judged = self._judged(tables)
            same = (judged.outcomes, judged.facts, judged.kin) == (usual.outcomes, usual.facts, usual.kin)
            if same and limit not in read[Stage.CAUSES]:
                return usual
            return self._explained(judged)

    def _tables(self) -> tuple[Table, ...]:
        return recognise(self._workbook, self._auditor.definitions).tables

    def _judged(self, tables: tuple[Table, ...]) -> Audited:
        pack = self._auditor.pack
        scene = stage(self._workbook, tables, self._auditor.definitions.nature)
        verdicts = run(pack.rules, pack.settings, scene)
        return Audited(
            tables, verdicts.outcomes, fact_groups(scene, verdicts.equations), tuple(kin_of(scene)), scene.roles
        )

    def _explained(self, judged: Audited) -> Audited:
        assert judged.roles is not None
        return replace(judged, causes=diagnose(judged.outcomes, judged.facts, judged.roles, judged.kin))


def told(usual: Audited, now: Audited) -> str:
    """What came and went between two audits of one sample; "" when nothing did."""
    parts = []
    for name, before, after in (
        ("findings", _findings(usual), _findings(now)),
        ("causes", _causes(usual), _causes(now)),
    ):
        come, gone = (after - before).total(), (before - after).total()
        if come or gone:
            parts.append(name + (f" +{come}" if come else "") + (f" −{gone}" if gone else ""))
    return ", ".join(parts)


def _findings(audited: Audited) -> Counter[object]:
    found = (outcome for outcome in audited.outcomes if outcome.status is Status.FINDING)
    return Counter((item.rule.id, item.cell, item.stated, item.expected_text, item.severity) for item in found)


def _causes(audited: Audited) -> Counter[object]:
    return Counter((item.node, item.proposed, len(item.alternatives), len(item.explains)) for item in audited.causes)


def moves(value: Decimal, kind: type) -> tuple[Decimal, Decimal]:
    """``value`` a tenth smaller and larger; a whole number by one at least."""
    step = max(Decimal(1), (value / 10).to_integral_value()) if kind is int else value / 10
    return value - step, value + step


def measure(name: str, samples: Sequence[Sample]) -> tuple[str, str]:
    """What changes in ``samples`` when the limit ``name`` is a tenth smaller, and larger."""
    if not any(name in asked for sample in samples for asked in sample.read.by_stage.values()):
        return UNREAD, UNREAD
    group, _, own = name.partition(".")
    value = Decimal(str(getattr(getattr(packaged(), group), own)))
    found = []
    for moved in moves(value, limits_of(groups_of()[group])[own]):
        chosen, code = with_limit(packaged(), name, moved)
        assert code is None, (name, moved, code)
        changes = ((sample.name, told(sample.usual, sample.under(chosen, name))) for sample in samples)
        found.append("; ".join(f"{sample}: {change}" for sample, change in changes if change) or NOTHING)
    return found[0], found[1]


def measured(page: str) -> Mapping[str, tuple[str, str]]:
    """What ``page`` says of each limit that it lists."""
    found: dict[str, tuple[str, str]] = {}
    group = ""
    for line in page.split("\n"):
        if line.startswith("## "):
            group = line.removeprefix("## ").strip("`")
        elif (match := _ROW.match(line)) and match["less"] != UNMEASURED:
            found[f"{group}.{match['name']}"] = (match["less"], match["more"])
    return found


def page(known: Mapping[str, tuple[str, str]]) -> str:
    """The page: every limit with its value, what it decides, where it comes from, and what moving it changes."""
    entries, _ = read_limits(pack_folder() / FILE)
    lines = [_HEAD]
    for group, kind in groups_of().items():
        lines += [f"## `{group}`", "", f"{kind.__doc__}", ""]
        lines += ["| limit | value | decides | from | a tenth less | a tenth more |", "|---|---|---|---|---|---|"]
        for name in limits_of(kind):
            value, said = entries[group, name]
            less, more = known.get(f"{group}.{name}", (UNMEASURED, UNMEASURED))
            origin = said.source or said.calibration
            lines.append(f"| `{name}` | {value:,f} | {said.why} | {origin} | {less} | {more} |")
        lines.append("")
    return "\n".join(lines)


def wanted(chosen: Iterable[str]) -> list[str]:
    """The limits that ``chosen`` names by group or by name; all when it names none."""
    names = [f"{group}.{name}" for group, kind in groups_of().items() for name in limits_of(kind)]
    asked = set(chosen)
    return [name for name in names if not asked or name in asked or name.partition(".")[0] in asked]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and write the page after each limit: a run that is stopped keeps what it had."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("limits", nargs="*", help="groups or limits to measure; all when none is named")
    parser.add_argument("--write", type=Path, default=PAGE)
    chosen = parser.parse_args(arguments)
    known = dict(measured(chosen.write.read_text(encoding="utf-8"))) if chosen.write.exists() else {}
    samples = [Sample(name) for name in SAMPLES]
    # What needs no new audit comes first: a run that is stopped has the most of it.
    for name in sorted(wanted(chosen.limits), key=lambda name: sum(name in sample.read.matter for sample in samples)):
        known[name] = measure(name, samples)
        sys.stderr.write(f"{name}: {' | '.join(known[name])}\n")
        chosen.write.write_text(page(known), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
