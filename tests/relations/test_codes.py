"""Nomenclature codes: what the workbook's own other codes say of one that departs."""

import pytest

from tests.relations.audited import audited

RULES = ("kode-nol-depan", "kode-pemerintahan", "kode-tingkat")
CODES = [
    "5.03.01", "5.03.01.2.01", "5.03.01.2.01.01", "5.03.01.2.01.06", "5.03.01.2.02", "5.03.01.2.02.01",
    "5.03.01.2.03", "5.03.01.2.03.06", "5.03.01.2.05", "5.03.01.2.06",
]  # fmt: skip


def coded(*codes):
    rows = [[code, f"Pekerjaan {code}", "1.000.000"] for code in codes]
    return audited([["Kode", "Program/Kegiatan", "Pagu Anggaran (Rp)"], *rows], only=RULES)


def test_codes_of_one_form_hold():
    assert coded(*CODES).findings() == []


def test_codes_of_another_workbook_may_all_be_a_provinces():
    assert coded(*(code.replace(".2.", ".1.") for code in CODES)).findings() == []


def test_one_code_that_departs_is_told_with_the_form_of_the_others():
    swapped = [code if code != "5.03.01.2.05" else "5.03.01.1.05" for code in CODES]
    assert {item[:2] for item in coded(*swapped).told()} == {("A10", "5.03.01.2.05")}


def test_account_codes_of_another_build_are_left_alone():
    """Belanja codes ("5.1.02.01.01.0024") tell no government in their fourth number."""
    accounts = ["5.1.02.01.01.0024", "5.1.02.01.01.0025", "5.1.02.02.01.0003", "5.1.02.02.02.0005", "5.1.01.01.01.0001"]
    assert coded(*accounts).findings() == []


def test_mixed_accounts_and_activities_accuse_neither():
    assert coded(*CODES, "5.1.02.01.01.0024", "5.1.02.02.01.0003").findings() == []


PROGRAMMES = [
    ("5.03.01", 310), ("5.03.01.2.01", 100), ("5.03.01.2.02", 130), ("5.03.01.2.06", 80),
    ("5.03.02", 512), ("5.03.02.2.01", 300), ("5.03.02.2.03", 212),
    ("5.03.05", 80), ("5.03.05.2.01", 50), ("5.03.05.2.02", 30),
]  # fmt: skip


def families(place=None, code=None, amount=None):
    rows = [[code if at == place else own, f"Pekerjaan {at}", (amount if at == place and amount else money) * 1000003]
            for at, (own, money) in enumerate(PROGRAMMES)]  # fmt: skip
    found = audited([["Kode", "Program/Kegiatan", "Pagu Anggaran (Rp)"], *rows], only=["kode-induk"])
    return [(item.cell.address.a1, item.expected_text) for item in found.findings()]


@pytest.mark.parametrize(
    ("place", "code"), [(3, "5.03.07.2.06"), (1, "5.30.01.2.01"), (2, "5.03.08.2.02"), (4, "5.03.07")]
)
def test_code_that_does_not_go_on_from_its_heads_is_told(place, code):
    assert families() == []
    assert families(place, code) == [(f"A{place + 2}", PROGRAMMES[place][0])]


def test_code_is_not_told_where_another_row_is_its_head_or_neither_sum_nor_order_tell():
    assert families(3, "5.03.02.2.06") == []
    assert families(3, "5.03.07.2.06", amount=99) == []
    assert families(3, "8.42.07.2.06") == []
