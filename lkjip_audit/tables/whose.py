"""Whose a column's figures are: the agency's own, or those of another region, a ministry, the nation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lkjip_audit.rulepack.words import WordMap, WordPattern, spoken

_NAME = r"(?:{provinces})\b|[a-z][\w-]+(?:\s+(?:{directions})\b)?"
_REGION = WordPattern(rf"\b(kota|kabupaten|kab\.|provinsi)\s+({_NAME})", re.IGNORECASE)
_UNIT = WordPattern(
    rf"\b(?:kecamatan|kelurahan)\s+({_NAME})(?:\s+kecamatan\s+(?:{_NAME}))?\s+(?:kota|kabupaten|kab\.)\s+({_NAME})",
    re.IGNORECASE,
)
_PROVINCES = WordMap("provinces")
_PROVINCE = WordPattern(r"(?<![\w-])(?:{provinces})(?![\w-])")
_KIND_BEFORE = WordPattern(r"\b({region_kinds}|{small_regions}|{governments})\b\.?\s*$")
_BARE_KIND = WordPattern(
    r"(?:(?:realisasi|capaian|tahun)\s+)*({region_kinds}|{small_regions}|daerah)\.?(?:\s+(?:tahun\s+)?\d{4})?\s*"
)
"""A kind of region without a name is the one that the agency belongs to: "Realisasi Kota 2022" beside "Nasional"."""
_OTHERS = WordPattern(r"(?<![^\W_])(?:{other_entities}|(?:{ministries})\w*)(?![^\W_])")
_ENTITY = WordPattern(r"(?:{entity_names}|(?:{ministries})[\w-]*)(?=[\s().,]|$)")
_NAMED_SMALL = WordPattern(r"(?:{small_regions})\s+[a-z]")
_KINDS = tuple(WordMap(name) for name in ("region_kinds", "small_regions", "governments"))
_PROVINCIAL = "provinsi"
_FEWEST = 2
"""Times that a workbook names a kecamatan with its region where it is the agency's own."""


@dataclass(frozen=True, slots=True)
class Region:
    """The region that a workbook is of, in small letters.

    ``kind`` is "kota", "kabupaten" or "provinsi" and ``name`` its name, a province's in full; both are empty where the
    workbook does not say.  ``unit`` is the kecamatan or kelurahan that the agency is itself.
    """

    kind: str = ""
    name: str = ""
    unit: str = ""

    def is_own(self, entity: str) -> bool:
        """Whether ``entity`` (a header's words) names this region, or nobody else."""
        words = " ".join(entity.lower().split())
        known = ((self.unit, ""), (self.name, self.kind))
        named = [own for name, kind in known for own in _told(words, name, kind)]
        if named:
            return named[0]
        if match := _BARE_KIND.fullmatch(words):
            return _kind(match.group(1)) != _PROVINCIAL or self.kind == _PROVINCIAL
        return _OTHERS.search(words) is None


def region_of(texts: Iterable[str]) -> Region:
    """The region that ``texts`` name most."""
    texts = tuple(texts)
    named = [
        (_kind(match.group(1).lower().rstrip(".")), _full(match.group(2)))
        for text in texts
        for match in _REGION.finditer(text)
    ]
    if not named:
        return Region()
    name = Counter(name for _, name in named).most_common(1)[0][0]
    kind = Counter(kind for kind, other in named if other == name).most_common(1)[0][0]
    units = Counter(
        match.group(1).lower() for text in texts for match in _UNIT.finditer(text) if _full(match.group(2)) == name
    )
    unit = next((unit for unit, times in units.most_common(1) if times >= _FEWEST), "")
    return Region(kind, name, unit)


def begins_with_entity(words: str) -> bool:
    """Whether ``words``, plain and in small letters, begin with the name of a region, a government, an agency."""
    return _ENTITY.match(words.lstrip("(),.")) is not None


def begins_with_small_region(words: str) -> bool:
    """Whether ``words`` begin with a desa or a kelurahan and its name; without one it is a thing that is counted."""
    return _NAMED_SMALL.match(words) is not None


def _told(words: str, name: str, kind: str) -> Iterator[bool]:
    """For each place of ``words`` with ``name``: whether nothing before it says another kind of region."""
    for match in _places(words, name):
        before = _KIND_BEFORE.search(words[: match.start()])
        told = _kind(before.group(1)) if before else ""
        yield not told or not kind or told == kind


def _places(words: str, name: str) -> Iterator[re.Match[str]]:
    if not name:
        return
    if name in _PROVINCES:
        yield from (match for match in _PROVINCE.finditer(words) if _full(match.group()) == name)
        return
    directions = spoken().either("directions")
    yield from re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)(?!\s+(?:{directions})\b)", words)


def _full(name: str) -> str:
    """A region's name in small letters, a province's as it is written in full."""
    plain = " ".join(name.lower().split())
    return _PROVINCES.get(plain) or plain


def _kind(word: str) -> str:
    """The kind of region that ``word`` stands for."""
    return next((kind for known in _KINDS if (kind := known.get(word)) is not None), word)
