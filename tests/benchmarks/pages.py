"""A filled form as the web page that an application exports under the name of an .xls."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

from lkjip_audit.workbook.places import area_of
from tests.benchmarks.form_words import Form


def write_page(form: Form, path: Path) -> None:
    """``form`` at ``path``: each sheet a table, merges as spans, figures as an Indonesian page shows them."""
    tables = [_table(rows, form.merges.get(name, [])) for name, rows in form.sheets.items()]
    path.write_text(f"<html><body>{''.join(tables)}</body></html>", "utf-8")


def _table(rows: list[list[Any]], merges: list[str]) -> str:
    areas = [area for area in map(area_of, merges) if area is not None]
    corners = {(area.top, area.left): area for area in areas}
    covered = {place for area in areas for place in area.places()} - set(corners)
    width = max(map(len, rows))
    out = []
    for number, row in enumerate(rows, 1):
        if len(row) == 1 and not out:
            out.append(f"<tr><td colspan={width}>{escape(str(row[0]))}</td></tr>")
            continue
        cells = []
        for column, value in enumerate([*row, *[None] * (width - len(row))], 1):
            if (number, column) in covered:
                continue
            area = corners.get((number, column))
            spans = f" rowspan={area.bottom - area.top + 1} colspan={area.right - area.left + 1}" if area else ""
            cells.append(f"<td{spans}>{_shown(value)}</td>")
        out.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table border=1>{''.join(out)}</table>"


def _shown(value: Any) -> str:
    match value:
        case None:
            return "&nbsp;"
        case float():
            return f"{value:,.2f}".translate(str.maketrans(",.", ".,"))
        case int():
            return f"{value:,}".replace(",", ".")
    return escape(value)
