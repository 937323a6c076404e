"""Every ``samples/NAME.truth.yaml`` points at cells that are there and say what it claims they say."""

from __future__ import annotations

import functools
import importlib.util
import re
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import openpyxl
import pytest
from ruamel.yaml import YAML

pytestmark = pytest.mark.slow

SAMPLES = Path(__file__).parents[2] / "samples"
TRUTHS = sorted(SAMPLES.glob("*.truth.yaml"))
SEVERITIES = {"material", "significant", "minor", "info"}
ARITHMETIC = {
    "row_ratio", "efficiency_ratio", "share", "percent_growth", "column_sum", "row_sum", "rollup",
    "horizontal_sum", "column_difference", "narrative_sum", "narrative_delta",
    "narrative_ratio", "average", "count",
}  # fmt: skip
COMPARISON = {
    "restated_figure", "target_chain", "copied_cell", "label_vs_number", "direction_claim", "band_gap",
    "headcount_percent", "headcount_cross",
}  # fmt: skip
WORDING = {
    "unit_format", "formula_text", "naming", "numbering", "identity", "date_year", "regulation",
    "code_nomenclature", "definition", "completeness", "external_fact", "extraction",
}  # fmt: skip
KINDS = ARITHMETIC | COMPARISON | WORDING
REQUIRED = {
    "id", "group", "sheet", "cell", "stated", "expected", "kind", "severity", "sure", "figure", "note",
}  # fmt: skip
OPTIONAL = {"also"}  # other cells where the same defect stands: a finding there counts as this one
HOLD_KEYS = {"sheet", "cell", "why"}  # and "stated", when only that part of the cell is meant
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip


# What a cell shows, in Indonesian notation.


def shown(value: object, number_format: str) -> str:
    """The text that a person sees in a cell: ``2688593227`` under ``#,##0`` is ``2.688.593.227``."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value.day} {MONTHS[value.month - 1]} {value.year}"
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    sections = number_format.split(";")
    if value < 0 and len(sections) > 1:
        return _number(-Decimal(repr(value)), sections[1])
    if value == 0 and len(sections) > 2:
        return _number(Decimal(0), sections[2])
    number = Decimal(repr(value))
    return ("-" if number < 0 else "") + _number(abs(number), sections[0])


def _number(number: Decimal, section: str) -> str:
    """A number without sign under one section of a number format."""
    section = re.sub(r"\[[^]]*]|_.|\*.", "", section)
    literals: list[str] = []

    def keep(match: re.Match[str]) -> str:
        literals.append(match[1] or match[2])
        return "\0"

    section = re.sub(r'"([^"]*)"|\\(.)', keep, section)
    pattern = re.search(r"[#0?,]*[#0?](?:\.[0#]+)?|General", section)
    if pattern is None:
        digits, before, after = "", section, ""
    else:
        digits = _digits(number * 100 if "%" in section else number, pattern[0])
        before, after = section[: pattern.start()], section[pattern.end() :]
    text = before + digits + after
    for literal in literals:
        text = text.replace("\0", literal, 1)
    return text


def _digits(number: Decimal, pattern: str) -> str:
    if pattern == "General":
        text = f"{number.normalize():f}"
        return text.replace(".", ",")
    whole, _, fraction = pattern.partition(".")
    rounded = number.quantize(Decimal(1).scaleb(-len(fraction)), ROUND_HALF_UP)
    text = f"{rounded:,f}" if "," in whole else f"{rounded:f}"
    optional = len(fraction) - len(fraction.rstrip("#"))
    while optional and text.endswith("0"):
        text, optional = text[:-1], optional - 1
    return text.removesuffix(".").translate(str.maketrans(".,", ",."))


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (2688593227, "#,##0", "2.688.593.227"),
        (0.5814, "0.00%", "58,14%"),
        (1563272055 / 2688593227, "0.00%", "58,14%"),
        (6.69, "0.000", "6,690"),
        (271.5, "General", "271,5"),
        (270, "General", "270"),
        (100, "General", "100"),
        (0.0, "General", "0"),
        (0.08, "0.0%", "8,0%"),
        (2.5, "0.##", "2,5"),
        (1234.5, '"Rp. "#,##0.00', "Rp. 1.234,50"),
        (-16726000, "#,##0;(#,##0)", "(16.726.000)"),
        (-2.5, "0.00", "-2,50"),
        (0, '#,##0;(#,##0);"-"', "-"),
        (datetime(2024, 2, 5), "dd mmmm yyyy", "5 Februari 2024"),
        ("A (86,35)", "General", "A (86,35)"),
        (None, "General", ""),
    ],
)
def test_a_cell_shows_what_an_indonesian_office_reads(value, number_format, text):
    assert shown(value, number_format) == text


# The samples.


@functools.cache
def _truth(path: Path) -> dict:
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))


@functools.cache
def _book(name: str) -> openpyxl.Workbook:
    return openpyxl.load_workbook(SAMPLES / name, data_only=True)


def _text(truth: dict, place: dict) -> str:
    """What the cell shows; a sheet or cell outside the used range fails the test."""
    book = _book(truth["workbook"])
    assert place["sheet"] in book.sheetnames, f"no sheet {place['sheet']!r}"
    sheet = book[place["sheet"]]
    cell = sheet[place["cell"]]
    assert cell.row <= sheet.max_row, f"{place} is outside the sheet"
    assert cell.column <= sheet.max_column, f"{place} is outside the sheet"
    return shown(cell.value, getattr(cell, "number_format", "General"))


def test_there_is_a_truth_for_every_sample():
    workbooks = {path.name for path in SAMPLES.glob("*.xlsx")}
    assert workbooks == {_truth(path)["workbook"] for path in TRUTHS}


def test_the_workbooks_are_fresh():
    spec = importlib.util.spec_from_file_location("samples_build", SAMPLES / "build.py")
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)
    sources = [path for path in sorted((SAMPLES / "sources").iterdir()) if path.is_dir()]
    stale = [path.name for path in sources if (SAMPLES / f"{path.name}.xlsx").read_bytes() != build.build(path)]
    assert stale == []


@pytest.mark.parametrize("path", TRUTHS, ids=lambda path: path.name.removesuffix(".truth.yaml"))
class TestTruth:
    def test_the_file_has_its_three_parts(self, path):
        assert set(_truth(path)) == {"workbook", "defects", "holds"}
        assert (SAMPLES / _truth(path)["workbook"]).exists()

    def test_each_defect_has_the_declared_keys(self, path):
        for defect in _truth(path)["defects"]:
            name = defect.get("id")
            assert set(defect) - OPTIONAL == REQUIRED, name
            assert isinstance(defect["sure"], bool), name
            assert isinstance(defect["figure"], bool), name
            assert all(isinstance(defect[key], str) for key in ("id", "group", "sheet", "cell", "stated", "note")), name
            assert isinstance(defect["expected"], list), name
            assert all(isinstance(value, str) for value in defect["expected"]), name
            assert defect["expected"] or not defect["sure"], f"{name}: a sure defect has a right value"
            assert defect["note"], name

    def test_ids_are_unique_and_belong_to_their_group(self, path):
        ids = [defect["id"] for defect in _truth(path)["defects"]]
        assert len(ids) == len(set(ids))
        assert all(defect["id"].startswith(defect["group"] + "-") for defect in _truth(path)["defects"])

    def test_kinds_and_severities_are_of_the_closed_sets(self, path):
        for defect in _truth(path)["defects"]:
            assert defect["kind"] in KINDS, defect["id"]
            assert defect["severity"] in SEVERITIES, defect["id"]

    def test_each_cell_shows_what_is_stated(self, path):
        truth = _truth(path)
        wrong = []
        for defect in truth["defects"]:
            text, stated = _text(truth, defect), defect["stated"]
            if not (stated in text if stated else defect["kind"] == "completeness" and text == ""):
                wrong.append((defect["id"], defect["sheet"], defect["cell"], stated, text[:200]))
        assert wrong == []

    def test_what_is_stated_is_not_what_is_expected(self, path):
        assert [d["id"] for d in _truth(path)["defects"] if d["stated"] in d["expected"]] == []

    def test_the_other_cells_of_a_defect_exist(self, path):
        truth = _truth(path)
        for defect in truth["defects"]:
            for place in defect.get("also", []):
                assert set(place) == {"sheet", "cell"}, defect["id"]
                assert _text(truth, place), f"{defect['id']}: {place} is empty"

    def test_each_statement_that_holds_is_there(self, path):
        truth = _truth(path)
        for hold in truth["holds"]:
            assert set(hold) - {"stated"} == HOLD_KEYS, hold
            text = _text(truth, hold)
            assert text, f"{hold} is empty"
            assert hold.get("stated", "") in text, hold

    def test_a_cell_with_a_defect_does_not_hold_as_a_whole(self, path):
        truth = _truth(path)
        places = [place for defect in truth["defects"] for place in (defect, *defect.get("also", []))]
        defective = {(place["sheet"], place["cell"]) for place in places}
        assert [h for h in truth["holds"] if (h["sheet"], h["cell"]) in defective and "stated" not in h] == []
