"""Delimited text: every cell exactly as it is written."""

from __future__ import annotations

import pytest

from lkjip_audit.errors import WorkbookError
from lkjip_audit.workbook import FileKind, read_workbook


def read(tmp_path, content, name="capaian.csv"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_workbook(path)


def values(workbook):
    return {cell.row: [c.value for c in workbook.sheets[0].row(cell.row)] for cell in workbook.sheets[0].cells.values()}


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_delimiter_is_found(tmp_path, delimiter):
    rows = [["Indikator", "Target", "Realisasi"], ["Nilai SAKIP", "75", "76"], ["Indeks", "80", "81"]]
    workbook = read(tmp_path, "\n".join(delimiter.join(row) for row in rows))
    assert list(values(workbook).values()) == rows
    assert workbook.kind is FileKind.CSV
    assert workbook.knows_formats


def test_decimal_commas_are_not_taken_for_delimiters(tmp_path):
    workbook = read(tmp_path, "Indikator;Capaian\nNilai;99,63\nIndeks;95,96\n")
    assert values(workbook) == {1: ["Indikator", "Capaian"], 2: ["Nilai", "99,63"], 3: ["Indeks", "95,96"]}
    assert dict(workbook.notices[0].details) == {"encoding": "utf-8", "delimiter": ";"}


def test_cells_are_text_as_written(tmp_path):
    workbook = read(tmp_path, 'a;b\n007; 1.332 \n"baris\nbaru;x";""\n\n=1+1;#DIV/0!\n')
    assert values(workbook) == {
        1: ["a", "b"],
        2: ["007", " 1.332 "],
        3: ["baris\nbaru;x"],
        5: ["=1+1", "#DIV/0!"],
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encodings(tmp_path, encoding):
    workbook = read(tmp_path, "nama;kota\ncafé – x;Blitar\n".encode(encoding))
    assert values(workbook)[2] == ["café – x", "Blitar"]
    assert values(workbook)[1] == ["nama", "kota"]


def test_first_line_of_excel_that_names_the_delimiter(tmp_path):
    workbook = read(tmp_path, "sep=,\r\na,b;c\r\n1,2\r\n")
    assert values(workbook) == {2: ["a", "b;c"], 3: ["1", "2"]}


def test_file_called_csv_may_have_one_column(tmp_path):
    assert values(read(tmp_path, "judul\nisi\n")) == {1: ["judul"], 2: ["isi"]}


def test_table_in_text_is_read_whatever_it_is_called(tmp_path):
    workbook = read(tmp_path, "a\tb\n1\t2\n", "ekspor.xls")
    assert (workbook.kind, workbook.sheets[0].name) == (FileKind.CSV, "ekspor")


@pytest.mark.parametrize("text", ["Satu kalimat; tanpa tabel.", "Puji syukur, dan terima kasih.\nSekian.\nSalam.\n"])
def test_prose_is_no_table(tmp_path, text):
    with pytest.raises(WorkbookError) as caught:
        read(tmp_path, text, "pengantar.xlsx")
    assert (caught.value.code, caught.value.details["found"]) == ("not_a_workbook", "text")


@pytest.mark.parametrize("content", [b"a;b\n\x00;1\n", b"\xff\xfea", b"a;\x81\n1;2\n"])
def test_bytes_that_are_no_text(tmp_path, content):
    with pytest.raises(WorkbookError) as caught:
        read(tmp_path, content)
    assert (caught.value.code, caught.value.details["found"]) == ("not_a_workbook", "binary")


def test_field_beyond_any_cell_is_damage(tmp_path):
    with pytest.raises(WorkbookError) as caught:
        read(tmp_path, 'a;b\n"' + "x" * 200_000 + '";1\n')
    assert (caught.value.code, caught.value.details["part"]) == ("corrupt", "csv")


def test_more_columns_than_a_sheet_has(tmp_path):
    with pytest.raises(WorkbookError) as caught:
        read(tmp_path, ";" * 16_384 + "\n")
    assert caught.value.code == "too_large"


def test_only_delimiters_are_no_cells(tmp_path):
    with pytest.raises(WorkbookError) as caught:
        read(tmp_path, ";;\n;;\n")
    assert caught.value.code == "no_cells"
