"""Near misses, beyond the examples in the rule's own file."""

import pytest

from lkjip_audit.relations.near_miss import _slips
from tests.relations.audited import audited

SLIPS = [
    ("14645969413", "14645969431"),  # two neighbours
    ("14645969413", "14645969418"),  # one digit
    ("14645969413", "14645413969"),  # two groups
    ("14645969413", "14645696413"),  # the digits of one group mixed up
]


@pytest.mark.parametrize(("right", "typed"), SLIPS)
def test_one_slip_is_known_both_ways(right, typed):
    assert _slips(typed, {right, typed}) == {int(right)}
    assert _slips(right, {right, typed}) == {int(typed)}


def test_two_slips_are_none():
    assert _slips("14645969524", {"14645969413", "14645969524"}) == set()


def test_years_of_one_row_are_alike_by_design():
    grid = [
        ["No", "Program", "Tahun 2021", "Tahun 2022", "Tahun 2023"],
        [1, "Program Kepegawaian Daerah", "4.311.989.853", "4.311.989.853", "4.311.989.858"],
        [2, "Program Pengembangan SDM", "787.612.348", "787.612.348", "787.612.348"],
    ]
    assert audited(grid, only=["angka-hampir-sama"]).findings() == []


def test_a_figure_that_its_column_bears_out_is_left_alone():
    table = [
        ["No", "Program", "Pagu (Rp)"],
        [1, "Program Kepegawaian Daerah", "4.311.989.853"],
        [2, "Program Pengembangan SDM", "787.612.348"],
        [None, "Jumlah", "5.099.602.201"],
    ]
    prose = [
        ["Pagu sebesar Rp5.099.602.207 tersebut dirinci lagi."],
        ["Dari pagu Rp5.099.602.207 itu terserap semua."],
    ]
    assert audited({"Tabel": table, "Narasi": prose}, only=["angka-hampir-sama"]).findings() == []
