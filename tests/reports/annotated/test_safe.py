"""What is written is safe to open, and the source is safe from us."""

import errno
import os
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from lkjip_audit.errors import UsageError, WorkbookError
from lkjip_audit.files import write_file
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.ooxml.xmlbytes import clean, escape
from lkjip_audit.reports.annotated import annotate, target_for
from tests.marked import of_file

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("text", ["=1+1", "+62", "-5x", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")'])
def test_text_that_looks_like_a_formula_is_text(make, tmp_path, text):
    source = make.workbook(tmp_path / "a.xlsx")
    finding = make.finding("C3", stated=text, message=text, remedy=text, title=text, expected=text)
    result = make.result(finding, causes=[make.cause("C3", finding, stated=text, why=text)])
    copy = make.annotated(source, result=result)
    book = openpyxl.load_workbook(copy)
    assert book["Temuan"]["E5"].data_type == "s"
    assert book["Temuan"]["E5"].value.strip() == text.strip()
    for name in ("Penyebab", "Temuan", "Hubungan", "Cakupan", "Tabel"):
        assert all(cell.data_type != "f" for row in book[name].iter_rows() for cell in row)


def test_characters_that_xml_cannot_hold_do_not_break_it(make, tmp_path):
    source = make.workbook(tmp_path / "a.xlsx")
    bad = "a\x00b\x0bc\ud800d\uffff<&>\"'\u202e]]>"
    finding = make.finding("C3", stated=bad, message=bad, title=bad, formula=bad, cause=bad)
    copy = make.annotated(source, result=make.result(finding, causes=[make.cause("C3", finding, id=bad)]))
    for name, data in make.parts(copy).items():
        if name.endswith((".xml", ".rels", ".vml")):
            etree.fromstring(data)
    assert "<&>\"'" in openpyxl.load_workbook(copy)["Temuan"]["E5"].value


@settings(max_examples=300)
@given(st.text(st.characters(codec=None, exclude_categories=()), max_size=40))
def test_any_text_escaped_reads_back_as_what_it_was_cleaned_to(text):
    root = etree.fromstring(f'<a b="{escape(text)}">{escape(text)}</a>'.encode())
    assert (root.text or "") == clean(text)
    assert root.get("b") == clean(text)


def test_very_long_texts_are_cut_to_what_a_cell_holds(make, tmp_path):
    copy = make.annotated(make.workbook(tmp_path / "a.xlsx"), make.finding("C3", message="x" * 100_000))
    assert len(openpyxl.load_workbook(copy)["Temuan"]["H5"].value) <= 32_767


def test_the_source_is_never_the_target(make, tmp_path):
    source = make.workbook(tmp_path / "a.xlsx")
    link = tmp_path / "b.xlsx"
    link.symlink_to(source)
    hard = tmp_path / "c.xlsx"
    os.link(source, hard)
    before = source.read_bytes()
    for target in (source, tmp_path / "." / "a.xlsx", link, hard):
        with pytest.raises(UsageError) as error:
            annotate(source, target, make.result(), Catalogue("id"))
        assert error.value.code == "output_is_source"
    assert source.read_bytes() == before


def test_the_source_is_only_read(make, tmp_path):
    source = make.workbook(tmp_path / "a.xlsx")
    source.chmod(0o400)
    before = source.stat().st_mtime_ns, source.read_bytes()
    make.annotated(source, make.finding())
    assert (source.stat().st_mtime_ns, source.read_bytes()) == before


def test_a_name_of_another_kind_is_refused(make, tmp_path):
    source = make.workbook(tmp_path / "a.xlsx")
    with pytest.raises(UsageError) as error:
        annotate(source, tmp_path / "b.xlsm", of_file(make.result(), source), Catalogue("id"))
    assert error.value.code == "wrong_suffix"


def test_where_a_copy_goes(tmp_path):
    assert target_for(tmp_path / "LKjIP 2023.xlsx").name == "LKjIP 2023.temuan.xlsx"
    assert target_for(tmp_path / "a.XLSM").name == "a.temuan.xlsm"
    assert target_for(tmp_path / "a.ods").name == "a.temuan.xlsx"


def test_a_crash_leaves_no_half_file(tmp_path, monkeypatch):
    target = tmp_path / "b.xlsx"
    target.write_bytes(b"lama")

    def full(_):
        raise OSError(errno.ENOSPC, "disk penuh")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WorkbookError) as error:
        write_file(target, b"baru")
    assert (error.value.code, error.value.details["reason"]) == ("not_written", "disk penuh")
    assert [path.name for path in tmp_path.iterdir()] == ["b.xlsx"]
    assert target.read_bytes() == b"lama"


def test_a_folder_that_is_not_there_is_said(make, tmp_path):
    source = make.workbook(tmp_path / "a.xlsx")
    with pytest.raises(WorkbookError) as error:
        annotate(source, tmp_path / "tidak ada" / "b.xlsx", of_file(make.result(), source), Catalogue("id"))
    assert error.value.code == "not_written"


def test_nothing_of_ours_leads_outside(make, tmp_path):
    parts = make.parts(make.annotated(make.workbook(tmp_path / "a.xlsx"), make.finding("C3", live="=C3")))
    assert not [name for name, data in parts.items() if name.endswith(".rels") and b"External" in data]


def test_a_doctype_in_a_part_is_refused(make, tmp_path):
    source = make.workbook(tmp_path / "a.xlsx")

    def bomb(parts):
        text = parts["xl/worksheets/sheet1.xml"].decode()
        head = '<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet '
        parts["xl/worksheets/sheet1.xml"] = text.replace("<worksheet ", head, 1).encode()

    make.repacked(source, bomb)
    with pytest.raises(WorkbookError):
        make.annotated(source, make.finding())
    assert not (tmp_path / "salinan.xlsx").exists()


@pytest.mark.parametrize(
    ("ending", "made", "before", "after"),
    [
        ("xltx", "xlsx", b"template.main", b"spreadsheetml.sheet.main+xml"),
        ("xltm", "xlsm", b"template.macroEnabled.main", b"ms-excel.sheet.macroEnabled.main+xml"),
    ],
)
def test_the_copy_of_a_template_is_a_workbook_by_name_and_by_content(make, tmp_path, ending, made, before, after):
    plain = make.workbook(tmp_path / "a.xlsx")
    source = tmp_path / f"a.{ending}"
    kinds = {
        b"xlsx": b"application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml",
        b"xlsm": b"application/vnd.ms-excel.template.macroEnabled.main+xml",
    }
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(source, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "[Content_Types].xml":
                data = data.replace(
                    b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", kinds[made.encode()]
                )
                assert before in data
            new.writestr(name, data)
    target = target_for(source)
    assert target.name == f"a.temuan.{made}"
    annotate(source, target, of_file(make.result(), source), Catalogue("id"))
    with zipfile.ZipFile(target) as copy:
        types = copy.read("[Content_Types].xml")
    assert after in types
    assert before not in types
