"""Rows that mean the same thing, though they name it differently."""

from __future__ import annotations

from contextlib import AbstractContextManager
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from lkjip_audit.rulepack.limits import in_force, packaged, with_limit
from lkjip_audit.tables.labels import Labelled
from lkjip_audit.tables.match import Subject, match_subjects
from lkjip_audit.tables.names_compared import Name, worth_comparing
from lkjip_audit.tables.similarity import Weights, likeness
from tests.packaged import roles


def _label(table: str, row: int, text: str, role: str = "indikator", **rest: object) -> Labelled:
    return Labelled(table, row, role, text, **rest)  # type: ignore[arg-type]


def _together(subjects: tuple[Subject, ...]) -> list[tuple[int, ...]]:
    return sorted(subject.members for subject in subjects)


def test_the_same_words_are_one_whatever_their_case_and_number() -> None:
    labels = [_label("T1", 1, "1. Indeks Kepuasan"), _label("T2", 5, "INDEKS  KEPUASAN")]
    (subject,) = match_subjects(labels, roles())
    assert subject.members == (0, 1)
    assert subject.wordings == ("Indeks Kepuasan",)


def test_a_longer_name_of_the_same_score_is_matched() -> None:
    labels = [
        _label("T1", 1, "Nilai SAKIP Perangkat Daerah"),
        _label("T1", 2, "Indeks Sistem Merit"),
        _label("T2", 1, "Nilai Evaluasi SAKIP Perangkat Daerah yang dikeluarkan oleh Inspektorat Daerah"),
        _label("T2", 2, "Indeks Sistem Merit"),
    ]
    assert _together(match_subjects(labels, roles())) == [(0, 2), (1, 3)]


def test_another_word_is_matched_when_what_stands_beside_it_is_the_same() -> None:
    labels = [
        _label("T1", 1, "Persentase ASN yang mengikuti diklat"),
        _label("T2", 1, "Persentase ASN yang mengikuti diklat"),
        _label("T1", 1, "Meningkatnya Kompetensi Aparatur Sipil Negara", "sasaran",
               beside=frozenset({"Persentase ASN yang mengikuti diklat"})),
        _label("T1", 2, "Meningkatnya Kinerja Perangkat Daerah", "sasaran"),
        _label("T2", 1, "Meningkatnya Kapasitas ASN", "sasaran",
               beside=frozenset({"Persentase ASN yang mengikuti diklat"})),
    ]  # fmt: skip
    assert (2, 4) in _together(match_subjects(labels, roles()))


def test_two_names_in_one_table_are_two_things() -> None:
    labels = [
        _label("T1", 1, "Persentase layanan tepat waktu"),
        _label("T1", 2, "Persentase layanan tepat waktu desa"),
    ]
    assert _together(match_subjects(labels, roles())) == [(0,), (1,)]


def test_a_name_that_two_others_fit_equally_is_left_alone() -> None:
    labels = [
        _label("T1", 1, "Persentase pelatihan aparatur"),
        _label("T2", 1, "Persentase pelatihan aparatur desa"),
        _label("T2", 2, "Persentase pelatihan aparatur kota"),
    ]
    assert _together(match_subjects(labels, roles())) == [(0,), (1,), (2,)]


def test_a_code_joins_and_another_code_parts() -> None:
    joined = [
        _label("T1", 1, "Penyediaan Jasa Umum Kantor", "sub_kegiatan", code="5.03.01.2.08.04"),
        _label("T2", 1, "Penyediaan Pelayanan Umum Kantor", "sub_kegiatan", code="5.03.01.2.08.04"),
    ]
    parted = [
        joined[0],
        _label("T2", 1, "Penyediaan Pelayanan Umum Kantor", "sub_kegiatan", code="5.03.01.2.08.05"),
    ]
    assert _together(match_subjects(joined, roles())) == [(0, 1)]
    assert _together(match_subjects(parted, roles())) == [(0,), (1,)]


def test_the_same_words_under_two_codes_of_a_table_stay_apart() -> None:
    labels = [
        _label("T1", 1, "Koordinasi", "sub_kegiatan", code="5.03.01.2.01.01"),
        _label("T1", 2, "Koordinasi", "sub_kegiatan", code="5.03.01.2.02.01"),
    ]
    assert _together(match_subjects(labels, roles())) == [(0,), (1,)]


def test_shared_figures_speak_for_a_short_name() -> None:
    figures = frozenset({Decimal("80.20"), Decimal("70.89")})
    labels = [
        _label("T1", 1, "IP ASN", "uraian", figures=figures),
        _label("T2", 1, "Indeks Profesionalitas ASN", figures=figures),
        _label("T2", 2, "Indeks Sistem Merit"),
    ]
    assert (0, 1) in _together(match_subjects(labels, roles()))


def test_a_cell_that_lists_two_things_is_neither() -> None:
    labels = [
        _label("T1", 1, "Program Kepegawaian Daerah", "program"),
        _label("T1", 2, "Program Pengembangan Sumber Daya", "program"),
        _label("T2", 1, "- Program Kepegawaian Daerah - Program Pengembangan Sumber Daya", "program"),
    ]
    assert _together(match_subjects(labels, roles())) == [(0,), (1,), (2,)]


def test_a_key_does_not_change_when_a_table_is_added() -> None:
    labels = [_label("T1", 1, "Indeks Sistem Merit"), _label("T2", 1, "Sistem Merit")]
    more = [*labels, _label("T3", 1, "Indeks Kepuasan")]
    assert (
        match_subjects(labels, roles())[0].key
        == match_subjects(more, roles())[0].key
        == "indikator:indeks-sistem-merit"
    )


def test_acronyms_are_unfolded() -> None:
    weights = Weights(["Kompetensi ASN", "Kompetensi Aparatur Sipil Negara"])
    assert likeness("Kompetensi ASN", "Kompetensi Aparatur Sipil Negara", weights) == 1


def _paired(path: Path) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """The pairs of a list that are one thing, and those that were taken for one."""
    labels: list[Labelled] = []
    same = set()
    for role, groups in YAML(typ="safe").load(path.read_text("utf-8")).items():
        for first, second in (*groups["same"], *groups["different"]):
            if [first, second] in groups["same"]:
                same.add((len(labels), len(labels) + 1))
            labels += [_label("T1", len(labels), first, role), _label("T2", len(labels), second, role)]
    found = {
        (a, b)
        for subject in match_subjects(labels, roles())
        for a in subject.members
        for b in subject.members
        if (labels[a].table, labels[b].table) == ("T1", "T2")
    }
    return same, found


@pytest.mark.parametrize("name", ["pairs", "pairs_later"])
def test_of_listed_pairs_none_is_joined_wrongly_and_most_that_are_one_are_found(name: str) -> None:
    same, found = _paired(Path(__file__).with_name(f"{name}.yaml"))
    assert found <= same
    assert len(found) >= 0.85 * len(same)


def test_two_names_that_each_say_something_else_need_more_than_words() -> None:
    names = ("Jumlah peserta KB aktif", "Jumlah peserta KB baru")
    apart = [_label("T1", 1, names[0]), _label("T2", 1, names[1])]
    assert _together(match_subjects(apart, roles())) == [(0,), (1,)]
    beside = frozenset({"Terkendalinya penduduk"})
    apart = [_label("T1", 1, names[0], beside=beside), _label("T2", 1, names[1], beside=beside)]
    assert _together(match_subjects(apart, roles())) == [(0,), (1,)]
    figures = frozenset({Decimal("1234.5"), Decimal("87.21")})
    joined = [_label("T1", 1, names[0], figures=figures), _label("T2", 1, names[1], figures=figures)]
    assert _together(match_subjects(joined, roles())) == [(0, 1)]


TEXTS = st.sampled_from(
    [
        "Indeks Sistem Merit",
        "Sistem Merit",
        "Nilai SAKIP",
        "Nilai Evaluasi SAKIP oleh Inspektorat",
        "Persentase ASN terlatih",
        "Persentase aparatur terlatih",
        "A",
        "",
    ]
)


@given(st.lists(st.tuples(st.sampled_from(["T1", "T2", "T3"]), TEXTS), max_size=12))
def test_every_label_is_in_one_group_and_no_group_has_two_names_of_a_table(
    rows: list[tuple[str, str]],
) -> None:
    labels = [_label(table, row, text) for row, (table, text) in enumerate(rows)]
    subjects = match_subjects(labels, roles())
    assert sorted(member for subject in subjects for member in subject.members) == list(range(len(labels)))
    for subject in subjects:
        names: dict[str, set[str]] = {}
        for member in subject.members:
            names.setdefault(labels[member].table, set()).add(labels[member].text.lower())
        assert all(len(found) == 1 for found in names.values())


def _alike(tables: int, rows: int = 30) -> list[Labelled]:
    """Tables whose names differ by two numbers, each of which stands in names of other tables too."""
    return [
        _label(f"T{table}", row, f"Indikator layanan tahap {table} bidang {100 + row}")
        for table in range(tables)
        for row in range(rows)
    ]


def _with(compared: int) -> AbstractContextManager[None]:
    chosen, problem = with_limit(packaged(), "matching.compared", Decimal(compared))
    assert problem is None
    return in_force(chosen)


def test_names_like_too_many_are_compared_with_few_and_that_is_told() -> None:
    assert all(subject.compared for subject in match_subjects(_alike(4), roles()))
    with _with(40):
        assert not any(subject.compared for subject in match_subjects(_alike(4), roles()))


def test_what_is_rare_still_joins_names_where_not_all_are_compared() -> None:
    odd = [_label("T1", 90, "Nilai evaluasi SAKIP dinas"), _label("T2", 90, "Nilai evaluasi SAKIP perangkat daerah")]
    labels = [*_alike(4), *odd]
    with _with(40):
        assert (len(labels) - 2, len(labels) - 1) in _together(match_subjects(labels, roles()))


@pytest.mark.parametrize("tables", [8, 20, 40])
def test_pairs_of_names_are_bounded_however_many_tables_there_are(tables: int) -> None:
    """All names share a word, and each two of them another one."""
    names = [
        Name("indikator", text := f"layanan {1000 + place // 2}", text, is_goal=False, tables={f"T{place}"})
        for place in range(tables)
    ]
    with _with(40):
        compared = worth_comparing(names, range(tables))
    is_all = tables == 8
    assert len(compared.pairs) == (tables * (tables - 1) // 2 if is_all else tables // 2)
    assert len(compared.not_all) == (0 if is_all else tables)
