"""A diagnosis looks at what hangs together with a fault, and finds what it would find among everything."""

import pytest

from lkjip_audit.diagnosis import diagnose as room
from lkjip_audit.diagnosis.diagnose import diagnose_all
from lkjip_audit.diagnosis.facts import fact_groups
from lkjip_audit.diagnosis.nearby import within_reach
from lkjip_audit.judging.model import Status
from lkjip_audit.scene.same_measure import kin_of
from tests.relations.audited import audited

HEAD = ["Kode", "Program/Kegiatan", "Anggaran (Rp)", "Realisasi (Rp)", "Sisa (Rp)", "%"]


def budget(programs, slips):
    """A budget by code of so many programs with two kegiatan of three parts each; ``slips`` by row, column and text."""
    rows, total = [], [0, 0]
    for program in range(1, programs + 1):
        lines, own = [], [0, 0]
        for activity in (1, 2):
            parts = []
            for part in (1, 2, 3):
                money = 37_411_200 + 1_000_300 * (program * 17 + activity * 5 + part)
                parts.append(
                    (f"1.01.{program:02d}.2.{activity:02d}.{part:02d}", f"Sub {program} {activity} {part}", money)
                )
            sums = [sum(money for _, _, money in parts), sum(money * 9 // 10 for _, _, money in parts)]
            lines.append((f"1.01.{program:02d}.2.{activity:02d}", f"Kegiatan {program} {activity}", *sums))
            lines.extend((code, name, money, money * 9 // 10) for code, name, money in parts)
            own = [one + other for one, other in zip(own, sums, strict=True)]
        rows.extend([(f"1.01.{program:02d}", f"Program {program}", *own), *lines])
        total = [one + other for one, other in zip(total, own, strict=True)]
    rows.append(("", "Jumlah", *total))
    grid = [[code, name, a, b, a - b, round(100 * b / a, 2)] for code, name, a, b in rows]
    for row, column, value in slips:
        grid[row][column] = value(grid[row][column])
    return [HEAD, *grid]


SLIPS = {
    "none": [],
    "a part": [(3, 2, lambda value: value + 900)],
    "a part and a difference far away": [(3, 3, lambda value: value - 40_000), (80, 4, lambda value: value * 10)],
    "the total": [(-1, 2, lambda value: value + 7_000)],
    "a program and its rate": [(9, 2, lambda value: value + 1_000_000), (9, 5, lambda value: value + 1)],
}


@pytest.mark.parametrize("slips", SLIPS.values(), ids=SLIPS)
def test_causes_are_those_of_the_search_among_everything(slips, monkeypatch):
    found = audited(budget(14, slips))
    scene, outcomes = found.scene, found.verdicts.outcomes
    lying = [(table.sheet, table.area) for table in scene.tables]

    def causes():
        return diagnose_all(outcomes, fact_groups(scene, found.verdicts.laid), scene.roles, kin_of(scene), lying)

    near = causes()
    monkeypatch.setattr(room, "within_reach", lambda everything: dict(enumerate(everything)))
    assert near == causes()
    assert bool(near.causes) == bool(slips)


def test_what_has_nothing_to_do_with_a_fault_is_not_looked_at():
    outcomes = audited(budget(14, SLIPS["a part"])).verdicts.outcomes
    looked_at = within_reach(outcomes).values()
    rows = {outcome.cell.address.row for outcome in looked_at if outcome.status is Status.PASS and outcome.relation}
    assert {2, 3, 4, 5, 6} < rows
    assert len(within_reach(outcomes)) < len(outcomes) / 2
    assert list(outcomes.told) == list(looked_at)[: len(outcomes.told)]
