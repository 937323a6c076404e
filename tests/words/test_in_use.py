"""Words at work: months and scales in every spelling, and a word that a pemda adds."""

import pickle
from decimal import Decimal
from threading import Thread

import pytest

from lkjip_audit.figures.celltext import read_text
from lkjip_audit.figures.masks import MaskKind, find_masks
from lkjip_audit.pipeline import Auditor, Options
from lkjip_audit.rulepack.mapping import read_unit
from lkjip_audit.rulepack.words import speaking
from lkjip_audit.rulepack.words.reading import packaged_words
from lkjip_audit.tables.qualifiers import read_qualifiers
from lkjip_audit.tables.recognise import recognise
from tests.grids import workbook_from_grids
from tests.words.test_who_else import compared

WORDS = packaged_words()
MONTHS = [(word, number) for word, number in WORDS["months"].keys.items()]
WHOLE = [(word, Decimal(factor)) for word, factor in WORDS["scales"].keys.items()]
SCALES = [*WHOLE, *((word, Decimal(factor)) for word, factor in WORDS["scale_abbreviations"].keys.items())]
TOTALS = ["Jumlah", "JML", "Jlh.", "Total", "Tot.", "J U M L A H", "Grand Total", "Jumlah (1+2+3)"]
TOTALS += ["Jumlah Rp", "Jumlah Rp.", "Total (Rp)", "JUMLAH TOTAL (1+2+3)"]


@pytest.mark.parametrize(("month", "number"), MONTHS)
def test_a_header_with_a_month_has_a_period(month, number):
    assert str(read_qualifiers(f"Realisasi {month.title()} 2023").period) == f"bulan{number}"
    assert str(read_qualifiers(f"Realisasi s.d. bulan {month.upper()}").period) == f"sd_bulan{number}"


@pytest.mark.parametrize(("month", "number"), MONTHS)
def test_a_date_in_a_cell_is_no_figure(month, number):
    assert [mask.kind for mask in find_masks(f"31 {month} 2023", prose=False)][:1] == [MaskKind.DATE], number


@pytest.mark.parametrize(("word", "factor"), SCALES)
def test_a_scale_means_the_same_in_a_header_and_in_a_cell(word, factor):
    header = read_qualifiers(f"Anggaran ({word})")
    assert (header.multiplier, header.unit) == (factor, "Rp")
    assert read_qualifiers(f"Pagu (dalam {word} Rp)").multiplier == factor
    (figure,) = read_text(f"Rp 2,5 {word}").figures
    assert figure.amount == Decimal("2.5") * factor


@pytest.mark.parametrize(("word", "factor"), WHOLE)
def test_a_map_of_tables_takes_every_scale(word, factor):
    assert read_unit(f"{word} Rp") == ("Rp", factor)


def test_an_abbreviation_of_a_scale_is_none_in_a_name():
    assert read_qualifiers("Realisasi MenPAN RB").multiplier == 1


@pytest.mark.parametrize("label", TOTALS)
def test_a_total_row_is_known_by_every_label(label):
    grid = [
        ["Tabel 3.5 Realisasi Anggaran Tahun 2023"],
        ["No", "Program", "Anggaran (Rp)", "Realisasi (Rp)"],
        [1, "Program Penunjang Urusan", "100.000.000", "90.000.000"],
        [2, "Program Pelayanan Publik", "200.000.000", "180.000.000"],
        [3, "Program Pembinaan Teknis", "300.000.000", "270.000.000"],
        [None, label, "600.000.000", "540.000.007"],
    ]
    result = Auditor.load().audit_workbook(workbook_from_grids({"A": grid}))
    assert [(one.address.a1, one.expected) for one in result.findings if one.rule == "jumlah-kolom"] == [
        ("D6", "540.000.000")
    ]


PROFILE = """
id: kota-contoh
title: {id: Kota Contoh, en: Contoh}
words:
  national_bodies: [bpip]
  scale_abbreviations:
    1000000: [yt]
"""


@pytest.fixture
def profile(tmp_path):
    path = tmp_path / "kota-contoh.yaml"
    path.write_text(PROFILE, "utf-8")
    return str(path)


def alarms(auditor):
    """What is found where BPIP and the nation are compared in a table without the agency's own figures."""
    grids = compared("BPIP")
    grids["Banding"] = [grids["Banding"][0], *([*row[:2], *row[3:]] for row in grids["Banding"][1:])]
    return {one.rule for one in auditor.audit_workbook(workbook_from_grids(grids)).findings}


def test_a_word_of_a_profile_acts_on_an_audit(profile):
    plain, own = Auditor.load(), Auditor.load(Options(profile=profile))
    assert "fakta-kinerja-antar-tabel" in alarms(plain)
    assert not alarms(own)
    assert "fakta-kinerja-antar-tabel" in alarms(plain)
    assert own.pack.sha256 != plain.pack.sha256


def test_a_word_of_a_folder_of_rules_acts_too(tmp_path):
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "lembaga.yaml").write_text("national_bodies:\n  words: [bpip]\n", "utf-8")
    assert not alarms(Auditor.load(Options(rules=(tmp_path,))))


def test_words_go_with_an_auditor_to_another_worker(profile):
    sent = pickle.loads(pickle.dumps(Auditor.load(Options(profile=profile))))
    found = []
    worker = Thread(target=lambda: found.append(alarms(sent)))
    worker.start()
    worker.join()
    assert found == [set()]


def test_a_notation_takes_one_line(profile):
    auditor = Auditor.load(Options(profile=profile))
    grid = [
        ["Tabel 3.5 Realisasi Anggaran Tahun 2023"],
        ["No", "Program", "Anggaran (yt)", "Realisasi (yt)", "%"],
        [1, "Program Penunjang Urusan", "100", "90", "90,00"],
    ]
    with speaking(auditor.pack.words):
        (table,) = recognise(workbook_from_grids({"A": grid}), auditor.definitions).tables
    assert [(column.unit, column.multiplier) for column in table.columns[2:4]] == [("Rp", Decimal(10**6))] * 2
