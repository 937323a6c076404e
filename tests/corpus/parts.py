"""Parts of packages, and what changes them: for the makers of the corpus."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from datetime import datetime

import xlsxwriter

CREATED = datetime(2024, 2, 1)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
MAKERS = {}


def corpus(name):
    """Register the function that makes the file ``name``."""
    return lambda function: MAKERS.setdefault(name, function)


def book(fill, **options):
    """The parts of a workbook that XlsxWriter makes; ``fill`` gets it open."""
    buffer = io.BytesIO()
    made = xlsxwriter.Workbook(buffer, {"in_memory": True, **options})
    made.set_properties({"created": CREATED})
    fill(made)
    made.close()
    with zipfile.ZipFile(buffer) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts):
    """Parts as a zip; always the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, (2024, 2, 1, 8, 0, 0))
            archive.writestr(info, data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def plain(made, names=("3.1 Capaian",)):
    """Sheets with one small table each."""
    head = made.add_format({"bold": True, "font_color": "#FFFFFF", "bg_color": "#1F3864", "border": 1})
    percent = made.add_format({"num_format": "0.00%", "border": 1, "italic": True})
    for name in names:
        sheet = made.add_worksheet(name)
        sheet.write_row(1, 1, ["Indikator", "Target", "Realisasi", "Capaian"], head)
        for row, (label, target, done) in enumerate([("IP ASN", 84, 85.49), ("SAKIP", 86.35, 85.49)], 2):
            sheet.write_row(row, 1, [label, target, done])
            sheet.write_formula(row, 4, f"=D{row + 1}/C{row + 1}", percent, round(done / target, 6))
        sheet.write(4, 1, "Rata-rata")
        sheet.write_formula(4, 4, "=AVERAGE(E3:E4)", percent, 1.00389)
        sheet.merge_range("B7:E8", "Capaian rata-rata 100,39 persen.")


def png():
    """A picture of one dot."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    dot = zlib.compress(b"\x00\xff\x00\x00")
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
        + (chunk(b"IDAT", dot) + chunk(b"IEND", b""))
    )


def related(parts, part, kind, target, identifier="rId90"):
    """Add a relationship to ``part``; its relations part is made if need be."""
    folder, _, file = part.rpartition("/")
    name = f"{folder}/_rels/{file}.rels".lstrip("/")
    start = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    data = parts.get(name, f"{start}</Relationships>".encode()).decode()
    full = kind if "/" in kind else f"{OFFICE}/{kind}"
    entry = f'<Relationship Id="{identifier}" Type="{full}" Target="{target}"/>'
    parts[name] = data.replace("</Relationships>", f"{entry}</Relationships>").encode()


def typed(parts, name, kind):
    """Give a part its content type."""
    types = parts["[Content_Types].xml"].decode()
    entry = f'<Override PartName="/{name}" ContentType="{kind}"/>'
    parts["[Content_Types].xml"] = types.replace("</Types>", f"{entry}</Types>").encode()


def changed(parts, name, old, new):
    """Replace text in a part that must hold it."""
    assert old.encode() in parts[name], (name, old)
    parts[name] = parts[name].replace(old.encode(), new.encode())
