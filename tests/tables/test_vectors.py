"""A glance over many columns takes what is tried piece by piece: of thousands of columns it is too much to hold."""

from __future__ import annotations

from decimal import Decimal
from itertools import count

from lkjip_audit.tables.vectors import Glance


def test_what_is_tried_is_taken_piece_by_piece():
    taken = count()
    tried = ((0, 1, 2) for _ in iter(lambda: next(taken), 10**6))
    glance = Glance({0: {1: Decimal(2)}, 1: {1: Decimal(1)}, 2: {1: Decimal(1)}}, (1,))
    assert next(glance.likely("sum", tried, 1.0)) == (0, 1, 2)
    assert next(taken) < 10**5
