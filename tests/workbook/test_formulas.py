"""Formulas: shared ones written out for every cell, array formulas on their whole area."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lkjip_audit.workbook.shifting import SharedFormula


@pytest.mark.parametrize(
    ("formula", "moved"),
    [
        ("A1+B2", "B3+C4"),
        ("$A$1+$A1+A$1", "$A$1+$A3+B$1"),
        ("SUM(A1:B5)", "SUM(B3:C7)"),
        ("SUM(A:C)+SUM($A:C)", "SUM(B:D)+SUM($A:D)"),
        ("SUM(1:3)+SUM($1:3)", "SUM(3:5)+SUM($1:5)"),
        ('IF(A1="B2 ""C3""",1,0)', 'IF(B3="B2 ""C3""",1,0)'),
        ("'Lampiran A1'!B2*Sheet1!C3", "'Lampiran A1'!C4*Sheet1!D5"),
        ("'O''Brien B1'!B2", "'O''Brien B1'!C4"),
        ("A1!B2+Jan:Mar!B2", "A1!C4+Jan:Mar!C4"),
        ("[1]Sheet1!A1+'[B2.xlsx]S'!A1", "[1]Sheet1!B3+'[B2.xlsx]S'!B3"),
        ("LOG10(A1)+ATAN2(B1,C1)", "LOG10(B3)+ATAN2(C3,D3)"),
        ("pagu_2023*A1B+TW1.total+_A1", "pagu_2023*A1B+TW1.total+_A1"),
        (
            "SUM(Tabel1[[#This Row],[A1]:[B2]])+Tabel1[']A1]",
            "SUM(Tabel1[[#This Row],[A1]:[B2]])+Tabel1[']A1]",
        ),
        ("#REF!+#N/A+A1+#DIV/0!", "#REF!+#N/A+B3+#DIV/0!"),
        ("1.5E3*A1%", "1.5E3*B3%"),
        ("a1+aa10", "B3+AB12"),
        ("XFE1+A1048577+ABCD1", "XFE1+A1048577+ABCD1"),
        ("SUM(A1#)+@B2", "SUM(B3#)+@C4"),
        ("XFD1", "#REF!"),
        ("SUM(A1:A1048575)", "SUM(B3:#REF!)"),
        ("'tak ditutup", "'tak ditutup"),
        ('"tak ditutup', '"tak ditutup'),
        ("Tabel1[tak ditutup", "Tabel1[tak ditutup"),
        ("", ""),
    ],
)
def test_reference_moves_with_its_cell_and_nothing_else_does(formula, moved):
    assert SharedFormula.of(formula, 5, 5).at(7, 6) == moved


@settings(deadline=None)
@given(st.text(alphabet="AB12$:!'\"[](),+.#é_ ", max_size=30))
def test_any_text_stays_itself_where_it_stands(formula):
    assert SharedFormula.of(formula, 3, 3).at(3, 3) == formula


OPERANDS = [
    "A1",
    "$B2",
    "C$3",
    "$D$4",
    "SUM(E5:F$9)",
    '"A1"',
    "X!Z9",
    "'X A1'!$Z9",
    "7",
    "LOG10(AA10)",
    "total",
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(OPERANDS), min_size=1))
def test_agrees_with_openpyxl_on_ordinary_formulas(operands):
    from openpyxl.formula.translate import Translator

    formula = "+".join(operands)
    theirs = Translator(f"={formula}", origin="C3").translate_formula("E7")
    assert SharedFormula.of(formula, 3, 3).at(7, 5) == theirs.removeprefix("=")


def test_shared_formula_is_written_out_for_each_cell(sheet_of):
    sheet = sheet_of(
        '<row r="1"><c r="C1"><f t="shared" ref="C1:C3" si="0">A1/$B$1*100</f><v>50</v></c></row>'
        '<row r="2"><c r="C2"><f t="shared" si="0"/><v>60</v></c></row>'
        '<row r="3"><c r="C3"><f t="shared" si="0"/></c></row>'
    )
    assert [sheet.cells[row, 3].formula for row in (1, 2, 3)] == ["A1/$B$1*100", "A2/$B$1*100", "A3/$B$1*100"]
    assert sheet.cells[3, 3].value is None


def test_shared_formula_without_a_master_is_told(workbook_of):
    workbook = workbook_of('<sheetData><row><c><f t="shared" si="4"/><v>1</v></c></row></sheetData>')
    assert workbook.sheets[0].cells[1, 1].formula is None
    assert [notice.code for notice in workbook.notices] == ["bad_shared_formula"]


def test_array_formula_is_that_of_every_cell_of_its_area(sheet_of):
    sheet = sheet_of(
        '<row r="1"><c r="A1"><f t="array" ref="A1:A3">B1:B3*2</f><v>2</v></c></row>'
        '<row r="2"><c r="A2"><v>4</v></c><c r="B2"><v>2</v></c></row><row r="4"><c r="A4"><v>9</v></c></row>'
    )
    assert [sheet.cells[place].formula for place in ((1, 1), (2, 1), (2, 2), (4, 1))] == [
        "B1:B3*2",
        "B1:B3*2",
        None,
        None,
    ]


def test_data_table_says_that_it_is_computed(sheet_of):
    sheet = sheet_of(
        '<row r="1"><c r="A1"><f t="dataTable" ref="A1:A2" r1="D1" r2="D2"/><v>2</v></c></row>'
        '<row r="2"><c r="A2"><v>4</v></c></row>'
    )
    assert [cell.formula for cell in sheet.cells.values()] == ["TABLE(D1,D2)"] * 2


def test_formula_text_is_unescaped_and_cached_empty_text_is_kept(sheet_of):
    sheet = sheet_of('<row><c t="str"><f>IF(A1&lt;1,"","x")</f><v></v></c><c><f>A1</f></c></row>')
    assert (sheet.cells[1, 1].formula, sheet.cells[1, 1].value) == ('IF(A1<1,"","x")', "")
    assert (sheet.cells[1, 2].formula, sheet.cells[1, 2].value) == ("A1", None)


def test_error_and_boolean_results_of_formulas(sheet_of):
    sheet = sheet_of('<row><c t="e"><f>1/0</f><v>#DIV/0!</v></c><c t="b"><f>TRUE</f><v>1</v></c></row>')
    assert str(sheet.cells[1, 1].value) == "ErrorValue(text='#DIV/0!')"
    assert sheet.cells[1, 2].value is True


@pytest.mark.parametrize("limit", ["MAX_WRITTEN", "MAX_VISITS"])
def test_formulas_without_end_are_too_large(sheet_of, monkeypatch, limit):
    from lkjip_audit.errors import WorkbookError
    from lkjip_audit.workbook import formulas

    monkeypatch.setattr(formulas, limit, 3)
    with pytest.raises(WorkbookError) as caught:
        sheet_of(
            '<row><c><f t="shared" si="0">B1+C1</f></c><c><f t="array" ref="B1:D1">E1</f></c></row>'
            '<row><c><f t="shared" si="0"/></c><c><f t="array" ref="A1:D2">E2</f></c></row>'
        )
    assert (caught.value.code, caught.value.details["what"]) == ("too_large", "formulas")
