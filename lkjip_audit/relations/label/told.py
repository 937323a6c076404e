"""Scales of predicates that a sentence tells: "> 100 = Sangat Baik; 80 - 100 = Baik; < 80 = Kurang"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lkjip_audit.figures.ranges import Bounds, parse_range
from lkjip_audit.relations.label.bands import Band, Scale, highest_first, plain
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.scene.model import Scene

_LONGEST = 400  # signs; the work on a longer text would grow with its square
_CUT = re.compile(r"[;\n]|[,.]\s+(?=[<>≤≥]|\d)|(?<=\)),?\s+(?:dan\s+)?|\bdan\b\s+(?=[<>≤≥]|\d)")
_PAIR = re.compile(
    r"(?P<range>[^=:]*\d[^=:]*?)\s*(?:=|:|\badalah\b|\bberarti\b|\bkategori\b|\bdinyatakan\b)\s*(?P<label>[^=:\d]+)"
)
_TURNED = re.compile(r"(?P<label>[^=:\d<>≤≥(]+?)\s*(?:=|:|\(|\bbila\b|\bjika\b)\s*(?P<range>[^=:()]*\d[^=:()]*)\)?")
_LEAD = re.compile(r"^[^:\d<>≤≥]*:\s*")


def told_scales(scene: Scene) -> Iterator[Scale]:
    """The scales of the workbook's sentences: at least three bands, each under a label of its own."""
    for paragraph in scene.paragraphs:
        bands = [band for text in _CUT.split(_LEAD.sub("", paragraph.text)) if (band := _band(text)) is not None]
        if len(bands) >= limits().labels.fewest_bands and len({plain(band.label) for band in bands}) == len(bands):
            yield Scale(tuple(sorted(bands, key=highest_first, reverse=True)))


def _band(text: str) -> Band | None:
    """One band, its range before or after its label; a text that is longer than any band is none."""
    if len(text) > _LONGEST:
        return None
    for pattern in (_PAIR, _TURNED):
        match = pattern.fullmatch(text.strip(" .,"))
        bounds: Bounds | None = parse_range(match["range"].strip()) if match else None
        if match and bounds is not None:
            label = match["label"].strip(" .,\"'“”")
            if plain(label) and len(label.split()) <= limits().labels.told_words:
                return Band(label, bounds, text.strip())
    return None
