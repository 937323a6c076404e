"""How the parts of an OOXML package name each other: relationships, and names that mean the same part."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote

from lkjip_audit.workbook.safexml import parse_tree


@dataclass(frozen=True, slots=True)
class Relationship:
    """One relationship of a part.

    ``type`` is the last word of its type's URI ("worksheet"), the same in strict and transitional files.
    ``target`` is the name of a part, whether it is there or not; for an ``external`` one it is the URI as written.
    """

    id: str
    type: str
    target: str
    external: bool = False


def part_key(name: str) -> str:
    """What two names that mean the same part have in common: case, slashes and percent-encoding do not count."""
    return unquote(name).replace("\\", "/").lower().lstrip("/")


def relations_part(part: str) -> str:
    """The name of the part that holds the relationships of ``part`` (``""`` for those of the package)."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relationships_in(chunks: Iterable[bytes], source: str, part: str) -> Iterator[Relationship]:
    """The relationships of ``part`` as its relations part ``source``, whose bytes are ``chunks``, lists them."""
    return (_relationship(part, item.attrib) for item in parse_tree(chunks, source) if item.tag == "Relationship")


def written(part: str) -> str:
    """The name of ``part`` as a URI in another part writes it: from the root, percent-encoded."""
    return quote("/" + part, safe="/[]()!$&',;=@:+~")


def _relationship(part: str, attributes: Mapping[str, str]) -> Relationship:
    target = attributes.get("Target", "")
    external = attributes.get("TargetMode", "").lower() == "external"
    if not external and not target.startswith("#"):
        target = _resolved(part, target)
    kind = attributes.get("Type", "").rstrip("/").rpartition("/")[2]
    return Relationship(attributes.get("Id", ""), kind, target, external)


def _resolved(part: str, target: str) -> str:
    """The part that ``target`` names as seen from ``part``."""
    path = re.split(r"[?#]", target.replace("\\", "/"), maxsplit=1)[0]
    path = posixpath.join("/", posixpath.dirname(part), path)  # an absolute path takes the place of all before it
    return unquote(posixpath.normpath(path).lstrip("/"))  # ".." above the root stays at the root, as in any URI
