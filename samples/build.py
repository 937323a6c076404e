"""Build the sample workbooks from their text sources: ``python samples/build.py``.

Each folder under ``samples/sources/`` is one workbook; each YAML file in it is one sheet, in the order of
the file names; ``exercise.yaml`` is one of them with faults.  The same sources give the same bytes.
``--check`` builds to memory and compares instead.
What a source may say is told in ``samples/README.md``.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from ruamel.yaml import YAML
from xlsxwriter.utility import xl_rowcol_to_cell

HERE = Path(__file__).parent
EXERCISE = HERE / "exercise.yaml"
EXERCISE_TARGET = HERE.parent / "lkjip_audit" / "serve" / "assets" / "contoh.xlsx"
CREATED = datetime(2024, 2, 1, 8, 0, 0)
BASE = {"font_name": "Arial", "font_size": 10, "valign": "top", "text_wrap": True}
NAMED: dict[str, dict[str, Any]] = {
    "plain": {"text_wrap": False},
    "title": {"bold": True, "align": "center", "font_size": 12},
    "head": {"bold": True, "align": "center", "valign": "vcenter", "border": 1, "bg_color": "#D9E2F3"},
    "cell": {"border": 1},
    "num": {"border": 1, "align": "right"},
    "total": {"border": 1, "bold": True},
    "prose": {"valign": "top"},
    "sign": {"text_wrap": False, "align": "center"},
}
CELL_KEYS = {"v", "f", "fmt", "style", "note"}
SHEET_KEYS = {
    "sheet", "widths", "rows", "merges", "hidden_rows", "hidden_columns", "hidden", "landscape", "fit",
}  # fmt: skip


def build(source: Path, faults: Sequence[Mapping[str, Any]] = ()) -> bytes:
    """The bytes of the workbook whose sheets are the YAML files in the folder ``source``, with ``faults`` planted."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_numbers": False})
    book.set_properties({"created": CREATED, "author": "samples/build.py"})
    styles = _Styles(book)
    left = {(fault["sheet"], fault["cell"]): fault for fault in faults}
    for path in sorted(source.glob("*.yaml")):
        _write_sheet(book, styles, path, left)
    book.close()
    if left:
        raise SystemExit(f"no such cells: {sorted(left)}")
    return buffer.getvalue()


def _spoiled(item: Any, fault: Mapping[str, Any]) -> dict[str, Any]:
    """A cell's source with ``fault`` in it: its value, or a part of its text, is another."""
    made = dict(item) if isinstance(item, dict) else {"v": item}
    was, value = fault["was"], made["v"]
    if value != was and not (isinstance(value, str) and value.count(was) == 1):
        raise SystemExit(f"{fault['sheet']}!{fault['cell']} holds no {was!r}")
    made["v"] = fault["becomes"] if value == was else value.replace(was, fault["becomes"])
    if fault.get("typed"):
        made.pop("f")
    return made


class _Styles:
    """Cell formats, one object per distinct look."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._made: dict[tuple[str, str], Any] = {}

    def get(self, style: str, number_format: str) -> Any:
        key = (style, number_format)
        if key not in self._made:
            look = BASE | NAMED[style] | ({"num_format": number_format} if number_format else {})
            self._made[key] = self._book.add_format(look)
        return self._made[key]


def _write_sheet(
    book: xlsxwriter.Workbook, styles: _Styles, path: Path, faults: dict[tuple[str, str], Mapping[str, Any]]
) -> None:
    data = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    if unknown := set(data) - SHEET_KEYS:
        raise SystemExit(f"{path}: unknown keys {sorted(unknown)}")
    sheet = book.add_worksheet(data["sheet"])
    for index, width in enumerate(data.get("widths", [])):
        sheet.set_column(index, index, width)
    for letter in data.get("hidden_columns", []):
        sheet.set_column(f"{letter}:{letter}", None, None, {"hidden": True})
    row_index = 0
    for block in data["rows"]:
        style, rows = _block(block)
        for row in rows:
            for column, item in enumerate(row or []):
                fault = faults.pop((data["sheet"], xl_rowcol_to_cell(row_index, column)), None)
                found = item if fault is None else _spoiled(item, fault)
                _write_cell(sheet, styles, row_index, column, found, style)
            row_index += 1
    for reference in data.get("merges", []):
        _merge(sheet, reference)
    for row, height in (_row_heights(data) if data.get("fit") else {}).items():
        sheet.set_row(row, height)
    for number in data.get("hidden_rows", []):
        sheet.set_row(number - 1, None, None, {"hidden": True})
    if data.get("landscape"):
        sheet.set_landscape()
    if data.get("fit"):
        sheet.fit_to_pages(1, 0)
    sheet.set_paper(9)
    if data.get("hidden"):
        sheet.hide()


def _row_heights(data: dict[str, Any]) -> dict[int, float]:
    """Rows of more than one line, guessed from text and width: merged cells never grow by themselves."""
    widths = data["widths"]
    last_column = {}
    for reference in data.get("merges", []):
        first, last = _corners(reference)
        last_column[first] = last[1]
    heights = {}
    looks_and_rows = [(style, row) for style, rows in map(_block, data["rows"]) for row in rows]
    for index, (style, row) in enumerate(looks_and_rows):
        lines = 1
        for column, item in enumerate(row or []):
            text = item.get("v") if isinstance(item, dict) else item
            if isinstance(text, str) and style not in ("plain", "sign"):
                width = sum(widths[column : last_column.get((index, column), column) + 1]) or 8
                letters = width * {"prose": 1.25, "title": 0.9, "head": 0.9}.get(style, 1.05)
                lines = max(lines, sum(1 + int(len(part) / letters) for part in text.split("\n")))
        if lines > 1:
            heights[index] = min(lines * 13.5 + 2, 409)
    return heights


def _block(block: Any) -> tuple[str, list[Any]]:
    """A row (a list or null), or ``{style: [rows]}`` which gives its rows a look."""
    if isinstance(block, dict):
        ((style, rows),) = block.items()
        return style, rows
    return "plain", [block]


def _write_cell(sheet: Any, styles: _Styles, row: int, column: int, item: Any, style: str) -> None:
    if not isinstance(item, dict):
        item = {"v": item}
    if unknown := set(item) - CELL_KEYS:
        raise SystemExit(f"{sheet.name} row {row + 1}: unknown cell keys {sorted(unknown)}")
    look = styles.get(item.get("style", style), item.get("fmt", ""))
    value = item.get("v")
    if "f" in item:
        sheet.write_formula(row, column, "=" + item["f"].lstrip("="), look, "" if value is None else value)
    elif value is None:
        sheet.write_blank(row, column, None, look)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value, look)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, look)
    elif isinstance(value, datetime):
        sheet.write_datetime(row, column, value, look)
    else:
        sheet.write_string(row, column, str(value), look)
    if "note" in item:
        sheet.write_comment(row, column, item["note"], {"author": "Staf"})


def _merge(sheet: Any, reference: str) -> None:
    """Merge without writing: the top-left cell keeps what its row said."""
    first, last = _corners(reference)
    sheet.merge.append([*first, *last])


def _corners(reference: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """The first and last cell of ``A1:B2`` as (row, column), from zero."""
    from xlsxwriter.utility import xl_cell_to_rowcol

    first, last = (xl_cell_to_rowcol(part) for part in reference.split(":"))
    return first, last


def main(arguments: list[str] | None = None) -> int:
    """Build every sample, or with ``--check`` say which differ from their sources."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="samples to build; all when none is named")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when a workbook is stale")
    options = parser.parse_args(arguments)
    stale = False
    sources = sorted(path for path in (HERE / "sources").iterdir() if path.is_dir())
    exercise = YAML(typ="safe").load(EXERCISE.read_text(encoding="utf-8"))
    wanted = [(source, HERE / f"{source.name}.xlsx", ()) for source in sources]
    wanted.append((HERE / "sources" / exercise["of"], EXERCISE_TARGET, exercise["faults"]))
    for source, target, faults in wanted:
        if options.names and target.stem not in options.names:
            continue
        content = build(source, faults)
        if options.check:
            same = target.exists() and target.read_bytes() == content
            stale |= not same
            print(f"{'ok   ' if same else 'stale'} {target.name}")
        else:
            target.write_bytes(content)
            print(f"built {target.name}")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
