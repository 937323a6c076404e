"""Several files as one workbook: each sheet keeps its file, each formula what it names."""

from decimal import Decimal

import pytest

from lkjip_audit.workbook import Cell, FileKind, Notice, Sheet, Workbook
from lkjip_audit.workbook.dossier import file_of, naming, own_name, together


def book(name, *sheets, formulas=None):
    cells = {(1, 1): Cell(1, 1, Decimal(5), (formulas or {}).get("A1"))}
    made = tuple(Sheet(sheet, index, cells, rows={1: (1,)}) for index, sheet in enumerate(sheets))
    return Workbook(name, "0" * 64, FileKind.XLSX, made, notices=(Notice("bad_merge", sheets[0], "A1"), Notice("x")))


def test_a_sheet_is_called_as_excel_calls_that_of_another_file():
    dossier = together([book("pk.xlsx", "Sheet1"), book("lkjip.xlsx", "Sheet1", "Bab III")])
    names = [sheet.name for sheet in dossier.whole.sheets]
    assert names == ["[pk.xlsx]Sheet1", "[lkjip.xlsx]Sheet1", "[lkjip.xlsx]Bab III"]
    assert [sheet.index for sheet in dossier.whole.sheets] == [0, 1, 2]
    assert dossier.sheets_of(1) == {"[lkjip.xlsx]Sheet1": "Sheet1", "[lkjip.xlsx]Bab III": "Bab III"}


def test_two_files_of_one_name_are_told_apart():
    dossier = together([book("lkjip.xlsx", "A"), book("LKJIP.xlsx", "A")])
    assert dossier.labels == ("lkjip.xlsx", "LKJIP.xlsx (2)")
    assert len({sheet.name for sheet in dossier.whole.sheets}) == 2


def test_a_formula_goes_on_naming_the_sheet_of_its_own_file():
    both = [book("a.xlsx", "Data", "Rekap"), book("b.xlsx", "Data", "Rekap", formulas={"A1": "Data!B2+Lain!C3"})]
    first, second = together(both).whole.sheets[1], together(both).whole.sheets[3]
    assert first.cells[1, 1].formula is None
    assert second.cells[1, 1].formula == "'[b.xlsx]Data'!B2+'Lain'!C3"


@pytest.mark.parametrize(
    ("formula", "told"),
    [
        ("SUM('Bab III'!A1:A3)", "SUM('<Bab III>'!A1:A3)"),
        ("'Jum''at'!A1*2", "'<Jum''at>'!A1*2"),
        ('IF(A1="Data!B2",Data!B2,0)', "IF(A1=\"Data!B2\",'<Data>'!B2,0)"),
        ("SUM(A1:A3)", "SUM(A1:A3)"),
    ],
)
def test_names_of_sheets_in_formulas(formula, told):
    assert naming(formula, "<{}>".format) == told


def test_a_notice_tells_its_file():
    notices = together([book("a.xlsx", "Data"), book("b.xlsx", "Data")]).whole.notices
    assert [notice.sheet for notice in notices] == ["[a.xlsx]Data", "[a.xlsx]", "[b.xlsx]Data", "[b.xlsx]"]


def test_the_dossier_has_a_hash_of_all_its_files():
    one, two = book("a.xlsx", "Data"), book("b.xlsx", "Data")
    assert together([one, two]).whole.sha256 == together([one, two]).whole.sha256
    assert together([one, two]).whole.sha256 != together([one]).whole.sha256


def test_the_file_and_the_own_name_of_a_sheet():
    assert (file_of("[pk.xlsx]Bab III"), own_name("[pk.xlsx]Bab III")) == ("pk.xlsx", "Bab III")
    assert (file_of("Bab III"), own_name("Bab III")) == ("", "Bab III")
