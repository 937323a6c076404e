"""What was tested is a line for each relation, in the sheet's own words and in cells, with every cell of it."""

from lkjip_audit.findings.tested import relations_told
from lkjip_audit.messages.catalogue import Catalogue
from tests.relations.audited import audited

HEADER = ["Program", "Pagu (Rp)", "Realisasi (Rp)", "Serapan (%)"]


def budget():
    rows = [
        ["Program Jalan", 731_250_000, 702_113_000, "96,02"],
        ["Program Jembatan", 418_900_000, 395_872_000, "94,50"],
        ["Program Drainase", 264_700_000, 259_401_000, "98,00"],
        ["Program Trotoar", 199_350_000, 187_207_000, "93,91"],
    ]
    closing = ["Jumlah", sum(row[1] for row in rows), sum(row[2] for row in rows), "95,69"]
    return [HEADER, *rows, closing]


def lines(grid, **sheets):
    found = audited(grid, **sheets)
    scene = found.scene
    names = [sheet.name for sheet in scene.workbook.sheets]
    return relations_told(found.verdicts.outcomes, scene.tables, names, Catalogue("id"))


def of(told, rule):
    return [line for line in told if line.rule == rule]


def test_the_rows_of_one_column_are_one_line():
    line = of(lines(budget()), "serapan-rasio")[0]
    assert line.stated == "D2:D6"
    assert line.formula == "Serapan (%) = (Realisasi (Rp) / Pagu (Rp)) × 100"
    assert line.cells == "D2 = (C2 / B2) × 100"
    assert line.operands == "B2:B6, C2:C6"
    assert (line.holds, line.departs, line.failing) == (5, 0, ())
    assert line.source == "arti kolomnya"
    assert line.bits > 40


def test_a_sum_names_the_rows_and_all_cells_that_it_adds():
    (line,) = of(lines(budget()), "jumlah-kolom")
    assert line.stated == "B6, C6"
    assert line.formula == "Jumlah = Program Jalan + Program Jembatan + Program Drainase + Program Trotoar"
    assert line.operands == "B2:B5, C2:C5"


def test_a_row_that_fails_is_told_with_its_cell():
    grid = budget()
    grid[3][3] = "91,17"
    line = of(lines(grid), "serapan-rasio")[0]
    assert (line.holds, line.departs) == (4, 1)
    assert [address.a1 for address in line.failing] == ["D4"]


def test_no_row_of_a_paper_says_nothing_of_its_ground():
    told = lines(budget())
    assert told
    assert all(line.source and line.formula and line.operands for line in told)


def test_figures_of_one_sentence_are_told_apart_by_what_they_say():
    sentence = "Program Jalan dengan pagu Rp731.250.000 terealisasi Rp702.113.000 (96,02%)."
    cells = {line.cells for line in lines([*budget(), [], [sentence]])}
    assert 'A8 "96,02%" = (A8 "Rp702.113.000" / A8 "Rp731.250.000") × 100' in cells
