"""Nomenclature codes: what the workbook's own other codes say of one that departs."""

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
