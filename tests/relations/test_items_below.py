"""Accounts of a breakdown are the sums of the items right under them."""

from __future__ import annotations

import pytest

from lkjip_audit.judging.model import Status
from tests.relations.audited import audited

RULE = "jumlah-rekening"
HEAD = ["Kode Rekening", "Uraian", "Volume", "Satuan", "Harga Satuan (Rp)", "Jumlah (Rp)"]


def account(number, name, amount):
    return [f"5.1.02.01.01.000{number}", name, None, None, None, amount]


def item(name, volume, price, code=None):
    return [code, name, volume, "buah", price, volume * price]


def book(second=5_130_000):
    return [
        ["Rincian Anggaran Belanja"],
        HEAD,
        account(1, "Belanja Bahan", 3_275_000),
        item("Cat", 25, 95_000),
        item("Kuas", 60, 15_000),
        account(2, "Belanja Sewa", second),
        item("Tenda", 3, 1_250_000),
        item("Kursi", 230, 6_000),
        account(3, "Belanja Jasa", 7_700_000),
        item("Juru gambar", 7, 1_100_000),
    ]


@pytest.mark.parametrize(("second", "told"), [(5_130_000, set()), (5_310_000, {("F6", "5130000", "material")})])
def test_account_is_held_to_the_items_under_it(second, told):
    assert audited(book(second), only=[RULE]).told() == told


def test_lump_sum_among_items_is_one_of_them():
    grid = book(5_630_000)
    grid.insert(7, [None, "Ongkos angkut", None, None, None, 500_000])
    found = audited(grid, only=[RULE])
    assert [item.status for item in found.outcomes(RULE)] == [Status.PASS] * 3


def test_where_most_accounts_are_no_sums_none_is_told():
    grid = book(5_310_000)
    grid[2][5] = 9_999_000
    assert audited(grid, only=[RULE]).outcomes(RULE) == []
