"""Directions that a sentence tells between two of its figures: "turun dari 20 menjadi 15", "lebih kecil daripada"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from lkjip_audit.figures.model import Figure
from lkjip_audit.judging.model import Status
from lkjip_audit.judging.outcomes import outcome
from lkjip_audit.narrative.model import Paragraph
from lkjip_audit.narrative.paragraphs import sentences
from lkjip_audit.relations.kind import Kind, Laid, Settings
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.rulepack.words import WordPattern
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.place import Node

_UP, _DOWN = r"{rises}(?:nya|kan)?", r"{falls}(?:nya|kan)?"
_FROM = WordPattern(
    rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b(?P<way>[^.;]{{0,60}}?)\bdari\b[^,;]{{0,40}}$", re.IGNORECASE
)
_REACH = 160
"""Signs before a figure that are looked at, more than ``_FROM`` can take: a sentence may have thousands of figures."""
_TO = re.compile(r"[^,;]{0,40}\bmenjadi\b[^,;]{0,25}", re.IGNORECASE)
_THAN = WordPattern(
    r"[^,;]{0,60}\blebih\s+(?:(?P<up>{higher})|(?P<down>{lower}))\s+"
    r"(?:dari(?:pada)?|dibanding(?:kan)?)\b(?P<way>[^,;]{0,60})",
    re.IGNORECASE,
)
_ELSEWISE = WordPattern(r"\b{turns_direction}\b", re.IGNORECASE)
"""A rank falls as its number grows; a denial, or a second thing told, turns or loosens the comparison."""


class ToldDirection(Settings):
    """No settings: the sentence holds all that is compared."""


def relations(rule: Rule, settings: ToldDirection, scene: Scene) -> Iterator[Laid]:
    """Lay ``rule`` on every two neighbouring figures of a sentence that it sets in a direction."""
    del settings
    for paragraph in scene.paragraphs:
        for start, stop in sentences(paragraph.text):
            for first, second in pairwise(paragraph.figures_between(start, stop)):
                told = _direction(paragraph, start, first, second)
                if told is not None:
                    yield _judged(rule, paragraph, first, second, *told)


def _direction(paragraph: Paragraph, start: int, first: int, second: int) -> tuple[str, bool, bool] | None:
    """The words of the direction, whether they say up, and whether they tell the change from the first figure."""
    old, new = paragraph.figures[first], paragraph.figures[second]
    before = paragraph.text[max(start, old.span[0] - _REACH) : old.span[0]]
    between = paragraph.text[old.span[1] : new.span[0]]
    match = _FROM.search(before) if _TO.fullmatch(between) else None
    if match and not _ELSEWISE.search(match["way"] + between):
        return (match["up"] or match["down"]).lower(), match["up"] is not None, True
    match = _THAN.fullmatch(between)
    if match and not _ELSEWISE.search(between):
        words = match["up"] or match["down"]
        return f"lebih {words.lower()}", match["up"] is not None, False
    return None


def _judged(
    rule: Rule, paragraph: Paragraph, first: int, second: int, words: str, is_up: bool, is_change: bool
) -> Laid:
    old, new = paragraph.figures[first], paragraph.figures[second]
    cell = Node(paragraph.address, second if is_change else first)
    if not _comparable(old, new):
        return outcome(rule, Status.NOT_VERIFIABLE, cell, paragraph.text, stated=words, reason="units_differ")
    low, high = (old, new) if is_up == is_change else (new, old)
    status = Status.PASS if low.amount < high.amount else Status.FINDING
    return outcome(rule, status, cell, paragraph.text, stated=words, first=old.literal, second=new.literal)


def _comparable(old: Figure, new: Figure) -> bool:
    """Whether the two are of one unit; a number without one takes the other's, but money is always told as such."""
    if old.unit == new.unit:
        return True
    return None in (old.unit, new.unit) and "Rp" not in (old.unit, new.unit)


KIND = Kind("told_direction", ToldDirection, relations, places=frozenset({"first", "second"}))
