"""The workbooks of the benchmark are what they say: right but for the slips, and as large as asked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from lkjip_audit.pipeline import Auditor
from tests.benchmarks.books import budget, budget_rows, matrix, text

pytestmark = pytest.mark.slow


def test_budget_is_right_in_every_figure(tmp_path: Path) -> None:
    path = tmp_path / "budget.xlsx"
    assert budget(path, rows=170) == []
    assert Auditor.load().audit(path).findings == ()


def test_each_slip_of_a_budget_is_a_cause(tmp_path: Path) -> None:
    path = tmp_path / "budget.xlsx"
    spoiled = budget(path, rows=170, slips=3)
    causes = Auditor.load().audit(path).causes
    assert sorted(cause.address.a1 for cause in causes) == sorted(spoiled)


def test_a_search_without_hurry_finds_the_same_causes(tmp_path: Path) -> None:
    auditor = Auditor.load()
    limits = auditor.pack.limits
    bounds = ("effort", "effort_per_figure", "proof_effort", "polish_effort", "work", "work_in_all", "most_parts")
    longer = replace(limits.search, **{name: 30 * getattr(limits.search, name) for name in bounds})
    unhurried = replace(auditor, pack=replace(auditor.pack, limits=replace(limits, search=longer)))
    for slips in (5, 50):
        path = tmp_path / f"budget-{slips}.xlsx"
        spoiled = budget(path, rows=970, slips=slips)
        causes = auditor.audit(path).to_dict()["causes"]
        assert len(causes) == len(spoiled)
        assert unhurried.audit(path).to_dict()["causes"] == causes


def test_codes_of_a_budget_are_all_different() -> None:
    codes: list[str] = []
    rows = budget_rows(17_000)
    while rows:
        codes.extend(row.code for row in rows)
        rows = [part for row in rows for part in row.parts]
    assert len(codes) == len(set(codes)) == 17_000


def test_nothing_is_said_of_a_matrix_and_of_words(tmp_path: Path) -> None:
    matrix(tmp_path / "matrix.xlsx", columns=30)
    text(tmp_path / "text.xlsx", rows=40, columns=20)
    for name in ("matrix", "text"):
        assert Auditor.load().audit(tmp_path / f"{name}.xlsx").findings == ()
