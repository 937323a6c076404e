"""Balances are candidates where some line tells enough of them, and not where small numbers make them by chance."""

from __future__ import annotations

from importlib import import_module
from random import Random

import pytest

from lkjip_audit.induction import Axis, block_of, induce
from lkjip_audit.induction.arithmetic import Candidate
from tests.induction.tables import Text, entry


def balanced(monkeypatch: pytest.MonkeyPatch, *rows: list[Text]) -> set[Candidate]:
    """The balances that are judged in a table of these rows, along rows and along columns."""
    module, found = import_module("lkjip_audit.induction.induce"), set[Candidate]()
    candidates = module.balances

    def seen(*asked: object) -> list[Candidate]:
        told = list(candidates(*asked))
        found.update(told)
        return told

    monkeypatch.setattr(module, "balances", seen)
    induce(block_of([[entry(value) for value in row] for row in rows]))
    return found


def test_small_counts_that_balance_by_chance_are_no_candidates(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = Random(7)
    assert not balanced(monkeypatch, *([drawn.choice((0, 1, 2, 1)) for _ in range(4)] for _ in range(80)))


def test_balance_that_rows_tell_is_a_candidate(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(48_150 + 317 * row, 7_200 + 91 * row * row, 5_050 + 13 * row * row) for row in range(8)]
    found = balanced(monkeypatch, *([opening, more, less, opening + more - less] for opening, more, less in rows))
    assert (3, (0, 1, 2), 1) in {(each.stated, each.operands, each.less) for each in found}


def test_parts_of_a_total_are_looked_for_in_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """A share stands by its amount: in tables of hundreds of columns not every two are set against each other."""
    drawn = Random(3)
    amounts = [drawn.randrange(1000, 9000) for _ in range(9)]
    rates = [f"{100 * amount / sum(amounts):.2f}" for amount in amounts]
    module, found = import_module("lkjip_audit.induction.induce"), set[Candidate]()
    candidates = module.shares

    def seen(*asked: object) -> list[Candidate]:
        told = list(candidates(*asked))
        found.update(told)
        return told

    monkeypatch.setattr(module, "shares", seen)
    for between in (3, 90):
        rows = [
            [amount, *(drawn.randrange(10**6) for _ in range(between)), rate]
            for amount, rate in zip(amounts, rates, strict=True)
        ]
        found.clear()
        induce(block_of([[entry(value) for value in row] for row in rows]), axes={Axis.ALONG_ROWS})
        assert ((between + 1, (0,)) in {(each.stated, each.operands) for each in found}) is (between == 3)
