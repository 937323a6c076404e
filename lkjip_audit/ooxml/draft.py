"""The package as it will be written: the source's parts, with changes, additions and removals laid over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lkjip_audit.errors import WorkbookError
from lkjip_audit.ooxml.content_types import ContentTypes
from lkjip_audit.ooxml.rawzip import rewrite
from lkjip_audit.ooxml.xmlbytes import (
    Edit,
    append_into,
    escape,
    open_tag,
    outline,
    set_attributes,
    splice,
    utf8,
)
from lkjip_audit.workbook.package import CONTENT_TYPES, Package
from lkjip_audit.workbook.relationships import part_key, relations_part, relationships_in, written

TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_EMPTY_RELATIONS = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{_RELATIONS}"/>'.encode()
)
_TEMPLATES = {
    "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    ),
    "application/vnd.ms-excel.template.macroEnabled.main+xml": ("application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    ),
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml": (
        "application/vnd.ms-word.document.macroEnabled.main+xml"
    ),
}
"""Content types of templates (ISO/IEC 29500-1 11.3.10, 12.3.23; MS-OFFMACRO2 2.2.1.1), and of what is made of them."""
_RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship: its id, its type's last word (``comments``), and the part it leads to (or None)."""

    id: str
    kind: str
    part: str | None


class Draft:
    """A package under change.  Part names are zip member names, without a leading slash."""

    def __init__(self, package: Package, main: str | None = None) -> None:
        """``main`` is the part that all hangs on, where the package is no workbook."""
        self._package = package
        self._folded = {part_key(name): name for name in package.names}
        self._changed: dict[str, bytes] = {}
        self._added: list[str] = []
        self._removed: set[str] = set()
        self._missing: frozenset[str] | None = None
        self._lowest: dict[str, int] = {}
        self._types = ContentTypes()
        self._types_part = self._real(CONTENT_TYPES)
        self.workbook = package.workbook_part if main is None else main
        self.strict = "purl.oclc.org" in outline(self.read(self.workbook), 1).uri
        self.macros = "macroenabled" in package.content_type(self.workbook)

    @property
    def source(self) -> Package:
        """The package as it was opened, whatever has been changed since."""
        return self._package

    def make_workbook(self) -> None:
        """Say that a template is a workbook or document: no program opens an ``.xlsx`` that says it is a template."""
        types = self.read(CONTENT_TYPES)
        for override in outline(types, 2).all("Override"):
            kind = override.get("ContentType") or ""
            if part_key(override.get("PartName") or "") == part_key(self.workbook) and kind in _TEMPLATES:
                tag = set_attributes(open_tag(types, override), {"ContentType": _TEMPLATES[kind]})
                self.write(CONTENT_TYPES, splice(types, [Edit(override.start, override.inner, tag)]))
                return

    # parts

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, the source's first."""
        return tuple(self._folded.values())

    @property
    def touched(self) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """The names of the parts changed, added and removed so far."""
        self._enter_types()
        changed = tuple(sorted(set(self._changed) - set(self._added)))
        return changed, tuple(self._added), tuple(sorted(self._removed))

    def has(self, name: str) -> bool:
        """Whether there is a part of that name, in whatever case."""
        return part_key(name) in self._folded

    def _real(self, name: str) -> str:
        return self._folded.get(part_key(name), name)

    def read(self, name: str) -> bytes:
        """The bytes of an XML part as they stand now, in UTF-8."""
        real = self._real(name)
        if real == self._types_part:
            self._enter_types()
        return self._read(real)

    def _read(self, real: str) -> bytes:
        return utf8(self._changed[real] if real in self._changed else self._package.read(real))

    def head(self, name: str, before: bytes) -> bytes:
        """The bytes of an XML part, as ``read`` gives them, up to the first ``before``; no more of it is unpacked."""
        real = self._real(name)
        if real in self._changed:
            return self.read(name).partition(before)[0]
        found = b""
        for piece in self._package.chunks(real):
            found += piece
            if before in found:
                break
        return utf8(found).partition(before)[0]

    def write(self, name: str, data: bytes) -> None:
        """Give a part other bytes."""
        real = self._real(name)
        if real == self._types_part:
            self._types = ContentTypes()
        self._changed[real] = data

    def _enter_types(self) -> None:
        if self._types.wait:
            self._changed[self._types_part] = self._types.entered(self._read(self._types_part))

    def add(self, pattern: str, data: bytes, content_type: str) -> str:
        """A new part; ``pattern`` holds ``{}`` for the lowest number that is free.  Gives its name.

        A name that the source speaks of without having the part is not free: what leads there would lead to ours.
        """
        if self._missing is None:
            self._missing = frozenset(self._spoken_of()) - {part_key(each) for each in self._package.names}
        number = self._lowest.get(pattern, 1)
        while self.has(pattern.format(number)) or part_key(pattern.format(number)) in self._missing:
            number += 1
        self._lowest[pattern] = number
        return self._enter(pattern.format(number), data, content_type)

    def add_main(self, pattern: str, data: bytes, content_type: str, kind: str) -> str:
        """A new part that the main one leads to as ``kind``, of the name without a number unless that is taken.

        Some programs know no other name; where the source leads to such a part and has none, ours is that part.
        """
        usual = pattern.format("")
        name = self.add(pattern, data, content_type) if self.has(usual) else self._enter(usual, data, content_type)
        if all(link.part != name for link in self.linked(self.workbook, kind)):
            self.relate(self.workbook, kind, name)
        return name

    def _enter(self, name: str, data: bytes, content_type: str) -> str:
        self._put(name, data)
        if not self._default_type(name, content_type):
            self._types.add(name, content_type)
        return name

    def _spoken_of(self) -> Iterator[str]:
        """What the source's content types and relationships name, as keys of parts."""
        overrides = outline(utf8(self._package.read(CONTENT_TYPES)), 2).all("Override")
        yield from (part_key(override.get("PartName") or "") for override in overrides)
        known = {part_key(each): each for each in self._package.names}
        for part in ("", *self._package.names):
            name = known.get(part_key(relations_part(part)))
            if name is None:
                continue
            try:
                found = list(relationships_in([utf8(self._package.read(name))], name, part))
            except WorkbookError:  # of a part that nobody reads: it is left as it is
                continue
            yield from (part_key(item.target) for item in found if not item.external)

    def _put(self, name: str, data: bytes) -> None:
        self._folded[part_key(name)] = name
        self._changed[name] = data
        if name in self._removed and name in self._package.infos:
            self._removed.discard(name)
        elif name not in self._added:
            self._added.append(name)

    def _default_type(self, name: str, content_type: str) -> bool:
        """Whether the extension's default says the type; for .vml and .rels it is made when there is none."""
        extension = name.rsplit(".", 1)[-1].lower()
        defaults = self._types.defaults(lambda: self._read(self._types_part))
        if extension in defaults:
            return defaults[extension] == content_type
        if extension not in {"vml", "rels"}:
            return False
        types = self.read(CONTENT_TYPES)
        root = outline(types, 2)
        entry = f'<{root.q}Default Extension="{extension}" ContentType="{content_type}"/>'.encode()
        at = root.children[0].start if root.children else root.inner
        self.write(CONTENT_TYPES, splice(types, [Edit(at, at, entry)]))
        return True

    def remove(self, name: str) -> None:
        """Take a part out, with its relations and its content type."""
        real = self._folded.pop(part_key(name), None)
        if real is None:
            return
        self._changed.pop(real, None)
        if real in self._added:
            self._added.remove(real)
        if real in self._package.infos:
            self._removed.add(real)
        self._lowest.clear()
        self._types.remove(real)
        self.remove(relations_part(real))

    def of_type(self, ending: str) -> tuple[str, ...]:
        """The parts whose own content type ends so (that of their extension does not count)."""
        overrides = outline(self.read(CONTENT_TYPES), 2).all("Override")
        listed = (o.get("PartName") or "" for o in overrides if (o.get("ContentType") or "").endswith(ending))
        return tuple(self._real(name) for name in listed if self.has(name))

    # relations

    def links(self, part: str) -> tuple[Link, ...]:
        """The relationships of a part (of the package for ``""``); those that lead outside have no part."""
        name = relations_part(part)
        if not self.has(name):
            return ()
        found = relationships_in([self.read(name)], name, part)
        parts = ((item, None if item.external else self._folded.get(part_key(item.target))) for item in found)
        return tuple(Link(item.id, item.type, part) for item, part in parts)

    def linked(self, part: str, kind: str) -> Iterator[Link]:
        """The relationships of ``part`` of that kind whose part is there."""
        return (link for link in self.links(part) if link.kind == kind and link.part)

    def relate(self, part: str, kind: str, target: str) -> str:
        """A new relationship to ``target``; ``kind`` is a word or a whole type.  Gives its id."""
        name = relations_part(part)
        data = self.read(name) if self.has(name) else _EMPTY_RELATIONS
        taken = {link.id for link in self.links(part)}
        number = 1
        while f"rId{number}" in taken:
            number += 1
        full = kind if "/" in kind else f"{STRICT if self.strict else TRANSITIONAL}/{kind}"
        root = outline(data, 1)
        where = written(target)
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
        name = relations_part(part)
        data = self.read(name)
        elements = list(outline(data, 2).all("Relationship"))
        gone = [e for e in elements if e.get("Id") == identifier]
        if len(gone) == len(elements):
            self.remove(name)
        elif gone:
            self.write(name, splice(data, [Edit(e.start, e.end, b"") for e in gone]))

    def to_bytes(self) -> bytes:
        """The package, ready to be written to a file."""
        self._enter_types()
        return rewrite(self._package, self._changed, self._added, self._removed)
