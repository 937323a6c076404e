"""What the copy keeps: everything but what had to change."""

import zipfile

import pytest

from tests.corpus.copies import annotated
from tests.corpus.losses import losses

pytestmark = pytest.mark.slow

READERS_WARN = "ignore:.*:UserWarning:openpyxl"


@pytest.mark.filterwarnings(READERS_WARN)
def test_nothing_of_a_foreign_workbook_is_lost(foreign, tmp_path):
    copy = annotated(foreign, tmp_path)
    problems, changed = losses(foreign.read_bytes(), copy)
    assert problems == []
    assert changed


@pytest.mark.filterwarnings(READERS_WARN)
def test_the_changed_parts_of_a_rich_workbook_are_these(tmp_path, corpus):
    source = corpus / "rich.xlsx"
    _, changed = losses(source.read_bytes(), annotated(source, tmp_path))
    assert set(changed) == {
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet2.xml",
        "xl/styles.xml",
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
        "[Content_Types].xml",
        "xl/_rels/workbook.xml.rels",
        "xl/worksheets/_rels/sheet2.xml.rels",
    }


def test_an_unmarked_sheet_is_not_touched(make, tmp_path):
    source = make.workbook(tmp_path / "a.xlsx", sheets=(make.sheet, "Lain"))
    copy = make.parts(make.annotated(source, make.finding("C3")))
    assert copy["xl/worksheets/sheet2.xml"] == make.parts(source)["xl/worksheets/sheet2.xml"]
    assert copy["xl/worksheets/sheet1.xml"] != make.parts(source)["xl/worksheets/sheet1.xml"]


def test_an_untouched_part_keeps_its_compressed_bytes_and_its_date(make, tmp_path):
    source = make.workbook(tmp_path / "a.xlsx")
    copy = make.annotated(source, make.finding("C3"))
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(copy) as new:
        for name in ("xl/theme/theme1.xml", "docProps/core.xml"):
            before, after = old.getinfo(name), new.getinfo(name)
            assert (before.CRC, before.compress_size, before.date_time) == (
                after.CRC,
                after.compress_size,
                after.date_time,
            )
        assert new.testzip() is None


def test_macros_stay_and_the_kind_of_file_too(make, tmp_path, corpus):
    source, copy = corpus / "macros.xlsm", tmp_path / "salinan.xlsm"
    copy.write_bytes(annotated(source, tmp_path))
    assert make.parts(copy)["xl/vbaProject.bin"] == make.parts(source)["xl/vbaProject.bin"]
    assert b"macroEnabled" in make.parts(copy)["[Content_Types].xml"]


def test_the_same_input_gives_the_same_bytes(make, tmp_path):
    source = make.workbook(tmp_path / "a.xlsx")
    finding = make.finding("C3", live="=C3*2")
    first = make.annotated(source, finding).read_bytes()
    assert make.annotated(source, finding).read_bytes() == first
