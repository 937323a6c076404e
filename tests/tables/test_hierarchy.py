"""Codes, marks before names, and rows within rows."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkjip_audit.tables.codes import read_code
from lkjip_audit.tables.hierarchy import nesting, read_marker
from lkjip_audit.tables.model import RowKind
from lkjip_audit.tables.nestable import Marker
from lkjip_audit.tables.row_reading import Draft
from lkjip_audit.tables.subjects import bare, resolve_mixed
from tests.packaged import roles


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        (["5.03.02.2.01"], "5.03.02.2.01"),
        (["5", "03", "01", "2.01", "0001"], "5.03.01.2.01.0001"),
        (["5", "3", "1"], "5.03.01"),
        (["5.03.01.2.1"], "5.03.01.2.01"),
        (["X.XX.01"], "X.XX.01"),
        (["5"], "5"),
        (["Program"], None),
        (["197001011990032001"], None),
        ([], None),
        (["-"], None),
    ],
)
def test_codes_are_put_together_and_padded(parts: list[str], code: str | None) -> None:
    assert read_code(parts) == code


@pytest.mark.parametrize(
    ("text", "marker"),
    [
        ("1. Meningkatnya", Marker("number", 0, "1")),
        ("1.2 Uraian", Marker("decimal", 1, "1.2")),
        ("1) Uraian", Marker("bracket", 0, "1")),
        ("II. Belanja", Marker("roman", 0, "II")),
        ("A. Belanja", Marker("capital", 0, "A")),
        ("a. Belanja", Marker("letter", 0, "a")),
        ("- Program", Marker("dash")),
        ("-Program", Marker("dash")),
        ("Program", None),
        ("- 5", None),
    ],
)
def test_marks_before_names(text: str, marker: Marker | None) -> None:
    assert read_marker(text) == marker


def test_a_mark_is_taken_off() -> None:
    assert bare("- Program Kepegawaian") == "Program Kepegawaian"
    assert bare("1. Meningkatnya mutu") == "Meningkatnya mutu"
    assert bare("ASN") == "ASN"


def _draft(number: int, kind: RowKind, subjects: dict[str, str] | None = None, code: str | None = None) -> Draft:
    own = subjects or {}
    return Draft(number, own, own, 0, order=None, code=code, marker=None, indent=0, kind=kind, texts={})


def _rows(*codes: str | None) -> list[Draft]:
    return [_draft(number, RowKind.DETAIL, code=code) for number, code in enumerate(codes, start=1)]


def test_rows_nest_by_code_though_zeros_were_lost() -> None:
    rows = _rows("5.03", "5.03.01", "5.03.01.2.1", "5.03.01.2.01.01", None, "5.03.02")
    assert nesting(rows, ()) == [(None, 0), (0, 1), (1, 2), (2, 3), (None, 0), (0, 1)]


def test_bands_hold_the_rows_after_them() -> None:
    kinds = [RowKind.GROUP, RowKind.DETAIL, RowKind.DETAIL, RowKind.GROUP, RowKind.DETAIL, RowKind.TOTAL]
    rows = [_draft(number, kind) for number, kind in enumerate(kinds, start=1)]
    assert [parent for parent, _ in nesting(rows, ())] == [None, 0, 0, None, 3, None]


def test_a_mixed_column_is_told_apart_by_code() -> None:
    rows = [
        _draft(1, RowKind.DETAIL, {"program_kegiatan": "Penunjang"}, code="5.03.01"),
        _draft(2, RowKind.DETAIL, {"program_kegiatan": "Perencanaan"}, code="5.03.01.2.01"),
        _draft(3, RowKind.DETAIL, {"program_kegiatan": "Kepegawaian"}, code="5.03"),
    ]
    resolved = resolve_mixed(rows, [(None, 0), (0, 1), (None, 0)], roles())
    assert resolved[1] == {"program": "Penunjang", "kegiatan": "Perencanaan"}
    assert resolved[2] == {"program_kegiatan": "Kepegawaian"}


@given(
    st.lists(
        st.sampled_from(["5", "5.03", "5.03.01", "5.03.01.2.01", "5.03.02", "6.01", None]),
        min_size=1,
        max_size=30,
    )
)
def test_parents_stand_above_and_have_a_lower_level(codes: list[str | None]) -> None:
    rows = _rows(*codes)
    for index, (parent, level) in enumerate(nesting(rows, ())):
        if parent is not None:
            assert parent < index
            assert level >= 1


def test_the_first_part_in_the_row_of_its_whole_is_beside_the_other_parts() -> None:
    told = [
        {"program": "Kearsipan", "kegiatan": "Penelusuran arsip"},
        {"program": "Budaya baca", "kegiatan": "1. Pengadaan bahan"},
        {"kegiatan": "2. Pelestarian karya"},
        {"kegiatan": "3. Pengadaan buku"},
    ]
    drafts = [_draft(number, RowKind.DETAIL, own) for number, own in enumerate(told, start=1)]
    rows = [replace(draft, marker=read_marker(next(iter(draft.own.values())))) for draft in drafts]
    assert [parent for parent, _ in nesting(rows, ("program", "kegiatan"))] == [None] * 4


def test_the_last_row_alone_without_a_number_is_no_part_of_the_row_above() -> None:
    orders = ["1", "1.a", "1.b", "2", "2.a", "2.b", None]
    rows = [
        Draft(number, {}, {}, 1, order=order, code=None, marker=None, indent=0, kind=RowKind.DETAIL, texts={})
        for number, order in enumerate(orders, 1)
    ]
    assert [parent for parent, _ in nesting(rows, ())] == [None, 0, 0, None, 3, 3, None]


def register(*entries: tuple[str, str]) -> list[tuple[int | None, int]]:
    rows = [
        Draft(number, {}, {}, 1, None, code, None, 0, RowKind.DETAIL, {1: office, 3: f"Sumber {code}"})
        for number, (office, code) in enumerate(entries, 2)
    ]
    return [*nesting(rows, ())]


def test_the_same_sources_under_each_office_are_a_register_and_no_tree() -> None:
    """One office's "1.1" is not made of another's "1.1.01"."""
    sources = ("1.2.01", "1.1", "2.1.04"), ("1.2.01", "1.1.01", "2.1.04"), ("1.2.01", "1.1", "1.1.02")
    entries = [(f"Bagian {name}", code) for name, codes in zip("ABC", sources, strict=True) for code in codes]
    assert {parent for parent, _ in register(*entries)} == {None}


def test_a_tree_that_begins_anew_with_each_office_nests_within_it() -> None:
    codes = ("5", "5.1", "5.1.02", "5.2")
    entries = [(f"Bagian {name}", code) for code in codes for name in "AB"]  # office by office, and mixed
    assert [parent for parent, _ in register(*entries)] == [None, None, 0, 1, 2, 3, 0, 1]
