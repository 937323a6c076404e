"""What a workbook is about, in its own words: the agency and the year."""

from __future__ import annotations

from collections import Counter

from lkjip_audit.result import About
from lkjip_audit.rulepack.words import WordPattern
from lkjip_audit.scene.model import Scene

_REGION = r"(?:kota|kabupaten|provinsi)"
_AGENCY = WordPattern(
    rf"\b{{agencies_in_full}}\b(?:[ ,]+(?!{{no_name_words}}\b|{_REGION}\b)[a-z&-]+){{0,10}}"
    rf" +{_REGION} +(?:{{provinces}}|[a-z-]+(?: {{directions}}\b)?)(?= |$|[.,;:()\"])"
)
_SMALL = frozenset({"dan", "serta", "atau"})
_SHORT = frozenset({"dprd", "rsud", "uptd"})


def about(scene: Scene) -> About:
    """The agency that the workbook names in full most often, and the year that most of its tables are of.

    Both are left empty where the workbook does not say; a name that stands only once is no name to go by.
    """
    names = Counter(found.group() for text in scene.texts for found in _AGENCY.finditer(" ".join(text.lower().split())))
    own = [name for name in names if not scene.region.name or name.endswith(f" {scene.region.name}")]
    best = min(own, key=lambda name: (-names[name], name), default="")
    return About("" if names[best] < 2 else _written(best), scene.year)


def _written(name: str) -> str:
    """A name that was read in small letters, as it is written."""
    words = (
        word if word in _SMALL else word.upper() if word in _SHORT else word[:1].upper() + word[1:]
        for word in name.split()
    )
    return " ".join(words)
