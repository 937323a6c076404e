"""Which files a command line names."""

import errno
import os
from pathlib import Path

import pytest
from openpyxl import Workbook

from lkjip_audit.batch.inputs import gather
from lkjip_audit.reports.recap import RECAP_MARK


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in (
        "b.xlsx",
        "a.xls",
        "sub/c.xlsm",
        "sub/deep/d.csv",
        "sub/t.xltm",
        "sub/.tersembunyi/e.xlsx",
        "sub/catatan.txt",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    return tmp_path


def names(*given):
    return [source.name for source in gather([Path(item) for item in given]).sources]


def test_a_folder_is_all_workbooks_below_it_in_one_order(desk):
    assert names(".") == ["a.xls", "b.xlsx", "sub/c.xlsm", "sub/t.xltm", "sub/deep/d.csv"]


def test_locks_copies_and_our_recap_are_left_out_and_counted(desk):
    for name in ("~$b.xlsx", "b.temuan.xlsx", "sub/c.temuan.xlsm"):
        (desk / name).write_bytes(b"x")
    book = Workbook()
    book.properties.keywords = RECAP_MARK
    book.save(desk / "rekap.xlsx")
    gathered = gather([desk])
    assert [source.name for source in gathered.sources] == [
        "a.xls",
        "b.xlsx",
        "sub/c.xlsm",
        "sub/t.xltm",
        "sub/deep/d.csv",
    ]
    assert [path.name for path in gathered.copies] == ["b.temuan.xlsx", "rekap.xlsx", "c.temuan.xlsm"]


def test_pdfs_in_folders_and_patterns_are_told_apart_and_one_named_outright_is_read(desk):
    for name in ("laporan.pdf", "sub/Lampiran.PDF"):
        (desk / name).write_bytes(b"%PDF-1.7")
    gathered = gather([Path(), Path("*.pdf")])
    assert [path.name for path in gathered.pdfs] == ["laporan.pdf", "Lampiran.PDF"]
    assert "laporan.pdf" not in [source.name for source in gathered.sources]
    outright = gather([Path(), Path("laporan.pdf")])
    assert "laporan.pdf" in [source.name for source in outright.sources]
    assert [path.name for path in outright.pdfs] == ["Lampiran.PDF"]


def test_a_recap_of_the_agency_itself_is_read(desk):
    Workbook().save(desk / "rekap.xlsx")
    assert "rekap.xlsx" in names(".")


def test_a_copy_named_outright_and_alone_is_read(desk):
    (desk / "b.temuan.xlsx").write_bytes(b"x")
    assert names("b.temuan.xlsx") == ["b.temuan.xlsx"]
    assert names("b.xlsx", "b.temuan.xlsx") == ["b.xlsx"]


def test_patterns_are_looked_up_and_a_file_with_brackets_in_its_name_is_a_file(desk):
    assert names("**/*.xls*") == ["a.xls", "b.xlsx", "sub/c.xlsm"]
    (desk / "laporan [1].xlsx").write_bytes(b"x")
    assert names("laporan [1].xlsx") == ["laporan [1].xlsx"]


def test_what_is_named_twice_is_checked_once(desk):
    assert names("sub", "sub/c.xlsm", "./sub/../sub/c.xlsm") == ["c.xlsm", "t.xltm", "deep/d.csv"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_folders_that_link_to_themselves_end(desk):
    (desk / "sub" / "lagi").symlink_to(desk, target_is_directory=True)
    assert names(".") == ["a.xls", "b.xlsx", "sub/c.xlsm", "sub/t.xltm", "sub/deep/d.csv"]


def test_a_folder_or_pattern_without_workbooks_is_told_and_stops_nothing(desk):
    (desk / "kosong").mkdir()
    gathered = gather([desk / "kosong", desk / "b.xlsx", desk / "*.ods"])
    assert [source.missing and source.missing.code for source in gathered.sources] == ["no_workbooks", None, "no_match"]


@pytest.mark.parametrize(
    ("closed", "given", "told"),
    [
        ("sub", ".", ["a.xls", "b.xlsx", "sub: folder_not_permitted"]),
        ("deep", "sub", ["c.xlsm", "t.xltm", "deep: folder_not_permitted"]),
        ("sub", "s*", ["sub: folder_not_permitted"]),
        ("sub", "sub", [".: folder_not_permitted"]),
    ],
)
def test_a_folder_that_may_not_be_looked_into_is_told_and_the_others_go_on(desk, monkeypatch, closed, given, told):
    whole = os.scandir

    def looked_into(path):
        if Path(path).name == closed:
            raise PermissionError(errno.EACCES, "Permission denied", os.fspath(path))
        return whole(path)

    monkeypatch.setattr(os, "scandir", looked_into)
    sources = gather([Path(given)]).sources
    found = [f"{item.name}: {item.missing.code}" if item.missing else item.name for item in sources]
    assert found == told


def test_names_are_below_the_folder_that_all_share(desk):
    assert names("b.xlsx", "sub/deep/d.csv") == ["b.xlsx", "sub/deep/d.csv"]
    assert names("sub/deep/d.csv", "sub/c.xlsm") == ["deep/d.csv", "c.xlsm"]
