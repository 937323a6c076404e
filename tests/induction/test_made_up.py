from __future__ import annotations

import pytest

from tests.induction.made_up import accused, made_up, shown_of, spoiled


@pytest.mark.parametrize("seed", [*range(0, 10, 2), 324])
def test_a_clean_table_accuses_nothing(seed: int) -> None:
    assert list(accused(shown_of(made_up(seed)))) == []


@pytest.mark.parametrize("seed", [1, 2, 3, 4, 8, 10, 13, 14, 27, 32, 310])
def test_a_slip_lies_among_the_cells_that_are_accused(seed: int) -> None:
    book, cell = spoiled(made_up(seed), seed)
    assert any(cell in cells for cells in accused(shown_of(book)))
