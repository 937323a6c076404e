"""Small workbooks as an agency writes them, part by part, so that any of their bytes can be put in by hand."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Mapping, Sequence
from html import escape

from lkjip_audit.workbook.model import column_letter

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
STYLES = (
    f'{HEAD}<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3">'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="4" applyNumberFormat="1" xfId="0"/>'
    '<xf numFmtId="14" applyNumberFormat="1" xfId="0"/></cellXfs></styleSheet>'
)


class Raw(str):
    """A cell as XML; ``REF`` stands for its address."""

    __slots__ = ()


Row = Sequence[object]


def stored(value: str, kind: str = "", formula: str = "") -> Raw:
    """A cell that stores ``value`` as it is, of the type ``kind``."""
    mark = f' t="{kind}"' if kind else ""
    inner = f"<f>{escape(formula)}</f>" if formula else ""
    return Raw(f'<c r="REF"{mark}>{inner}<v>{escape(value)}</v></c>')


def sheet(rows: Sequence[Row]) -> str:
    """A worksheet part."""
    out = []
    for number, row in enumerate(rows, 1):
        cells = [_cell(f"{column_letter(place)}{number}", value) for place, value in enumerate(row, 1)]
        out.append(f'<row r="{number}">{"".join(cells)}</row>')
    return f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{"".join(out)}</sheetData></worksheet>'


def _cell(reference: str, value: object) -> str:
    match value:
        case None:
            return ""
        case Raw():
            return value.replace("REF", reference)
        case str():
            return f'<c r="{reference}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
        case _:
            return f'<c r="{reference}"><v>{value}</v></c>'


def parts(sheets: Mapping[str, str], strings: Sequence[str] = ()) -> dict[str, bytes]:
    """The parts of a workbook with these worksheet parts by name."""
    kinds = [
        ("/xl/workbook.xml", "sheet.main"),
        ("/xl/styles.xml", "styles"),
        ("/xl/sharedStrings.xml", "sharedStrings"),
    ]
    links, entries, found = [], [], {}
    for number, (name, text) in enumerate(sheets.items(), 1):
        kinds.append((f"/xl/worksheets/sheet{number}.xml", "worksheet"))
        links.append(("worksheet", f"worksheets/sheet{number}.xml"))
        entries.append(f'<sheet name="{escape(name)}" sheetId="{number}" r:id="rId{number}"/>')
        found[f"xl/worksheets/sheet{number}.xml"] = text
    links += [("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")]
    told = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(links, 1)
    )
    types = "".join(f'<Override PartName="{part}" ContentType="{KIND}.{kind}+xml"/>' for part, kind in kinds)
    listed, shared = "".join(entries), "".join(f"<si><t>{escape(text)}</t></si>" for text in strings)
    found |= {
        "xl/styles.xml": STYLES,
        "xl/sharedStrings.xml": f'{HEAD}<sst xmlns="{MAIN}">{shared}</sst>',
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{told}</Relationships>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
    }
    return {name: text.encode() for name, text in found.items()}


def packed(members: Mapping[str, bytes]) -> bytes:
    """The package of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def grids(seed: int) -> dict[str, list[list[object]]]:
    """The rows of three sheets with a fault in each: results, a budget, staff."""
    draw = random.Random(seed)
    results: list[list[object]] = [["Tabel 3.1 Capaian Kinerja Tahun 2021"]]
    results.append(["No", "Sasaran Strategis", "Indikator Kinerja", "Satuan", "Target", "Realisasi", "Capaian (%)"])
    for number in range(1, 8):
        target, done = draw.randint(60, 100), draw.randint(50, 110)
        share = round(done / target * 100, 2) + (5 if number == 4 else 0)
        written: object = f"{share:.2f}".replace(".", ",") if number % 2 else share
        results.append([number, f"Meningkatnya mutu {number}", f"Indeks ke-{number}", "%", target, done, written])
    results.append(["Realisasi Indeks ke-1 tahun 2021 sebesar 91,5% dari target 90% sehingga capaiannya 101,67%."])
    budget: list[list[object]] = [["Tabel 3.2 Anggaran dan Realisasi"]]
    budget.append(["No", "Program", "Anggaran (Rp)", "Realisasi (Rp)", "%", "Sisa"])
    whole = [0, 0]
    for number in range(1, 9):
        given = draw.randint(10**8, 10**9)
        spent = draw.randint(given // 2, given)
        whole = [whole[0] + given, whole[1] + spent]
        stated = spent + (100000 if number == 3 else 0)
        budget.append([number, f"Program urusan {number}", given, stated, round(spent / given * 100, 2), given - spent])
    budget.append([None, "Jumlah", *whole, round(whole[1] / whole[0] * 100, 2), whole[0] - whole[1]])
    staff: list[list[object]] = [["Tabel 2.1 Jumlah Pegawai"], ["No", "Golongan", "Laki-laki", "Perempuan", "Jumlah"]]
    for number, name in enumerate(("IV", "III", "II", "I"), 1):
        men, women = draw.randint(1, 30), draw.randint(1, 30)
        staff.append([number, name, men, women, men + women + (number == 2)])
    return {"Kinerja": results, "Anggaran": budget, "Pegawai": staff}


def book(seed: int) -> dict[str, bytes]:
    """The parts of the workbook of ``grids(seed)``."""
    return parts({name: sheet(rows) for name, rows in grids(seed).items()}, ["teks bersama"])
