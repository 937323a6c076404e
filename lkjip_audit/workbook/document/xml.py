"""Names and attributes of WordprocessingML, strict or transitional."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Final

NAMESPACES: Final = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_OFF: Final = frozenset({"0", "false", "off", "none"})


def local(element: ET.Element) -> str:
    """The name of an element without its namespace; empty for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: ET.Element | None, name: str) -> str | None:
    """An attribute of WordprocessingML; None where there is none."""
    if element is None:
        return None
    for namespace in NAMESPACES:
        value = element.get(f"{{{namespace}}}{name}")
        if value is not None:
            return value
    return element.get(name)


def child(element: ET.Element | None, *path: str) -> ET.Element | None:
    """The first child on a path of local names; None where it ends."""
    for name in path:
        if element is None:
            return None
        element = next((item for item in element if local(item) == name), None)
    return element


def value(element: ET.Element | None, *path: str) -> str | None:
    """The ``val`` of the child on a path."""
    return attribute(child(element, *path), "val")


def number(text: str | None, default: int) -> int:
    """A whole number that an attribute holds; ``default`` where it holds none."""
    try:
        return default if text is None else int(text)
    except ValueError:
        return default


def switch(element: ET.Element | None, *path: str) -> bool | None:
    """A property that is there (on) or says that it is off; None where nothing is said."""
    found = child(element, *path)
    if found is None:
        return None
    return (attribute(found, "val") or "1").lower() not in _OFF
