"""The package as it will be written: the source's parts, with changes, additions and removals laid over."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote

from lkjip_audit.ooxml.rawzip import rewrite
from lkjip_audit.ooxml.xmlbytes import (
    Edit,
    append_into,
    escape,
    outline,
    splice,
    utf8,
)
from lkjip_audit.workbook.package import CONTENT_TYPES, Package

TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_EMPTY_RELATIONS = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{_RELATIONS}"/>'.encode()
)
_RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship: its id, its type's last word (``comments``), and the part it leads to (or None)."""

    id: str
    kind: str
    part: str | None


class Draft:
    """A package under change.  Part names are zip member names, without a leading slash."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._folded = {unquote(name).lower(): name for name in package.names}
        self._changed: dict[str, bytes] = {}
        self._added: list[str] = []
        self._removed: set[str] = set()
        self.workbook = package.workbook_part
        self.strict = "purl.oclc.org" in outline(self.read(self.workbook), 1).uri
        self.macros = "macroenabled" in package.content_type(self.workbook)

    @property
    def source(self) -> Package:
        """The package as it was opened, whatever has been changed since."""
        return self._package

    # parts

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, the source's first."""
        return tuple(self._folded.values())

    @property
    def touched(self) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """The names of the parts changed, added and removed so far."""
        changed = tuple(sorted(set(self._changed) - set(self._added)))
        return changed, tuple(self._added), tuple(sorted(self._removed))

    def has(self, name: str) -> bool:
        """Whether there is a part of that name, in whatever case."""
        return unquote(name).lower() in self._folded

    def _real(self, name: str) -> str:
        return self._folded.get(unquote(name).lower(), name)

    def read(self, name: str) -> bytes:
        """The bytes of an XML part as they stand now, in UTF-8."""
        real = self._real(name)
        data = self._changed[real] if real in self._changed else self._package.read(real)
        return utf8(data)

    def write(self, name: str, data: bytes) -> None:
        """Give a part other bytes."""
        self._changed[self._real(name)] = data

    def add(self, pattern: str, data: bytes, content_type: str) -> str:
        """A new part; ``pattern`` holds ``{}`` for the lowest number that is free.  Gives its name."""
        number = 1
        while self.has(pattern.format(number)):
            number += 1
        name = pattern.format(number)
        self._put(name, data)
        types = self.read(CONTENT_TYPES)
        root = outline(types, 2)
        if not self._default_type(name, content_type):
            part = quote("/" + name, safe="/[]()!$&',;=@:+~")
            entry = f'<{root.q}Override PartName="{escape(part)}" ContentType="{content_type}"/>'
            self.write(CONTENT_TYPES, splice(types, append_into(types, root, entry.encode())))
        return name

    def _put(self, name: str, data: bytes) -> None:
        self._folded[unquote(name).lower()] = name
        self._changed[name] = data
        if name in self._removed and name in self._package.infos:
            self._removed.discard(name)
        elif name not in self._added:
            self._added.append(name)

    def _default_type(self, name: str, content_type: str) -> bool:
        """Whether the extension's default says the type; for .vml and .rels it is made when there is none."""
        types = self.read(CONTENT_TYPES)
        root = outline(types, 2)
        extension = name.rsplit(".", 1)[-1].lower()
        for default in root.all("Default"):
            if (default.get("Extension") or "").lower() == extension:
                return default.get("ContentType") == content_type
        if extension not in {"vml", "rels"}:
            return False
        entry = f'<{root.q}Default Extension="{extension}" ContentType="{content_type}"/>'.encode()
        at = root.children[0].start if root.children else root.inner
        self.write(CONTENT_TYPES, splice(types, [Edit(at, at, entry)]))
        return True

    def remove(self, name: str) -> None:
        """Take a part out, with its relations and its content type."""
        real = self._folded.pop(unquote(name).lower(), None)
        if real is None:
            return
        self._changed.pop(real, None)
        if real in self._added:
            self._added.remove(real)
        if real in self._package.infos:
            self._removed.add(real)
        types = self.read(CONTENT_TYPES)
        for override in outline(types, 2).all("Override"):
            if unquote(override.get("PartName") or "").lower() == "/" + real.lower():
                self.write(CONTENT_TYPES, splice(types, [Edit(override.start, override.end, b"")]))
                break
        self.remove(_relations_name(real))

    def content_type(self, name: str) -> str:
        """The content type of a part; empty when the package does not say."""
        root = outline(self.read(CONTENT_TYPES), 2)
        for override in root.all("Override"):
            if unquote(override.get("PartName") or "").lower() == "/" + name.lower():
                return override.get("ContentType") or ""
        extension = name.rsplit(".", 1)[-1].lower()
        for default in root.all("Default"):
            if (default.get("Extension") or "").lower() == extension:
                return default.get("ContentType") or ""
        return ""

    def of_type(self, ending: str) -> tuple[str, ...]:
        """The parts whose own content type ends so (that of their extension does not count)."""
        overrides = outline(self.read(CONTENT_TYPES), 2).all("Override")
        listed = (o.get("PartName") or "" for o in overrides if (o.get("ContentType") or "").endswith(ending))
        return tuple(self._real(name.lstrip("/")) for name in listed if self.has(name.lstrip("/")))

    # relations

    def links(self, part: str) -> tuple[Link, ...]:
        """The relationships of a part (of the package for ``""``); those that lead outside have no part."""
        name = _relations_name(part)
        if not self.has(name):
            return ()
        found = []
        for element in outline(self.read(name), 2).all("Relationship"):
            inside = (element.get("TargetMode") or "Internal").lower() != "external"
            target = _resolve(part, element.get("Target") or "") if inside else None
            real = self._folded.get(unquote(target).lower()) if target else None
            kind = (element.get("Type") or "").rsplit("/", 1)[-1]
            found.append(Link(element.get("Id") or "", kind, real))
        return tuple(found)

    def linked(self, part: str, kind: str) -> Iterator[Link]:
        """The relationships of ``part`` of that kind whose part is there."""
        return (link for link in self.links(part) if link.kind == kind and link.part)

    def relate(self, part: str, kind: str, target: str) -> str:
        """A new relationship to ``target``; ``kind`` is a word or a whole type.  Gives its id."""
        name = _relations_name(part)
        data = self.read(name) if self.has(name) else _EMPTY_RELATIONS
        taken = {link.id for link in self.links(part)}
        number = 1
        while f"rId{number}" in taken:
            number += 1
        full = kind if "/" in kind else f"{STRICT if self.strict else TRANSITIONAL}/{kind}"
        root = outline(data, 1)
        where = quote("/" + target, safe="/[]()!$&',;=@:+~")
        entry = f'<{root.q}Relationship Id="rId{number}" Type="{full}" Target="{escape(where)}"/>'
        text = splice(data, append_into(data, root, entry.encode()))
        if self.has(name):
            self.write(name, text)
        else:
            self._put(name, text)
            self._default_type(name, _RELATIONS_TYPE)  # LibreOffice of old names each .rels by itself
        return f"rId{number}"

    def unrelate(self, part: str, identifier: str) -> None:
        """Take the relationship of that id out; a part that is left with none loses its relations part."""
        name = _relations_name(part)
        data = self.read(name)
        elements = list(outline(data, 2).all("Relationship"))
        gone = [e for e in elements if e.get("Id") == identifier]
        if len(gone) == len(elements):
            self.remove(name)
        elif gone:
            self.write(name, splice(data, [Edit(e.start, e.end, b"") for e in gone]))

    def to_bytes(self) -> bytes:
        """The package, ready to be written to a file."""
        return rewrite(self._package, self._changed, self._added, self._removed)


def _relations_name(part: str) -> str:
    folder, file = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def _resolve(part: str, target: str) -> str:
    """The part that ``target``, as it stands in the relations of ``part``, names."""
    path = unquote(re.split(r"[?#]", target.replace("\\", "/"), maxsplit=1)[0])
    base = "" if path.startswith("/") else posixpath.dirname(part)
    return posixpath.normpath(posixpath.join("/", base, path)).lstrip("/")
