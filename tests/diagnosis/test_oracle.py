"""Networks of sums against an exact solver: as few wrong cells, every tie, nobody accused whom another answer spares.

The oracle asks CP-SAT (OR-Tools) for the fewest cells that, put otherwise, make every sum hold (Fellegi & Holt 1976),
and then for every set of so few cells.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from random import Random

import pytest
from ortools.sat.python import cp_model

from lkjip_audit.diagnosis.diagnose import diagnose_all
from lkjip_audit.diagnosis.model import Diagnosed
from tests.diagnosis.nets import Net
from tests.packaged import roles

pytestmark = pytest.mark.slow

_FAR = 10**7
_MOST_SETS = 200
SEEDS = range(40)


def table(seed: int, wrong: int) -> tuple[Net, list[str]]:
    """Rows and columns of figures with their totals, and so many of them spoiled; which ones."""
    random = Random(seed)
    rows, columns = random.randint(2, 4), random.randint(2, 4)
    net = Net()
    values = [[random.randrange(10_000, 99_999) for _ in range(columns)] for _ in range(rows)]
    for row in range(rows):
        for column in range(columns):
            net.put(f"{row}.{column}", values[row][column], at=("S", row + 1, column + 1))
        net.put(f"{row}.all", sum(values[row]), at=("S", row + 1, columns + 1))
    for column in range(columns):
        net.put(f"all.{column}", sum(line[column] for line in values), at=("S", rows + 1, column + 1))
    net.put("all.all", sum(map(sum, values)), at=("S", rows + 1, columns + 1))
    lines = [*(str(row) for row in range(rows)), "all"]
    for line in lines:
        net.sum(f"{line}.all", [f"{line}.{column}" for column in range(columns)])
    for column in (*map(str, range(columns)), "all"):
        net.sum(f"all.{column}", [f"{row}.{column}" for row in range(rows)])
    spoiled = random.sample(sorted(net.cells), wrong)
    for name in spoiled:
        net.set(name, int(net.cells[name].figure.value) + random.randrange(1_013, 9_871))
    return net, spoiled


def smallest(net: Net) -> list[frozenset[str]]:
    """Every smallest set of cells that can be put so that all sums hold; the first so many of them."""
    model = cp_model.CpModel()
    value = {name: model.new_int_var(-_FAR, _FAR, name) for name in net.cells}
    changed = {name: model.new_bool_var(f"changed {name}") for name in net.cells}
    for name, cell in net.cells.items():
        model.add(value[name] == int(cell.figure.value)).only_enforce_if(changed[name].negated())
    for stated, parts in net.sums:
        model.add(value[stated] == sum(value[part] for part in parts))
    model.minimize(sum(changed.values()))
    found: list[frozenset[str]] = []
    for _ in range(_MOST_SETS):
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        if solver.solve(model) != cp_model.OPTIMAL:
            break
        chosen = frozenset(name for name in net.cells if solver.value(changed[name]))
        if found and len(chosen) > len(found[0]):
            break
        found.append(chosen)
        model.add(sum(changed[name] for name in chosen) <= len(chosen) - 1)
    return found


def told(net: Net) -> Diagnosed:
    return diagnose_all(net.outcomes(), net.groups(), roles())


@pytest.mark.parametrize("wrong", [1, 2])
@pytest.mark.parametrize("seed", SEEDS)
def test_as_few_cells_are_wrong_and_whoever_is_accused_is_in_every_smallest_answer(seed: int, wrong: int) -> None:
    net, _ = table(seed, wrong)
    sets = smallest(net)
    diagnosed = told(net)
    accused = {net.name(cause.node) for cause in diagnosed.causes if not cause.alternatives}
    tied = [{net.name(cause.node), *(net.name(x.node) for x in cause.alternatives)} for cause in diagnosed.causes]
    assert diagnosed.unfinished == ()
    assert len(diagnosed.causes) == len(sets[0])
    assert accused <= frozenset.intersection(*sets)
    if len(sets[0]) == 1 and sets[0]:
        assert frozenset.union(*sets) == frozenset(*tied)


def moved(net: Net, seed: int) -> Net:
    """The same network with every cell elsewhere, in another order."""
    places = list(range(1, len(net.cells) + 1))
    Random(seed).shuffle(places)
    other = Net()
    numbers = count()
    for name in sorted(net.cells, key=lambda name: places[list(net.cells).index(name)]):
        cell = net.cells[name]
        other.put(name, cell.figure.value, cell.role, at=("Lain", next(numbers) + 1, 1))
    other.sums = list(net.sums)
    return other


@pytest.mark.parametrize("seed", SEEDS)
def test_where_the_cells_stand_changes_nothing(seed: int) -> None:
    net, _ = table(seed, 2)
    assert _said(net) == _said(moved(net, seed))


def _said(net: Net) -> set[frozenset[tuple[str, str]]]:
    return {frozenset(_candidates(net, cause)) for cause in told(net).causes}


def _candidates(net: Net, cause: object) -> Sequence[tuple[str, str]]:
    first = (net.name(cause.node), str(cause.proposed))  # type: ignore[attr-defined]
    return [first, *((net.name(x.node), str(x.proposed)) for x in cause.alternatives)]  # type: ignore[attr-defined]
