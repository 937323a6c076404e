"""Our own sheets, read back."""

import hashlib
from dataclasses import replace
from time import process_time

import openpyxl
import pytest
from openpyxl.utils import get_column_letter, range_boundaries
from python_calamine import CalamineWorkbook

from lkjip_audit.result import NoticeText, RelationTold
from lkjip_audit.result.later import at_once
from lkjip_audit.workbook.model import Address, Notice

pytestmark = pytest.mark.slow

OURS = ["Ringkasan", "Penyebab", "Temuan", "Hubungan", "Cakupan", "Tabel", "Bantu Reviu"]


def read(path, **options):
    return openpyxl.load_workbook(path, **options)


def column(sheet, head, row=4):
    """The letter of the column with that head."""
    return next(cell.column_letter for cell in sheet[row] if cell.value == head)


def test_the_sheets_come_behind_the_others_when_asked_for(make, tmp_path):
    book = read(make.annotated(make.workbook(tmp_path / "a.xlsx"), make.finding(), front=False))
    assert book.sheetnames == [make.sheet, *OURS]
    assert book.active.title == "Ringkasan"


def test_macros_may_count_sheets_so_ours_come_behind_theirs(make, corpus, tmp_path):
    source = tmp_path / "macros.xlsm"
    source.write_bytes((corpus / "macros.xlsm").read_bytes())
    copy = make.annotated(source, make.finding(), name="salinan.xlsm")
    assert read(copy).sheetnames == [*read(source).sheetnames, *OURS]


def test_the_sheets_come_before_the_others_in_this_order(make, tmp_path):
    def fill(book):
        book.worksheets()[0].print_area("A1:D4")
        book.define_name("Target", f"='{make.sheet}'!$C$3")

    copy = make.annotated(make.workbook(tmp_path / "a.xlsx", fill), make.finding())
    book = read(copy)
    assert book.sheetnames == [*OURS, make.sheet]
    assert book.active.title == "Ringkasan"
    assert book[make.sheet].print_area == f"'{make.sheet}'!$A$1:$D$4"
    assert book["Temuan"].print_title_rows == "$4:$4"


def test_in_english(make, tmp_path):
    copy = make.annotated(make.workbook(tmp_path / "a.xlsx"), make.finding(), lang="en")
    assert read(copy).sheetnames[:-1] == [
        "Summary",
        "Causes",
        "Findings",
        "Relations",
        "Coverage",
        "Tables",
        "Review aid",
    ]


@pytest.mark.parametrize("front", [True, False])
def test_the_tab_of_the_summary_alone_is_selected(make, tmp_path, front):
    def group(book):
        for sheet in book.worksheets():
            sheet.select()
        book.worksheets()[1].activate()

    source = make.workbook(tmp_path / "a.xlsx", group, sheets=(make.sheet, "Lain", "Lagi"))
    book = read(make.annotated(source, make.finding(), front=front))
    assert [sheet.title for sheet in book if sheet.sheet_view.tabSelected] == ["Ringkasan"]
    assert book.active.title == "Ringkasan"


def test_a_row_of_findings_has_all_that_was_found(make, tmp_path):
    finding = make.finding("C3", "material")
    book = CalamineWorkbook.from_path(make.annotated(make.workbook(tmp_path / "a.xlsx"), finding))
    rows = book.get_sheet_by_name("Temuan").to_python()
    told = dict(zip(rows[3], rows[4], strict=True))
    assert told == {
        "ID": finding.id,
        "Bobot": "material",
        "Lembar": make.sheet,
        "Sel": "C3",
        "Tertulis": 99.63,
        "Hitung ulang": 95.96,
        "Selisih": 3.67,
        "Uraian": "Total tidak sama.\n→ Perbaiki totalnya.",
        "Penyebab": "",
        "Status": "terbuka",
        "Catatan": "",
        "Pemeriksa": "",
        "Tanggal": "",
        "Kode": finding.fingerprint[:6],
        "Aturan": "Total adalah jumlah rinciannya\njumlah-kolom",
        "Dasar": "Permenpan RB 53/2014",
        "Sidik temuan": finding.fingerprint,
        "Tampilan semula": told["Tampilan semula"],
    }


def test_amounts_are_numbers_that_look_as_printed(make, tmp_path):
    finding = make.finding("C3", stated="3.008", expected="2.491", difference="517")
    words = make.finding("D4", stated="12.000", expected="2.000", difference="10.000")
    copy = make.annotated(make.workbook(tmp_path / "a.xlsx"), finding, words)
    sheet = read(copy)["Temuan"]
    assert [(sheet[f"{column}5"].value, sheet[f"{column}5"].number_format) for column in "EFG"] == [
        (3008, "#,##0"),
        (2491, "#,##0"),
        (517, "0"),
    ]
    assert [sheet[f"{column}6"].value for column in "EFG"] == ["12.000", "2.000", "10.000"]  # thousands or thousandths


def test_pages_print_at_nine_points_or_more(make, tmp_path):
    book = read(make.annotated(make.workbook(tmp_path / "a.xlsx"), make.finding("C3", cause="P1")))
    for name in OURS:
        sheet = book[name]
        last = range_boundaries(sheet.print_area.partition("!")[2])[2]
        pixels = sum(7 * sheet.column_dimensions[get_column_letter(n)].width + 5 for n in range(1, last + 1))
        inches = 11.69 - sheet.page_margins.left - sheet.page_margins.right
        size = min(cell.font.sz for row in sheet.iter_rows(max_col=last) for cell in row if cell.value)
        assert size * min(inches * 96 / pixels, 1) > 8.9, name  # a tenth is less than a reader sees


def test_every_sheet_leads_to_the_summary_and_the_summary_to_every_sheet(make, tmp_path):
    book = read(make.annotated(make.workbook(tmp_path / "a.xlsx"), make.finding()))
    for name in OURS[1:]:
        assert "'Ringkasan'!A1" in {cell.hyperlink.location for cell in book[name][1] if cell.hyperlink}
    led = [cell.hyperlink.location for cell in book["Ringkasan"][4] if cell.hyperlink]
    assert led == [f"'{name}'!A1" for name in OURS[1:]]
    assert all(book[name].sheet_properties.tabColor for name in OURS)


def test_a_row_links_to_its_cell_and_its_cause(make, tmp_path):
    finding = make.finding("C3", cause="P1")
    result = make.result(finding, causes=[make.cause("D4", finding)])
    book = read(make.annotated(make.workbook(tmp_path / "a.xlsx"), result=result))
    assert book["Temuan"]["D5"].hyperlink.location == f"'{make.sheet}'!C3"
    assert book["Temuan"]["I5"].hyperlink.location == "'Penyebab'!A5"
    assert book["Penyebab"]["D5"].hyperlink.location == f"'{make.sheet}'!D4"
    assert book["Penyebab"]["A5"].hyperlink.location == "'Temuan'!A5"


def test_the_recomputed_figure_is_a_live_formula_with_its_value(make, tmp_path):
    finding = make.finding("C3", live=f"=('{make.sheet}'!C3/'{make.sheet}'!D3)*100", expected="98,26%")
    copy = make.annotated(make.workbook(tmp_path / "a.xlsx"), finding)
    cell = read(copy)["Temuan"]["F5"]
    assert cell.value == f"=('{make.sheet}'!C3/'{make.sheet}'!D3)*100"
    assert cell.number_format == '0.00"%"'
    assert read(copy, data_only=True)["Temuan"]["F5"].value == pytest.approx(98.26)


def test_a_live_label_keeps_its_text(make, tmp_path):
    finding = make.finding("C3", live='=IF(\'3.1 Capaian\'!C3>1,"Efisien","Tidak efisien")', expected="Efisien")
    copy = make.annotated(make.workbook(tmp_path / "a.xlsx"), finding)
    assert read(copy, data_only=True)["Temuan"]["F5"].value == "Efisien"


@pytest.mark.parametrize("live", ["=HYPERLINK(A1)", '=WEBSERVICE("x")', "=cmd|' /c calc'!A1", "=[a.xlsx]S!A1", "="])
def test_a_formula_that_calls_out_is_not_written(make, tmp_path, live):
    copy = make.annotated(make.workbook(tmp_path / "a.xlsx"), make.finding("C3", live=live))
    assert read(copy)["Temuan"]["F5"].value == 95.96


def test_tables_are_real_with_filters_and_frozen_heads(make, tmp_path):
    finding = make.finding("C3")
    result = make.result(finding, causes=[make.cause("C3", finding)])
    book = read(make.annotated(make.workbook(tmp_path / "a.xlsx"), result=result))
    for name, key in zip(OURS[1:], ("causes", "findings", "relations", "coverage", "tables", "review"), strict=True):
        (table,) = book[name].tables.values()
        assert table.displayName == f"lkjip_{key}"
        assert table.autoFilter.ref == table.ref
        assert book[name].freeze_panes == "A5"
        heads = [cell.value for cell in book[name][4]]
        assert [column.name for column in table.tableColumns] == heads


def test_status_cells_offer_the_words_and_colour_them(make, tmp_path):
    sheet = read(make.annotated(make.workbook(tmp_path / "a.xlsx"), make.finding()))["Temuan"]
    (validation,) = sheet.data_validations.dataValidation
    assert validation.formula1 == '"terbuka,diterima,ditolak,diperbaiki"'
    assert str(validation.sqref) == "J5"
    assert sheet[column(sheet, "Status") + "5"].value == "terbuka"
    (rules,) = sheet.conditional_formatting
    assert len(rules.rules) == 4
    assert all(rule.dxf.fill.bgColor.rgb for rule in rules.rules)


def test_pages_are_a4_landscape_and_fit_to_width(make, tmp_path):
    book = read(make.annotated(make.workbook(tmp_path / "a.xlsx"), make.finding()))
    for name in OURS:
        setup = book[name].page_setup
        assert (setup.orientation, int(setup.paperSize), setup.fitToHeight) == ("landscape", 9, 0)
        assert book[name].sheet_properties.pageSetUpPr.fitToPage
        assert book[name].print_area


def test_the_summary_counts_what_the_list_holds(make, tmp_path):
    findings = [make.finding("C3", "material"), make.finding("C4", "minor"), make.finding("D3", "minor")]
    copy = make.annotated(make.workbook(tmp_path / "a.xlsx"), *findings)
    rows = {row[0]: row[2] for row in CalamineWorkbook.from_path(copy).get_sheet_by_name("Ringkasan").to_python()}
    assert (rows["Material"], rows["Signifikan"], rows["Minor"], rows["terbuka"]) == (1, 0, 2, 3)
    assert rows["SHA-256"] == hashlib.sha256((tmp_path / "a.xlsx").read_bytes()).hexdigest()
    assert len(read(copy)["Ringkasan"]._charts) == 1


def test_coverage_joins_neighbours_and_puts_the_untested_first(make, tmp_path):
    copy = make.annotated(make.workbook(tmp_path / "a.xlsx"), make.finding())
    rows = CalamineWorkbook.from_path(copy).get_sheet_by_name("Cakupan").to_python()[4:]
    assert [row[:5] for row in rows] == [
        [make.sheet, "D3", 1, "", "tidak diuji"],
        [make.sheet, "C3:C4", 2, "84 … 86", "diuji"],
    ]


def test_without_findings_the_sheets_say_so(make, tmp_path):
    copy = make.annotated(make.workbook(tmp_path / "a.xlsx"))
    book = read(copy)
    assert book["Temuan"]["H5"].value == "Tidak ada temuan."
    assert "Tidak ada temuan" in book["Ringkasan"]["A2"].value


def test_names_that_are_taken_are_left_alone(make, corpus, tmp_path):
    source = tmp_path / "a.xlsx"
    source.write_bytes((corpus / "names.xlsx").read_bytes())
    book = read(make.annotated(source, make.finding("Lampiran!C3")))
    assert book.sheetnames[:-3] == [
        "Ringkasan (2)",
        "Penyebab",
        "Temuan (2)",
        "Hubungan",
        "Cakupan",
        "Tabel",
        "Bantu Reviu",
    ]
    assert book["Temuan"].print_area == "'Temuan'!$A$1:$E$8"
    assert book["RINGKASAN"].sheet_state == "veryHidden"
    assert "lkjip_findings_2" in book["Temuan (2)"].tables
    assert book.active.title == "Ringkasan (2)"


@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_sentence_on_our_sheets_is_there(make, tmp_path, lang):
    book = read(make.annotated(make.workbook(tmp_path / "a.xlsx"), make.finding(), lang=lang))
    told = [str(cell.value) for sheet in book.worksheets[1:] for row in sheet for cell in row if cell.value is not None]
    assert told
    assert [text for text in told if "belum ada kalimat" in text or "no sentence" in text or "annotated." in text] == []


def test_relations_are_lines_with_links_to_what_they_give_and_where_they_fail(make, tmp_path):
    first = Address(make.sheet, 3, 4)
    told = RelationTold(
        rule="serapan-rasio",
        title="Serapan mengikuti pagu dan realisasi",
        source="arti kolomnya",
        bits=61,
        holds=5,
        departs=1,
        first=first,
        stated="D3:D8",
        formula="Serapan = (Realisasi / Pagu) × 100",
        cells="D3 = (C3 / B3) × 100",
        operands="B3:B8, C3:C8",
        failing=(Address(make.sheet, 5, 4),),
    )
    result = replace(make.result(), tried=at_once((told,)))
    sheet = read(make.annotated(make.workbook(tmp_path / "a.xlsx"), result=result))["Hubungan"]
    row = [cell.value for cell in sheet[5]]
    assert row[:5] == [make.sheet, "D3:D8", told.formula, told.cells, told.operands]
    assert row[5:10] == [5, 1, "D5", "arti kolomnya", 61]
    assert sheet["A5"].hyperlink.location == f"'{make.sheet}'!D3"
    assert sheet["H5"].hyperlink.location == f"'{make.sheet}'!D5"


def test_without_relations_the_sheet_says_so(make, tmp_path):
    sheet = read(make.annotated(make.workbook(tmp_path / "a.xlsx")))["Hubungan"]
    assert sheet["C5"].value == "Tidak ada hubungan yang dapat diuji."


def test_thousands_of_notices_cost_in_proportion(make, tmp_path):
    """Each takes two merged ranges of the summary, and all are told there."""
    source = make.workbook(tmp_path / "a.xlsx")

    def seconds(number):
        notice = NoticeText(Notice("column_role_unsure", sheet=make.sheet, cell="C3"), "Arti kolom tidak dikenali.")
        began = process_time()
        copy = make.annotated(source, result=make.result(notices=(notice,) * number))
        took = process_time() - began
        summary = read(copy)["Ringkasan"]
        assert [cell.value for cell in summary["C"]].count(notice.message) == number
        return took, len(summary.merged_cells.ranges)

    (_, few), (took, many) = seconds(10), seconds(3_000)
    assert many - few == 2 * 2_990
    assert took < 6  # measured 0.9, where every range was compared with all before it 12
