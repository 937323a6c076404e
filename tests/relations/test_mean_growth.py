"""How much budget and spending grew a year on average (form T-C.24)."""

import pytest

from tests.relations.audited import audited

RULE = "rata-rata-pertumbuhan"
YEARS = [
    [412_350_000, 448_120_500, 501_774_250],
    [98_400_000, 121_730_000, 109_215_500],
    [51_250_000, 60_040_000, 72_310_000],
]
PERCENT, RUPIAH, WHOLE = (
    ["10,32", "6,71", "18,79"],
    ["44.712.125", "5.407.750", "10.530.000"],
    ["21,69", "10,99", "41,09"],
)


def record(growths, heads=("2021", "2022", "2023"), over="Anggaran Tahun"):
    rows = [[f"Belanja {'ABC'[at]}", *own, growth] for at, (own, growth) in enumerate(zip(YEARS, growths, strict=True))]
    top = ["Uraian", over, None, None, "Rata-rata Pertumbuhan Anggaran"]
    return audited({"grid": [top, [None, *heads, None], *rows], "merges": ["A1:A2", "B1:D1", "E1:E2"]}, only=[RULE])


@pytest.mark.parametrize("growths", [PERCENT, RUPIAH, WHOLE])
def test_growth_that_all_rows_make_in_one_way_holds(growths):
    found = record(growths)
    assert len(found.outcomes(RULE)) == len(YEARS)
    assert found.findings() == []


@pytest.mark.parametrize(
    ("wrong", "growths", "right"),
    [("12,47", PERCENT, "10,32"), ("45.712.125", RUPIAH, "44.712.125"), ("26,19", WHOLE, "21,69")],
)
def test_growth_that_departs_is_told_with_what_the_way_of_the_others_gives(wrong, growths, right):
    found = record([wrong, *growths[1:]]).findings()
    assert [(item.cell.address.a1, item.expected_text) for item in found] == [("E3", right)]


def test_years_of_a_plan_are_counted_as_years():
    assert record(PERCENT, ("Tahun ke-1", "Tahun ke-2", "Tahun ke-3"), "Anggaran").outcomes(RULE)


def test_growth_that_no_way_makes_is_not_judged():
    assert record(["1,11", "2,22", "3,33"]).findings() == []
