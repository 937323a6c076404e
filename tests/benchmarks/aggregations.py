"""How many relations that people marked in 385 real tables induction shows, and what else it shows.

``python -m tests.benchmarks.aggregations [--half dev|held|all] [--data PATH] [--shuffled|--random] [--list WHAT]``

The tables are those of AggreCol (Jiang et al., EDBT 2022): one JSON per line, cells as text, marked cells with their
operands.  Files are halved by a hash of their names; Limits and code were developed on ``dev`` only.

What counts: a marked cell is *tested* when a shown relation covers its line (it holds or is said to fail there) and
states the same thing of the same cells (*same*): cells that are blank or 0 may be in or out of a sum, ``a = b + c`` is
``b = a - c``, ``a = b / c`` is ``b = a * c``; or when it follows from the shown sums of its line (a grand total over
details where subtotals are shown).  A shown cell is *right* when it is marked, or follows from
the marked sums of its line; cells in which all figures are 0 count neither way.  A relation is right when
most of its cells are.  Operators that nobody marked
(copies, balances, running totals, other units, multiples, shares, rates of so many thousand, what is of the line
before) are counted apart.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from lkjip_audit.figures.model import Figure
from lkjip_audit.induction import UNREADABLE, Axis, Entry, Operator, Shown, block_of, induce
from lkjip_audit.induction.spanned import PRIME, Basis, basis_of, reduced

DATA = Path(__file__).resolve().parents[3] / "shared" / "aggregations" / "dataset.jl.gz"
PERCENT = 100
Cell = tuple[int, int]
Grid = list[list[Entry]]
MARKED = ("Sum", "Average", "Division", "RelativeChange")
_NUMBER = re.compile(r"[-+]?\(?[-+]?[$€£]?\s*(\d[\d\s.,]*|\.\d+|,\d+)\)?\s*(%?)\)?")


def grid_of(table: Sequence[Sequence[str]], marks: str) -> Grid:
    """The cells as figures, by the notation that the data set states for the file."""
    thousands, decimal = ({"Comma": ",", "Point": ".", "Space": " ", "None": ""}[word] for word in marks.split())
    return [[_entry(text.replace("\xa0", " ").strip(), thousands, decimal) for text in row] for row in table]


def _entry(text: str, thousands: str, decimal: str) -> Entry:
    if not text or set(text) <= {"-", "–", " "}:
        return None
    match = _NUMBER.fullmatch(text)
    if not match:
        return UNREADABLE
    digits = match[1].replace(" ", "")
    if thousands.strip():
        digits = digits.replace(thousands, "")
    digits = digits.replace(decimal, ".")
    if digits.count(".") > 1 or "," in digits:
        return UNREADABLE
    value = Decimal(digits)
    if "-" in text[: match.start(1)] or (text.startswith("(") and text.rstrip("%").endswith(")")):
        value = -value
    decimals = len(digits.partition(".")[2])
    return Figure(value, decimals, text, "%" if match[2] else None) if decimals <= 12 else UNREADABLE


def half_of(name: str) -> str:
    """Which half a file is in."""
    return ("dev", "held")[hashlib.sha256(name.encode()).digest()[0] % 2]


def tables(path: Path, half: str) -> Iterator[dict[str, Any]]:
    """The tables of one half, or all."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            table = json.loads(line)
            if half in ("all", half_of(table["file_name"])):
                yield table


@dataclass(frozen=True)
class Claim:
    """One relation of one line: ``key`` says what it states of which cells; ``row`` is a sum as a vector."""

    operator: str
    line: tuple[Axis, int]
    stated: Cell
    key: tuple[Any, ...]
    row: dict[Cell, int] = field(default_factory=dict, compare=False)


def _linear(operator: str, line: tuple[Axis, int], stated: Cell, parts: Iterable[Cell], grid: Grid) -> Claim | None:
    def live(cell: Cell) -> bool:
        entry = _at(grid, cell)
        return isinstance(entry, Figure) and entry.value != 0

    left, right = frozenset(filter(live, [stated])), frozenset(filter(live, parts))
    row = {**dict.fromkeys(right, 1), **dict.fromkeys(left, PRIME - 1)}
    return Claim(operator, line, stated, ("sum", frozenset((left, right))), row) if row else None


def _at(grid: Grid, cell: Cell) -> Entry:
    row = grid[cell[0]]
    return row[cell[1]] if cell[1] < len(row) else None


def marked(table: dict[str, Any], grid: Grid) -> tuple[list[Claim], int]:
    """What people marked, and how many of the marks say nothing (all blank or 0)."""
    claims, empty = [], 0
    for mark in table["aggregation_annotations"]:
        stated = tuple(mark["aggregator_index"])
        parts = [tuple(cell) for cell in mark["aggregatee_indices"]]
        along_rows = all(cell[0] == stated[0] for cell in parts)
        line = (Axis.ALONG_ROWS, stated[0]) if along_rows else (Axis.ALONG_COLUMNS, stated[1])
        claim = _claim(mark["operator"], line, stated, parts, grid)
        if claim is None:
            empty += 1
        else:
            claims.append(claim)
    return claims, empty


def _claim(operator: str, line: tuple[Axis, int], stated: Cell, parts: list[Cell], grid: Grid) -> Claim | None:
    there = isinstance(_at(grid, stated), Figure) and any(isinstance(_at(grid, part), Figure) for part in parts)
    if not there:
        return None
    if operator == "Sum":
        return _linear(operator, line, stated, parts, grid)
    if operator == "Average":
        known = frozenset(part for part in parts if isinstance(_at(grid, part), Figure))
        return Claim(operator, line, stated, ("mean", stated, known))
    if operator == "Division":
        return Claim(operator, line, stated, ("times", parts[0], frozenset((stated, parts[1]))))
    return Claim(operator, line, stated, ("growth", stated, parts[1], parts[0]))


def claims_of(shown: Shown, lines: Iterable[int], grid: Grid) -> Iterator[Claim]:
    """A shown relation, line by line; where all figures are 0 it says nothing."""
    for line in lines:
        rows = shown.axis is Axis.ALONG_ROWS
        stated = (line, shown.stated) if rows else (shown.stated, line)
        parts = [(line, place) if rows else (place, line) for place in shown.operands]
        where = (shown.axis, line)
        match shown.operator:
            case _ if shown.before:
                claim = Claim("of the line before", where, stated, (str(shown.operator), stated, *parts))
            case Operator.SUM | Operator.COPY:
                claim = _linear("Sum" if len(parts) > 1 else "copy", where, stated, parts, grid)
            case Operator.DIFFERENCE:
                claim = _linear("Sum", where, parts[0], [stated, *parts[1:]], grid)
            case Operator.AVERAGE:
                claim = _claim("Average", where, stated, parts, grid)
            case Operator.RATIO if shown.factor <= PERCENT:
                claim = _claim("Division", where, stated, parts, grid)
            case Operator.PRODUCT:
                claim = Claim("Division", where, stated, ("times", stated, frozenset(parts)))
            case Operator.GROWTH:
                claim = _claim("RelativeChange", where, stated, parts[::-1], grid)
            case other:
                claim = Claim(str(other), where, stated, (str(other), stated, *parts))
        if claim is not None:
            yield claim


class Span:
    """The sums that follow from given ones, line by line."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._rows: dict[tuple[Axis, int], list[dict[Cell, int]]] = defaultdict(list)
        for claim in claims:
            if claim.row:
                self._rows[claim.line].append(claim.row)
        self._bases: dict[tuple[Axis, int], Basis[Cell]] = {}

    def holds(self, claim: Claim) -> bool:
        """Whether the claim follows."""
        if not claim.row or claim.line not in self._rows:
            return False
        if claim.line not in self._bases:
            self._bases[claim.line] = basis_of(self._rows[claim.line])
        return not reduced(claim.row, self._bases[claim.line])


@dataclass
class Score:
    """Counts over a set of tables."""

    files: int = 0
    seconds: list[float] = field(default_factory=list)
    marks: Counter[str] = field(default_factory=Counter)
    same: Counter[str] = field(default_factory=Counter)
    tested: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    whole: Counter[str] = field(default_factory=Counter)
    sound: Counter[str] = field(default_factory=Counter)
    empty: int = 0
    with_marks: int = 0
    nearly_all: int = 0
    recalls: list[float] = field(default_factory=list)
    precisions: list[float] = field(default_factory=list)
    relations: int = 0
    showing: int = 0
    alarms: list[tuple[str, Shown]] = field(default_factory=list)
    missed: list[tuple[str, Claim]] = field(default_factory=list)
    wrong: list[tuple[str, Shown, int]] = field(default_factory=list)


def judge(table: dict[str, Any], grid: Grid, score: Score) -> None:
    """Induce one table and count."""
    began = time.process_time()
    found = induce(block_of(grid)).shown
    score.seconds.append(time.process_time() - began)
    score.files += 1
    score.relations += len(found)
    score.showing += bool(found)
    name = table["file_name"]
    marks, empty = marked(table, grid)
    score.empty += empty
    shown = [(each, list(claims_of(each, (*each.holds, *(miss.line for miss in each.misses)), grid))) for each in found]
    every = [claim for _, claims in shown for claim in claims]
    keys, span = {(claim.line, claim.key) for claim in every}, Span(every)
    tested = 0
    for mark in marks:
        score.marks[mark.operator] += 1
        same = (mark.line, mark.key) in keys
        score.same[mark.operator] += same
        if same or span.holds(mark):
            score.tested[mark.operator] += 1
            tested += 1
        else:
            score.missed.append((name, mark))
    if marks:
        score.with_marks += 1
        score.nearly_all += tested >= 0.95 * len(marks)
        score.recalls.append(tested / len(marks))
    truth, implied = {(mark.line, mark.key) for mark in marks}, Span(marks)
    told = right = 0
    for relation, claims in shown:
        score.alarms.extend((name, relation) for _ in relation.misses[:1])
        bad = 0
        for claim in claims:
            good = (claim.line, claim.key) in truth or implied.holds(claim)
            score.told[claim.operator] += 1
            score.right[claim.operator] += good
            if claim.operator in MARKED:
                told, right, bad = told + 1, right + good, bad + (not good)
        if claims and claims[0].operator in MARKED:
            score.whole[claims[0].operator] += 1
            score.sound[claims[0].operator] += 2 * bad < len(claims)
        if bad:
            score.wrong.append((name, relation, bad))
    if told:
        score.precisions.append(right / told)


def shuffled(grid: Grid, dice: random.Random) -> Grid:
    """Every column's figures in another order among the cells that hold figures."""
    changed = [list(row) for row in grid]
    for column in range(max(map(len, grid), default=0)):
        rows = [at for at, row in enumerate(grid) if column < len(row) and isinstance(row[column], Figure)]
        figures = [grid[at][column] for at in rows]
        dice.shuffle(figures)
        for at, figure in zip(rows, figures, strict=True):
            changed[at][column] = figure
    return changed


def randomised(grid: Grid, dice: random.Random) -> Grid:
    """Every digit but zeros at the end replaced at random, the first by none that is 0."""
    return [[_random_digits(entry, dice) if isinstance(entry, Figure) else entry for entry in row] for row in grid]


def _random_digits(figure: Figure, dice: random.Random) -> Figure:
    number = abs(int(figure.value.scaleb(figure.decimals)))
    text = str(number)
    if number == 0:
        return figure
    stem = text.rstrip("0")
    new = "".join(str(dice.randint(1 if not at else 0, 9)) for at in range(len(stem))) + text[len(stem) :]
    value = Decimal(int(new) * (-1 if figure.value < 0 else 1)).scaleb(-figure.decimals)
    return Figure(value, figure.decimals, str(value), figure.unit)


def told(score: Score) -> str:
    """The page of figures."""
    rows = [f"{'':16}{'marked':>8}{'same':>8}{'tested':>8}{'recall':>8}{'shown':>8}{'right':>8}{'precis.':>8}"]
    names = [*MARKED, *sorted(set(score.told) - set(MARKED))]
    for name in (*names, "all marked"):
        part = MARKED if name == "all marked" else (name,)
        marks, same, tested, shown, right = (
            sum(each[one] for one in part) for each in (score.marks, score.same, score.tested, score.told, score.right)
        )
        recall = f"{tested / marks:8.1%}" if marks else f"{'':8}"
        precision = f"{right / shown:8.1%}" if shown and part[0] in MARKED else f"{'':8}"
        rows.append(f"{name:16}{marks:8}{same:8}{tested:8}{recall}{shown:8}{right:8}{precision}")
    seconds = sorted(score.seconds)
    with_alarm = len({name for name, _ in score.alarms})
    average = sum(score.recalls) / max(1, len(score.recalls)), sum(score.precisions) / max(1, len(score.precisions))
    rows += [
        f"marks that say nothing (blank or 0): {score.empty}",
        f"files: {score.files}, with marks {score.with_marks}, of these at least 95% tested: "
        f"{score.nearly_all} ({score.nearly_all / max(1, score.with_marks):.1%})",
        f"relations that people marked in most of their lines: {_of_relations(score)}",
        f"mean of files: recall {average[0]:.1%}, precision {average[1]:.1%}",
        f"relations with an alarm: {len(score.alarms)} in {with_alarm} files",
        f"seconds of processor a table: mean {sum(seconds) / len(seconds):.3f}, "
        f"median {seconds[len(seconds) // 2]:.3f}, most {seconds[-1]:.2f}",
    ]
    return "\n".join(rows)


def _of_relations(score: Score) -> str:
    """By operator and of all: so many of so many, one relation counting once however many lines it has."""
    parts = [(name, score.sound[name], score.whole[name]) for name in MARKED]
    parts.append(("all", sum(score.sound.values()), sum(score.whole.values())))
    return ", ".join(f"{name} {sound}/{whole} ({sound / max(1, whole):.1%})" for name, sound, whole in parts)


def main(words: Sequence[str] | None = None) -> None:
    """Run what the words ask for."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.aggregations", description=__doc__)
    parser.add_argument("--half", choices=("dev", "held", "all"), default="dev")
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--shuffled", action="store_true", help="columns' figures in another order: what is shown")
    parser.add_argument("--random", action="store_true", help="digits replaced at random: what is shown")
    parser.add_argument("--list", choices=("alarms", "missed", "wrong"), help="name them, file by file")
    asked = parser.parse_args(words)
    if not asked.data.is_file():
        raise SystemExit(f"The tables are not there: {asked.data.name} is expected in {asked.data.parent}; see --data.")
    score = Score()
    for entry in tables(asked.data, asked.half):
        table, grid = entry, grid_of(entry["table_array"], entry["number_format"])
        dice = random.Random(table["file_name"])
        if asked.shuffled or asked.random:
            grid = (shuffled if asked.shuffled else randomised)(grid, dice)
            table = {**table, "aggregation_annotations": []}
        judge(table, grid, score)
    if asked.shuffled or asked.random:
        share = 100 * score.showing / score.files
        part = f"{score.showing} of {score.files} tables: {share:.1f} in a hundred"
        sys.stdout.write(f"{score.relations} relations in {part}\n")
    else:
        sys.stdout.write(told(score) + "\n")
    for line in getattr(score, asked.list, ()) if asked.list else ():
        sys.stdout.write(" ".join(map(str, line)) + "\n")


if __name__ == "__main__":
    main()
