"""Any file: read for what it is, or refused in one word; never a traceback."""

from __future__ import annotations

import hashlib
import os
import zipfile
from decimal import Decimal

import pytest
import xlsxwriter

from lkjip_audit.errors import WorkbookError
from lkjip_audit.workbook import FileKind, read_workbook
from lkjip_audit.workbook import reader as reader_module


def failure(path):
    with pytest.raises(WorkbookError) as caught:
        read_workbook(path)
    return caught.value


@pytest.fixture
def agency_file(tmp_path):
    """A workbook as XlsxWriter writes it."""
    path = tmp_path / "lkjip.xlsx"
    workbook = xlsxwriter.Workbook(path)
    sheet = workbook.add_worksheet("3.1 Capaian")
    percent = workbook.add_format({"num_format": "0.00%", "bold": True, "indent": 1})
    sheet.merge_range("A1:C1", "Tabel 3.1")
    sheet.write_row("A2", ["Target", 75, 76.5])
    sheet.write_formula("D2", "=C2/B2", percent, 1.02)
    sheet.write_rich_string("A3", "Nilai ", percent, "SAKIP")
    sheet.set_row(2, None, None, {"hidden": True})
    sheet.set_column("C:C", None, None, {"hidden": True})
    workbook.add_worksheet("Kerja").very_hidden()
    workbook.close()
    return path


def test_ordinary_workbook(agency_file):
    workbook = read_workbook(agency_file)
    assert (workbook.name, workbook.kind, workbook.knows_formats) == ("lkjip.xlsx", FileKind.XLSX, True)
    assert workbook.sha256 == hashlib.sha256(agency_file.read_bytes()).hexdigest()
    sheet = workbook.sheets[0]
    assert [cell.value for cell in sheet.cells.values()] == [
        "Tabel 3.1",
        "Target",
        Decimal(75),
        Decimal("76.5"),
        Decimal("1.02"),
        "Nilai SAKIP",
    ]
    total = sheet.cells[2, 4]
    assert (total.formula, total.number_format, total.bold, total.indent) == ("C2/B2", "0.00%", True, 1)
    assert [area.a1 for area in sheet.merges] == ["A1:C1"]
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({3}, {3})


def test_openpyxl_workbook(tmp_path):
    import openpyxl

    book = openpyxl.Workbook()
    book.active["B2"] = 12.5
    book.active["B2"].number_format = "#,##0.0"
    book.active["C3"] = "=B2*2"
    book.save(tmp_path / "a.xlsx")
    cells = read_workbook(tmp_path / "a.xlsx").sheets[0].cells
    assert (cells[2, 2].value, cells[2, 2].number_format) == (Decimal("12.5"), "#,##0.0")
    assert (cells[3, 3].value, cells[3, 3].formula) == (None, "B2*2")


def test_content_counts_and_not_the_name(agency_file, tmp_path):
    for name in ("a.xls", "b.csv", "c.docx", "tanpa-akhiran"):
        (tmp_path / name).write_bytes(agency_file.read_bytes())
        assert read_workbook(tmp_path / name).kind is FileKind.XLSX


def test_file_that_is_not_there(tmp_path):
    assert failure(tmp_path / "tidak-ada.xlsx").code == "missing"
    assert failure(tmp_path / "a.xlsx" / "b.xlsx").code == "missing"
    assert failure(tmp_path / ("panjang" * 100)).code == "missing"
    assert failure(tmp_path / "nol\0.xlsx").code == "missing"


def test_folder(tmp_path):
    error = failure(tmp_path)
    assert (error.code, error.details) == ("is_folder", {"name": tmp_path.name})


def test_file_of_no_bytes(tmp_path):
    (tmp_path / "~$kosong.xlsx").touch()
    assert failure(tmp_path / "~$kosong.xlsx").code == "empty_file"


@pytest.mark.parametrize(
    ("error", "code"),
    [(PermissionError(13, "locked"), "not_permitted"), (OSError(5, "disk"), "not_permitted")],
)
def test_file_that_may_not_be_read(agency_file, monkeypatch, error, code):
    def refuse(*_, **__):
        raise error

    monkeypatch.setattr(type(agency_file), "open", refuse)
    assert failure(agency_file).code == code


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipa.xlsx")
    error = failure(tmp_path / "pipa.xlsx")
    assert (error.code, error.details["found"]) == ("not_a_workbook", "device")


def test_lock_file_beside_an_open_workbook(tmp_path):
    path = tmp_path / "~$lkjip.xlsx"
    path.write_bytes(b"\x05Budi " + b" " * 159)
    error = failure(path)
    assert (error.code, error.details) == ("not_a_workbook", {"name": "~$lkjip.xlsx", "found": "lock"})


def test_file_over_the_limit(agency_file, monkeypatch):
    monkeypatch.setattr(reader_module, "MAX_FILE", 100)
    error = failure(agency_file)
    assert (error.code, error.details["what"], error.details["limit"]) == ("too_large", "file", 100)


@pytest.mark.parametrize(
    ("content", "code", "found"),
    [
        (b"%PDF-1.7 ...", "not_a_workbook", "PDF"),
        (b"{\\rtf1 ...", "not_a_workbook", "RTF"),
        (b"\x89PNG\r\n\x1a\n", "not_a_workbook", "PNG"),
        (b"Rar!\x1a\x07", "not_a_workbook", "RAR"),
        (b"PK\x07\x08 spanned", "not_a_workbook", "ZIP"),
        (b"\xef\xbb\xbf <html><table><tr>", "not_a_workbook", "HTML"),
        (b"<!DOCTYPE HTML PUBLIC>", "not_a_workbook", "HTML"),
        (b'<?xml version="1.0"?><data/>', "not_a_workbook", "XML"),
        (b"MIME-Version: 1.0\r\nX-Document-Type: Workbook", "unsupported", "MHTML"),
        (b"\x09\x08\x08\x00" + bytes(40), "unsupported", "Excel 2-5"),
        (b"\x00\x01\x02\x03", "not_a_workbook", "binary"),
        (b"Kata pengantar.\nPuji syukur kami panjatkan.\n", "not_a_workbook", "text"),
    ],
)
def test_what_is_no_workbook_is_named(tmp_path, content, code, found):
    path = tmp_path / "laporan.xlsx"
    path.write_bytes(content)
    error = failure(path)
    assert (error.code, error.details["found"]) == (code, found)


def ole(*streams: str) -> bytes:
    """The start of an OLE container whose directory lists ``streams``."""
    entries = b""
    for stream in streams:
        name = stream.encode("utf-16-le") + b"\0\0"
        entries += (name.ljust(64, b"\0") + len(name).to_bytes(2, "little")).ljust(128, b"\0")
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + entries


@pytest.mark.parametrize(
    ("streams", "code", "found"),
    [
        (["Root Entry", "EncryptionInfo", "EncryptedPackage"], "encrypted", None),
        (["Root Entry", "WordDocument"], "not_a_workbook", "DOC"),
        (["Root Entry", "PowerPoint Document"], "not_a_workbook", "PowerPoint (.ppt)"),
        (["Root Entry"], "not_a_workbook", "OLE"),
        (["Root Entry", "Workbook"], "corrupt", None),
        (["ROOT ENTRY", "BOOK"], "corrupt", None),
    ],
)
def test_ole_containers(tmp_path, streams, code, found):
    path = tmp_path / "laporan.xlsx"
    path.write_bytes(ole(*streams))
    error = failure(path)
    assert (error.code, error.details.get("found")) == (code, found)


def test_xls_with_a_password(tmp_path):
    path = tmp_path / "laporan.xls"
    start = b"\x09\x08\x10\x00\x00\x06\x05\x00" + bytes(12)
    protected = b"\x86\x00\x00\x00"
    path.write_bytes(ole("Root Entry", "Workbook") + start + protected + b"\x2f\x00\x04\x00" + bytes(4))
    assert failure(path).code == "encrypted"


def test_text_in_a_cell_is_no_stream(tmp_path):
    path = tmp_path / "laporan.xls"
    path.write_bytes(ole("Root Entry", "WordDocument") + b"x" + "EncryptedPackage\0".encode("utf-16-le"))
    assert failure(path).code == "not_a_workbook"


def test_plain_zip_is_named(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("baca.txt", "x")
    error = failure(tmp_path / "a.xlsx")
    assert (error.code, error.details["found"]) == ("not_a_workbook", "ZIP")


def test_memory_that_runs_out_is_too_large(agency_file, monkeypatch):
    def run_out(*_):
        raise MemoryError

    monkeypatch.setattr(reader_module, "read_xlsx", run_out)
    error = failure(agency_file)
    assert (error.code, error.details["what"]) == ("too_large", "memory")


def test_source_file_is_opened_once_and_only_for_reading(agency_file, monkeypatch):
    modes = []
    plain_open = type(agency_file).open

    def watched(self, mode="r", *rest, **named):
        modes.append(mode)
        return plain_open(self, mode, *rest, **named)

    monkeypatch.setattr(type(agency_file), "open", watched)
    before = agency_file.stat().st_mtime_ns
    read_workbook(agency_file)
    assert modes == ["rb"]
    assert agency_file.stat().st_mtime_ns == before


def test_importing_the_room_is_light():
    import subprocess
    import sys

    script = (
        "import sys, lkjip_audit.workbook; "
        "print({'python_calamine', 'openpyxl', 'pandas', 'lxml', 'pydantic'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
