"""Items of a list against what the text after it says of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lkjip_audit.figures.model import Figure
from lkjip_audit.figures.rounding import round_half_up
from lkjip_audit.judging.model import Status
from lkjip_audit.judging.outcomes import outcome
from lkjip_audit.narrative.model import Paragraph
from lkjip_audit.narrative.paragraphs import sentences
from lkjip_audit.relations.count.prose_lists import numbered_lists, value_in_prose, value_of_item
from lkjip_audit.relations.kind import Laid
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.rulepack.words import WordPattern
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.place import Operand

_NOUN = WordPattern(r"^{listed_nouns}\s+", re.IGNORECASE)


def list_item(rule: Rule, scene: Scene) -> Iterator[Laid]:
    """The value of one item against what the text right after the list says of it.

    The item is named by its own words ("Aspek Pengembangan Karir, diperoleh nilai 52"), and a figure of the
    sentence that is near its value is taken to restate it.
    """
    prose = {paragraph.address: paragraph for paragraph in scene.paragraphs}
    for found in numbered_lists(scene):
        after = [paragraph for line in found.after if (paragraph := prose.get(line.address)) is not None]
        values = [(line, value_of_item(prose.get(line.address))) for line in found.items if after]
        decimals = max((value.figure.decimals for _, value in values if value is not None), default=0)
        for line, value in values:
            words = "" if value is None else _name(line.text, value.figure)
            if value is None or len(words.split()) < limits().prose.item_words:
                continue
            for paragraph in after:
                yield from _restated(rule, words, value, _told(paragraph, words, value), decimals)


def _name(text: str, figure: Figure) -> str:
    """What a list item is called: its words up to the first comma or colon, without number and noun."""
    name = re.split(r"[,:;]", re.sub(r"^\s*\d+[.)]\s*", "", text[: figure.span[0]]))[0]
    return _NOUN.sub("", name.strip())


def _told(paragraph: Paragraph, words: str, value: Operand) -> list[Operand]:
    """The figures near ``value`` in the sentence that names the item."""
    name = r"\s+".join(map(re.escape, words.split()))
    match = re.search(rf"\b{name}\b", paragraph.text, re.IGNORECASE)
    if match is None:
        return []
    span = next((a, b) for a, b in sentences(paragraph.text) if a <= match.start() < b)
    return [
        value_in_prose(paragraph, part)
        for part, figure in enumerate(paragraph.figures)
        if span[0] <= figure.span[0] < span[1]
        and figure.unit in (value.figure.unit, None)
        and abs(figure.amount - value.figure.amount) <= abs(value.figure.amount) * limits().sums.likely_share
    ]


def _restated(rule: Rule, words: str, value: Operand, told: list[Operand], decimals: int) -> Iterator[Laid]:
    """A list whose other items show decimals states each value with as many: 52 is then not 52,5 rounded."""
    own = value.figure
    if len(told) > 1:
        yield outcome(rule, Status.NOT_VERIFIABLE, value.node, words, stated=own.literal, reason="several_rows")
    if len(told) != 1:
        return
    other = told[0].figure
    shown = other.amount if decimals >= other.decimals else round_half_up(other.amount, own.decimals)
    yield outcome(
        rule,
        Status.PASS if own.amount == shown else Status.FINDING,
        value.node,
        words,
        stated=own.literal,
        expected=other.value,
        expected_text=other.literal,
        difference=own.value - other.value,
        related=told,
    )
