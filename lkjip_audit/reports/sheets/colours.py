"""The colours of severities: apart in lightness as well as in hue, black text readable on all."""

from __future__ import annotations

import re

from lkjip_audit.rulepack.model import Severity

FILLS = {
    Severity.MATERIAL: "FFF28B82",
    Severity.SIGNIFICANT: "FFFBB869",
    Severity.MINOR: "FFFFE794",
    Severity.INFO: "FFEAF3FB",
}
"""ARGB, as the file writes them; the heaviest is the darkest (lightness 67, 80, 92, 94 of 100)."""


NAVY = "FF1F3864"
"""The colour of our headings, and of the tab that a reader begins with."""
_BESIDE = "FF8EA9DB"
_TOLD_IN = frozenset({"causes", "findings"})


def tab_colour(key: str, worst: Severity | None) -> str:
    """The colour of the tab of our sheet ``key``: where findings stand, that of the ``worst`` of them."""
    if key in _TOLD_IN and worst is not None:
        return FILLS[worst]
    return NAVY if key == "summary" else _BESIDE


def fill_xml(severity: Severity, q: str) -> bytes:
    """The fill of a severity, with the elements' prefix ``q``."""
    colour = f'<{q}fgColor rgb="{FILLS[severity]}"/><{q}bgColor indexed="64"/>'
    pattern = f'<{q}patternFill patternType="solid">{colour}</{q}patternFill>'
    return f"<{q}fill>{pattern}</{q}fill>".encode()


def is_ours(fill: bytes) -> bool:
    """Whether a fill, written by us or by the program that saved our copy again, is one of a severity."""
    found = re.search(rb"<(?:[\w.-]+:)?fgColor\b[^<>]*\brgb=[\"']([0-9A-Fa-f]{6,8})[\"']", fill)
    return bool(found and b"solid" in fill and found[1].decode().upper()[-6:] in {v[2:] for v in FILLS.values()})
