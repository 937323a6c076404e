"""What a file is, by its content; what it is called does not count."""

from __future__ import annotations

from enum import Enum, auto
from typing import Final

from lkjip_audit.errors import WorkbookError
from lkjip_audit.workbook.package import Package

ZIP_START: Final = (b"PK\x03\x04", b"PK\x05\x06")
OLE_START: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STARTS: Final = (
    (b"%PDF", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"RIFF", "RIFF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"\x1f\x8b", "gzip"),
    (b"MZ", "EXE"),
    (b"PK", "ZIP"),
)
_OLD_EXCEL: Final = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00")
_OLE_STREAMS: Final = (("worddocument", "DOC"), ("powerpoint document", "PowerPoint (.ppt)"))
_OLE_NAMES: Final = ("encryptedpackage", "workbook", "book", *(stream for stream, _ in _OLE_STREAMS))
_BIFF_STARTS: Final = (b"\x09\x08\x10\x00\x00\x06\x05\x00", b"\x09\x08\x08\x00\x00\x05\x05\x00")
_FILE_PASS: Final = b"\x2f\x00"
_MARKUP_HEAD: Final = 1 << 16
_ODF: Final = "application/vnd.oasis.opendocument."
_ODF_KINDS: Final = {"text": "OpenDocument (.odt)", "presentation": "OpenDocument (.odp)"}


class Content(Enum):
    """The kinds of content that are told apart before reading."""

    PACKAGE = auto()
    OLE = auto()
    PAGE = auto()
    XML = auto()
    TEXT = auto()


def content_of(data: bytes) -> Content:
    """Which reader ``data`` is for.

    Raises WorkbookError ``not_a_workbook`` or ``unsupported`` for what none of them reads, with what it is in
    ``found``.
    """
    if data.startswith(ZIP_START):
        return Content.PACKAGE
    if data.startswith(OLE_START):
        return Content.OLE
    for start, found in _STARTS:
        if data.startswith(start):
            raise WorkbookError("not_a_workbook", found=found)
    if data.startswith(_OLD_EXCEL):
        raise WorkbookError("unsupported", found="Excel 2-5")
    return _markup(data[:_MARKUP_HEAD]) or Content.TEXT


def _markup(head: bytes) -> Content | None:
    """Exports named .xls are often a web page or an XML sheet inside; None for what is no markup."""
    text = head.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").replace(b"\0", b"").lstrip().lower()
    if text.startswith(b"mime-version:"):
        raise WorkbookError("unsupported", found="MHTML")
    if not text.startswith(b"<"):
        return None
    if b"urn:schemas-microsoft-com:office:spreadsheet" in text and b"<html" not in text:
        return Content.XML
    if b"<html" in text or b"<!doctype html" in text or b"<table" in text:
        return Content.PAGE
    if text.startswith((b"<?xml", b"<office:document")):
        raise WorkbookError("not_a_workbook", found="XML")
    return None


def check_ole(data: bytes) -> None:
    """Return when an OLE container is an .xls; else raise ``encrypted`` or ``not_a_workbook``."""
    streams = _streams(data)
    if "encryptedpackage" in streams:
        raise WorkbookError("encrypted")
    if not streams.isdisjoint({"workbook", "book"}):
        if _is_locked_xls(data):
            raise WorkbookError("encrypted")
        return
    found = next((found for stream, found in _OLE_STREAMS if stream in streams), "OLE")
    raise WorkbookError("not_a_workbook", found=found)


def _streams(data: bytes) -> set[str]:
    """The names of interest, lower case, that an OLE container's directory has.

    An entry is 128 bytes at a multiple of 128: 64 for the name, then the length of the name in bytes with its
    final zero.  The case of names does not count.
    """
    found: set[str] = set()
    folded = data.lower()  # of the two bytes of a Latin letter, the other is zero: nothing else changes
    for name in _OLE_NAMES:
        text = name.encode("utf-16-le") + b"\0\0"
        length = len(text).to_bytes(2, "little")
        position = folded.find(text)
        while position >= 0:
            if position % 128 == 0 and data[position + 64 : position + 66] == length:
                found.add(name)
                break
            position = folded.find(text, position + 1)
    return found


def _is_locked_xls(data: bytes) -> bool:
    """Whether the workbook stream of an .xls begins with the record that says how its password is checked."""
    for start in _BIFF_STARTS:
        position = data.find(start)
        if position < 0 or position % 64:
            continue
        for _ in range(3):  # at most one record may stand between
            if data[position : position + 2] == _FILE_PASS:
                return True
            position += 4 + int.from_bytes(data[position + 2 : position + 4], "little")
    return False


def is_opendocument(package: Package) -> bool:
    """Whether a package is an .ods; raises for another OpenDocument file, and for one with a password."""
    name = package.find("mimetype")
    if name is None or package.infos[name].file_size > 200:
        return False
    kind = package.read(name).decode("ascii", "replace").strip()
    if not kind.startswith(_ODF):
        return False
    what = kind.removeprefix(_ODF)
    if not what.startswith("spreadsheet"):
        raise WorkbookError("not_a_workbook", found=_ODF_KINDS.get(what, "OpenDocument"))
    manifest = package.find("META-INF/manifest.xml")
    if manifest is not None and b"encryption-data" in package.read(manifest):
        raise WorkbookError("encrypted")
    return True
