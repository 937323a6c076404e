"""An OOXML package (the zip that an .xlsx is), opened with limits and read by its relationships."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final
from urllib.parse import unquote

from lkjip_audit.errors import WorkbookError
from lkjip_audit.workbook.relationships import Relationship, part_key, relations_part, relationships_in
from lkjip_audit.workbook.safexml import parse_tree

CONTENT_TYPES: Final = "[Content_Types].xml"
_CHUNK: Final = 1 << 18
_ENCRYPTED: Final = 0x1
_BROKEN_ZIP: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    IndexError,
    OverflowError,
    RuntimeError,  # also NotImplementedError: how zipfile refuses what it does not know
)
_WORKBOOK_TYPES: Final = ("spreadsheetml.", "ms-excel.sheet.", "ms-excel.template.", "ms-excel.addin.")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a package may hold at most, in bytes unpacked.

    ``ratio`` (unpacked to packed) counts only for a member above ``ratio_from``: small members of one
    repeated element pack very well, and rightly.
    """

    parts: int = 10_000
    part: int = 512 << 20
    total: int = 1 << 30
    ratio: int = 250
    ratio_from: int = 16 << 20


@dataclass(frozen=True, slots=True)
class Package:
    """A package whose zip directory was found to be within the limits.

    ``infos`` gives the zip member of every part, by its name; ``data`` are the bytes of the whole file and
    ``archive`` the zip over them, so that a writer can copy members as they are.
    """

    data: bytes = field(repr=False)
    archive: zipfile.ZipFile = field(repr=False)
    infos: Mapping[str, zipfile.ZipInfo] = field(repr=False)
    _keys: Mapping[str, str] = field(repr=False)
    _types: Mapping[str, str] = field(repr=False)
    _extensions: Mapping[str, str] = field(repr=False)

    @classmethod
    def open(cls, data: bytes, limits: Limits | None = None) -> Package:
        """The package in ``data``.

        Raises WorkbookError ``corrupt`` (no readable zip), ``unsafe`` (a bomb, names that clash or leave the
        package), ``too_large`` (over a limit), ``encrypted``, ``unsupported`` (members packed another way).
        """
        try:
            archive = zipfile.ZipFile(io.BytesIO(data))
            members = archive.infolist()
        except _BROKEN_ZIP as error:
            raise WorkbookError("corrupt", part="zip", reason=str(error)) from error
        _check_sizes(members, limits or Limits())
        infos: dict[str, zipfile.ZipInfo] = {}
        keys: dict[str, str] = {}
        for info in members:
            if not info.filename or info.filename.endswith("/"):  # is_dir fails for a member without a name
                continue
            name = _checked_name(info)
            key = part_key(name)
            if key in keys:
                raise WorkbookError("unsafe", reason="duplicate", part=name)
            keys[key] = name
            infos[name] = info
        bare = cls(data, archive, MappingProxyType(infos), MappingProxyType(keys), {}, {})
        types, extensions = bare._read_content_types()
        return cls(data, archive, bare.infos, bare._keys, types, extensions)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts (and of other members), in the order of the zip directory, with ``/``."""
        return tuple(self.infos)

    def find(self, name: str) -> str | None:
        """The part called ``name``, whatever its case, first slash or percent-encoding; None if none is."""
        return self._keys.get(part_key(name))

    def read(self, name: str) -> bytes:
        """The unpacked bytes of a part."""
        return b"".join(self.chunks(name))

    def chunks(self, name: str) -> Iterator[bytes]:
        """The unpacked bytes of a part, a piece at a time; never more than its zip entry announces."""
        found = self.find(name)
        if found is None:
            raise WorkbookError("corrupt", part=name, reason="missing_part")
        info = self.infos[found]
        try:
            with self.archive.open(info) as member:
                # read(n), never read(): only the former bounds what a lying member may unpack to.
                while piece := member.read(_CHUNK):
                    yield piece
        except _BROKEN_ZIP as error:
            raise WorkbookError("corrupt", part=found, reason=str(error)) from error

    def content_type(self, name: str) -> str:
        """The content type of a part, lower case; empty when the package does not say."""
        key = part_key(name)
        return self._types.get(key) or self._extensions.get(key.rpartition(".")[2], "")

    def relationships(self, part: str) -> tuple[Relationship, ...]:
        """The relationships of ``part`` (``""`` for those of the package), in the order written.

        A target is the name of its part as ``names`` gives it, where there is one.
        """
        source = self.find(relations_part(part))
        if source is None:
            return ()
        found = relationships_in(self.chunks(source), source, part)
        return tuple(item if item.external else self._as_named(item) for item in found)

    def related(self, part: str, kind: str) -> str | None:
        """The first existing part that ``part`` has a relationship of type ``kind`` to; None if none is."""
        for relationship in self.relationships(part):
            if relationship.type == kind and not relationship.external and self.find(relationship.target):
                return relationship.target
        return None

    @property
    def workbook_part(self) -> str:
        """The name of the workbook part, found by relationship, else by content type.

        Raises WorkbookError ``not_a_workbook`` when the package is another kind of document.
        """
        main = self.related("", "officeDocument")
        if main is not None and (self._is_workbook(main) or not self.content_type(main)):
            return main
        for name in self.names:
            if self._is_workbook(name):
                return name
        raise WorkbookError("not_a_workbook", found=_document_kind(self, main))

    def _is_workbook(self, name: str) -> bool:
        kind = self.content_type(name)
        return ".main" in kind and any(word in kind for word in _WORKBOOK_TYPES)

    def _as_named(self, item: Relationship) -> Relationship:
        return replace(item, target=self.find(item.target) or item.target)

    def _read_content_types(self) -> tuple[Mapping[str, str], Mapping[str, str]]:
        types: dict[str, str] = {}
        extensions: dict[str, str] = {}
        source = self.find(CONTENT_TYPES)
        if source is not None:
            for item in parse_tree(self.chunks(source), source):
                kind = item.get("ContentType", "").strip().lower()
                if item.tag == "Override":
                    types[part_key(item.get("PartName", ""))] = kind
                elif item.tag == "Default":
                    extensions[item.get("Extension", "").lower()] = kind
        return MappingProxyType(types), MappingProxyType(extensions)


def _checked_name(info: zipfile.ZipInfo) -> str:
    name = info.filename.replace("\\", "/")
    plain = unquote(name).replace("\\", "/")
    if plain.startswith("/") or ":" in plain.partition("/")[0] or ".." in plain.split("/") or "\0" in plain:
        raise WorkbookError("unsafe", reason="path", part=name)
    return name


def _check_sizes(members: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(members) > limits.parts:
        raise WorkbookError("too_large", what="parts", size=len(members), limit=limits.parts)
    total = 0
    for info in members:
        if info.flag_bits & _ENCRYPTED:
            raise WorkbookError("encrypted", part=info.filename)
        if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise WorkbookError("unsupported", found=f"zip method {info.compress_type}", part=info.filename)
        size = info.file_size
        total += size
        if size > limits.part:
            raise WorkbookError("too_large", what="part", part=info.filename, size=size, limit=limits.part)
        if size > limits.ratio_from and size > limits.ratio * max(info.compress_size, 1):
            raise WorkbookError("unsafe", reason="ratio", part=info.filename)
    if total > limits.total:
        raise WorkbookError("too_large", what="total", size=total, limit=limits.total)


def _document_kind(package: Package, main: str | None) -> str:
    """What a package that is no workbook is, for a reader."""
    kind = package.content_type(main) if main else ""
    if "wordprocessingml" in kind or "ms-word" in kind:
        return "Word (.docx)"
    if "presentationml" in kind or "ms-powerpoint" in kind:
        return "PowerPoint (.pptx)"
    return "ZIP"
