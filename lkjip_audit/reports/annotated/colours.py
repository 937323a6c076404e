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

_LIGHT = 0.6


def fill_xml(severity: Severity, q: str) -> bytes:
    """The fill of a severity, with the elements' prefix ``q``."""
    colour = f'<{q}fgColor rgb="{FILLS[severity]}"/><{q}bgColor indexed="64"/>'
    pattern = f'<{q}patternFill patternType="solid">{colour}</{q}patternFill>'
    return f"<{q}fill>{pattern}</{q}fill>".encode()


def is_ours(fill: bytes) -> bool:
    """Whether a fill, written by us or by the program that saved our copy again, is one of a severity."""
    found = re.search(rb"fgColor[^>]*\brgb=[\"']([0-9A-Fa-f]{6,8})[\"']", fill)
    return bool(found and b"solid" in fill and found[1].decode().upper()[-6:] in {v[2:] for v in FILLS.values()})


def is_light(font: bytes) -> bool:
    """Whether a font's colour is too light to be read on our fills (white heads on dark ground, mostly)."""
    found = re.search(rb"<(?:[A-Za-z0-9]+:)?color\b([^>]*)>", font)
    if not found:
        return False
    words = dict(re.findall(r"(\w+)\s*=\s*[\"']([^\"']*)[\"']", found[1].decode("ascii", "ignore")))
    if "rgb" in words and re.fullmatch("[0-9A-Fa-f]{6,8}", words["rgb"]):
        red, green, blue = (int(words["rgb"][-6:][at : at + 2], 16) / 255 for at in (0, 2, 4))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue > _LIGHT
    if "theme" in words:  # 0 and 2 are the theme's two light colours, unless darkened
        tint = float(words["tint"]) if re.fullmatch(r"-?[0-9.]+", words.get("tint", "")) else 0.0
        return words["theme"] in {"0", "2"} and tint > -0.4
    return words.get("indexed") in {"1", "9", "26", "34", "41", "42", "43"}
