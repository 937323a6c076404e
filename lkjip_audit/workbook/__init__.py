"""A file becomes cells: value, literal text, formula, number format, address, visibility, merges."""

from lkjip_audit.workbook.model import (
    Address,
    Area,
    Cell,
    CellValue,
    ErrorValue,
    FileKind,
    Notice,
    Sheet,
    Visibility,
    Workbook,
    column_letter,
)
from lkjip_audit.workbook.package import Limits, Package
from lkjip_audit.workbook.reader import read_workbook
from lkjip_audit.workbook.relationships import Relationship

__all__ = [
    "Address",
    "Area",
    "Cell",
    "CellValue",
    "ErrorValue",
    "FileKind",
    "Limits",
    "Notice",
    "Package",
    "Relationship",
    "Sheet",
    "Visibility",
    "Workbook",
    "column_letter",
    "read_workbook",
]
