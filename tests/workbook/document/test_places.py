"""A figure of a document is told where a person finds it."""

from __future__ import annotations

import pickle

from lkjip_audit.workbook import Address
from tests.word import cell, heading, paragraph, row, table

TABLE = table(
    row(cell("Program", '<w:vMerge w:val="restart"/>'), cell("Kinerja", '<w:gridSpan w:val="2"/>')),
    row(cell("", "<w:vMerge/>"), "Target", "Realisasi"),
    row("Penataan", "80", "75,5"),
    row("Jumlah", "80", "75,5"),
)
BODY = (
    heading("BAB III")
    + paragraph("Capaian sebagai berikut.")
    + paragraph("Tabel 3.4 Capaian Kinerja")
    + TABLE
    + paragraph("Dari tabel di atas.")
    + paragraph("Serapan 95,96%.")
)


def place(read, row_, column, body=BODY):
    return Address(read(body).sheets[0].name, row_, column).place


def test_in_a_table_by_its_caption_its_row_its_column_and_the_cell_as_word_counts(read):
    assert place(read, 7, 3) == 'BAB III, Tabel 3.4!C3 ("Penataan", "Kinerja Realisasi")'
    assert place(read, 8, 2) == 'BAB III, Tabel 3.4!B4 ("Jumlah", "Kinerja Target")'


def test_in_the_heading_of_a_table_by_the_cell(read):
    assert place(read, 6, 2) == 'BAB III, Tabel 3.4!B2 ("Kinerja Target")'


def test_in_a_sentence_by_the_paragraph_below_the_table(read):
    assert place(read, 2, 1) == "BAB III, ¶2"
    assert place(read, 11, 1) == "BAB III, Tabel 3.4 ↓ ¶2"


def test_a_table_without_a_caption_is_told_by_its_number(read):
    assert place(read, 2, 1, table(row("A", "1")) + table(row("B", "2"))) == "laporan, Tabel [1]!A1"
    both = table(row("Uraian", "Nilai"), row("A", "1")) + table(row("Uraian", "Nilai"), row("B", "2"))
    assert place(read, 7, 2, both) == 'laporan, Tabel [2]!B2 ("B", "Nilai")'


def test_two_tables_of_one_caption_are_told_apart(read):
    twice = paragraph("Tabel 1.1 A") + table(row("x", "y"), row("a", "1"))
    assert place(read, 9, 2, twice * 2) == 'laporan, Tabel 1.1 [2]!B2 ("a", "y")'


def test_the_place_survives_the_way_to_another_process(read):
    sheet = pickle.loads(pickle.dumps(read(BODY).sheets[0]))
    assert Address(sheet.name, 8, 3).place == 'BAB III, Tabel 3.4!C4 ("Jumlah", "Kinerja Realisasi")'


def test_near_its_part_the_place_is_still_told_whole(read):
    part = read(BODY).sheets[0].name
    assert Address(part, 2, 1).near(part) == "BAB III, ¶2"
    assert (Address("Satu", 2, 1).near("Satu"), Address("Satu", 2, 1).near("Dua")) == ("A2", "Satu!A2")


def test_a_sentence_that_counts_something_is_no_caption(read):
    told = paragraph("Terdapat 5 indikator kinerja.") + TABLE
    assert place(read, 5, 3, told) == 'laporan, Tabel [1]!C3 ("Penataan", "Kinerja Realisasi")'
    named = paragraph("Lampiran 5 Indikator Kinerja") + TABLE
    assert place(read, 5, 3, named) == 'laporan, Lampiran 5!C3 ("Penataan", "Kinerja Realisasi")'
