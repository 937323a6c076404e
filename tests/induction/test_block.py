from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest

from lkjip_audit.figures.model import Figure
from lkjip_audit.induction import UNREADABLE, block_of


def test_amounts_are_scaled_by_the_finest_decimals() -> None:
    block = block_of([[Figure(Decimal("12.5"), 1, "12,5"), None], [Figure(Decimal(7), 0, "7"), UNREADABLE]])
    assert block.scale == 1
    assert block.amounts.tolist() == [[125, 0], [70, 0]]
    assert block.steps[0, 0] == 1
    assert block.whole.tolist() == [[False, False], [True, False]]
    assert block.unreadable.tolist() == [[False, False], [False, True]]


def test_a_word_for_millions_is_a_rounded_amount() -> None:
    block = block_of([[Figure(Decimal("2.4"), 1, "2,4", multiplier=Decimal(10**9))]])
    assert block.amounts[0, 0] == 2_400_000_000
    assert block.steps[0, 0] == 100_000_000
    assert not block.whole[0, 0]


def test_what_sixty_four_bits_do_not_hold_stays_exact() -> None:
    block = block_of([[Figure(Decimal(10**30 + 1), 0, "")]])
    assert block.amounts.dtype == object
    assert block.amounts[0, 0] == 10**30 + 1


def test_small_amounts_are_machine_integers() -> None:
    assert block_of([[Figure(Decimal(3), 0, "3")]]).amounts.dtype == np.int64


def test_a_percent_sign_is_kept() -> None:
    assert block_of([[Figure(Decimal(3), 0, "3", unit="%")]]).percent[0, 0]


def test_more_than_twelve_decimals_are_refused() -> None:
    with pytest.raises(ValueError, match="13 decimals"):
        block_of([[Figure(Decimal("0.0000000000001"), 13, "")]])
