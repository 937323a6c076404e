"""What a Word document is read as, from the XML of its body."""

from __future__ import annotations

import pytest

from lkjip_audit.workbook import read_workbook
from tests.word import package


@pytest.fixture
def read(tmp_path):
    """The workbook that a body and further parts are read as."""

    def reading(body, **parts):
        return read_workbook(package(tmp_path / "laporan.docx", body, **parts))

    return reading


@pytest.fixture
def texts(read):
    """All texts of a body, in the order of reading."""

    def reading(body, **parts):
        return [cell.value for sheet in read(body, **parts).sheets for cell in sheet.cells.values()]

    return reading
