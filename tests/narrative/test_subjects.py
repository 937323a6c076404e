"""Where a text names a sasaran, an indikator or a program."""

from lkjip_audit.narrative.subjects import Labels, normal
from tests.narrative.told import LABELS


def named(text, labels=LABELS):
    return [(mention.level, mention.key) for mention in labels.mentions(text)]


def test_name_is_found_whatever_its_case_and_spacing():
    assert named("capaian INDEKS  Sistem\nMerit baik") == [("indikator", "indeks")]


def test_name_stands_where_it_is_written():
    text = "Realisasi Indeks sistem merit baik"
    (mention,) = LABELS.mentions(text)
    assert text[mention.start : mention.end] == "Indeks sistem merit"


def test_part_of_a_word_is_no_name():
    assert named("Subindeks sistem meritokrasi") == []


def test_name_inside_a_longer_name_of_its_level_does_not_count():
    labels = Labels({"indikator": {"a": ["Indeks kepuasan"], "b": ["Indeks kepuasan pegawai perpustakaan"]}}, {})
    assert named("Nilai Indeks kepuasan pegawai perpustakaan naik", labels) == [("indikator", "b")]


def test_name_of_two_subjects_of_one_level_names_neither():
    labels = Labels({"indikator": {"a": ["Jumlah dokumen"], "b": ["Jumlah dokumen"]}}, {})
    assert named("Jumlah dokumen tersusun", labels) == []


def test_one_word_is_too_little_of_a_name():
    labels = Labels({"program": {"a": ["Kepegawaian"]}}, {})
    assert named("bidang kepegawaian", labels) == []


def test_sasaran_by_its_number():
    assert named("pada sasaran strategis ke-3 dan Sasaran 1") == [("sasaran", "akuntabilitas"), ("sasaran", "merit")]


def test_number_beyond_the_list_names_nothing():
    assert named("pada sasaran 9") == []


def test_normal_form_has_lower_case_words_and_single_spaces():
    assert normal("  Nilai  SAKIP (Perangkat-Daerah) ") == "nilai sakip perangkat daerah"
