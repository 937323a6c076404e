"""Words that stay: names without numbering, and the one name of each subject."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from enum import Enum

from lkjip_audit.rulepack.words import WordPattern
from lkjip_audit.scene.model import Scene

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_ENUMERATION = re.compile(r"^\W*\d{1,2}[.)]\s+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTH = WordPattern(r"\b{months}\b")


class Numbers(Enum):
    """What becomes of the numbers in words that shall stay."""

    MASKED = "masked"
    YEARS = "years"
    KEPT = "kept"


def words(text: str, numbers: Numbers = Numbers.MASKED) -> str:
    """``text`` in lower case without marks and enumeration; months as "bulan", masked numbers as "#"."""

    def number(match: re.Match[str]) -> str:
        stays = numbers is Numbers.KEPT or (numbers is Numbers.YEARS and _YEAR.fullmatch(match.group()))
        return match.group() if stays else "#"

    plain = _MONTH.sub("bulan", _NUMBER.sub(number, _ENUMERATION.sub("", text.lower())))
    return " ".join(re.findall(r"[^\W_]+|#", plain))


def canonical_names(scene: Scene) -> Mapping[str, str]:
    """For each subject's key the name that the agreement uses, else the one that most tables do.

    A subject's own key is made of the name that happens to come first: it would change when sheets are moved.
    """
    tables: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    agreed: dict[str, Counter[str]] = defaultdict(Counter)
    for table in scene.tables:
        for row in table.rows:
            for slot, key in scene.slots(table, row).items():
                name = words(row.subjects.get(slot.level, ""), Numbers.KEPT)
                if name:
                    tables[key][name].add(table.id)
                    agreed[key][name] += "agreement" in table.sort.groups
    return {
        key: min(found, key=lambda name: (-bool(agreed[key][name]), -len(found[name]), name))
        for key, found in tables.items()
    }
