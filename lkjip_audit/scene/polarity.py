"""Whether more or less is better in an indicator: as its table says, as its words say, or not known."""

from __future__ import annotations

from enum import StrEnum

from lkjip_audit.rulepack.words import WordPattern
from lkjip_audit.scene.model import Scene
from lkjip_audit.tables.known import INDIKATOR, POLARITAS
from lkjip_audit.tables.model import Row, Table


class Polarity(StrEnum):
    """Which way is better."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    UNKNOWN = "unknown"


_NEGATIVE = WordPattern(r"\b{negative_indicators}\b")
_POSITIVE = WordPattern(r"\b{positive_indicators}\b")
_NOT_NEGATIVE = WordPattern(r"\b{not_negative}\b")
_REMEDIED = WordPattern(r"(?<!\bbelum )(?<!\btidak )\b{remedied}\b")
"""The bad thing that an indicator names is dealt with: the more of it, the better."""
_SAYS_NEGATIVE = WordPattern(r"\b{polarity_lower}\b")
_SAYS_POSITIVE = WordPattern(r"\b{polarity_higher}\b")


def polarity_of(scene: Scene, table: Table, row: Row) -> Polarity:
    """The polarity of the row's indicator: from a polarity column anywhere in the workbook, else from its words."""
    key = scene.subject(table, row).get(INDIKATOR)
    declared = scene.polarities.get(key) if key else None
    if declared:
        return Polarity(declared)
    for column in table.columns_of(POLARITAS):
        reading = table.reading(row, column)
        if reading is not None:
            return polarity_in_words(reading.text)
    return polarity_named(row.label)


def polarity_named(name: str) -> Polarity:
    """What the words of an indikator's name say."""
    label = name.lower()
    if _REMEDIED.search(label):
        return Polarity.POSITIVE
    if _NEGATIVE.search(label) and not _NOT_NEGATIVE.search(label):
        return Polarity.NEGATIVE
    if _POSITIVE.search(label):
        return Polarity.POSITIVE
    return Polarity.UNKNOWN


def polarity_in_words(text: str) -> Polarity:
    """What a polarity column's cell says."""
    words = text.lower()
    if _SAYS_NEGATIVE.search(words):
        return Polarity.NEGATIVE
    if _SAYS_POSITIVE.search(words):
        return Polarity.POSITIVE
    return Polarity.UNKNOWN
