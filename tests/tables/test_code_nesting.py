"""Agencies, their programs, and the chart of accounts under each work: one column of codes that are no single tree."""

from __future__ import annotations

import pytest

from lkjip_audit.tables.codes import is_account, is_agency, is_output, read_code
from lkjip_audit.tables.hierarchy import nesting
from lkjip_audit.tables.model import RowKind
from lkjip_audit.tables.row_reading import Draft

AGENCY = "2.11.2.13.3.27.05.0000"


def parents(*codes: str | None) -> list[int | None]:
    rows = [
        Draft(number, {}, {}, 1, None, code, None, 0, RowKind.DETAIL, {2: f"Baris {number}"})
        for number, code in enumerate(codes, 4)
    ]
    return [parent for parent, _ in nesting(rows, ())]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("5.1.02.03.002.00117", "5.1.02.03.002.00117"),
        ("5.2.02.07.003.000\n09", "5.2.02.07.003.00009"),
        (AGENCY, AGENCY),
        ("5.1.02.", "5.1.02"),
        ("5.1", "5.01"),
    ],
)
def test_codes_of_accounts_and_agencies_are_read_as_they_stand(text: str, code: str) -> None:
    assert read_code([text]) == code


def test_accounts_and_agencies_are_told_from_programs() -> None:
    assert [is_account(code) for code in ("5.1.02", "5.01.02", "2.11.01.2.01.0003")] == [True, False, False]
    assert [is_agency(code) for code in (AGENCY, "2.11.02.2.01.0003", "5.1.02.01.001.00024")] == [True, False, False]


def test_programs_stand_below_the_unit_of_their_agency() -> None:
    codes = ("2", "2.11", AGENCY, AGENCY, "2.11.01", "2.11.01.2.01", "2.11.02")
    assert parents(*codes) == [None, 0, 1, 2, 3, 4, 3]


def test_an_agency_stands_below_the_bidang_urusan_whose_rows_follow() -> None:
    codes = ("2", "2.11", AGENCY, "2.11.02", "2.13", AGENCY, "2.13.02")
    assert parents(*codes) == [None, 0, 1, 2, 0, 4, 5]


def test_accounts_stand_below_the_work_that_they_follow() -> None:
    works = (
        "2.11.01",
        "2.11.01.2.01",
        "2.11.01.2.01.0001",
        "5.1.02",
        "5.1.02.01",
        "2.11.01.2.01.0002",
        "5.1.02",
        "5.2.02",
    )
    assert parents(*works) == [None, 0, 1, 2, 3, 1, 5, 5]


def test_accounts_stand_below_a_work_without_a_code() -> None:
    assert parents(None, "5.1.02", "5.1.02.01", None, "5.1.02", "5.1.02.02") == [None, 0, 1, None, 3, 4]


def test_a_chart_of_accounts_alone_is_one_tree() -> None:
    assert parents("5.1.02", "5.1.02.01", "5.1.02.01.001", "5.1.02.02") == [None, 0, 1, 0]


@pytest.mark.parametrize("text", ["AEA.001", "4051.AEA", "4051.AEA.001", "054.01.GG.2886.EBA.956"])
def test_codes_of_a_ministry_s_outputs_are_read_as_they_stand(text: str) -> None:
    assert (read_code([text]), is_output(text)) == (text, True)


@pytest.mark.parametrize("text", ["AEA", "IKU.1", "5.1.02", "Kab. A"])
def test_letters_alone_or_beside_a_single_digit_are_no_code_of_an_output(text: str) -> None:
    assert read_code([text]) is None or not is_output(text)
