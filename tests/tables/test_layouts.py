"""Every grid in ``tests/layouts`` is recognised as its file says: found, or abstained from, never wrong.

A layout's file holds

    grid      rows from row 1 down, as in ``tests/grids.py``; or ``sheets``, several by name
    sheet     the sheet's name (Sheet1)
    merges    merged cells; hidden_rows, hidden_columns  what a reader does not see
    tables    what must be found, in order: range; kind (left out: any); roles by column, null where nobody
              could say; rows: a letter for each (d detail, t total, s subtotal, m mean, g group, o other);
              and by column or row: years, offsets, periods, entities, stages, groups, units, multipliers,
              formulas, number, subjects, fragments, codes, levels, parents
    leftovers blocks of numbers that are in no table
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from lkjip_audit.tables.definitions import Definitions
from lkjip_audit.tables.model import Table
from lkjip_audit.tables.period import Period
from lkjip_audit.tables.recognise import Recognition, recognise
from tests.grids import workbook_from_grids

HERE = Path(__file__).resolve().parent
LAYOUTS = sorted((HERE.parent / "layouts").glob("*.yaml"))
LETTERS = {"detail": "d", "total": "t", "subtotal": "s", "mean": "m", "group": "g", "other": "o"}
BY_COLUMN = {
    "years": "year",
    "offsets": "year_offset",
    "periods": "period",
    "entities": "entity",
    "stages": "stage",
    "groups": "group",
    "units": "unit",
    "multipliers": "multiplier",
    "formulas": "formula",
    "steps": "level",
}
BY_ROW = {"codes": "code", "levels": "level", "orders": "order", "hidden": "hidden"}


def _plain(value: object) -> object:
    """A value as the layouts write it: a period by its text."""
    return str(value) if isinstance(value, Period) else value


Verdict = tuple[str, str]  # found, abstained or wrong; and of what


def recognise_layout(path: Path, definitions: Definitions) -> tuple[dict[str, Any], Recognition]:
    layout = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    sheets = layout.get("sheets") or {layout.get("sheet", "Sheet1"): layout["grid"]}
    merges = layout.get("merges", [])
    merges = merges if isinstance(merges, dict) else dict.fromkeys(sheets, merges)
    hidden = {
        f"hidden_{what}": {name: layout.get(f"hidden_{what}", ()) for name in sheets} for what in ("rows", "columns")
    }
    return layout, recognise(workbook_from_grids(sheets, merges, **hidden), definitions)


def judge(layout: dict[str, Any], found: Recognition) -> Iterator[Verdict]:
    """Every statement of the layout with what became of it."""
    wanted = layout["tables"]
    areas = [table.area.a1 for table in found.tables]
    yield ("found" if areas == [table["range"] for table in wanted] else "wrong"), f"ranges {areas}"
    for expected, table in zip(wanted, found.tables, strict=False):
        yield from judge_table(expected, table)
    if "leftovers" in layout:
        left = [leftover.area.a1 for leftover in found.leftovers]
        yield ("found" if left == layout["leftovers"] else "wrong"), f"leftovers {left}"


def judge_table(expected: dict[str, Any], table: Table) -> Iterator[Verdict]:
    where = table.area.a1
    if "kind" in expected:
        yield verdict(expected["kind"], table.kind, "unknown"), f"{where} kind {table.kind}"
    for role, column in zip(expected["roles"], table.columns, strict=True):
        yield (
            verdict(role, column.role, None),
            f"{where} column {column.index} {column.header} is {column.role}",
        )
    letters = "".join(LETTERS[row.kind] for row in table.rows)
    yield ("found" if letters == expected["rows"] else "wrong"), f"{where} rows {letters}"
    yield from judge_details(expected, table)


def judge_details(expected: dict[str, Any], table: Table) -> Iterator[Verdict]:
    columns = {column.index: column for column in table.columns}
    rows = {row.number: row for row in table.rows}
    checks = [
        (f"column {at} {name}", value, _plain(getattr(columns[at], field)))
        for name, field in BY_COLUMN.items()
        for at, value in expected.get(name, {}).items()
    ]
    checks += [
        (f"row {at} {name}", value, getattr(rows[at], field))
        for name, field in BY_ROW.items()
        for at, value in expected.get(name, {}).items()
    ]
    for at, value in expected.get("parents", {}).items():
        parent = rows[at].parent
        checks.append((f"row {at} parent", value, None if parent is None else table.rows[parent].number))
    for at, value in expected.get("fragments", {}).items():
        checks.append((f"row {at} fragments", value, list(rows[at].fragments)))
    for at, words in expected.get("subjects", {}).items():
        for role, value in words.items():
            checks.append((f"row {at} {role}", value, rows[at].subjects.get(role)))
    if "number" in expected:
        checks.append(("numbers", expected["number"], [column.number for column in table.columns]))
    for what, value, got in checks:
        yield ("found" if got == value else "wrong"), f"{table.area.a1} {what} {got!r}, not {value!r}"


def verdict(wanted: object, got: object, nothing: object) -> str:
    """``found`` also where nothing could be said and nothing was."""
    if got == wanted:
        return "found"
    return "abstained" if got == nothing else "wrong"


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
def test_layout_is_recognised_or_abstained_from(path: Path, definitions: Definitions) -> None:
    layout, found = recognise_layout(path, definitions)
    wrong = [what for verdict, what in judge(layout, found) if verdict == "wrong"]
    assert wrong == []


def test_counts_over_all_layouts(definitions: Definitions, capsys: pytest.CaptureFixture[str]) -> None:
    counts: Counter[str] = Counter()
    abstained = []
    for path in LAYOUTS:
        for outcome, what in judge(*recognise_layout(path, definitions)):
            counts[outcome] += 1
            abstained += [f"{path.stem}: {what}"] if outcome == "abstained" else []
    with capsys.disabled():
        shown = "".join(f"\n  abstained {line}" for line in abstained)
        print(f"\n{len(LAYOUTS)} layouts: {dict(sorted(counts.items()))}{shown}")  # noqa: T201
    assert len(LAYOUTS) >= 40
    assert counts["wrong"] == 0
    assert counts["abstained"] <= 0.03 * counts["found"]
