"""The bytes of a workbook that openpyxl holds, made in memory; importing this imports openpyxl."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

_NOW = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")
_EPOCH = (1980, 1, 1, 0, 0, 0)


def saved(book: Workbook) -> bytes:
    """``book`` as a file.  Nothing is put on a disk: a full one, or none for temporary files, is no fault of ours."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        _InMemory(book, archive).write_data()
    return buffer.getvalue()


def timeless(data: bytes) -> bytes:
    """The package ``data`` without the hour at which it was made: the same content gives the same bytes."""
    made = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _NOW.sub(b"", content)
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            new.writestr(entry, content)
    return made.getvalue()


class _InMemory(ExcelWriter):
    """openpyxl's writer, which by itself puts each sheet into a temporary file first."""

    _archive: ZipFile

    def write_worksheet(self, ws: Any) -> None:  # noqa: ANN401 - half of what it has has no type
        """As openpyxl 3.1 does, but for where the sheet's XML is put."""
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts = ws._charts
        ws._drawing.images = ws._images
        data = BytesIO()
        writer: Any = WorksheetWriter(ws, out=data)
        writer.write()
        ws._rels = writer._rels
        self._archive.writestr(ws.path[1:], data.getvalue())
        self.manifest.append(ws)
