"""Web pages under the name of a workbook: read as the tables that they are, and never more."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from lkjip_audit.errors import WorkbookError
from lkjip_audit.workbook import Area, FileKind, read_workbook, webpage


def read(tmp_path, content, name="ekspor.xls"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_workbook(path)


def values(workbook):
    rows = workbook.sheets[0].rows
    return {row: {column: workbook.sheets[0].cells[row, column].value for column in rows[row]} for row in rows}


def failure(tmp_path, content):
    with pytest.raises(WorkbookError) as caught:
        read(tmp_path, content)
    return caught.value


def test_cells_are_text_as_the_page_shows_it(tmp_path):
    page = "<tr><th>Uraian<th>Pagu<tr><td>A &amp; B<br>lanjut<td x:num='5'> Rp&nbsp;1.250.000 </table>"
    workbook = read(tmp_path, f"<html><table border=1>{page}</html>")
    assert (workbook.kind, workbook.knows_formats, workbook.sheets[0].name) == (FileKind.HTML, True, "ekspor")
    assert values(workbook) == {1: {1: "Uraian", 2: "Pagu"}, 2: {1: "A & B\nlanjut", 2: "Rp\xa01.250.000"}}
    assert workbook.sheets[0].cells[1, 1].bold
    assert not workbook.sheets[0].cells[2, 1].bold
    assert [notice.code for notice in workbook.notices] == ["web_page"]


def test_spans_are_merges_and_push_what_follows(tmp_path):
    page = (
        "<table><tr><td rowspan=2>No<td colspan=2>Realisasi<td rowspan='2'>Ket</tr>"
        "<tr><td>K<td>Rp</tr><tr><td>1<td>2<td>3<td rowspan=9>x</tr></table>"
    )
    workbook = read(tmp_path, page)
    assert values(workbook) == {
        1: {1: "No", 2: "Realisasi", 4: "Ket"},
        2: {2: "K", 3: "Rp"},
        3: {1: "1", 2: "2", 3: "3", 4: "x"},
    }
    assert workbook.sheets[0].merges == (Area(1, 1, 2, 1), Area(1, 2, 1, 3), Area(1, 4, 2, 4))


def test_lines_captions_and_tables_stand_below_each_other(tmp_path):
    page = (
        "<body><h3>LAPORAN</h3>Tahun <b>2025</b><table><caption>Tabel 1</caption><tr><td>a</table>"
        "<table><tr><td>b</td></tr></table><p>Catatan</p></body>"
    )
    assert values(read(tmp_path, page)) == {
        1: {1: "LAPORAN"},
        2: {1: "Tahun 2025"},
        3: {1: "Tabel 1"},
        4: {1: "a"},
        6: {1: "b"},
        7: {1: "Catatan"},
    }


def test_table_within_a_cell_is_a_table_of_its_own(tmp_path):
    page = "<table><tr><td>luar<table><tr><td>dalam</table>lagi<td>sebelah</table>"
    assert values(read(tmp_path, page)) == {1: {1: "luarlagi", 2: "sebelah"}, 3: {1: "dalam"}}


def test_row_that_is_not_shown_is_hidden(tmp_path):
    page = "<table><tr><td>a<tr style='display: none'><td>b</table>"
    assert read(tmp_path, page).sheets[0].hidden_rows == {2}


def test_scripts_styles_and_comments_are_no_cells(tmp_path):
    page = "<table><!-- <td>x --><tr><td><script>if (a < b) '<td>y'</script><style>td{}</style>1<td>2</table>"
    assert values(read(tmp_path, page)) == {1: {1: "1", 2: "2"}}


def test_quotes_and_smaller_signs_that_are_text(tmp_path):
    page = "<table><tr><td title=it's>5 < 6<td alt=\"a>b\">it's</table>"
    assert values(read(tmp_path, page)) == {1: {1: "5 < 6", 2: "it's"}}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(tmp_path, encoding):
    assert values(read(tmp_path, "<html><table><tr><td>café</table>".encode(encoding))) == {1: {1: "café"}}


def test_declared_encoding_and_one_that_nobody_knows(tmp_path):
    page = '<html><meta http-equiv=Content-Type content="text/html; charset={}"><table><tr><td>café</table>'
    for declared, used in (("windows-1252", "cp1252"), ("rahasia-7", "utf-8")):
        assert values(read(tmp_path, page.format(declared).encode(used))) == {1: {1: "café"}}


def test_page_that_ends_within_a_table_is_told(tmp_path):
    workbook = read(tmp_path, "<table><tr><td>a</td></tr><tr><td>b")
    assert [notice.code for notice in workbook.notices] == ["web_page", "page_cut"]


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ("<html><body>Sesi berakhir</body></html>", "not_a_workbook"),
        ("<html><table><tr><td> </table>", "not_a_workbook"),
        ("<table><tr><td>a</td><td cla", "corrupt"),
        ("<table><tr><td>a<!-- terpotong", "corrupt"),
        ("<table><tr><td>a<script>alert(1)", "corrupt"),
        ("<table><tr><td>" * 60 + "a", "unsafe"),
        ("<table><tr>" + "<td colspan=1000>a" * 17 + "</table>", "too_large"),
    ],
)
def test_page_that_is_not_read(tmp_path, page, code):
    assert failure(tmp_path, page).code == code


def test_entities_are_not_declared_and_nothing_is_fetched(tmp_path):
    page = (
        '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]><html>'
        '<link rel=stylesheet href="http://contoh.invalid/a.css"><table><tr><td>&a;&b;</table>'
    )
    assert list(values(read(tmp_path, page)).values())[-1] == {1: "&a;&b;"}


def test_size_of_a_page(tmp_path, monkeypatch):
    monkeypatch.setattr(webpage, "MAX_PAGE", 20)
    assert failure(tmp_path, "<table><tr><td>panjang</table>").code == "too_large"


def test_tall_cells_in_many_rows_do_not_go_on_for_ever(tmp_path, monkeypatch):
    monkeypatch.setattr(webpage, "MAX_VISITS", 20_000)
    tall = "<table><tr>" + "<td rowspan=65534>a" * 500 + "<tr><td>b" * 500 + "</table>"
    assert failure(tmp_path, tall).code == "too_large"


@pytest.mark.parametrize(
    "piece", ["<", "<!", "<a ", '<a b="', "<a b='\"", "</", "<td>", "<td a=", "&", "&#", "<!--", "<script>", "\xa0<p>"]
)
def test_time_grows_with_the_page(tmp_path, piece):
    times = []
    for count in (20_000, 80_000):
        start = time.process_time()
        with suppress(WorkbookError):
            read(tmp_path, "<html><table><tr><td>1" + piece * count)
        times.append(time.process_time() - start)
    assert times[1] < 12 * times[0] + 0.2
