"""A file becomes a Workbook: which reader it is for is said by its content, never by its name."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from pathlib import Path
from typing import Final

from lkjip_audit.errors import WorkbookError
from lkjip_audit.files import as_text
from lkjip_audit.workbook.delimited import read_delimited
from lkjip_audit.workbook.document import document_part, read_document
from lkjip_audit.workbook.extents import check_ods, check_xlsb
from lkjip_audit.workbook.long_texts import with_texts_cut
from lkjip_audit.workbook.model import FORMATS_READ, FileKind, Notice, Sheet, Workbook
from lkjip_audit.workbook.package import Package
from lkjip_audit.workbook.sniff import Content, check_ole, content_of, is_opendocument
from lkjip_audit.workbook.spreadsheetml import read_spreadsheetml
from lkjip_audit.workbook.webpage import read_webpage
from lkjip_audit.workbook.xlsx import read_xlsx

MAX_FILE: Final = 256 << 20
_LOCK_PREFIX: Final = "~$"
_LOCK_FILE: Final = 1024  # bytes; what an office program leaves beside a file that is open takes far less
_WITH_FORMATS = frozenset({FileKind.XLSX, FileKind.XLSM, FileKind.CSV, FileKind.HTML, FileKind.XML, FileKind.DOCX})
_DELIMITED: Final = {".csv", ".tsv", ".txt"}
_MISSING: Final = {errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.ELOOP, errno.EINVAL}
_Read = tuple[FileKind, tuple[Sheet, ...], tuple[Notice, ...]]


def read_workbook(path: Path) -> Workbook:
    """The workbook in the file at ``path``, which is opened once and only for reading.

    Raises WorkbookError as ``bytes_of`` and ``workbook_in`` do.
    """
    return workbook_in(bytes_of(path), path)


def workbook_in(data: bytes, path: Path) -> Workbook:
    """The workbook in ``data``, the content of the file at ``path``.

    Raises WorkbookError, with the file's ``name`` among its details and the ``code``

    ``encrypted``                                   it needs a password
    ``not_a_workbook``                              it is something else: ``found``
    ``unsupported``                                 a workbook of a kind that is not read: ``found``
    ``corrupt``                                     damaged or cut short: ``part``, ``reason``
    ``too_large``, ``unsafe``                       beyond a limit, or built to do harm: ``what``, ``reason``
    ``no_cells``                                    no sheet of it holds anything
    """
    try:
        kind, sheets, notices = _read(data, path)
        if not any(sheet.rows for sheet in sheets):
            raise WorkbookError("no_cells")
        sheets, cut = with_texts_cut(sheets)
    except WorkbookError as error:
        raise WorkbookError(error.code, **{"name": path.name, **error.details}) from error
    except MemoryError as error:
        raise WorkbookError("too_large", name=path.name, what="memory") from error
    return Workbook(
        name=as_text(path.name),
        sha256=hashlib.sha256(data).hexdigest(),
        kind=kind,
        sheets=sheets,
        knows_formats=kind in _WITH_FORMATS or any(notice.code == FORMATS_READ for notice in notices),
        notices=(*notices, *cut),
    )


def bytes_of(path: Path) -> bytes:
    """The bytes of the workbook at ``path``: of a regular file within the limit.

    Raises WorkbookError, with the file's ``name`` among its details and the ``code``

    ``missing``, ``is_folder``, ``not_permitted``   there is no file to read
    ``not_a_workbook``, ``too_large``               a device, or beyond the limit
    ``empty_file``                                  it has no bytes
    """
    name = path.name or str(path)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise WorkbookError("is_folder", name=name)
        if not stat.S_ISREG(status.st_mode):  # a device or a pipe may never end
            raise WorkbookError("not_a_workbook", name=name, found="device")
        with path.open("rb") as file:
            data = file.read(min(status.st_size, MAX_FILE) + 1)
    except PermissionError as error:
        raise WorkbookError("not_permitted", name=name) from error
    except OSError as error:
        if error.errno in _MISSING:
            raise WorkbookError("missing", name=name) from error
        raise WorkbookError("not_permitted", name=name, reason=os.strerror(error.errno or 0)) from error
    except ValueError as error:  # a NUL in the name
        raise WorkbookError("missing", name=name) from error
    if len(data) > MAX_FILE:
        raise WorkbookError("too_large", name=name, what="file", size=status.st_size, limit=MAX_FILE)
    if not data:
        raise WorkbookError("empty_file", name=name)
    return data


def unchanged_bytes_of(path: Path, sha256: str) -> bytes:
    """The bytes of the workbook at ``path`` that was read before and had that hash.

    Raises WorkbookError as ``bytes_of`` does, and ``changed`` where another file stands there by now.
    """
    data = bytes_of(path)
    if hashlib.sha256(data).hexdigest() != sha256:
        raise WorkbookError("changed", name=path.name)
    return data


def _read(data: bytes, path: Path) -> _Read:
    if path.name.startswith(_LOCK_PREFIX) and len(data) < _LOCK_FILE:
        raise WorkbookError("not_a_workbook", found="lock")
    match content_of(data):
        case Content.PACKAGE:
            return _read_package(data, path.stem)
        case Content.OLE:
            check_ole(data)
            return _read_foreign(data, FileKind.XLS)
        case Content.PAGE:
            sheet, notices = read_webpage(data, path.stem)
            return FileKind.HTML, (sheet,), notices
        case Content.XML:
            return FileKind.XML, *read_spreadsheetml(data)
        case Content.TEXT:
            named_so = path.suffix.lower() in _DELIMITED
            sheet, notice = read_delimited(data, path.stem, named_so=named_so)
            return FileKind.CSV, (sheet,), (notice,)


def _read_package(data: bytes, name: str) -> _Read:
    package = Package.open(data)
    document = document_part(package)
    if document is not None:
        return FileKind.DOCX, *read_document(package, document, as_text(name))
    if is_opendocument(package):
        check_ods(package)
        return _read_foreign(data, FileKind.ODS)
    if package.content_type(package.workbook_part).startswith("application/vnd.ms-excel.sheet.binary"):
        check_xlsb(package)
        return _read_foreign(data, FileKind.XLSB)
    return read_xlsx(package)


def _read_foreign(data: bytes, kind: FileKind) -> _Read:
    from lkjip_audit.workbook.foreign import read_foreign  # noqa: PLC0415 - a native library, seldom needed

    sheets, notices = read_foreign(data, kind)
    return kind, sheets, notices
