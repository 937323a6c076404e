"""Ranks of civil servants: the name of the rank against the class beside it (III/a is Penata Muda)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from lkjip_audit.judging.model import Status
from lkjip_audit.judging.outcomes import outcome
from lkjip_audit.relations.kind import Laid
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.rulepack.words import WordPattern, Words, derived
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.typed import different_texts, texts_with
from lkjip_audit.tables.model import RowKind, Table
from lkjip_audit.workbook.model import Address

_CLASS = r"(?P<class>(?:IV|III|II|I)\s*/\s*[a-eA-E])\b"
_STROKE = "/"
"""Stands in every class."""
_NAME = r"(?P<rank>{rank_names}(?:,?\s+(?:tk\.?|tingkat)\s*(?:i\b|1\b))?)"
_BESIDE = WordPattern(rf"\b{_NAME}[\s,\-/()]*(?:gol(?:ongan)?\.?\s*(?:ruang\s*)?)?\(?\s*{_CLASS}", re.IGNORECASE)
_BEHIND = WordPattern(rf"(?<!\w){_CLASS}[\s,\-:()]*{_NAME}", re.IGNORECASE)
_ALONE = WordPattern(rf"\s*{_NAME}\s*", re.IGNORECASE)
_STEP = re.compile(r"\btk\.?\s*i\b", re.IGNORECASE)
_ONLY_CLASS = re.compile(rf"\s*\(?{_CLASS}\)?\s*", re.IGNORECASE)


@derived
def rank_of(words: Words) -> Mapping[str, str]:
    """The rank of each class: "Penata Tk. I" of "III/d"."""
    return {key: name for name, key in words["ranks"].keys.items()}


def ranks(rule: Rule, scene: Scene) -> Iterator[Laid]:
    """Every rank with its class in one cell or sentence, and in two cells of one row of a table."""
    inside: set[Address] = set()
    if any(_STROKE in text and _ONLY_CLASS.fullmatch(text) for text in different_texts(scene)):
        for table in scene.tables:
            for found in _rows(table):
                inside.add(found[0])
                yield _judged(rule, *found)
    for item in texts_with(scene, lambda text: _STROKE in text and _BESIDE.search(text)):
        if item.address not in inside:
            for rank, klass in _pairs(item.text):
                yield _judged(rule, item.address, rank, klass)


def _pairs(text: str) -> Sequence[tuple[str, str]]:
    """Ranks with their classes; the class leads where more are right so: "I/a (Juru Muda)-I/b (Juru Muda Tk. I)"."""
    follows, leads = (
        [(match.group("rank"), match.group("class")) for match in pattern.finditer(text)]
        for pattern in (_BESIDE, _BEHIND)
    )
    return max(
        follows, leads, key=lambda pairs: sum(_plain(rank) == _plain(_right(klass) or "") for rank, klass in pairs)
    )


def _rows(table: Table) -> Iterator[tuple[Address, str, str]]:
    """Rows with a rank in one cell and its class in another."""
    classed = {row for (row, _), reading in table.readings.items() if _STROKE in reading.text}
    for row in table.rows if classed else ():
        if row.kind is not RowKind.DETAIL or row.number not in classed:
            continue
        cells = [
            (column, reading.text) for column in table.columns if (reading := table.reading(row, column)) is not None
        ]
        classes = [match.group("class") for _, text in cells if (match := _ONLY_CLASS.fullmatch(text))]
        if len(classes) != 1:
            continue
        named = [(column, text) for column, text in cells if _ALONE.fullmatch(text)]
        texts = named or [(column, text) for column, text in cells if _STEP.search(text)]
        if len(texts) == 1:
            yield table.address(row, texts[0][0]), texts[0][1].strip(), classes[0]


def _judged(rule: Rule, address: Address, rank: str, klass: str) -> Laid:
    right = _right(klass)
    if right is None or _ALONE.fullmatch(rank) is None:
        return outcome(rule, Status.NOT_VERIFIABLE, address, klass, stated=rank, reason="rank_unknown")
    same = _plain(rank) == _plain(right)
    return outcome(
        rule,
        Status.PASS if same else Status.FINDING,
        address,
        klass,
        stated=rank,
        expected_text=right,
        golongan=klass,
    )


def _right(klass: str) -> str | None:
    """The rank of a class as it is written; None where there is none."""
    letter = klass.replace(" ", "")
    return rank_of().get(f"{letter[:-1].upper()}{letter[-1].lower()}")


def _plain(rank: str) -> str:
    words = re.sub(r"[.,]", " ", rank.lower())
    words = re.sub(r"\b(?:tingkat|tk)\s*(?:i|1)\b", "tk i", words)
    return " ".join(words.split())
