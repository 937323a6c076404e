"""What a cell holds, from the XML that says it."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest

from lkjip_audit.errors import WorkbookError
from lkjip_audit.workbook import ErrorValue, Notice

DATE_STYLES = (
    '<numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/>'
    '<numFmt numFmtId="165" formatCode="[h]:mm"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="14"/></cellXfs>'
)


def value_of(sheet_of, cell, **rest):
    return sheet_of(f'<row r="1">{cell}</row>', **rest).cells[1, 1].value


@pytest.mark.parametrize(("text", "plain"), [("3.0", "3"), ("-40.0", "-40"), ("0.0", "0"), ("12.50", "12.50")])
def test_a_nought_that_every_double_is_written_with_is_no_decimal(sheet_of, text, plain):
    assert str(value_of(sheet_of, f'<c r="A1"><v>{text}</v></c>')) == plain


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("14645969413", "14645969413"),
        ("0.99630000000000007", "0.99630000000000007"),
        ("1E-2", "0.01"),
        ("-1.5e+3", "-1500"),
        (" 7 ", "7"),
        ("0", "0"),
    ],
)
def test_number_is_the_exact_decimal_of_its_stored_digits(sheet_of, text, exact):
    value = value_of(sheet_of, f'<c r="A1"><v>{text}</v></c>')
    assert isinstance(value, Decimal)
    assert value == Decimal(exact)


@pytest.mark.parametrize(
    "text", ["-Infinity", "NaN", "null", "12,5", "1_000", "٣", "1e9999", "1e-9999", "0x10", "9" * 500, "sNaN"]
)
def test_numeric_cell_that_holds_no_number_keeps_its_text_and_says_so(workbook_of, text):
    workbook = workbook_of(f'<sheetData><row r="1"><c r="A1"><v>{text}</v></c></row></sheetData>')
    assert workbook.sheets[0].cells[1, 1].value == text
    assert workbook.notices == (Notice("not_a_number", "Satu", "A1", (("text", text),)),)


def test_shared_strings_join_rich_runs_and_leave_phonetics_out(sheet_of):
    strings = (
        "<si><t>biasa</t></si>"
        '<si><r><rPr><b/></rPr><t xml:space="preserve">Rp </t></r><r><t>2,4 miliar</t></r></si>'
        '<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si>'
        "<si><t>baris_x000A_dua_x005F_x</t></si>"
        "<si/>"
    )
    row = "".join(f'<c t="s"><v>{index}</v></c>' for index in range(5))
    sheet = sheet_of(f"<row>{row}</row>", strings=strings)
    assert [cell.value for cell in sheet.row(1)] == ["biasa", "Rp 2,4 miliar", "東京", "baris\ndua_x"]


def test_half_a_surrogate_pair_cannot_break_later_output(sheet_of):
    strings = "<si><t>_xD83D__xDE00_ _xD83D_</t></si>"
    assert value_of(sheet_of, '<c t="s"><v>0</v></c>', strings=strings) == "\U0001f600 \ufffd"


def test_control_characters_cannot_reach_a_terminal_or_a_report(sheet_of):
    strings = "<si><t>a_x001B_[31m_x0000_b_x0009_c_x000D_d_xFFFF_</t></si>"
    assert value_of(sheet_of, '<c t="s"><v>0</v></c>', strings=strings) == "a\ufffd[31m\ufffdb\tc\rd\ufffd"


@pytest.mark.parametrize("index", ["9", "-1", "1", "satu", "0.5"])
def test_cell_that_points_beyond_the_texts_says_that_no_text_can_be_trusted(workbook_of, index):
    row = f'<row r="4"><c r="A4" t="s"><v>0</v></c><c r="B4" t="s"><v>{index}</v></c><c><v>1</v></c></row>'
    with pytest.raises(WorkbookError) as caught:
        workbook_of(f"<sheetData>{row}</sheetData>", strings="<si><t>a</t></si>")
    assert caught.value.code == "texts_lost"
    told = caught.value.details
    assert (told["sheet"], told["cell"], told["text"]) == ("Satu", "B4", index)


def test_cell_of_text_that_names_none_is_empty(workbook_of):
    cells = '<c t="s"><v/></c><c t="s"><v> </v></c><c><v>1</v></c>'
    workbook = workbook_of(f"<sheetData><row>{cells}</row></sheetData>", strings="<si><t>a</t></si>")
    assert workbook.notices == ()
    assert list(workbook.sheets[0].cells) == [(1, 3)]


def test_inline_strings_with_runs_and_phonetics(sheet_of):
    cell = (
        '<c t="inlineStr"><is><r><t>Sasaran </t></r><r><t>1</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is></c>'
        '<c t="inlineStr"><is><t/></is></c>'
    )
    sheet = sheet_of(f"<row>{cell}</row>")
    assert [cell.value for cell in sheet.row(1)] == ["Sasaran 1"]


def test_booleans_and_errors(sheet_of):
    sheet = sheet_of('<row><c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="e"><v>#DIV/0!</v></c></row>')
    assert [cell.value for cell in sheet.row(1)] == [True, False, ErrorValue("#DIV/0!")]


def test_iso_dates(sheet_of):
    texts = ["2023-12-31", "2023-12-31T07:30:00", "2023-12-31T07:30:00Z", "07:30:00"]
    sheet = sheet_of("<row>" + "".join(f'<c t="d"><v>{text}</v></c>' for text in texts) + "</row>")
    assert [cell.value for cell in sheet.row(1)] == [
        datetime(2023, 12, 31),
        datetime(2023, 12, 31, 7, 30),
        datetime(2023, 12, 31, 7, 30),
        datetime(1899, 12, 31, 7, 30),
    ]


def test_iso_date_that_is_none_stays_text(workbook_of):
    workbook = workbook_of('<sheetData><row><c t="d"><v>kemarin</v></c></row></sheetData>')
    assert workbook.sheets[0].cells[1, 1].value == "kemarin"
    assert workbook.notices[0].code == "not_a_date"


@pytest.mark.parametrize(
    ("serial", "moment"),
    [
        ("45291", datetime(2023, 12, 31)),
        ("45291.5", datetime(2023, 12, 31, 12)),
        ("44927.999988425926", datetime(2023, 1, 1, 23, 59, 59)),
        ("1", datetime(1900, 1, 1)),
        ("59", datetime(1900, 2, 28)),
        ("61", datetime(1900, 3, 1)),
        ("0.25", datetime(1899, 12, 31, 6)),
        ("2958465", datetime(9999, 12, 31)),
    ],
)
def test_serial_under_a_date_format_is_a_moment(sheet_of, serial, moment):
    assert value_of(sheet_of, f'<c s="1"><v>{serial}</v></c>', styles=DATE_STYLES) == moment


@pytest.mark.parametrize("serial", ["60", "60.5", "-1", "2958466", "2958465.9999999999"])
def test_serial_of_no_real_day_stays_a_number_and_is_told(workbook_of, serial):
    workbook = workbook_of(f'<sheetData><row><c s="1"><v>{serial}</v></c></row></sheetData>', styles=DATE_STYLES)
    assert workbook.sheets[0].cells[1, 1].value == Decimal(serial)
    assert workbook.notices[0].code == "not_a_date"


def test_1904_system_counts_from_1904_and_has_no_leap_bug(workbook_of):
    workbook = workbook_of(
        '<sheetData><row><c s="3"><v>0</v></c><c s="3"><v>60</v></c><c s="3"><v>43829</v></c></row></sheetData>',
        styles=DATE_STYLES,
        workbook='<workbookPr date1904="1"/>',
    )
    assert [cell.value for cell in workbook.sheets[0].row(1)] == [
        datetime(1904, 1, 1),
        datetime(1904, 3, 1),
        datetime(2023, 12, 31),
    ]


def test_duration_stays_a_number(sheet_of):
    assert value_of(sheet_of, '<c s="2"><v>1.5</v></c>', styles=DATE_STYLES) == Decimal("1.5")


def test_cell_of_an_undefined_type_is_text(sheet_of):
    assert value_of(sheet_of, '<c t="apa"><v>7</v></c>') == "7"
