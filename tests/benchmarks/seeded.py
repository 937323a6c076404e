"""How well planted faults are found: ``python -m tests.benchmarks.seeded --write docs/benchmarks.md``.

Every figure that some relation tests is spoiled in every way that suits it, one at a time, in pairs and in threes, in
consistent networks of several shapes and in that of the clean sample.

The whole takes hours: ``--slice 0/8 --keep part0.json`` measures an eighth of it, ``--sum part*.json --write
docs/benchmarks.md`` makes the page of all slices.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from random import Random

from lkjip_audit.diagnosis.diagnose import diagnose
from tests.benchmarks.faults import WAYS
from tests.benchmarks.measure import Fault, Score, faults, judge, stands_alone, with_values
from tests.benchmarks.sample import network_of
from tests.benchmarks.shapes import SHAPES, spending
from tests.diagnosis.nets import Net
from tests.packaged import roles

OTHERS = Path(__file__).parent / "other_measurements.md"
"""What other benchmarks measured, written by hand: the rest of the page."""

SEVERAL = (2, 3)
"""How many faults are planted together, besides one alone."""
NUMBERS = {2: "two", 3: "three"}
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

Made by `python -m tests.benchmarks.seeded --write docs/benchmarks.md`, the last chapters from
`tests/benchmarks/other_measurements.md`; do not edit. What a check costs in seconds and memory
is in [speed.md](speed.md).

## Seeded faults

Figures of three consistent networks, and of the network of the clean sample, are spoiled in every way that suits
them (`tests/benchmarks/faults.py`), one at a time, in pairs and in threes.

- *Detected*: some finding shows it; of several, a cause or an alternative names its cell.
- *Among the answers*: a cause, or one of the alternatives that it names as a tie, is the spoiled cell.
- *Right cell first*: the cause itself is the spoiled cell. *Right value*: the number proposed is the one spoiled.
- *Explained*: the cause is first and says how the figure came about.
- *Can be told apart*: no other single cell, put otherwise, would make every relation hold (found by trying all).
  Where another would, no arithmetic can tell the two apart, and a tie is what should be reported.
- *False causes*: causes that name no spoiled cell, not even as an alternative.
"""


def nets(options: argparse.Namespace) -> Iterator[tuple[str, Net, int, int]]:
    """The networks by name, with every how manieth single fault is planted and how many pairs and triples."""
    for name, shape in SHAPES.items():
        yield name, shape(1, options.seed), options.every, options.pairs
    yield options.sample.stem, network_of(options.sample), options.sample_every, options.pairs // 4


def drawn(net: Net, seed: int, number: int, together: int) -> Iterator[tuple[Fault, ...]]:
    """``number`` times so many faults ``together``, in as many cells, drawn at random."""
    random = Random(seed)
    candidates = list(faults(net, seed))
    while number > 0:
        taken = tuple(random.sample(candidates, together))
        if len({fault.name for fault in taken}) == together:
            number -= 1
            yield taken


def measured(options: argparse.Namespace) -> Measured:
    """The scores of one slice of the whole: of every ``slices`` cases the one at ``slice``."""
    number, slices = options.slice
    found = Measured()
    case = 0
    for name, net, every, several in nets(options):
        found.figures[name] = len(net.cells)
        for place, fault in enumerate(faults(net, options.seed)):
            if place % every == 0:
                case += 1
                if case % slices == number:
                    found.add(name, 1, fault.way, judge(net, [fault], alone=stands_alone(net, fault)))
        for together in SEVERAL:
            for planted in drawn(net, options.seed, several, together):
                case += 1
                if case % slices == number:
                    found.add(name, together, "", judge(net, planted))
    return found


@dataclass
class Measured:
    """Scores by network, by how many faults were planted together, and by way of spoiling where it was one."""

    figures: dict[str, int] = field(default_factory=dict)
    scores: dict[tuple[str, int, str], Score] = field(default_factory=dict)

    def add(self, name: str, together: int, way: str, score: Score) -> None:
        """Count ``score`` in."""
        self.scores.setdefault((name, together, way), Score()).add(score)

    def join(self, other: Measured) -> None:
        """Count another slice in."""
        self.figures.update(other.figures)
        for key, score in other.scores.items():
            self.add(*key, score)

    def of(self, name: str | None = None, together: int | None = None, way: str | None = None) -> Score:
        """What all that is meant comes to."""
        total = Score()
        for key, score in self.scores.items():
            if all(asked in (None, own) for asked, own in zip((name, together, way), key, strict=True)):
                total.add(score)
        return total

    def dump(self) -> str:
        """As JSON."""
        rows = [[*key, asdict(score)] for key, score in self.scores.items()]
        return json.dumps({"figures": self.figures, "scores": rows}, indent=1)

    @classmethod
    def load(cls, text: str) -> Measured:
        """What ``dump`` wrote."""
        data = json.loads(text)
        scores = {
            (name, together, way): Score(**{**score, "false_ones": tuple(score["false_ones"])})
            for name, together, way, score in data["scores"]
        }
        return cls(data["figures"], scores)


def head(name: str) -> list[str]:
    return [f"| {name} | " + " | ".join(COLUMNS) + " |", "|---" + "|---:" * len(COLUMNS) + "|"]


def line(name: str, score: Score) -> str:
    parts = (score.detected, score.among, score.first, score.value, score.explained)
    apart = f"{score.apart}" if score.apart else "-"
    cells = [f"{score.planted}", *(_share(part, score.planted) for part in parts), apart]
    return f"| {name} | " + " | ".join((*cells, _share(score.apart_first, score.apart), f"{score.false}")) + " |"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%" if whole else "-"


def tables(found: Measured) -> Iterator[str]:
    """The measurement: by network, then by way of spoiling."""
    yield from head("by network")
    for name, size in found.figures.items():
        yield line(f"one fault, {name} ({size:,} figures)", found.of(name, 1))
        yield from (line(f"{NUMBERS[together]} faults, {name}", found.of(name, together)) for together in SEVERAL)
    yield line("**one fault, all**", found.of(together=1))
    yield from (line(f"**{NUMBERS[together]} faults, all**", found.of(together=together)) for together in SEVERAL)
    yield ""
    yield from head("one fault, by way")
    ways = {way for _, _, way in found.scores}
    yield from (line(way, found.of(way=way)) for way in WAYS if way in ways)


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
    parser.add_argument("--slice", type=_slice, default=(0, 1), help="measure a part only: 0/8 to 7/8")
    parser.add_argument("--keep", type=Path, help="the file to write a slice's scores to")
    parser.add_argument("--sum", type=Path, nargs="*", default=(), help="slices to sum instead of measuring")
    parser.add_argument("--write", type=Path, help="the page to write")
    options = parser.parse_args()
    found = Measured()
    for path in options.sum:
        found.join(Measured.load(path.read_text(encoding="utf-8")))
    if not options.sum:
        found = measured(options)
    if options.keep is not None:
        options.keep.write_text(found.dump(), encoding="utf-8")
        return
    text = page(found, options)
    if options.write is None:
        print(text)  # noqa: T201
    else:
        options.write.write_text(text, encoding="utf-8")


def _slice(text: str) -> tuple[int, int]:
    number, slices = map(int, text.split("/"))
    return number, slices


def page(found: Measured, options: argparse.Namespace) -> str:
    """The whole page."""
    share = "every fault" if options.every == 1 else f"every {options.every}th fault"
    taken = f"Taken: {share} of the shapes, every {options.sample_every}th of the sample"
    several = f"{taken}; {options.pairs} pairs and as many threes in each shape, {options.pairs // 4} in the sample."
    lines = [INTRODUCTION, several, "", *tables(found), "", "### False causes", ""]
    lines += [f"- {told}" for told in found.of().false_ones] or ["None."]
    lines += ["", "## Time", ""]
    lines += ["A budget by code with three faults in it; the diagnosis only, on one core of a machine in use.", ""]
    lines += times(tuple(options.sizes), options.seed)
    return "\n".join([*lines, "", OTHERS.read_text(encoding="utf-8")])


if __name__ == "__main__":
    main()
