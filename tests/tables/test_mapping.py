"""What a person says of a workbook's tables comes before what is recognised, and is found again next year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.reports.table_map import render, slug
from lkjip_audit.rulepack.document import parse_document
from lkjip_audit.rulepack.mapping import MappedSheet, read_unit, unit_text
from lkjip_audit.rulepack.problems import Problem
from lkjip_audit.rulepack.profile import Profile, map_problems
from lkjip_audit.rulepack.validation import validated
from lkjip_audit.survey import describe
from lkjip_audit.tables.definitions import Definitions
from lkjip_audit.tables.recognise import Recognition, recognise
from tests.grids import Grid, workbook_from_grids

BUDGET: Grid = [
    ["Tabel 3.4 Realisasi Anggaran Tahun 2023"],
    ["No", "Program", "Pagu (Rp)", "Realisasi (Rp)", "Serapan (%)"],
    [1, "Program Kepegawaian", 1000000, 900000, "90,00"],
    [2, "Program Penunjang", 3000000, 2700000, "90,00"],
    [None, "Jumlah", 4000000, 3600000, "90,00"],
]
SHEETS = {"Anggaran": BUDGET}


def written(grids: Mapping[str, Grid], definitions: Definitions) -> str:
    workbook = workbook_from_grids(grids, name="LKjIP 2023.xlsx")
    survey = describe(workbook, recognise(workbook, definitions), definitions, Catalogue(), "0")
    return render(survey, Catalogue())


def profile_of(text: str) -> Profile:
    document = parse_document(text, "peta.yaml")
    profile, problems = validated(Profile, document.data, document)
    assert problems == ()
    assert profile is not None
    return profile


def problems_of(text: str, definitions: Definitions) -> list[tuple[int, int, str]]:
    document = parse_document(text, "peta.yaml")
    profile, problems = validated(Profile, document.data, document)
    if profile is not None:
        problems = map_problems(profile, document, list(definitions.roles), list(definitions.kinds))
    return [(problem.line, problem.column, told(problem)) for problem in problems]


def told(problem: Problem) -> str:
    return Catalogue().problem(problem)


def recognised(grids: Mapping[str, Grid], mapped: Sequence[MappedSheet], definitions: Definitions) -> Recognition:
    return recognise(workbook_from_grids(grids), definitions, mapped)


def roles(found: Recognition, table: int = 0) -> list[str | None]:
    return [column.role for column in found.tables[table].columns]


def codes(found: Recognition) -> list[str]:
    return [notice.code for notice in found.notices if notice.code.startswith("map_")]


@pytest.fixture(scope="module")
def text(definitions: Definitions) -> str:
    return written(SHEETS, definitions)


def test_a_map_left_as_it_is_changes_nothing(text: str, definitions: Definitions) -> None:
    mapped = profile_of(text).sheets
    assert recognised(SHEETS, mapped, definitions) == recognised(SHEETS, (), definitions)


def test_a_map_shows_headers_roles_units_and_range(text: str) -> None:
    (sheet,) = profile_of(text).sheets
    (table,) = sheet.tables
    assert (sheet.sheet, table.range, table.found, table.header) == ("Anggaran", "A2:E5", "A2:E5", (2,))
    assert table.kind == "realisasi_anggaran"
    column = table.columns["C"]
    assert (column.role, column.unit, column.header) == ("pagu", "Rp", "Pagu (Rp)")


def test_a_corrected_role_unit_and_kind_come_before_recognition(text: str, definitions: Definitions) -> None:
    changed = text.replace('role: pagu, unit: "Rp"', 'role: pagu_sesudah, unit: "ribu Rp"')
    changed = changed.replace("kind: realisasi_anggaran", "kind: program_anggaran")
    found = recognised(SHEETS, profile_of(changed).sheets, definitions)
    (table,) = found.tables
    column = table.columns[2]
    assert (column.role, column.unit, column.multiplier) == ("pagu_sesudah", "Rp", 1000)
    assert table.kind == "program_anggaran"
    assert codes(found) == ["map_corrects_kind", "map_corrects_columns"]


def test_a_column_or_a_table_can_be_ignored(text: str, definitions: Definitions) -> None:
    without = text.replace("role: serapan", "role: abaikan")
    assert roles(recognised(SHEETS, profile_of(without).sheets, definitions))[-1] is None
    nothing = text.replace("kind: realisasi_anggaran", "kind: abaikan")
    found = recognised(SHEETS, profile_of(nothing).sheets, definitions)
    assert found.tables == ()
    assert [left.area.a1 for left in found.leftovers] == ["A3:E5"]


def test_a_table_is_found_again_where_rows_were_put_in_and_a_year_has_passed(
    text: str, definitions: Definitions
) -> None:
    changed = text.replace("role: serapan", "role: capaian").replace("Pagu (Rp)", "Pagu 2023 (Rp)")
    next_year = deepcopy([[None], [None], *map(list, BUDGET)])
    next_year[3][2] = "Pagu 2024 (Rp)"
    next_year.insert(5, [2, "Program Baru", 10, 9, "90,00"])
    found = recognised({"Anggaran": next_year}, profile_of(changed).sheets, definitions)
    assert found.tables[0].area.a1 == "A4:E8"
    assert roles(found)[-1] == "capaian"


def test_a_corrected_column_moves_with_its_header(text: str, definitions: Definitions) -> None:
    changed = text.replace("role: serapan", "role: capaian")
    wider = [[*row[:2], *(["Keterangan"] if place == 1 else ["lancar"] if place > 1 else []), *row[2:]]
             for place, row in enumerate(map(list, BUDGET))]  # fmt: skip
    found = recognised({"Anggaran": wider}, profile_of(changed).sheets, definitions)
    assert roles(found) == ["no", "program", "keterangan", "pagu", "realisasi_anggaran", "capaian"]


def test_a_corrected_range_is_used_and_moves_with_its_header(text: str, definitions: Definitions) -> None:
    changed = text.replace("range: A2:E5", "range: A2:E4")
    found = recognised(SHEETS, profile_of(changed).sheets, definitions)
    assert [table.area.a1 for table in found.tables] == ["A2:E4"]
    assert [left.area.a1 for left in found.leftovers] == ["C5:E5"]
    moved = {"Anggaran": [[None], [None], [None], *BUDGET]}
    assert [table.area.a1 for table in recognised(moved, profile_of(changed).sheets, definitions).tables] == ["A5:E7"]


def test_a_table_that_nobody_recognised_can_be_given(definitions: Definitions) -> None:
    grid: Grid = [["Alfa", "Beta"], ["Rapat", 20], ["Dinas", 30]]
    assert recognised({"S": grid}, (), definitions).tables == ()
    mapped = profile_of(
        "id: a\ntitle: {id: a, en: b}\nsheets:\n  - sheet: S\n    tables:\n      - range: A1:B3\n        header: [1]\n"
        "        columns: {A: {role: kegiatan}, B: {role: jumlah}}\n"
    ).sheets
    found = recognised({"S": grid}, mapped, definitions)
    assert [(table.area.a1, [column.role for column in table.columns]) for table in found.tables] == [
        ("A1:B3", ["kegiatan", "jumlah"])
    ]


def test_a_repeated_header_and_a_number_row_in_a_given_range_are_no_data(definitions: Definitions) -> None:
    head = list(BUDGET[1] or ())
    grid = [BUDGET[0], head, [1, 2, 3, 4, 5], *BUDGET[2:4], head, *BUDGET[4:]]
    mapped = profile_of(written({"S": grid}, definitions).replace("found: A2:E7", "found: A2:E6")).sheets
    found = recognised({"S": grid}, mapped, definitions)
    plain = recognised({"S": grid}, (), definitions)
    assert [row.kind for row in found.tables[0].rows] == [row.kind for row in plain.tables[0].rows]
    assert [column.number for column in found.tables[0].columns] == ["1", "2", "3", "4", "5"]


def test_what_no_longer_fits_is_told_and_the_rest_is_recognised_as_usual(text: str, definitions: Definitions) -> None:
    other: Grid = [
        ["No", "Sasaran", "Target", "Realisasi"],
        [1, "Meningkatnya mutu", 10, 9],
        [2, "Naiknya nilai", 8, 8],
    ]
    found = recognised({"Lain": other}, profile_of(text).sheets, definitions)
    assert codes(found) == ["map_table_missing"]
    assert roles(found) == ["no", "sasaran", "target", "realisasi"]
    cut = profile_of(text.replace("range: A2:E5", "range: A2:E4")).sheets
    assert codes(recognised({"Lain": other}, cut, definitions)) == ["map_range_unfit", "map_table_missing"]
    narrow = {"Anggaran": [list(row or ())[:4] for row in BUDGET]}
    found = recognised(narrow, profile_of(text).sheets, definitions)
    assert codes(found) == ["map_columns_missing"]
    assert dict(found.notices[0].details)["headers"] == "Serapan (%)"


def test_of_two_tables_with_one_header_the_title_tells_which(definitions: Definitions) -> None:
    first, second = deepcopy(list(BUDGET)), deepcopy(list(BUDGET))
    second[0] = ["Tabel 3.5 Realisasi Anggaran Perubahan"]
    both = {"A": [*first, None, None, *second]}
    text = written(both, definitions)
    place = text.index("Tabel 3.5")
    changed = text[:place] + text[place:].replace("role: serapan", "role: capaian")
    turned = {"A": [*second, None, None, *first]}
    found = recognised(turned, profile_of(changed).sheets, definitions)
    assert [roles(found, at)[-1] for at in (0, 1)] == ["capaian", "serapan"]


def test_unknown_keys_roles_and_kinds_are_told_with_their_place_and_the_nearest(
    text: str, definitions: Definitions
) -> None:
    def at(words: str) -> int:
        return next(number for number, line in enumerate(text.splitlines(), 1) if words in line)

    line = at("kind: realisasi")
    column = text.splitlines()[line - 1].index("kind") + 1
    unknown = text.replace("        kind:", "        kinds:")
    assert problems_of(unknown, definitions) == [
        (line, column, "Kunci 'kinds' tidak dikenal; mungkin maksud Anda: kind.")
    ]
    ((line, _, sentence),) = problems_of(text.replace("role: serapan", "role: serapn"), definitions)
    assert (line, "serapan" in sentence) == (at("role: serapan"), True)
    ((_, _, sentence),) = problems_of(text.replace("kind: realisasi_anggaran", "kind: realisasi_angaran"), definitions)
    assert "realisasi_anggaran" in sentence
    ((line, _, sentence),) = problems_of(text.replace("header: [2]", "header: [12]"), definitions)
    assert (line, "A2:E5" in sentence) == (at("header: ["), True)
    ((_, _, sentence),) = problems_of(text.replace("          C: {", "          H: {"), definitions)
    assert "H" in sentence
    ((_, _, sentence),) = problems_of(text.replace("found: A2:E5", "found: A9999999"), definitions)
    assert "A9999999" in sentence


def test_units_are_written_and_read_back() -> None:
    for words in ("Rp", "ribu Rp", "juta Rp", "%", "orang", "miliar"):
        assert unit_text(*read_unit(words)) == words
    assert read_unit("juta rp.") == read_unit("juta Rp")


def test_a_name_becomes_an_id() -> None:
    assert [slug(name) for name in ("LKjIP Dinas (2023).xlsx", "2023.xls", "Ä.ods")] == [
        "lkjip-dinas-2023",
        "peta-2023",
        "peta",
    ]


ODD = st.text(st.characters(codec="utf-8"), max_size=30)


def test_any_words_are_written_so_that_they_are_read_back(definitions: Definitions) -> None:
    @settings(deadline=None)
    @given(ODD, ODD, ODD)
    def holds(title: str, header: str, name: str) -> None:
        grid: Grid = [
            [f"Tabel 1 {title}"],
            ["No", "Program", f"Pagu {header}"],
            [1, "Program A", 100],
            [2, "Program B", 200],
        ]
        sheets = {f"S{name}": grid}
        mapped = profile_of(written(sheets, definitions)).sheets
        assert mapped[0].sheet == f"S{name}"
        assert recognised(sheets, mapped, definitions) == recognised(sheets, (), definitions)

    holds()
