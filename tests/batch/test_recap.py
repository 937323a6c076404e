"""The recap of a run: what it says, where it leads, and that it is the same each time."""

import io
from urllib.parse import unquote

import pytest
from openpyxl import load_workbook

from lkjip_audit.batch.inputs import gather
from lkjip_audit.batch.run import write_recap
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.reports.checked import Checked
from lkjip_audit.reports.recap import Line, recap

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def written(whole, tmp_path_factory):
    path = tmp_path_factory.mktemp("rekap") / "rekap.xlsx"
    write_recap(path, whole[1], Catalogue("id"))
    return path, whole[1]


def rows(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]


def test_every_file_has_its_line_with_agency_year_and_counts(written):
    book = load_workbook(written[0])
    lines = {row[2]: row for row in rows(book["Perangkat Daerah"])}
    assert len(lines) == 7
    line = lines["2024/001-dinas-perhubungan.xlsx"]
    assert line[:2] == ["Dinas Perhubungan Kabupaten Tirtamukti", 2024]
    assert line[3:7] == [2, 0, 0, 0]
    assert line[10].startswith("Salah satu dari 5 angka ini keliru")  # a sum alone: the workbook cannot tell which
    assert "Yang memutuskan: DPA" in line[10]


def test_a_tie_proposes_nothing_in_the_list_of_causes(written):
    ties = [row for row in rows(load_workbook(written[0])["Penyebab"]) if "salah satu" in str(row[4])]
    assert ties
    assert all(not row[5] and (":" in row[3] or "," in row[3]) for row in ties)


def test_unreadable_files_are_told_with_their_reason(written):
    ((name, reason),) = rows(load_workbook(written[0])["Tidak Terbaca"])
    assert name == "2024/007-kecamatan-margoluwih.xlsx"
    assert "kosong" in reason


def test_links_lead_to_cells_of_copies_that_are_there(written):
    path, _ = written
    book = load_workbook(path)
    links = [cell.hyperlink for sheet in book for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    led = [link for link in links if link.target]
    assert any(link.location and link.location.startswith("'") for link in led)
    for link in led:
        copy = load_workbook(path.parent / unquote(link.target))
        if link.location:
            sheet, _, cell = link.location.rpartition("!")
            assert copy[sheet.strip("'")][cell].value is not None


def test_every_table_has_a_filter_a_frozen_head_and_an_a4_page(written):
    for sheet in load_workbook(written[0]):
        assert len(sheet.tables) == 1
        assert sheet.freeze_panes == "A5"
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert all(table.autoFilter is not None for table in sheet.tables.values())


def test_the_findings_stand_with_their_figures_and_the_rules_with_how_many_files_break_them(written):
    book = load_workbook(written[0])
    found = rows(book["Temuan"])
    assert len(found) == sum(len(item.checked.result.findings) for item in written[1][:7]) == 3
    assert all(row[5] and row[6] and row[8] for row in found)
    assert [row[0] for row in rows(book["Aturan"])] == ["capaian-rasio", "jumlah-kolom"]


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_same_run_gives_the_same_bytes_and_is_no_input_to_the_next(written, lang, tmp_path):
    _, ended = written
    lines = [Line(item.checked, item.item.source.name) for item in ended]
    made = recap(lines, Catalogue(lang))
    assert made == recap(lines, Catalogue(lang))
    (tmp_path / "rekap.xlsx").write_bytes(made)
    assert gather([tmp_path]).copies == (tmp_path / "rekap.xlsx",)
    assert len(load_workbook(io.BytesIO(made)).sheetnames) == 6


def test_nothing_found_and_nothing_read_make_a_recap_too():
    made = recap([Line(Checked("a.xlsx", problem="=1+1"), "=a.xlsx")], Catalogue("en"))
    book = load_workbook(io.BytesIO(made))
    assert rows(book["Causes"])[0][0] == "(none)"
    cell = book["Not Readable"]["B5"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
