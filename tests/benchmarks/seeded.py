"""How well planted faults are found: ``python -m tests.benchmarks.seeded --write docs/benchmarks.md``.

Every figure that some relation tests is spoiled in every way that suits it, one at a time and in pairs, in
consistent networks of several shapes and in that of the clean sample.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from random import Random

from lkjip_audit.diagnosis.diagnose import diagnose
from tests.benchmarks.faults import WAYS
from tests.benchmarks.measure import Score, faults, judge, stands_alone, with_values
from tests.benchmarks.sample import network_of
from tests.benchmarks.shapes import SHAPES, spending
from tests.diagnosis.nets import Net
from tests.packaged import roles

COLUMNS = (
    "planted",
    "detected",
    "among the answers",
    "right cell first",
    "right value",
    "explained",
    "can be told apart",
    "of these first",
    "false causes",
)
INTRODUCTION = """\
# Benchmarks

Made by `python -m tests.benchmarks.seeded --write docs/benchmarks.md`; do not edit. What a check costs in
seconds and memory is in [speed.md](speed.md).

## Seeded faults

Figures of three consistent networks, and of the network of the clean sample, are spoiled in every way that suits
them (`tests/benchmarks/faults.py`), one at a time and in pairs.

- *Detected*: some finding shows it; in pairs, a cause or an alternative names its cell.
- *Among the answers*: a cause, or one of the alternatives that it names as a tie, is the spoiled cell.
- *Right cell first*: the cause itself is the spoiled cell. *Right value*: the number proposed is the one spoiled.
- *Explained*: the cause is first and says how the figure came about.
- *Can be told apart*: no other single cell, put otherwise, would make every relation hold (found by trying all).
  Where another would, no arithmetic can tell the two apart, and a tie is what should be reported.
- *False causes*: causes that name no spoiled cell, not even as an alternative.
"""


def singles(net: Net, seed: int, every: int) -> dict[str, Score]:
    """The scores by way of spoiling."""
    scores: dict[str, Score] = defaultdict(Score)
    for number, fault in enumerate(faults(net, seed)):
        if number % every == 0:
            scores[fault.way].add(judge(net, [fault], alone=stands_alone(net, fault)))
    return scores


def pairs(net: Net, seed: int, number: int) -> Score:
    """The score of ``number`` pairs of faults in two cells, drawn at random."""
    random, score = Random(seed), Score()
    candidates = list(faults(net, seed))
    while score.planted < 2 * number:
        one, other = random.sample(candidates, 2)
        if one.name != other.name:
            score.add(judge(net, [one, other]))
    return score


def head(name: str) -> list[str]:
    return [f"| {name} | " + " | ".join(COLUMNS) + " |", "|---" + "|---:" * len(COLUMNS) + "|"]


def line(name: str, score: Score) -> str:
    parts = (score.detected, score.among, score.first, score.value, score.explained)
    apart = f"{score.apart}" if score.apart else "-"
    cells = [f"{score.planted}", *(_share(part, score.planted) for part in parts), apart]
    return f"| {name} | " + " | ".join((*cells, _share(score.apart_first, score.apart), f"{score.false}")) + " |"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%" if whole else "-"


def tables(options: argparse.Namespace) -> Iterator[str]:
    """The measurement: by network, then by way of spoiling."""
    whole, both, by_way = Score(), Score(), defaultdict[str, Score](Score)
    nets = [(name, shape(1, options.seed), options.every, options.pairs) for name, shape in SHAPES.items()]
    nets.append((options.sample.stem, network_of(options.sample), options.sample_every, options.pairs // 4))
    yield from head("by network")
    for name, net, every, number in nets:
        here = Score()
        for way, score in singles(net, options.seed, every).items():
            by_way[way].add(score)
            here.add(score)
        whole.add(here)
        yield line(f"one fault, {name} ({len(net.cells):,} figures)", here)
        paired = pairs(net, options.seed, number)
        both.add(paired)
        yield line(f"two faults, {name}", paired)
    yield line("**one fault, all**", whole)
    yield line("**two faults, all**", both)
    yield ""
    yield from head("one fault, by way")
    yield from (line(way, by_way[way]) for way in WAYS if way in by_way)


def times(sizes: tuple[int, ...], seed: int) -> Iterator[str]:
    """How the time of the diagnosis grows with the cells, with three faults in each network."""
    yield "| cells | relations | causes | seconds |"
    yield "|---:|---:|---:|---:|"
    for size in sizes:
        net = spending(size, seed)
        random = Random(seed)
        spoiled = random.sample([name for name in net.cells if name.endswith(".real")], 3)
        wrong = with_values(
            net, {name: net.cells[name].figure.value + random.randrange(10**6, 10**7) for name in spoiled}
        )
        outcomes, facts = wrong.outcomes(), wrong.groups()
        start = time.perf_counter()
        found = diagnose(outcomes, facts, roles())
        seconds = time.perf_counter() - start
        yield f"| {len(net.cells):,} | {len(outcomes):,} | {len(found)} | {seconds:.2f} |"


def main() -> None:
    """Measure, and print or write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="take every n-th fault only")
    parser.add_argument("--sample", type=Path, default=Path("samples/contoh-selaras.xlsx"))
    parser.add_argument("--sample-every", type=int, default=40, help="the same for the sample workbook")
    parser.add_argument("--pairs", type=int, default=300, help="pairs of faults for each network")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sizes", type=int, nargs="*", default=[7, 73, 730], help="sizes to take the time of")
    parser.add_argument("--write", type=Path, help="the page to write")
    options = parser.parse_args()
    taken = f"Taken: every {options.every}th fault of the shapes, every {options.sample_every}th of the sample"
    page = [INTRODUCTION, f"{taken}, {options.pairs} pairs in each shape.", "", *tables(options), "", "## Time", ""]
    page += ["A budget by code with three faults in it; the diagnosis only, on one core of a machine in use.", ""]
    page += times(tuple(options.sizes), options.seed)
    text = "\n".join(page) + "\n"
    if options.write is None:
        print(text)  # noqa: T201
    else:
        options.write.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
