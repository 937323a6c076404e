"""A marked cell: another fill and nothing else."""

from dataclasses import replace
from itertools import pairwise

import openpyxl
import pytest

from lkjip_audit.reports.sheets.colours import FILLS
from lkjip_audit.result import Standing
from lkjip_audit.rulepack.model import Severity

pytestmark = pytest.mark.slow


def lightness(argb):
    """CIE L* of a colour."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb(argb)]
    y = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 116 * y ** (1 / 3) - 16


def rgb(argb):
    return [int(argb[at : at + 2], 16) / 255 for at in (2, 4, 6)]


def open_sheet(path, name):
    return openpyxl.load_workbook(path)[name]


@pytest.mark.parametrize("severity", list(Severity))
def test_the_fill_is_that_of_the_severity(make, tmp_path, severity):
    source = make.workbook(tmp_path / "a.xlsx")
    copy = make.annotated(source, make.finding("C3", severity.value))
    assert open_sheet(copy, make.sheet)["C3"].fill.fgColor.rgb == FILLS[severity]


def test_fills_grow_lighter_with_less_weight_and_bear_black_text():
    steps = [lightness(FILLS[severity]) for severity in Severity]
    assert steps == sorted(steps)
    assert min(later - earlier for earlier, later in pairwise(steps)) > 2
    assert steps[0] > 60  # a contrast with black above 8 to 1


def test_the_look_of_the_cell_stays(make, tmp_path):
    source = make.workbook(tmp_path / "a.xlsx")
    cell = open_sheet(make.annotated(source, make.finding("C3")), make.sheet)["C3"]
    assert (cell.number_format, cell.font.b, cell.value) == ("0.00", True, 84)


def test_other_cells_of_the_same_look_stay_unmarked(make, tmp_path):
    source = make.workbook(tmp_path / "a.xlsx")
    sheet = open_sheet(make.annotated(source, make.finding("C3")), make.sheet)
    assert sheet["D3"].fill.fill_type is None


def test_white_text_becomes_black_on_a_fill(make, tmp_path):
    def fill(book):
        white = book.add_format({"font_color": "#FFFFFF", "bg_color": "#1F3864"})
        book.worksheets()[0].write("F2", "Capaian", white)

    source = make.workbook(tmp_path / "a.xlsx", fill)
    assert open_sheet(make.annotated(source, make.finding("F2")), make.sheet)["F2"].font.color.rgb == "FF000000"


def test_the_heaviest_finding_of_a_cell_colours_it(make, tmp_path):
    source = make.workbook(tmp_path / "a.xlsx")
    findings = [make.finding("C3", "minor"), make.finding("C3", "material", message="Lain.")]
    copy = make.annotated(source, *findings)
    assert open_sheet(copy, make.sheet)["C3"].fill.fgColor.rgb == FILLS[Severity.MATERIAL]


def test_a_figure_that_stays_is_pale_unless_something_else_in_its_cell_is_wrong(make, tmp_path):
    source = make.workbook(tmp_path / "a.xlsx")
    stays = replace(make.finding("C3", "material"), standing=Standing.RIGHT)
    copy = make.annotated(source, stays)
    assert open_sheet(copy, make.sheet)["C3"].fill.fgColor.rgb == FILLS[Severity.INFO]
    copy = make.annotated(source, stays, make.finding("C3", "significant", message="Lain."))
    assert open_sheet(copy, make.sheet)["C3"].fill.fgColor.rgb == FILLS[Severity.SIGNIFICANT]


def test_a_cell_that_is_not_in_the_file_is_made(make, tmp_path):
    source = make.workbook(tmp_path / "a.xlsx")
    cells = ("A1", "A3", "Z3", "B9", "C20")
    sheet = open_sheet(make.annotated(source, *(make.finding(cell) for cell in cells)), make.sheet)
    assert all(sheet[cell].fill.fgColor.rgb == FILLS[Severity.SIGNIFICANT] for cell in cells)
    assert [sheet[cell].value for cell in ("B3", "C3", "D3", "B4")] == ["IP ASN", 84, 85.49, "SAKIP"]


def test_a_cell_under_a_merged_range_marks_its_first_cell(make, tmp_path):
    source = make.workbook(tmp_path / "a.xlsx", lambda book: book.worksheets()[0].merge_range("B7:D8", "Simpulan"))
    sheet = open_sheet(make.annotated(source, make.finding("C8")), make.sheet)
    assert sheet["B7"].fill.fgColor.rgb == FILLS[Severity.SIGNIFICANT]
    assert sheet["B7"].comment


def test_a_cause_elsewhere_is_marked_too(make, tmp_path):
    source = make.workbook(tmp_path / "a.xlsx")
    finding = make.finding("C3", cause="P1")
    result = make.result(finding, causes=[make.cause("D4", finding, stated="85,49", proposed="84,59")])
    sheet = open_sheet(make.annotated(source, result=result), make.sheet)
    assert "84,59" in sheet["D4"].comment.text
    assert f"{make.sheet}!D4" in sheet["C3"].comment.text


def test_a_format_that_names_a_font_behind_the_last_does_not_get_ours(make, corpus, tmp_path):
    source = tmp_path / "dangling.xlsx"
    source.write_bytes((corpus / "dangling.xlsx").read_bytes())
    sheet = openpyxl.load_workbook(make.annotated(source, make.finding("C3")))[make.sheet]
    assert (sheet["E3"].font.name, sheet["E3"].font.sz, sheet["E3"].fill.fill_type) == ("Calibri", 11, None)
    assert sheet["C3"].fill.fill_type == "solid"
