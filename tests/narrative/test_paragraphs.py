"""Which cells are prose, under which heading, and where their sentences end."""

import pytest

from lkjip_audit.narrative.paragraphs import paragraphs_of, sentences
from lkjip_audit.rulework import folders
from lkjip_audit.tables.definitions import load_definitions
from lkjip_audit.tables.recognise import recognise
from tests.grids import workbook_from_grids


def split(text):
    return [text[start:end].strip() for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Target tercapai. Anggaran terserap 95,07%.", ["Target tercapai.", "Anggaran terserap 95,07%."]),
        ("Pagu sebesar Rp. 2.688.593.227 terserap baik.", ["Pagu sebesar Rp. 2.688.593.227 terserap baik."]),
        ("Perwali No. 19 Tahun 2018 mengatur IKU.", ["Perwali No. 19 Tahun 2018 mengatur IKU."]),
        ("a. Sasaran pertama tercapai. Sasaran kedua belum.", ["a. Sasaran pertama tercapai.", "Sasaran kedua belum."]),
        ("Naik 9,5 poin; turun Rp1.000 dari target.", ["Naik 9,5 poin; turun Rp1.000 dari target."]),
        ("Capaian 100,56%\nRealisasi 271,50", ["Capaian 100,56%", "Realisasi 271,50"]),
    ],
)
def test_sentences_end_at_full_stops_that_end_one(text, expected):
    assert split(text) == expected


def test_cells_of_tables_are_no_prose():
    workbook = workbook_from_grids(
        {
            "S": [
                ["Capaian Kinerja Tahun 2023"],
                ["No.", "Sasaran", "Indikator Sasaran", "Target", "Realisasi", "Capaian"],
                [1, "Meningkatnya penerapan merit di semua perangkat", "Indeks merit", "270", "271,50", "100,56%"],
                [2, "Meningkatnya akuntabilitas kinerja perangkat daerah", "Nilai SAKIP", "86,35", "85,49", "99,00%"],
                [],
                ["Indeks sistem merit terealisasi 271,50 pada tahun 2023."],
            ]
        }
    )
    tables = recognise(workbook, load_definitions(folders(None)[0])).tables
    assert [paragraph.address.a1 for paragraph in paragraphs_of(workbook, tables)][-1] == "A6"
    assert not any(paragraph.address.a1 in {"B3", "B4"} for paragraph in paragraphs_of(workbook, tables))


@pytest.mark.parametrize(
    "heading",
    [
        "a. Sasaran Strategis 2: Meningkatnya kompetensi",
        "BAB III AKUNTABILITAS KINERJA",
        "3.1.2 Perbandingan",
        "Sasaran 2",
    ],
)
def test_heading_holds_for_what_stands_under_it(heading):
    workbook = workbook_from_grids({"S": [[heading], ["Capaian kinerja pada tahun ini sebesar 583,03%."]]})
    assert paragraphs_of(workbook, ())[-1].heading == heading


def test_short_text_without_a_figure_is_no_paragraph():
    assert paragraphs_of(workbook_from_grids({"S": [["Kepala Badan"], ["Tirtamukti"]]}), ()) == ()


def test_hidden_prose_is_marked_as_such():
    workbook = workbook_from_grids({"S": [["Capaian kinerja tahun ini sebesar 583,03%."]]}, hidden_rows={"S": [1]})
    assert [paragraph.hidden for paragraph in paragraphs_of(workbook, ())] == [True]


SHOWN = [
    "Capaian sebesar 96,67% pada tahun ini.",
    "Pagu sebesar Rp1.250.000,00 untuk kegiatan.",
    "Indeks naik 2,5 poin lagi.",
]
DOUBTFUL = "Produksi padi tercatat 398.764 ton saja."


@pytest.mark.parametrize(
    ("others", "amounts"),
    [
        (SHOWN, ["398764"]),
        (SHOWN[:1], []),
        ([*SHOWN, "Panjang jalan mantap 12.75 km di kota."], []),
        ([text.replace(",", ";").replace(".", ",").replace(";", ".") for text in SHOWN], ["398.764"]),
    ],
)
def test_figure_that_shows_no_notation_is_read_in_that_of_all_other_paragraphs(others, amounts):
    workbook = workbook_from_grids({"Narasi": [[text] for text in [*others, DOUBTFUL]]})
    last = paragraphs_of(workbook, ())[-1]
    assert [str(figure.value) for figure in last.figures] == amounts
