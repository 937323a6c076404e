"""A zip file written again, its unchanged members as they lie there: compressed bytes, never recompressed."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping

from lkjip_audit.errors import WorkbookError
from lkjip_audit.workbook.package import Package

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_DATE = 0x0021  # 1980-01-01, the earliest that a zip can say: a fixed date keeps the bytes reproducible
_UTF8 = 0x800
_DEFLATED = 8
_LIMIT = 0xFFFFFFFF


class _Member:
    """One member ready to be written: its head's fields and its compressed bytes."""

    __slots__ = ("attributes", "crc", "date", "flags", "method", "name", "payload", "size", "time")

    def __init__(self, name: bytes, payload: bytes, crc: int, size: int, method: int = _DEFLATED) -> None:
        self.name, self.payload, self.crc, self.size, self.method = name, payload, crc, size, method
        self.flags = _UTF8 if any(byte > 127 for byte in name) else 0
        self.date, self.time, self.attributes = _DATE, 0, 0


def rewrite(package: Package, changed: Mapping[str, bytes], added: Iterable[str], removed: set[str]) -> bytes:
    """The package as a zip: ``changed`` members replaced in place, ``added`` at the end, ``removed`` out.

    Every other member keeps its compressed bytes, its date and its attributes.
    """
    members = []
    for info in package.archive.infolist():
        name = info.filename.replace("\\", "/")
        if name in removed:
            continue
        members.append(_fresh(name, changed[name]) if name in changed else _kept(package.data, info))
    members += [_fresh(name, changed[name]) for name in added]
    return _assemble(members)


def _fresh(name: str, content: bytes) -> _Member:
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    payload = packer.compress(content) + packer.flush()
    return _Member(name.encode("utf-8"), payload, zlib.crc32(content), len(content))


def _kept(data: bytes, info: zipfile.ZipInfo) -> _Member:
    """The member as it lies in ``data``; the name's bytes are those of its local head."""
    head = _LOCAL.unpack_from(data, info.header_offset)
    start = info.header_offset + _LOCAL.size
    begin = start + head[9] + head[10]
    payload = data[begin : begin + info.compress_size]
    if head[0] != b"PK\x03\x04" or len(payload) != info.compress_size:
        raise WorkbookError("corrupt", part=info.filename, reason="zip")
    member = _Member(data[start : start + head[9]], payload, info.CRC, info.file_size, info.compress_type)
    member.flags = info.flag_bits & _UTF8 | info.flag_bits & 0x6
    year, month, day, hour, minute, second = info.date_time
    member.date = (year - 1980) << 9 | month << 5 | day
    member.time = hour << 11 | minute << 5 | second // 2
    member.attributes = info.external_attr
    return member


def _assemble(members: list[_Member]) -> bytes:
    pieces: list[bytes] = []
    central: list[bytes] = []
    at = 0
    for m in members:
        sizes = (m.crc, len(m.payload), m.size, len(m.name))
        local = _LOCAL.pack(b"PK\x03\x04", 20, m.flags, m.method, m.time, m.date, *sizes, 0)
        central.append(
            _CENTRAL.pack(
                b"PK\x01\x02", 20, 20, m.flags, m.method, m.time, m.date, *sizes, 0, 0, 0, 0, m.attributes, at
            )
            + m.name
        )
        pieces += [local, m.name, m.payload]
        at += len(local) + len(m.name) + len(m.payload)
    directory = b"".join(central)
    if at + len(directory) > _LIMIT or len(members) > 0xFFFF:
        raise WorkbookError("too_large", what="total", size=at, limit=_LIMIT)
    end = _END.pack(b"PK\x05\x06", 0, 0, len(members), len(members), len(directory), at, 0)
    return b"".join([*pieces, directory, end])
