"""How the time of a diagnosis grows with the network: three faults among 1,000, 10,000 and 100,000 cells.

Run with ``pytest tests/benchmarks --benchmark-enable``.  Nothing is asserted about time.
"""

from random import Random

import pytest

from lkjip_audit.diagnosis.diagnose import diagnose
from tests.benchmarks.measure import with_values
from tests.benchmarks.shapes import flat, spending
from tests.packaged import roles

CELLS = (1_000, 10_000, 100_000)
SHAPES = {"hierarchy": (spending, 141), "one wide sum": (flat, 3)}


@pytest.fixture(scope="module", params=[(name, cells) for name in SHAPES for cells in CELLS], ids=str)
def network(request):
    """Outcomes and facts; of a small network when benchmarks are off, so that the test takes no time."""
    name, cells = request.param
    shape, each = SHAPES[name]
    enabled = request.config.getoption("benchmark_enable")
    net = shape(max(1, (cells if enabled else 1_000) // each), 1)
    random = Random(1)
    names = random.sample([cell for cell in net.cells if cell.endswith(".real") and cell.count(".") != 1], 3)
    wrong = with_values(net, {cell: net.cells[cell].figure.value + 10_000_000 for cell in names})
    return {net.node(cell) for cell in names}, wrong.outcomes(), wrong.groups()


@pytest.mark.benchmark(group="diagnose")
def test_three_faults(benchmark, network):
    nodes, outcomes, facts = network
    causes = benchmark.pedantic(diagnose, (outcomes, facts, roles()), rounds=1)
    assert {cause.node for cause in causes} == nodes
