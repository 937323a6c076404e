"""Whatever bytes there are, a workbook is read or refused by WorkbookError."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lkjip_audit.errors import WorkbookError
from lkjip_audit.workbook import read_workbook

pytestmark = pytest.mark.slow

SMALL_XLS = Path(__file__).parent / "files" / "kecil.xls"
PARTS = [
    "[Content_Types].xml",
    "_rels/.rels",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
]
PARTS += ["xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"]

slow = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
edits = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=6), st.integers(0, 6)), max_size=6)


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    path = tmp_path_factory.mktemp("asal") / "a.xlsx"
    workbook = xlsxwriter.Workbook(path)
    sheet = workbook.add_worksheet()
    date = workbook.add_format({"num_format": "dd/mm/yyyy", "bold": True})
    for row in range(6):
        sheet.write_row(row, 0, [f"teks {row}", row * 1.5, True])
        sheet.write_formula(row, 3, f"=B{row + 1}*2", date, row)
    sheet.merge_range("A9:C9", "gabung")
    workbook.close()
    return path


def mutated(data: bytes, changes) -> bytes:
    for place, new, removed in changes:
        at = int(place * len(data))
        data = data[:at] + new + data[at + removed :]
    return data


def reads_or_refuses(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    try:
        workbook = read_workbook(path)
    except WorkbookError as error:
        assert error.details["name"] == path.name  # noqa: PT017 - refused is as good as read
    else:
        assert any(sheet.cells for sheet in workbook.sheets)


@slow
@given(edits, st.floats(0, 1))
def test_mutated_and_truncated_packages(source, tmp_path, changes, kept):
    data = mutated(source.read_bytes(), changes)
    reads_or_refuses(tmp_path / "uji.xlsx", data[: int(len(data) * kept)] if kept < 0.5 else data)


@slow
@given(st.sampled_from(PARTS), edits)
def test_mutated_parts_in_a_sound_zip(source, tmp_path, part, changes):
    path = tmp_path / "uji.xlsx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, mutated(data, changes) if name == part else data)
    reads_or_refuses(path, path.read_bytes())


WORDS = [
    "0",
    "-1",
    "99999",
    "1e5",
    "",
    "A1",
    "ZZZ9",
    "A0",
    "null",
    "s",
    "b",
    "d",
    "e",
    "n",
    "shared",
    "true",
    "A1:B2",
]
NAMES = ["r", "s", "t", "si", "ref", "ht", "hidden", "min", "max", "width"]
attributes = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(WORDS), max_size=4)
tags = st.sampled_from(["sheetData", "row", "c", "v", "f", "is", "t", "rPh", "col", "mergeCell", "x"])


def element(children):
    return st.builds(
        lambda tag, names, inner: f"<{tag}{''.join(f' {k}={v!r}' for k, v in names.items())}>{''.join(inner)}</{tag}>",
        tags,
        attributes,
        st.lists(children, max_size=4),
    )


@slow
@given(st.lists(st.recursive(st.sampled_from(WORDS), element, max_leaves=25), max_size=4))
def test_well_formed_sheets_without_sense(save_parts, parts_of, content):
    path = save_parts(parts_of("".join(content)))
    reads_or_refuses(path, path.read_bytes())


@slow
@given(edits)
def test_mutated_xls(tmp_path, changes):
    reads_or_refuses(tmp_path / "uji.xls", mutated(SMALL_XLS.read_bytes(), changes))


@slow
@given(st.binary(max_size=200), st.sampled_from(["a.xlsx", "a.csv", "~$a.xlsx"]))
def test_any_bytes(tmp_path, data, name):
    reads_or_refuses(tmp_path / name, data)


@slow
@given(st.text(max_size=100))
def test_any_text_called_csv(tmp_path, text):
    reads_or_refuses(tmp_path / "a.csv", text.encode("utf-8", "surrogatepass"))
