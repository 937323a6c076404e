"""Workbooks with one to three faults at once: no right cell is accused alone."""

from __future__ import annotations

import pytest

from lkjip_audit.pipeline import Auditor
from tests.benchmarks.several_faults import audited, books


def test_a_spoiled_book_knows_what_is_wrong_in_it():
    assert all(book.wrong for _, _, book in books(1, 8))


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 4])
def test_no_right_cell_is_accused_alone(seed):
    found = [item for item, _ in audited(Auditor.load(), seed, 48)]
    assert [item for item in found if item.wrong] == []
    assert sum(item.right for item in found) > sum(len(item.wrong_ties) for item in found)
