"""Those who have and those who have not are all: "2283 telah mengikuti ..., 208 belum mengikuti" of 3008."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lkjip_audit.figures.model import PERCENT, Figure
from lkjip_audit.formula import parse
from lkjip_audit.judging.model import Equation, Outcome, Status
from lkjip_audit.narrative.model import Paragraph
from lkjip_audit.relations.kind import Kind, Laid, Settings
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.operands import operand_in_prose
from lkjip_audit.scene.place import Node
from lkjip_audit.tables.known import JUMLAH

_DONE = re.compile(r"\b(?:telah|sudah)\s+(?P<verb>[a-z]+)", re.IGNORECASE)
_NOT_YET = re.compile(r"\bbelum\s+(?:pernah\s+)?(?P<verb>[a-z]+)", re.IGNORECASE)
_WHOLE = re.compile(r"\b(?:total|seluruhnya|keseluruhan|dari jumlah)\b[^.;]{0,60}$", re.IGNORECASE)
_FORMULA = parse("sudah + belum")


class Parts(Settings):
    """No settings."""


@dataclass(frozen=True, slots=True)
class _Counted:
    """A number of people and where it stands among the paragraph's figures."""

    part: int
    figure: Figure


def relations(rule: Rule, settings: Parts, scene: Scene) -> Iterator[Laid]:
    """Lay ``rule`` on every paragraph that counts those who have, those who have not, and the whole."""
    del settings
    for paragraph in scene.paragraphs:
        counts = [
            _Counted(part, figure)
            for part, figure in enumerate(paragraph.figures)
            if figure.unit != PERCENT and figure.decimals == 0 and figure.multiplier == 1
        ]
        for verb in _shared_verbs(paragraph.text):
            done = _after(paragraph.text, counts, rf"\b(?:telah|sudah)\s+{verb}")
            missing = _before(paragraph.text, counts, rf"\bbelum\s+(?:pernah\s+)?{verb}")
            whole = next((item for item in counts if _WHOLE.search(_words_before(paragraph.text, item))), None)
            if done is None or missing is None:
                continue
            if whole is None:
                yield _without_whole(rule, paragraph, done)
            elif len({done.part, missing.part, whole.part}) == 3:
                yield _equation(rule, paragraph, whole, done, missing)


def _shared_verbs(text: str) -> Sequence[str]:
    done = {match.group("verb").lower() for match in _DONE.finditer(text)}
    missing = {match.group("verb").lower() for match in _NOT_YET.finditer(text)}
    return sorted(done & missing)


def _after(text: str, counts: Sequence[_Counted], pattern: str) -> _Counted | None:
    """The first count after the words."""
    match = re.search(pattern, text, re.IGNORECASE)
    if match is None:
        return None
    later = [item for item in counts if 0 <= item.figure.span[0] - match.end() <= limits().prose.words_reach]
    return min(later, key=lambda item: item.figure.span[0], default=None)


def _before(text: str, counts: Sequence[_Counted], pattern: str) -> _Counted | None:
    """The last count before the words."""
    match = re.search(pattern, text, re.IGNORECASE)
    if match is None:
        return None
    earlier = [item for item in counts if 0 <= match.start() - item.figure.span[1] <= limits().prose.words_reach]
    return max(earlier, key=lambda item: item.figure.span[0], default=None)


def _words_before(text: str, item: _Counted) -> str:
    return text[max(0, item.figure.span[0] - limits().prose.words_reach) : item.figure.span[0]]


def _equation(rule: Rule, paragraph: Paragraph, whole: _Counted, done: _Counted, missing: _Counted) -> Equation:
    return Equation(
        rule=rule,
        subject=paragraph.text[max(0, done.figure.span[0] - 60) : missing.figure.span[1] + 40],
        stated=operand_in_prose(JUMLAH, paragraph, whole.part),
        operands=(operand_in_prose("sudah", paragraph, done.part), operand_in_prose("belum", paragraph, missing.part)),
        formula=_FORMULA,
    )


def _without_whole(rule: Rule, paragraph: Paragraph, done: _Counted) -> Outcome:
    return Outcome(
        rule=rule,
        status=Status.NOT_VERIFIABLE,
        subject=done.figure.literal,
        cell=Node(paragraph.address, done.part),
        stated=done.figure.literal,
        reason="whole_missing",
    )


KIND = Kind("parts", Parts, relations)
