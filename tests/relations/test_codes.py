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


ACCOUNTS = [
    ("5.1", 8), ("5.1.01", 3), ("5.1.01.01", 1), ("5.1.01.02", 2), ("5.1.02", 5), ("5.1.02.01", 2), ("5.1.02.02", 3),
    ("5.2", 7), ("5.2.02", 7), ("5.2.02.01", 3), ("5.2.02.05", 4),
]  # fmt: skip


def accounts(wrong=None, *, split=False):
    """A budget by account of which one code is ``wrong``: its place and what is typed there."""
    codes = [wrong[1] if wrong and at == wrong[0] else code for at, (code, _) in enumerate(ACCOUNTS)]
    rows = [[f"Belanja {'ABCDEFGHIJK'[at]}", money * 1000003] for at, (_, money) in enumerate(ACCOUNTS)]
    if not split:
        return audited(
            [
                ["Kode Rekening", "Uraian", "Anggaran (Rp)"],
                *([code, *row] for code, row in zip(codes, rows, strict=True)),
            ]
        )
    parts = [[int(part) for part in code.split(".")] for code in codes]
    own = [[*part, *[None] * (4 - len(part)), *row] for part, row in zip(parts, rows, strict=True)]
    return audited(
        {"grid": [["Kode Rekening", None, None, None, "Uraian", "Anggaran (Rp)"], *own], "merges": ["A1:D1"]}
    )


@pytest.mark.parametrize("split", [False, True])
@pytest.mark.parametrize(
    ("place", "code"),
    [(6, "5.1.07.02"), (6, "5.1.20.02"), (4, "5.1.03"), (5, "5.7.02.01"), (7, "5.3"), (3, "5.1.04.02")],
)
def test_account_whose_code_is_not_that_of_its_head_is_told_and_no_amount_is(place, code, split):
    found = accounts((place, code), split=split).findings()
    right = ACCOUNTS[place][0]
    told = [(item.rule.id, item.stated, item.expected_text) for item in found]
    if split:
        code, right = (".".join(str(int(part)) for part in text.split(".")) for text in (code, right))
    assert told == [("kode-induk", code, right)]


def test_account_in_columns_of_its_own_is_told_at_the_part_that_is_wrong():
    assert [item.cell.address.a1 for item in accounts((6, "5.1.07.02"), split=True).findings()] == ["C8"]


def test_accounts_that_go_on_from_their_heads_hold():
    assert accounts().findings() == []
    assert accounts(split=True).findings() == []


def test_account_of_a_head_that_the_table_has_or_far_from_its_own_is_not_told_by_its_code():
    for code in ("5.2.02.02", "5.6.78.02"):
        assert [item.rule.id for item in accounts((6, code)).findings() if item.rule.id == "kode-induk"] == []
