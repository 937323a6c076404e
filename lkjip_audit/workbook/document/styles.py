"""What the styles of a document say of a paragraph: its level in the outline, its numbering, whether it is bold."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from lkjip_audit.workbook.document.model import BODY_TEXT
from lkjip_audit.workbook.document.xml import attribute, child, local, number, switch, value

_HEADING: Final = re.compile(r"heading ([1-9])", re.IGNORECASE)
_DEEPEST: Final = 20  # styles that build on each other; a circle ends here


@dataclass(frozen=True, slots=True)
class Style:
    """What one style, with those it builds on, says; None where it says nothing."""

    level: int | None = None
    numbering: tuple[str, int] | None = None
    bold: bool | None = None
    alignment: str | None = None


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a document by their ids."""

    by_id: Mapping[str, Style] = field(default_factory=dict)
    usual: Style = field(default_factory=Style)

    def of(self, properties: ET.Element | None) -> Style:
        """The style that the properties of a paragraph name, else the usual one."""
        return self.by_id.get(value(properties, "pStyle") or "", self.usual)


def read_styles(root: ET.Element | None) -> Styles:
    """The styles in the part of that name; none where there is no such part."""
    if root is None:
        return Styles()
    found = {attribute(item, "styleId") or "": item for item in root if local(item) == "style"}
    known = {name: _style(name, found) for name in found}
    usual = next(
        (name for name, item in found.items() if attribute(item, "type") == "paragraph" and attribute(item, "default")),
        "",
    )
    return Styles(known, known.get(usual, Style()))


def _style(name: str, found: Mapping[str, ET.Element]) -> Style:
    """The style, what it leaves open filled from those that it builds on."""
    level, numbering, bold, alignment = None, None, None, None
    for _ in range(_DEEPEST):
        item = found.get(name)
        if item is None:
            break
        properties = child(item, "pPr")
        level = _level(item, properties) if level is None else level
        numbering = numbering or numbering_of(properties)
        bold = switch(item, "rPr", "b") if bold is None else bold
        alignment = alignment or value(properties, "jc")
        name = value(item, "basedOn") or ""
    return Style(level, numbering, bold, alignment)


def _level(item: ET.Element, properties: ET.Element | None) -> int | None:
    told = value(properties, "outlineLvl")
    if told is not None:
        return min(number(told, BODY_TEXT), BODY_TEXT)
    heading = _HEADING.fullmatch((value(item, "name") or "").strip())  # the names of built-in styles are English
    return None if heading is None else int(heading[1]) - 1


def numbering_of(properties: ET.Element | None) -> tuple[str, int] | None:
    """The list and the level in it that the properties of a paragraph name."""
    found = child(properties, "numPr")
    if found is None:
        return None
    return value(found, "numId") or "0", number(value(found, "ilvl"), 0)
