"""Workbooks made by hand, part by part, so that a test shows the very XML that it is about."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from lkjip_audit.workbook import Sheet, Workbook, read_workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

Parts = dict[str, str | bytes]


def relationships(*items: tuple[str, str, str], base: str = DOCUMENT) -> str:
    """A relationships part of (id, type, target)."""
    inner = "".join(f'<Relationship Id="{i}" Type="{base}/{kind}" Target="{target}"/>' for i, kind, target in items)
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def plain_parts(sheet: str, *, styles: str = "", strings: str = "", workbook: str = "") -> Parts:
    """The parts of a workbook of one sheet; ``sheet`` is what its worksheet element holds."""
    parts: Parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{SHEET_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{SHEET_TYPE}.worksheet+xml"/></Types>',
        "_rels/.rels": relationships(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{DOCUMENT}">{workbook}'
        '<sheets><sheet name="Satu" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relationships(
            ("rId1", "worksheet", "worksheets/sheet1.xml"),
            ("rId2", "styles", "styles.xml"),
            ("rId3", "sharedStrings", "sharedStrings.xml"),
        ),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}">{sheet}</worksheet>',
    }
    if styles:
        parts["xl/styles.xml"] = f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>'
    if strings:
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{strings}</sst>'
    return parts


def write_parts(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


@pytest.fixture
def parts_of() -> Callable[..., Parts]:
    return plain_parts


@pytest.fixture
def save_parts(tmp_path: Path) -> Callable[..., Path]:
    def save(parts: Mapping[str, str | bytes], name: str = "uji.xlsx") -> Path:
        return write_parts(tmp_path / name, parts)

    return save


@pytest.fixture
def workbook_of(save_parts: Callable[..., Path]) -> Callable[..., Workbook]:
    """Reads the workbook whose one sheet holds the given XML."""

    def read(sheet: str, **rest: str) -> Workbook:
        return read_workbook(save_parts(plain_parts(sheet, **rest)))

    return read


@pytest.fixture
def sheet_of(workbook_of: Callable[..., Workbook]) -> Callable[..., Sheet]:
    """Reads the sheet that holds the given rows."""

    def read(rows: str, **rest: str) -> Sheet:
        return workbook_of(f"<sheetData>{rows}</sheetData>", **rest).sheets[0]

    return read
