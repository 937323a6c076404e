"""What cannot be annotated in place gets a workbook of its own."""

from dataclasses import replace

import openpyxl
import pytest

from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.reports.annotated import annotate, read_statuses
from lkjip_audit.workbook.ours import own_sheets
from tests.marked import of_file

pytestmark = pytest.mark.slow

PAGE = b"<html><table><tr><td>No<td>Target<tr><td>1<td>2</table></html>"
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512)


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.xls", OLE), ("a.xlsx", OLE), ("a.csv", b"No;Target\n1;2\n"), ("b.xls", PAGE)],
    ids=["xls", "encrypted xlsx", "csv", "web page"],
)
def test_a_file_that_is_no_package(make, tmp_path, name, data):
    check(make, tmp_path / name, data)


@pytest.mark.parametrize("kind", ["ods", "xlsb"])
def test_a_package_of_another_kind(make, tmp_path, zipped, kind):
    parts = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<a/>"}
    if kind == "xlsb":
        package = "http://schemas.openxmlformats.org/package/2006"
        office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        parts = {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Override PartName="/xl/workbook.bin" '
            'ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>'.encode(),
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
            f'Type="{office}/officeDocument" Target="xl/workbook.bin"/></Relationships>'.encode(),
            "xl/workbook.bin": b"\x83\x01\x00",
        }
    check(make, tmp_path / f"a.{kind}", zipped(parts))


def check(make, source, data):
    source.write_bytes(data)
    target = source.with_name("salinan.xlsx")
    finding = make.finding("C3", live="=C3*2")
    (notice,) = annotate(source, target, of_file(make.result(finding), source), Catalogue("id"))
    assert (notice.code, notice.details) == ("annotated.notice.separate", (("kind", source.suffix[1:]),))
    book = openpyxl.load_workbook(target)
    assert book.sheetnames == ["Ringkasan", "Penyebab", "Temuan", "Hubungan", "Cakupan", "Tabel", "Bantu Reviu"]
    assert [cell.value for cell in book["Temuan"][5]][2:6] == [make.sheet, "C3", 99.63, 95.96]
    assert book["Temuan"]["D5"].hyperlink is None
    assert own_sheets(target.read_bytes()) == set(book.sheetnames)
    assert finding.fingerprint in read_statuses(target)
    assert source.read_bytes() == data


def test_no_other_workbook_has_statuses(make, tmp_path):
    assert read_statuses(make.workbook(tmp_path / "a.xlsx")) == {}
    other = tmp_path / "a.csv"
    other.write_bytes(b"a;b")
    assert read_statuses(other) == {}


@pytest.mark.parametrize(
    ("name", "code"),
    [("signed.xlsx", "annotated.notice.signature"), ("chain.xlsx", "annotated.notice.structure")],
)
def test_what_there_is_to_say_about_a_copy(make, corpus, tmp_path, name, code):
    notices = annotate(
        corpus / name, tmp_path / "b.xlsx", of_file(make.result(make.finding("C3")), corpus / name), Catalogue("id")
    )
    assert [notice.code for notice in notices] == [code]
    assert Catalogue("id").has(code)


def test_a_finding_on_a_sheet_that_is_not_there_is_listed_and_said(make, tmp_path):
    source = make.workbook(tmp_path / "a.xlsx")
    target = tmp_path / "b.xlsx"
    result = of_file(make.result(make.finding("Hilang!C3")), source)
    listed = replace(result, source=replace(result.source, sheets=(*result.source.sheets, "Hilang")))
    notices = annotate(source, target, listed, Catalogue("id"))
    assert [(notice.code, notice.sheet) for notice in notices] == [("annotated.notice.sheet_missing", "Hilang")]
    assert openpyxl.load_workbook(target)["Temuan"]["C5"].value == "Hilang"
